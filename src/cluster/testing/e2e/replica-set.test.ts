// Follows test/e2e/apps/replica_set.go and rc.go, v1.36.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { KubeObject } from '../../../objects/kube-object'
import type { Pod, ReplicaSet, ReplicationController } from '../../../objects/kinds'
import { APPS, Client, CORE, template, workload } from './client'

test('a ReplicaSet tells of an exceeded quota and takes it back', async () => {
  const client = new Client()
  await client.create(`${CORE}/resourcequotas`, {
    apiVersion: 'v1',
    kind: 'ResourceQuota',
    metadata: { name: 'condition-test' },
    spec: { hard: { pods: '2' } },
  })
  for (const [path, object] of [
    [`${APPS}/replicasets`, workload('ReplicaSet', 'condition-test', { replicas: 3 })],
    [
      `${CORE}/replicationcontrollers`,
      {
        apiVersion: 'v1',
        kind: 'ReplicationController',
        metadata: { name: 'condition-test' },
        spec: { replicas: 3, selector: { name: 'rc' }, template: template({ name: 'rc' }) },
      },
    ],
  ] as const) {
    await client.create(path, object)
    const failure = async (): Promise<boolean> =>
      ((await client.get<ReplicaSet>(`${path}/condition-test`)).status.conditions ?? []).some(
        ({ type, status }) => type === 'ReplicaFailure' && status === 'True',
      )
    await client.until('the failure is told', failure)
    const replicas = (await client.list<Pod>(`${CORE}/pods`)).filter(
      ({ metadata }) => metadata.ownerReferences?.[0]?.kind === (object as KubeObject).kind,
    ).length
    await client.patch(`${path}/condition-test`, { spec: { replicas } })
    await client.until('the failure is taken back', async () => !(await failure()))
  }
})

test('a ReplicaSet: replaced and patched; a collection is listed and deleted', async () => {
  const client = new Client()
  const path = `${APPS}/replicasets/test-rs`
  await client.create(`${APPS}/replicasets`, workload('ReplicaSet', 'test-rs', { replicas: 1 }))
  await client.cluster.pass(1000)
  const set = await client.get<ReplicaSet>(path)
  const { resourceVersion: _, ...metadata } = set.metadata
  await client.ask('PUT', path, { ...set, metadata, spec: { ...set.spec, replicas: 3 } })
  await client.until('3 are ready', async () => (await client.get<ReplicaSet>(path)).status.readyReplicas === 3)
  await client.patch(path, {
    metadata: { labels: { 'test-rs': 'patched' } },
    spec: {
      replicas: 3,
      template: { spec: { terminationGracePeriodSeconds: 1, containers: [{ name: 'httpd', image: 'busybox' }] } },
    },
  })
  const patched = await client.get<ReplicaSet>(path)
  assert.deepEqual(
    [patched.metadata.labels?.['test-rs'], patched.spec.template?.spec?.containers[0]?.image],
    ['patched', 'busybox'],
  )
  assert.equal((await client.list(`/apis/apps/v1/replicasets`, 'test-rs=patched')).length, 1)
  await client.ask('DELETE', `${APPS}/replicasets?labelSelector=test-rs%3Dpatched`)
  await client.until('gone', async () => (await client.list(`${CORE}/pods`)).length === 0)
})

test('the life of a ReplicationController', async () => {
  const client = new Client()
  const path = `${CORE}/replicationcontrollers/rc-test`
  await client.create(`${CORE}/replicationcontrollers`, {
    apiVersion: 'v1',
    kind: 'ReplicationController',
    metadata: { name: 'rc-test', labels: { 'test-rc-static': 'true' } },
    spec: { replicas: 1, selector: { 'test-rc-static': 'true' }, template: template({ 'test-rc-static': 'true' }) },
  })
  await client.until('ready', async () => (await client.get<ReplicationController>(path)).status.readyReplicas === 1)
  await client.patch(path, { metadata: { labels: { 'test-rc': 'patched' } } })
  await client.patch(`${path}/status`, { status: { readyReplicas: 0, availableReplicas: 0 } }, 'merge')
  await client.until(
    'the controller knows better',
    async () => (await client.get<ReplicationController>(path)).status.readyReplicas === 1,
  )
  await client.patch(`${path}/scale`, { spec: { replicas: 2 } })
  await client.until(
    '2 are ready',
    async () => (await client.get<ReplicationController>(path)).status.readyReplicas === 2,
  )
  await client.ask('DELETE', `${CORE}/replicationcontrollers?labelSelector=test-rc-static%3Dtrue`)
  await client.until('gone', async () => (await client.list(`${CORE}/replicationcontrollers`)).length === 0)
  // Who deletes a ReplicationController without a word about its Pods leaves them behind, as ever.
  assert.deepEqual(
    (await client.list<Pod>(`${CORE}/pods`)).map(({ metadata }) => metadata.ownerReferences),
    [undefined, undefined],
  )
})
