// Follows TestAdoption of test/integration/replicaset and TestGeneralReplicaSetAdoption of test/integration/deployment, v1.36.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Deployment, Pod, ReplicaSet } from '../../../objects/kinds'
import type { KubeObject, OwnerReference } from '../../../objects/kube-object'
import { ownerReferenceFor } from '../../../objects/owners'
import { APPS, Client, CORE, workload } from '../e2e/client'

const LABELS = { name: 'sample-pod' }

test('a ReplicaSet takes over a Pod of its labels; a reference to itself that is there already becomes the controller’s', async () => {
  type Before = (set: OwnerReference, other: OwnerReference) => readonly OwnerReference[]
  const cases: [before: Before, after: Before][] = [
    [() => [], (set) => [set]],
    [(set) => [{ ...set, controller: undefined, blockOwnerDeletion: undefined }], (set) => [set]],
    [(set) => [{ ...set, controller: false }], (set) => [set]],
    [(_, other) => [{ ...other, controller: false }], (set, other) => [{ ...other, controller: false }, set]],
    [(_, other) => [other], (_, other) => [other]],
  ]
  for (const [before, after] of cases) {
    const client = new Client()
    const created = await client.create<ReplicaSet>(
      `${APPS}/replicasets`,
      workload('ReplicaSet', 'rs', { replicas: 1 }),
    )
    const account = await client.get<KubeObject>(`${CORE}/serviceaccounts/default`)
    const [set, other] = [ownerReferenceFor(created), ownerReferenceFor(account)]
    await client.create(`${CORE}/pods`, {
      apiVersion: 'v1',
      kind: 'Pod',
      metadata: { name: 'pod1', labels: LABELS, ownerReferences: before(set, other) },
      spec: { containers: [{ name: 'c', image: 'nginx:1.25' }] },
    })
    await client.cluster.pass(1000)
    const pod = await client.get<Pod>(`${CORE}/pods/pod1`)
    assert.deepEqual(pod.metadata.ownerReferences, after(set, other))
    assert.equal((await client.list(`${CORE}/pods`)).length, after(set, other).includes(set) ? 1 : 2)
  }
})

test('a Deployment, too, of its ReplicaSets', async () => {
  const client = new Client()
  const deployment = await client.create<Deployment>(
    `${APPS}/deployments`,
    workload('Deployment', 'web', { replicas: 1 }),
  )
  await client.cluster.pass(1000)
  const [set] = await client.list<ReplicaSet>(`${APPS}/replicasets`)
  const own = ownerReferenceFor(deployment)
  const path = `${APPS}/replicasets/${set?.metadata.name}`
  await client.patch(path, { metadata: { ownerReferences: [{ ...own, controller: false }] } }, 'merge')
  await client.cluster.pass(1000)
  assert.deepEqual((await client.get<ReplicaSet>(path)).metadata.ownerReferences, [own])
  assert.equal((await client.list(`${APPS}/replicasets`)).length, 1)
})
