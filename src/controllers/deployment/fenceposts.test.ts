import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Deployment, IntOrString } from '../../objects/kinds'
import { surgeMax, unavailableMax } from './fenceposts'

const deployment = (replicas: number, maxSurge?: IntOrString, maxUnavailable?: IntOrString): Deployment =>
  ({
    spec: { replicas, strategy: { type: 'RollingUpdate', rollingUpdate: { maxSurge, maxUnavailable } } },
  }) as unknown as Deployment

// Follows TestResolveFenceposts and TestMaxUnavailable of pkg/controller/deployment/util, v1.36.
const TABLE: readonly [
  replicas: number,
  maxSurge: IntOrString,
  maxUnavailable: IntOrString,
  surge: number,
  unavailable: number,
][] = [
  [10, '39%', '39%', 4, 3],
  [7, 5, 1, 5, 1],
  [10, 0, 5, 0, 5],
  [10, 0, 10, 0, 10],
  [5, 0, 10, 0, 5],
  [0, 0, 5, 0, 0],
  [0, '0%', '0%', 0, 0],
  [10, 0, '50%', 0, 5],
  [10, 0, '100%', 0, 10],
  [5, 0, '100%', 0, 5],
  // Both come to nothing: one Pod may be missing, or nothing would ever move.
  [10, '0%', '0%', 0, 1],
  [2, '0%', '40%', 0, 1],
  [2, '25%', '25%', 1, 0],
]

for (const [replicas, maxSurge, maxUnavailable, surge, unavailable] of TABLE)
  test(`of ${replicas} Pods, surge ${maxSurge} and unavailability ${maxUnavailable}`, () => {
    const given = deployment(replicas, maxSurge, maxUnavailable)
    assert.deepEqual([surgeMax(given), unavailableMax(given)], [surge, unavailable])
  })

test('limits left out are none; Recreate has none', () => {
  assert.deepEqual([surgeMax(deployment(3)), unavailableMax(deployment(3))], [0, 1])
  const recreate = { spec: { replicas: 3, strategy: { type: 'Recreate' } } } as unknown as Deployment
  assert.deepEqual([surgeMax(recreate), unavailableMax(recreate)], [0, 0])
})

test('what is no number and no percentage is an error', () => {
  assert.throws(() => surgeMax(deployment(10, 'oops', '39%')), /invalid type: string is not a percentage/)
  assert.throws(() => unavailableMax(deployment(10, '55%', 'urg')), /invalid type: string is not a percentage/)
})
