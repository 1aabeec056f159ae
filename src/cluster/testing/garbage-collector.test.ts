import assert from 'node:assert/strict'
import { test } from 'node:test'
import { SmallCluster, workload } from './small-cluster'

const deployed = (): SmallCluster => {
  const cluster = new SmallCluster()
  cluster.create(workload('Deployment', { replicas: 2 }))
  cluster.quiet()
  cluster.changes.length = 0
  return cluster
}

const gone = (cluster: SmallCluster): string[] =>
  cluster.changes.flatMap(({ kind, type }) => (type === 'DELETED' ? [kind] : []))

test('in the background the owner goes first', () => {
  const cluster = deployed()
  cluster.api.delete('Deployment', 'default', 'web', { propagationPolicy: 'Background' })
  cluster.quiet()
  assert.deepEqual(gone(cluster), ['Deployment', 'ReplicaSet', 'Pod', 'Pod'])
})

test('in the foreground the owner goes last', () => {
  const cluster = deployed()
  cluster.api.delete('Deployment', 'default', 'web', { propagationPolicy: 'Foreground' })
  cluster.loop.settle()
  assert.deepEqual(cluster.get('Deployment', 'web').metadata.finalizers, ['foregroundDeletion'])
  cluster.quiet()
  assert.deepEqual(gone(cluster), ['Pod', 'Pod', 'ReplicaSet', 'Deployment'])
})

test('orphaned, dependents stay and lose their owner', () => {
  const cluster = deployed()
  cluster.api.delete('Deployment', 'default', 'web', { propagationPolicy: 'Orphan' })
  cluster.quiet()
  assert.deepEqual(gone(cluster), ['Deployment'])
  assert.equal(cluster.list('ReplicaSet')[0]?.metadata.ownerReferences, undefined)
  assert.equal(cluster.list('Pod').length, 2)
})

const revision = (name: string, ownerReferences: object[]): object => ({
  apiVersion: 'apps/v1',
  kind: 'ControllerRevision',
  metadata: { name, ownerReferences },
  data: {},
  revision: 1,
})
const owner = (name: string, uid: string, kind = 'Deployment', more: object = {}): object => ({
  apiVersion: 'apps/v1',
  kind,
  name,
  uid,
  ...more,
})

test('an owner that was never there, or is another of the same name', () => {
  const cluster = deployed()
  cluster.create(revision('absent', [owner('nobody', 'x')]))
  cluster.create(revision('namesake', [owner('web', 'another-uid')]))
  cluster.create(revision('kept', [owner('web', cluster.get('Deployment', 'web').metadata.uid)]))
  cluster.quiet()
  assert.deepEqual(cluster.names('ControllerRevision'), ['kept'])
})

test('a kind that nobody knows proves nothing', () => {
  const cluster = deployed()
  cluster.create(revision('strange', [owner('x', 'y', 'Spaceship')]))
  cluster.quiet()
  assert.deepEqual(cluster.names('ControllerRevision'), ['strange'])
})

test('one of several owners goes: the reference goes, the object stays', () => {
  const cluster = deployed()
  const { uid } = cluster.get('Deployment', 'web').metadata
  cluster.create(revision('shared', [owner('web', uid), owner('nobody', 'x')]))
  cluster.quiet()
  assert.deepEqual(
    cluster.get('ControllerRevision', 'shared').metadata.ownerReferences?.map(({ name }) => name),
    ['web'],
  )
})

test('in the foreground only what blocks is waited for', () => {
  const cluster = deployed()
  const { uid } = cluster.get('Deployment', 'web').metadata
  cluster.create({
    ...revision('held', [owner('web', uid)]),
    metadata: { name: 'held', finalizers: ['example.com/hold'], ownerReferences: [owner('web', uid)] },
  })
  cluster.quiet()
  cluster.api.delete('Deployment', 'default', 'web', { propagationPolicy: 'Foreground' })
  cluster.quiet()
  assert.equal(cluster.server.read.get('Deployment', 'default', 'web'), undefined)
  assert.deepEqual(cluster.names('ControllerRevision'), ['held'])
})
