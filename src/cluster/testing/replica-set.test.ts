import assert from 'node:assert/strict'
import { test } from 'node:test'
import { forbidden } from '../../apiserver/status'
import type { Pod } from '../../objects/kinds'
import { SmallCluster, workload } from './small-cluster'

const orphan = (name: string, labels: object = { app: 'web' }): object => ({
  apiVersion: 'v1',
  kind: 'Pod',
  metadata: { name, labels },
  spec: { containers: [{ name: 'app', image: 'app:1' }] },
})

const running = (replicas: number): SmallCluster => {
  const cluster = new SmallCluster()
  cluster.create(workload('ReplicaSet', { replicas }))
  cluster.quiet()
  return cluster
}

test('missing Pods are made, surplus ones deleted, and nothing is written when the number is right', () => {
  const cluster = running(3)
  assert.equal(cluster.list('Pod').length, 3)
  cluster.patch('ReplicaSet', 'web', { spec: { replicas: 1 } })
  cluster.quiet()
  assert.equal(cluster.list('Pod').length, 1)
  assert.deepEqual(
    cluster.events('ReplicaSet', 'web').map((text) => text.split(':')[0]),
    ['SuccessfulCreate', 'SuccessfulCreate', 'SuccessfulCreate', 'SuccessfulDelete', 'SuccessfulDelete'],
  )
  cluster.changes.length = 0
  cluster.pass(3_600_000)
  assert.deepEqual(cluster.changes, [])
})

test('status: 0 Pods first, then all, as recorded; then one after the other ready', () => {
  const cluster = running(3)
  const states = cluster.changes.flatMap(({ kind, object }) =>
    kind === 'ReplicaSet' ? [(object as unknown as { status: unknown }).status] : [],
  )
  // recordings/deployment-create.json, the ReplicaSet
  assert.deepEqual(states, [
    { replicas: 0 },
    { replicas: 0, terminatingReplicas: 0, observedGeneration: 1 },
    { replicas: 3, fullyLabeledReplicas: 3, terminatingReplicas: 0, observedGeneration: 1 },
    ...[1, 2, 3].map((ready) => ({
      replicas: 3,
      fullyLabeledReplicas: 3,
      readyReplicas: ready,
      availableReplicas: ready,
      terminatingReplicas: 0,
      observedGeneration: 1,
    })),
  ])
})

test('adoption: a matching Pod without controller is taken over and counted', () => {
  const cluster = new SmallCluster()
  cluster.create(orphan('stray'))
  cluster.create(workload('ReplicaSet', { replicas: 2 }))
  cluster.quiet()
  const pods = cluster.list('Pod')
  assert.equal(pods.length, 2)
  const owners = pods.map(({ metadata }) => metadata.ownerReferences?.[0]?.name)
  assert.deepEqual([cluster.get('Pod', 'stray').metadata.ownerReferences?.length, owners], [1, ['web', 'web']])
})

test('an orphan that comes later is surplus', () => {
  const cluster = running(2)
  cluster.create(orphan('stray'))
  cluster.quiet()
  assert.equal(cluster.list('Pod').length, 2)
  assert.ok(!cluster.names('Pod').includes('stray'))
})

test('release: a Pod whose labels match no longer is let go and replaced', () => {
  const cluster = running(2)
  const [name = ''] = cluster.names('Pod')
  cluster.patch('Pod', name, { metadata: { labels: { app: 'other' } } })
  cluster.quiet()
  assert.equal(cluster.get('Pod', name).metadata.ownerReferences, undefined)
  assert.equal(cluster.list('Pod').filter(({ metadata }) => metadata.labels?.app === 'web').length, 2)
  cluster.patch('Pod', name, { metadata: { labels: { app: 'web' } } })
  cluster.quiet()
  assert.equal(cluster.list('Pod').length, 2)
})

test('a template that changes changes no Pod', () => {
  const cluster = running(2)
  const pods = cluster.names('Pod')
  cluster.patch('ReplicaSet', 'web', {
    spec: { template: { spec: { containers: [{ name: 'app', image: 'app:2' }] } } },
  })
  cluster.quiet()
  assert.deepEqual(cluster.names('Pod'), pods)
  cluster.api.delete('Pod', 'default', pods[0] ?? '')
  cluster.quiet()
  assert.deepEqual(
    cluster
      .list('Pod')
      .map(({ spec }) => spec.containers[0]?.image)
      .sort(),
    ['app:1', 'app:2'],
  )
})

