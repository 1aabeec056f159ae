import assert from 'node:assert/strict'
import { test } from 'node:test'
import { createCluster } from '../../cluster/create-cluster'

const MINUTE_MS = 60_000
const CALLER = { actor: 'test' }

test('an Event goes an hour after its last write, and a watcher is told', async () => {
  const { server, pass, store } = (() => {
    const cluster = createCluster({ nodes: [], timeline: false })
    return { server: cluster.server, store: cluster.store, pass: (ms: number) => cluster.pass(ms) }
  })()
  const create = (name: string) =>
    server.create(
      'Event',
      'default',
      {
        apiVersion: 'v1',
        kind: 'Event',
        metadata: { name },
        involvedObject: { kind: 'Pod', namespace: 'default', name: 'p' },
      } as never,
      CALLER,
    )
  const told: string[] = []
  store.subscribe('Event', ({ type, object }) => told.push(`${type} ${object.metadata.name}`))
  create('once')
  create('again')
  await pass(30 * MINUTE_MS)
  const patch = { type: 'merge', body: { count: 2 } } as const
  server.patch({ kind: 'Event', namespace: 'default', name: 'again', patch }, CALLER)
  await pass(29 * MINUTE_MS)
  assert.deepEqual(told, ['ADDED once', 'ADDED again', 'MODIFIED again'])
  await pass(2 * MINUTE_MS)
  assert.deepEqual(told.slice(3), ['DELETED once'])
  await pass(28 * MINUTE_MS)
  assert.equal(server.get('Event', 'default', 'again').metadata.name, 'again')
  await pass(2 * MINUTE_MS)
  assert.deepEqual(told.slice(4), ['DELETED again'])
})
