// Follows test/e2e/apps/deployment.go, v1.36.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Deployment, Pod, ReplicaSet } from '../../../objects/kinds'
import { APPS, Client, CORE, template, workload } from './client'

const complete = async (client: Client, name: string): Promise<boolean> => {
  const { metadata, spec, status } = await client.get<Deployment>(`${APPS}/deployments/${name}`)
  const { updatedReplicas = 0, replicas = 0, availableReplicas = 0, observedGeneration = 0 } = status
  return (
    [updatedReplicas, replicas, availableReplicas].every((count) => count === spec.replicas) &&
    observedGeneration >= (metadata.generation ?? 0)
  )
}

const REVISION = 'deployment.kubernetes.io/revision'

test('RollingUpdateDeployment deletes old Pods and makes new ones, on from the revision that it finds', async () => {
  const client = new Client()
  const labels = { name: 'sample-pod', pod: 'httpd' }
  const set = workload('ReplicaSet', 'test-rolling-update-controller', { replicas: 1 }, labels) as { metadata: object }
  await client.create(`${APPS}/replicasets`, {
    ...set,
    metadata: { ...set.metadata, annotations: { [REVISION]: '3546343826724305832' } },
  })
  await client.until('a Pod runs', async () =>
    (await client.list<Pod>(`${CORE}/pods`)).some(({ status }) => status.phase === 'Running'),
  )
  const deployment = workload('Deployment', 'test-rolling-update-deployment', {
    replicas: 1,
    selector: { matchLabels: { name: 'sample-pod' } },
    template: template({ name: 'sample-pod' }, 'busybox'),
  })
  await client.create(`${APPS}/deployments`, deployment)
  await client.until('complete', () => complete(client, 'test-rolling-update-deployment'))
  const { metadata } = await client.get<Deployment>(`${APPS}/deployments/test-rolling-update-deployment`)
  assert.equal(metadata.annotations?.[REVISION], '3546343826724305833')
  const sets = await client.list<ReplicaSet>(`${APPS}/replicasets`)
  assert.deepEqual(sets.map(({ spec }) => spec.replicas).sort(), [0, 1])
  assert.ok(sets.every((each) => each.metadata.ownerReferences?.[0]?.uid === metadata.uid))
})

test('a Deployment deletes old ReplicaSets beyond the limit of 0', async () => {
  const client = new Client()
  await client.create(`${APPS}/replicasets`, workload('ReplicaSet', 'test-cleanup-controller', { replicas: 1 }))
  await client.cluster.pass(2000)
  const deployment = workload('Deployment', 'test-cleanup-deployment', {
    replicas: 1,
    revisionHistoryLimit: 0,
    template: template({ name: 'sample-pod' }, 'busybox'),
  })
  await client.create(`${APPS}/deployments`, deployment)
  const names = async (): Promise<string[]> =>
    (await client.list<ReplicaSet>(`${APPS}/replicasets`)).map(({ metadata }) => metadata.name)
  await client.until('the old one is gone', async () => !(await names()).includes('test-cleanup-controller'))
  assert.equal((await names()).length, 1)
  assert.ok(await complete(client, 'test-cleanup-deployment'))
})

test('rollover: a second change while the first one cannot go on', async () => {
  const client = new Client()
  const spec = {
    replicas: 1,
    minReadySeconds: 10,
    strategy: { type: 'RollingUpdate', rollingUpdate: { maxUnavailable: 0, maxSurge: 1 } },
  }
  await client.create(`${APPS}/replicasets`, workload('ReplicaSet', 'test-rollover-controller', { replicas: 1 }))
  await client.cluster.pass(2000)
  await client.create(
    `${APPS}/deployments`,
    workload('Deployment', 'test-rollover', { ...spec, template: template({ name: 'sample-pod' }, 'redis:404') }),
  )
  await client.cluster.pass(5000)
  assert.ok((await client.get<ReplicaSet>(`${APPS}/replicasets/test-rollover-controller`)).spec.replicas === 1)
  await client.patch(`${APPS}/deployments/test-rollover`, {
    spec: { template: { spec: { containers: [{ name: 'httpd', image: 'busybox' }] } } },
  })
  await client.until('complete', () => complete(client, 'test-rollover'))
  const sets = await client.list<ReplicaSet>(`${APPS}/replicasets`)
  assert.deepEqual(sets.map(({ spec: { replicas } }) => replicas).sort(), [0, 0, 1])
})

