// Follows test/e2e/apps/statefulset.go, v1.36.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { KubeObject } from '../../../objects/kube-object'
import type { Pod, StatefulSet } from '../../../objects/kinds'
import { APPS, Client, CORE, template, workload } from './client'

const STS = `${APPS}/statefulsets/ss`
const statefulSet = (spec: object): object =>
  workload('StatefulSet', 'ss', { serviceName: 'test', ...spec }, { foo: 'bar' })
const readyIn = (client: Client, count: number) => async (): Promise<boolean> => {
  const { replicas, readyReplicas = 0 } = (await client.get<StatefulSet>(STS)).status
  return replicas === count && readyReplicas === count
}
test('a StatefulSet adopts, releases and makes anew; its Pods keep their order when scaling', async () => {
  const client = new Client()
  const labels = { foo: 'bar', baz: 'blah' }
  await client.create(
    `${APPS}/statefulsets`,
    workload('StatefulSet', 'ss2', { replicas: 1, serviceName: 'test' }, labels),
  )
  const pod = (): Promise<Pod> => client.get<Pod>(`${CORE}/pods/ss2-0`)
  await client.until(
    'ready',
    async () => (await client.get<StatefulSet>(`${APPS}/statefulsets/ss2`)).status.readyReplicas === 1,
  )
  const { uid } = (await pod()).metadata
  await client.patch(`${CORE}/pods/ss2-0`, { metadata: { ownerReferences: null } }, 'merge')
  await client.until('adopted', async () => (await pod()).metadata.ownerReferences?.length === 1)
  assert.equal((await pod()).metadata.uid, uid)
  await client.patch(`${CORE}/pods/ss2-0`, { metadata: { labels: { foo: null, baz: null } } }, 'merge')
  await client.until('released', async () => ((await pod()).metadata.ownerReferences ?? []).length === 0)
  await client.patch(`${CORE}/pods/ss2-0`, { metadata: { labels } }, 'merge')
  await client.until('adopted again', async () => (await pod()).metadata.ownerReferences?.length === 1)
})

for (const [podManagementPolicy, reached] of [
  ['OrderedReady', 1],
  ['Parallel', 3],
] as const)
  test(`scaling under ${podManagementPolicy} with a Pod that is not ready comes to ${reached} Pods`, async () => {
    const client = new Client()
    await client.create(`${APPS}/statefulsets`, statefulSet({ replicas: 1, podManagementPolicy }))
    await client.until('one is ready', readyIn(client, 1))
    const unready = {
      status: { conditions: [{ type: 'Ready', status: 'False', lastTransitionTime: '2026-01-01T00:00:00Z' }] },
    }
    await client.patch(`${CORE}/pods/ss-0/status`, unready)
    await client.cluster.settle()
    await client.patch(STS, { spec: { replicas: 3 } })
    await client.cluster.settle()
    await client.cluster.pass(200)
    assert.equal((await client.list(`${CORE}/pods`)).length, reached)
  })

test('start ordinals: set, raised, lowered, removed', async () => {
  const client = new Client()
  const names = async (): Promise<string> =>
    (await client.list<Pod>(`${CORE}/pods`)).map(({ metadata }) => metadata.name).join()
  await client.create(`${APPS}/statefulsets`, statefulSet({ replicas: 2 }))
  await client.until('from 0', readyIn(client, 2))
  for (const [ordinals, then] of [
    [{ start: 2 }, 'ss-2,ss-3'],
    [{ start: 4 }, 'ss-4,ss-5'],
    [{ start: 3 }, 'ss-3,ss-4'],
    [null, 'ss-0,ss-1'],
  ] as const) {
    await client.patch(STS, { spec: { ordinals } }, 'merge')
    await client.until(then, async () => (await names()) === then && (await readyIn(client, 2)()))
  }
})

test('minReadySeconds: available only after so long, and the next Pod after that', async () => {
  const client = new Client()
  await client.create(`${APPS}/statefulsets`, statefulSet({ replicas: 2, minReadySeconds: 30 }))
  const counts = async (): Promise<(number | undefined)[]> => {
    const { readyReplicas, availableReplicas } = (await client.get<StatefulSet>(STS)).status
    return [readyReplicas, availableReplicas]
  }
  await client.cluster.pass(20_000)
  assert.deepEqual(await counts(), [1, 0])
  await client.cluster.pass(25_000)
  assert.deepEqual(await counts(), [2, 1])
  await client.cluster.pass(20_000)
  assert.deepEqual(await counts(), [2, 2])
})

/** Claims are bound at once, by a class that somebody provisions for. */
async function withStorage(): Promise<Client> {
  const client = new Client()
  const annotations = { 'storageclass.kubernetes.io/is-default-class': 'true' }
  const metadata = { name: 'standard', annotations }
  await client.create('/apis/storage.k8s.io/v1/storageclasses', {
    apiVersion: 'storage.k8s.io/v1',
    kind: 'StorageClass',
    metadata,
    provisioner: 'ebs.csi.aws.com',
  })
  return client
}

const claims = {
  volumeClaimTemplates: [
    {
      metadata: { name: 'datadir' },
      spec: { accessModes: ['ReadWriteOnce'], resources: { requests: { storage: '1Gi' } } },
    },
  ],
}

