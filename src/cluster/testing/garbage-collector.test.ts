import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Submitted } from '../../apiserver/write/create'
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

test('a kind that nobody knows, or a version that nobody serves, proves nothing', () => {
  const cluster = deployed()
  cluster.create(revision('strange', [owner('x', 'y', 'Spaceship')]))
  cluster.create(revision('old', [owner('x', 'y', 'Deployment', { apiVersion: 'extensions/v1beta1' })]))
  cluster.quiet()
  assert.deepEqual(cluster.names('ControllerRevision'), ['old', 'strange'])
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

test('an owner in another namespace: the object goes, and an Event says why; one of the whole cluster stays', () => {
  const cluster = deployed()
  const create = (kind: string, namespace: string, object: object): void =>
    void cluster.server.create(kind, namespace, object as Submitted, { actor: 'user' })
  create('Namespace', '', { apiVersion: 'v1', kind: 'Namespace', metadata: { name: 'other' } })
  const { uid } = cluster.get('Deployment', 'web').metadata
  const ownerReferences = [owner('web', uid)]
  create('ConfigMap', 'other', { apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'astray', ownerReferences } })
  create('Node', '', { apiVersion: 'v1', kind: 'Node', metadata: { name: 'node-x', ownerReferences } })
  cluster.quiet()
  assert.equal(cluster.server.read.get('ConfigMap', 'other', 'astray'), undefined)
  assert.ok(cluster.server.read.get('Node', '', 'node-x'))
  const text = (namespace: string): string =>
    `OwnerRefInvalidNamespace: ownerRef [apps/v1/Deployment, namespace: ${namespace}, name: web, uid: ${uid}] does not exist in namespace "${namespace}"`
  assert.deepEqual(cluster.events('ConfigMap', 'astray'), [text('other')])
  assert.deepEqual(cluster.events('Node', 'node-x'), [text('')])
})

test('owners in a circle, deleted in the foreground, do not wait for each other for ever', () => {
  const cluster = new SmallCluster()
  cluster.create(revision('a', []))
  const a = cluster.get('ControllerRevision', 'a').metadata.uid
  cluster.create(revision('b', [owner('a', a, 'ControllerRevision', { blockOwnerDeletion: true })]))
  const b = cluster.get('ControllerRevision', 'b').metadata.uid
  const back = [owner('b', b, 'ControllerRevision', { blockOwnerDeletion: true })]
  cluster.patch('ControllerRevision', 'a', { metadata: { ownerReferences: back } })
  cluster.quiet()
  cluster.api.delete('ControllerRevision', 'default', 'a', { propagationPolicy: 'Foreground' })
  cluster.quiet()
  assert.deepEqual(cluster.names('ControllerRevision'), [])
})