test('a Deployment adopts the ReplicaSet that it was parted from, and lets one go whose labels match no longer', async () => {
  const client = new Client()
  await client.create(`${APPS}/deployments`, workload('Deployment', 'test-orphan', { replicas: 1 }))
  await client.until('complete', () => complete(client, 'test-orphan'))
  const [set] = await client.list<ReplicaSet>(`${APPS}/replicasets`)
  const path = `${APPS}/replicasets/${set?.metadata.name}`
  const owners = async (): Promise<number> => (await client.get<ReplicaSet>(path)).metadata.ownerReferences?.length ?? 0
  await client.patch(path, { metadata: { ownerReferences: null } }, 'merge')
  await client.until('adopted again', async () => (await owners()) === 1)
  await client.ask('DELETE', `${APPS}/deployments/test-orphan`, { propagationPolicy: 'Orphan' })
  await client.until('an orphan', async () => (await owners()) === 0)
  await client.create(`${APPS}/deployments`, workload('Deployment', 'test-adopt', { replicas: 1 }))
  await client.until('adopted by the next', async () => (await owners()) === 1)
  assert.equal((await client.list<ReplicaSet>(`${APPS}/replicasets`)).length, 1)
})

test('proportional scaling: 8 and 5 of 10 become 20 and 13 of 30', async () => {
  const client = new Client()
  const strategy = { type: 'RollingUpdate', rollingUpdate: { maxSurge: 3, maxUnavailable: 2 } }
  const path = `${APPS}/deployments/webserver-deployment`
  await client.create(`${APPS}/deployments`, workload('Deployment', 'webserver-deployment', { replicas: 10, strategy }))
  await client.until('complete', () => complete(client, 'webserver-deployment'))
  const sizes = async (): Promise<(number | undefined)[]> =>
    (await client.list<ReplicaSet>(`${APPS}/replicasets`))
      .sort((a, b) => Number(a.metadata.annotations?.[REVISION]) - Number(b.metadata.annotations?.[REVISION]))
      .map(({ spec }) => spec.replicas)
  await client.patch(path, {
    spec: {
      template: {
        spec: {
          containers: [{ name: 'httpd', image: 'webserver:404', readinessProbe: { exec: { command: ['false'] } } }],
        },
      },
    },
  })
  await client.until('8 and 5', async () => (await sizes()).join() === '8,5')
  await client.patch(path, { spec: { replicas: 30 } })
  await client.until('20 and 13', async () => (await sizes()).join() === '20,13')
})

test('the life of a Deployment: patched, its status read and patched, deleted as one of a collection', async () => {
  const client = new Client()
  const labels = { name: 'sample-pod', 'test-deployment-static': 'true' }
  await client.create(`${APPS}/deployments`, workload('Deployment', 'test-deployment', { replicas: 1 }, labels))
  await client.until('complete', () => complete(client, 'test-deployment'))
  const path = `${APPS}/deployments/test-deployment`
  await client.patch(path, {
    metadata: { labels: { 'test-deployment': 'patched' } },
    spec: { replicas: 2, template: { spec: { containers: [{ name: 'httpd', image: 'busybox' }] } } },
  })
  assert.equal((await client.list<Deployment>('/apis/apps/v1/deployments', 'test-deployment-static=true')).length, 1)
  await client.until('complete', () => complete(client, 'test-deployment'))
  await client.patch(
    `${path}/status`,
    { metadata: { labels: { 'test-deployment': 'updated' } }, status: { readyReplicas: 2 } },
    'merge',
  )
  const status = await client.get<Deployment>(`${path}/status`)
  assert.equal(status.status.readyReplicas, 2)
  await client.ask('DELETE', `${APPS}/deployments?labelSelector=test-deployment-static%3Dtrue`)
  await client.until('gone', async () => (await client.list(`${APPS}/deployments`)).length === 0)
  await client.until('its Pods as well', async () => (await client.list(`${CORE}/pods`)).length === 0)
})