test('claims that another controller owns outlive the set whatever the policy says', async () => {
  const client = await withStorage()
  const path = `${CORE}/persistentvolumeclaims`
  const persistentVolumeClaimRetentionPolicy = { whenDeleted: 'Delete', whenScaled: 'Delete' }
  await client.create(`${APPS}/statefulsets`, statefulSet({ replicas: 3, ...claims }))
  await client.until('ready', readyIn(client, 3))
  const { metadata } = await client.create<KubeObject>(`${CORE}/configmaps`, {
    apiVersion: 'v1',
    kind: 'ConfigMap',
    metadata: { name: 'other' },
  })
  const other = { apiVersion: 'v1', kind: 'ConfigMap', name: 'other', uid: metadata.uid, controller: true }
  await client.patch(`${path}/datadir-ss-0`, { metadata: { ownerReferences: [other] } }, 'merge')
  await client.patch(STS, { spec: { persistentVolumeClaimRetentionPolicy } })
  await client.cluster.pass(2000)
  assert.deepEqual((await client.get<KubeObject>(`${path}/datadir-ss-0`)).metadata.ownerReferences, [other])
  await client.patch(STS, { spec: { replicas: 0 } })
  await client.until('the others are gone', async () => (await client.list(path)).length === 1)
  await client.ask('DELETE', STS)
  await client.cluster.pass(60_000)
  assert.deepEqual(
    (await client.list<KubeObject>(path)).map((claim) => claim.metadata.name),
    ['datadir-ss-0'],
  )
})

test('claims are deleted with a set that has adopted its Pods', async () => {
  const client = await withStorage()
  const policy = { persistentVolumeClaimRetentionPolicy: { whenDeleted: 'Delete' } }
  await client.create(`${APPS}/statefulsets`, statefulSet({ replicas: 2, ...claims, ...policy }))
  await client.until('ready', readyIn(client, 2))
  await client.ask('DELETE', STS, { propagationPolicy: 'Orphan' })
  await client.until('the set is gone', async () => (await client.list(`${APPS}/statefulsets`)).length === 0)
  await client.create(`${APPS}/statefulsets`, statefulSet({ replicas: 2, ...claims, ...policy }))
  await client.until('ready', readyIn(client, 2))
  await client.cluster.pass(5000)
  await client.ask('DELETE', STS)
  await client.until('no claims', async () => (await client.list(`${CORE}/persistentvolumeclaims`)).length === 0)
})

test('a StatefulSet whose Pod was refused by its node makes it anew until there is room', async () => {
  const client = new Client()
  const nodeName = 'k8s-node01'
  const ports = [{ containerPort: 21017, hostPort: 21017 }]
  await client.create(`${CORE}/pods`, {
    apiVersion: 'v1',
    kind: 'Pod',
    metadata: { name: 'test-pod' },
    spec: { nodeName, containers: [{ name: 'webserver', image: 'nginx:1.25', ports }] },
  })
  await client.cluster.pass(2000)
  const labels = { foo: 'bar' }
  const spec = { ...(template(labels, 'nginx:1.25', { ports }) as { spec: object }).spec, nodeName }
  await client.create(`${APPS}/statefulsets`, statefulSet({ replicas: 1, template: { metadata: { labels }, spec } }))
  const uids = new Set<string>()
  await client.until('made anew at least twice', async () => {
    for (const { metadata } of await client.list<Pod>(`${CORE}/pods`, 'foo=bar')) uids.add(metadata.uid)
    return uids.size >= 3
  })
  await client.ask('DELETE', `${CORE}/pods/test-pod`, { gracePeriodSeconds: 0 })
  await client.until('it runs', readyIn(client, 1))
})

test('a claim that is gone is made anew for a Pod that waits', async () => {
  const client = await withStorage()
  await client.create(`${APPS}/statefulsets`, statefulSet({ replicas: 1, ...claims }))
  await client.until('ready', readyIn(client, 1))
  const path = `${CORE}/persistentvolumeclaims/datadir-ss-0`
  const { uid } = (await client.get<KubeObject>(path)).metadata
  const nodes = (await client.list<KubeObject>('/api/v1/nodes')).map(({ metadata }) => metadata.name)
  const cordon = async (unschedulable: boolean): Promise<void> => {
    for (const name of nodes) await client.patch(`/api/v1/nodes/${name}`, { spec: { unschedulable } })
  }
  await cordon(true)
  await client.ask('DELETE', path)
  await client.ask('DELETE', `${CORE}/pods/ss-0`, { gracePeriodSeconds: 0 })
  await client.until('another claim', async () => {
    const [claim] = await client.list<KubeObject>(`${CORE}/persistentvolumeclaims`)
    return claim !== undefined && claim.metadata.uid !== uid
  })
  assert.equal((await client.get<Pod>(`${CORE}/pods/ss-0`)).status.phase, 'Pending')
  const again = await client.get<KubeObject>(path)
  await client.ask('DELETE', path)
  await client.until('and another', async () => {
    const [claim] = await client.list<KubeObject>(`${CORE}/persistentvolumeclaims`)
    return claim !== undefined && claim.metadata.uid !== again.metadata.uid
  })
  await cordon(false)
  await client.until('it runs', readyIn(client, 1))
})
