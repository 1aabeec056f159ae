import assert from 'node:assert/strict'
import { test } from 'node:test'
import { createCluster } from '../../cluster/create-cluster'
import { Pace } from './pace'

test('a defect is told and the clock goes on', async () => {
  const cluster = createCluster({ runtime: 'instant', timeline: false })
  const told: unknown[] = []
  const pace = new Pace(cluster, 0, (error) => told.push(error))
  const begun = cluster.now()
  let isLate = false
  cluster.loop.after(1_000, () => {
    throw new Error('defect')
  })
  cluster.loop.after(2_000, () => (isLate = true))
  await pace.skip(1_500)
  assert.deepEqual(
    told.map((error) => (error as Error).message),
    ['defect'],
  )
  assert.equal(await pace.skip(1_000), begun + 2_500)
  assert.ok(isLate)
  pace.stop()
})

test('a clock that was stopped is not started by what comes after', async () => {
  const cluster = createCluster({ runtime: 'instant', timeline: false })
  const pace = new Pace(cluster, 1_000)
  const begun = cluster.now()
  pace.stop()
  await new Promise((wake) => setTimeout(wake, 5))
  pace.goOn()
  await new Promise((wake) => setTimeout(wake, 5))
  assert.equal(cluster.now(), begun)
})
