// Follows test/e2e/apimachinery/garbage_collector.go and namespace.go, v1.36.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { KubeObject, OwnerReference } from '../../../objects/kube-object'
import type { Deployment, Namespace, Pod, ReplicationController } from '../../../objects/kinds'
import { APPS, Client, CORE, template, workload } from './client'

const RC = `${CORE}/replicationcontrollers`

/** A client and a ReplicationController of so many Pods that run. */
async function withController(name: string, replicas: number, client = new Client()): Promise<Client> {
  const labels = { gctest: name }
  await client.create(RC, {
    apiVersion: 'v1',
    kind: 'ReplicationController',
    metadata: { name },
    spec: { replicas, selector: labels, template: template(labels) },
  })
  await client.until(
    'all Pods',
    async () => (await client.get<ReplicationController>(`${RC}/${name}`)).status.replicas === replicas,
  )
  return client
}

const names = async (client: Client, path: string): Promise<string[]> =>
  (await client.list<KubeObject>(path)).map(({ metadata }) => metadata.name)

test('Pods of a ReplicationController that is deleted with them', async () => {
  const client = await withController('simpletest.rc', 10)
  await client.ask('DELETE', `${RC}/simpletest.rc`, { propagationPolicy: 'Background' })
  assert.deepEqual(await names(client, RC), [])
  await client.until('no Pods', async () => (await names(client, `${CORE}/pods`)).length === 0)
})

for (const options of [{ propagationPolicy: 'Orphan' }, { orphanDependents: true }, {}])
  test(`Pods of a ReplicationController that is deleted with ${JSON.stringify(options)} stay`, async () => {
    const client = await withController('simpletest.rc', 10)
    await client.ask('DELETE', `${RC}/simpletest.rc`, options)
    await client.until('no controller', async () => (await names(client, RC)).length === 0)
    await client.cluster.pass(30_000)
    const pods = await client.list<Pod>(`${CORE}/pods`)
    assert.equal(pods.length, 10)
    assert.ok(
      pods.every(({ metadata }) => metadata.ownerReferences === undefined && metadata.deletionTimestamp === undefined),
    )
  })

for (const [propagationPolicy, left] of [
  ['Background', 0],
  ['Orphan', 1],
] as const)
  test(`the ReplicaSet of a Deployment that is deleted with ${propagationPolicy}`, async () => {
    const client = new Client()
    await client.create(`${APPS}/deployments`, workload('Deployment', 'simpletest', { replicas: 2 }))
    await client.until('a ReplicaSet', async () => (await names(client, `${APPS}/replicasets`)).length === 1)
    await client.ask('DELETE', `${APPS}/deployments/simpletest`, { propagationPolicy })
    await client.until('no Deployment', async () => (await client.list<Deployment>(`${APPS}/deployments`)).length === 0)
    await client.cluster.pass(30_000)
    assert.equal((await names(client, `${APPS}/replicasets`)).length, left)
  })

test('deleted in the foreground, a ReplicationController stays until its last Pod is gone', async () => {
  const client = await withController('simpletest.rc', 10)
  await client.ask('DELETE', `${RC}/simpletest.rc`, { propagationPolicy: 'Foreground' })
  await client.until('the controller goes', async () => {
    const [controllers, pods] = [await client.list<KubeObject>(RC), await names(client, `${CORE}/pods`)]
    if (controllers.length === 0) assert.deepEqual(pods, [])
    else assert.deepEqual(controllers[0]?.metadata.finalizers, ['foregroundDeletion'])
    return controllers.length === 0
  })
})

