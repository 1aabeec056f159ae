import assert from 'node:assert/strict'
import { test } from 'node:test'
import { Client, CORE } from './testing/e2e/client'
import type { KubeObject } from '../objects/kube-object'
import type { Endpoints, EndpointSlice, Lease, Node, Service } from '../objects/kinds'

const SLICE = '/apis/discovery.k8s.io/v1/namespaces/default/endpointslices/kubernetes'

test('the Service kubernetes and its addresses come again within ten seconds, as they were', async () => {
  const client = new Client()
  const told = async () => {
    const service = await client.get<Service>(`${CORE}/services/kubernetes`)
    const endpoints = await client.get<Endpoints>(`${CORE}/endpoints/kubernetes`)
    const slice = await client.get<EndpointSlice>(SLICE)
    return [
      service.spec,
      service.metadata.labels,
      endpoints.subsets,
      endpoints.metadata.labels,
      slice.endpoints,
      slice.ports,
    ]
  }
  const before = await told()
  await client.cluster.pass(3000)
  await client.ask('DELETE', `${CORE}/services/kubernetes`)
  await client.cluster.pass(6000)
  await assert.rejects(client.get(`${CORE}/services/kubernetes`), /not found/)
  await client.cluster.pass(1000)
  assert.deepEqual(await told(), before)

  await client.ask('DELETE', SLICE)
  await client.patch(`${CORE}/endpoints/kubernetes`, { subsets: null }, 'merge')
  await client.cluster.pass(10_000)
  assert.deepEqual(await told(), before)

  await client.patch(SLICE, { endpoints: [] }, 'merge')
  await client.cluster.pass(10_000)
  assert.deepEqual(await told(), before)
})

test('kube-node-lease may be deleted, and comes again within a minute; nodes are missed meanwhile', async () => {
  const client = new Client()
  const ready = async () =>
    (await client.list<Node>('/api/v1/nodes')).map(
      ({ status }) => status.conditions?.find(({ type }) => type === 'Ready')?.status,
    )
  await client.ask('DELETE', '/api/v1/namespaces/kube-node-lease')
  await client.cluster.pass(59_000)
  assert.deepEqual(
    (await client.list<KubeObject>('/api/v1/namespaces')).map(({ metadata }) => metadata.name),
    ['default', 'kube-public', 'kube-system'],
  )
  assert.deepEqual(await ready(), ['Unknown', 'Unknown', 'Unknown'])
  await client.cluster.pass(20_000)
  assert.equal((await client.list<Lease>('/apis/coordination.k8s.io/v1/namespaces/kube-node-lease/leases')).length, 3)
  assert.deepEqual(await ready(), ['True', 'True', 'True'])
})

test('the other namespaces of the system stay', async () => {
  const client = new Client()
  for (const name of ['default', 'kube-public', 'kube-system'])
    await assert.rejects(
      client.ask('DELETE', `/api/v1/namespaces/${name}`),
      new RegExp(`namespaces \\\\"${name}\\\\" is forbidden: this namespace may not be deleted`),
    )
})