test('a refused creation is told once in the status, in an Event each time, and tried again with back-off', () => {
  const cluster = new SmallCluster()
  cluster.create(workload('ReplicaSet', { replicas: 3 }))
  const create = cluster.server.create.bind(cluster.server)
  const refuse = (kind: string): never => {
    throw forbidden({ group: '', resource: kind }, 'web-x', 'exceeded quota')
  }
  cluster.server.create = (kind, ...rest) => (kind === 'Pod' ? refuse('pods') : create(kind, ...rest))
  cluster.pass(100)
  const status = cluster.get('ReplicaSet', 'web').status
  assert.deepEqual(
    status.conditions?.map(({ type, status: is, reason, message }) => ({ type, is, reason, message })),
    [
      {
        type: 'ReplicaFailure',
        is: 'True',
        reason: 'FailedCreate',
        message: 'pods "web-x" is forbidden: exceeded quota',
      },
    ],
  )
  assert.equal(
    cluster.events('ReplicaSet', 'web')[0],
    'FailedCreate: Error creating: pods "web-x" is forbidden: exceeded quota',
  )
  cluster.server.create = create
  cluster.quiet()
  assert.equal(cluster.get('ReplicaSet', 'web').status.conditions, undefined)
  assert.equal(cluster.list('Pod').length, 3)
})

test('a ReplicationController keeps its Pods by an equality selector and is not asked about Pods that leave', () => {
  const cluster = new SmallCluster()
  cluster.create({
    apiVersion: 'v1',
    kind: 'ReplicationController',
    metadata: { name: 'nginx' },
    spec: {
      replicas: 3,
      selector: { app: 'nginx' },
      template: { metadata: { labels: { app: 'nginx' } }, spec: { containers: [{ name: 'nginx', image: 'nginx' }] } },
    },
  })
  cluster.quiet()
  cluster.patch('ReplicationController', 'nginx', { spec: { replicas: 1 } })
  cluster.quiet()
  // recordings/replicationcontroller.json, the last status
  assert.deepEqual(cluster.get('ReplicationController', 'nginx').status, {
    replicas: 1,
    fullyLabeledReplicas: 1,
    readyReplicas: 1,
    availableReplicas: 1,
    observedGeneration: 2,
  })
  const [pod] = cluster.list('Pod')
  assert.deepEqual(
    (pod as Pod).metadata.ownerReferences?.map(({ apiVersion, kind }) => `${apiVersion} ${kind}`),
    ['v1 ReplicationController'],
  )
})

test('a Pod that failed or whose node failed it is replaced, and stays to be looked at', () => {
  const cluster = running(2)
  const [name = ''] = cluster.names('Pod')
  cluster.setStatus(cluster.get('Pod', name), 'Failed', false)
  cluster.quiet()
  assert.equal(cluster.list('Pod').filter(({ status }) => status.phase === 'Running').length, 2)
  assert.equal(cluster.get('Pod', name).status.phase, 'Failed')
})

test('matchLabels and matchExpressions together', () => {
  const cluster = new SmallCluster()
  cluster.create(orphan('dev', { app: 'web', tier: 'dev' }))
  cluster.create(orphan('prod', { app: 'web', tier: 'prod' }))
  const selector = {
    matchLabels: { app: 'web' },
    matchExpressions: [
      { key: 'tier', operator: 'NotIn', values: ['dev'] },
      { key: 'tier', operator: 'Exists' },
    ],
  }
  const template = {
    metadata: { labels: { app: 'web', tier: 'prod' } },
    spec: { containers: [{ name: 'app', image: 'app:1' }] },
  }
  cluster.create(workload('ReplicaSet', { replicas: 2, selector, template }))
  cluster.quiet()
  const owned = cluster
    .list('Pod')
    .filter(({ metadata }) => metadata.ownerReferences)
    .map(({ metadata }) => metadata.labels?.tier)
  assert.deepEqual([owned, cluster.get('Pod', 'dev').metadata.ownerReferences], [['prod', 'prod'], undefined])
})

test('a ReplicationController leaves the Pods of others alone', () => {
  const cluster = new SmallCluster()
  cluster.create(orphan('stranger', { app: 'other' }))
  cluster.create({
    apiVersion: 'v1',
    kind: 'ReplicationController',
    metadata: { name: 'rc' },
    spec: {
      replicas: 1,
      selector: { app: 'web' },
      template: { metadata: { labels: { app: 'web' } }, spec: { containers: [{ name: 'app', image: 'app:1' }] } },
    },
  })
  cluster.quiet()
  assert.equal(cluster.get('Pod', 'stranger').metadata.ownerReferences, undefined)
})