test('dependents that have another owner which stays are not deleted, and do not hold up the one that goes', async () => {
  const client = await withController('simpletest-rc-to-be-deleted', 10)
  await withController('simpletest-rc-to-stay', 0, client)
  const { metadata } = await client.get<KubeObject>(`${RC}/simpletest-rc-to-stay`)
  const staying = { apiVersion: 'v1', kind: 'ReplicationController', name: metadata.name, uid: metadata.uid }
  const half = (await names(client, `${CORE}/pods`)).slice(0, 5)
  for (const name of half) await client.patch(`${CORE}/pods/${name}`, { metadata: { ownerReferences: [staying] } })
  await client.ask('DELETE', `${RC}/simpletest-rc-to-be-deleted`, { propagationPolicy: 'Foreground' })
  await client.until('the one is gone', async () => (await names(client, RC)).join() === 'simpletest-rc-to-stay')
  const pods = await client.list<Pod>(`${CORE}/pods`)
  assert.deepEqual(pods.map((pod) => pod.metadata.name).sort(), half.sort())
  assert.ok(
    pods.every(
      (pod) => pod.metadata.ownerReferences?.length === 1 && pod.metadata.ownerReferences[0]?.uid === metadata.uid,
    ),
  )
  assert.ok(pods.every((pod) => pod.metadata.deletionTimestamp === undefined))
})

test('a circle of three Pods that own each other goes with one of them', async () => {
  const client = new Client()
  const pods: KubeObject[] = []
  for (const name of ['pod1', 'pod2', 'pod3']) {
    const { spec } = template({ app: name }) as { spec: object }
    pods.push(
      await client.create<KubeObject>(`${CORE}/pods`, { apiVersion: 'v1', kind: 'Pod', metadata: { name }, spec }),
    )
  }
  for (const [place, { metadata }] of pods.entries()) {
    const owner = pods.at(place - 1) as KubeObject
    const reference: OwnerReference = {
      apiVersion: 'v1',
      kind: 'Pod',
      name: owner.metadata.name,
      uid: owner.metadata.uid,
      controller: true,
      blockOwnerDeletion: true,
    }
    await client.patch(`${CORE}/pods/${metadata.name}`, { metadata: { ownerReferences: [reference] } })
  }
  await client.cluster.pass(2000)
  await client.ask('DELETE', `${CORE}/pods/pod1`, { propagationPolicy: 'Foreground' })
  await client.until('all are gone', async () => (await names(client, `${CORE}/pods`)).length === 0, 90_000)
})

test('in a namespace that is deleted all Pods go before anything else does', async () => {
  const client = new Client()
  const path = '/api/v1/namespaces/nsdeletetest'
  const finalizers = ['e2e.example.com/finalizer']
  await client.create('/api/v1/namespaces', { apiVersion: 'v1', kind: 'Namespace', metadata: { name: 'nsdeletetest' } })
  await client.cluster.pass(1000)
  const { spec } = template({ app: 'x' }) as { spec: object }
  await client.create(`${path}/pods`, {
    apiVersion: 'v1',
    kind: 'Pod',
    metadata: { name: 'test-pod', finalizers },
    spec,
  })
  await client.create(`${path}/configmaps`, {
    apiVersion: 'v1',
    kind: 'ConfigMap',
    metadata: { name: 'test-configmap' },
  })
  await client.cluster.pass(1000)
  await client.ask('DELETE', path)
  await client.cluster.pass(60_000)
  const { status } = await client.get<Namespace>(path)
  const said = (type: string): string | undefined =>
    status.conditions?.find((condition) => condition.type === type)?.message
  assert.equal(said('NamespaceContentRemaining'), 'Some resources are remaining: pods. has 1 resource instances')
  assert.equal(
    said('NamespaceFinalizersRemaining'),
    'Some content in the namespace has finalizers remaining: e2e.example.com/finalizer in 1 resource instances',
  )
  assert.equal(
    (await client.get<KubeObject>(`${path}/configmaps/test-configmap`)).metadata.deletionTimestamp,
    undefined,
  )
  await client.patch(`${path}/pods/test-pod`, { metadata: { finalizers: null } }, 'merge')
  await client.until(
    'the namespace is gone',
    async () => !(await names(client, '/api/v1/namespaces')).includes('nsdeletetest'),
  )
})
