// Follows test/e2e/network/endpointslice.go and endpointslicemirroring.go, v1.36.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Endpoints, EndpointSlice, Pod } from '../../../objects/kinds'
import { Client, CORE } from './client'

const SLICES = '/apis/discovery.k8s.io/v1/namespaces/default/endpointslices'
const MANAGED_BY = 'endpointslice.kubernetes.io/managed-by'
const SERVICE_NAME = 'kubernetes.io/service-name'
const MIRRORING = 'endpointslicemirroring-controller.k8s.io'

class SliceClient extends Client {
  async service(name: string, spec: object): Promise<void> {
    await this.create(`${CORE}/services`, { apiVersion: 'v1', kind: 'Service', metadata: { name }, spec })
  }

  async pod(name: string, labels: Record<string, string>, ports: object[]): Promise<void> {
    await this.create(`${CORE}/pods`, {
      apiVersion: 'v1',
      kind: 'Pod',
      metadata: { name, labels },
      spec: { containers: [{ name: 'container1', image: 'nginx:1.25', ports }] },
    })
  }

  slices(service: string, more = ''): Promise<EndpointSlice[]> {
    return this.list<EndpointSlice>(SLICES, `${SERVICE_NAME}=${service}${more}`)
  }

  async untilSlices(service: string, count: number): Promise<EndpointSlice[]> {
    await this.until(`${count} slices of ${service}`, async () => (await this.slices(service)).length === count)
    return this.slices(service)
  }

  /** `10.244.1.2:3000`, once in Endpoints and once in slices: both have to say the same. */
  async untilBoth(service: string, wanted: string[], slices: number): Promise<void> {
    await this.cluster.pass(3000)
    const { subsets = [] } = await this.get<Endpoints>(`${CORE}/endpoints/${service}`)
    const classic = subsets.flatMap(({ addresses = [], notReadyAddresses = [], ports = [] }) =>
      [...addresses, ...notReadyAddresses].flatMap(({ ip, targetRef }) =>
        ports.map(({ port }) => `${targetRef?.name} ${ip}:${port}`),
      ),
    )
    const all = await this.slices(service)
    const modern = all.flatMap(({ endpoints, ports }) =>
      (endpoints ?? []).flatMap(({ addresses, targetRef }) =>
        (ports ?? []).map(({ port }) => `${targetRef?.name} ${addresses[0]}:${port}`),
      ),
    )
    assert.deepEqual(classic.sort(), wanted)
    assert.deepEqual(modern.sort(), wanted)
    assert.equal(all.length, slices)
  }
}

test('the API server has its Service, Endpoints and slice', async () => {
  const client = new SliceClient()
  const { subsets } = await client.get<Endpoints>(`${CORE}/endpoints/kubernetes`)
  const [slice, ...others] = await client.slices('kubernetes')
  assert.deepEqual(others, [])
  assert.deepEqual(
    slice?.endpoints?.map(({ addresses }) => addresses),
    subsets?.map(({ addresses }) => addresses?.map(({ ip }) => ip)),
  )
  assert.deepEqual(
    slice?.ports?.map(({ port }) => port),
    subsets?.[0]?.ports?.map(({ port }) => port),
  )
})

test('a Service that no Pod belongs to has Endpoints and one empty slice, which go with it', async () => {
  const client = new SliceClient()
  await client.service('example-empty-selector', {
    selector: { 'does-not-match-anything': 'endpoints-and-endpoint-slices-should-still-be-created' },
    ports: [{ name: 'example', port: 80, protocol: 'TCP' }],
  })
  const [slice] = await client.untilSlices('example-empty-selector', 1)
  assert.equal(slice?.metadata.labels?.[MANAGED_BY], 'endpointslice-controller.k8s.io')
  assert.deepEqual([slice?.endpoints, slice?.ports], [null, null])
  assert.equal((await client.get<Endpoints>(`${CORE}/endpoints/example-empty-selector`)).subsets, undefined)
  await client.ask('DELETE', `${CORE}/services/example-empty-selector`)
  await client.untilSlices('example-empty-selector', 0)
  await assert.rejects(client.get(`${CORE}/endpoints/example-empty-selector`), /not found/)
})

test('Pods behind Services, by number and by name of their ports; slices that were deleted come again', async () => {
  const client = new SliceClient()
  await client.pod('pod1', { pod1: 'on', shared12: 'on' }, [{ name: 'example-name', containerPort: 3000 }])
  await client.pod('pod2', { pod2: 'on', shared12: 'on' }, [
    { name: 'example-name', containerPort: 3001 },
    { name: 'other-port', containerPort: 3002 },
  ])
  const publishNotReadyAddresses = true
  const services = {
    'example-int-port': { selector: { pod1: 'on' }, targetPort: 3000 },
    'example-named-port': { selector: { shared12: 'on' }, targetPort: 'example-name' },
    'example-no-match': { selector: { pod3: 'on' }, targetPort: 8080 },
  }
  for (const [name, { selector, targetPort }] of Object.entries(services))
    await client.service(name, {
      selector,
      publishNotReadyAddresses,
      ports: [{ name: 'http', port: 80, targetPort, protocol: 'TCP' }],
    })
  const ipOf = async (name: string): Promise<string> => {
    await client.until(`${name} has an address`, async () =>
      Boolean((await client.get<Pod>(`${CORE}/pods/${name}`)).status.podIP),
    )
    return (await client.get<Pod>(`${CORE}/pods/${name}`)).status.podIP ?? ''
  }
  const first = `pod1 ${await ipOf('pod1')}:3000`
  const second = `pod2 ${await ipOf('pod2')}:3001`
  await client.untilBoth('example-int-port', [first], 1)
  await client.untilBoth('example-named-port', [first, second], 2)
  await client.untilBoth('example-no-match', [], 1)
  await client.ask('DELETE', `${SLICES}?labelSelector=${SERVICE_NAME}%3Dexample-named-port`)
  await client.untilBoth('example-named-port', [first, second], 2)
  await client.ask('DELETE', `${CORE}/endpoints/example-named-port`)
  await client.untilBoth('example-named-port', [first, second], 2)
})

test('a slice that loses its label, or its manager, is made anew', async () => {
  const client = new SliceClient()
  await client.service('web', { selector: { app: 'web' }, ports: [{ port: 80 }] })
  const [slice] = await client.untilSlices('web', 1)
  await client.patch(`${SLICES}/${slice?.metadata.name}`, { metadata: { labels: { [SERVICE_NAME]: null } } }, 'merge')
  const [next] = await client.untilSlices('web', 1)
  assert.notEqual(next?.metadata.name, slice?.metadata.name)
  await client.patch(`${SLICES}/${next?.metadata.name}`, { metadata: { labels: { [MANAGED_BY]: 'me' } } }, 'merge')
  await client.untilSlices('web', 2)
})

test('Endpoints of someone are mirrored: made, changed, deleted', async () => {
  const client = new SliceClient()
  await client.service('example-custom-endpoints', {
    ports: [{ name: 'example', port: 80, protocol: 'TCP' }],
  })
  const endpoints = (port: number) => ({
    apiVersion: 'v1',
    kind: 'Endpoints',
    metadata: { name: 'example-custom-endpoints' },
    subsets: [{ addresses: [{ ip: '10.1.2.3' }], ports: [{ port }] }],
  })
  await client.create(`${CORE}/endpoints`, endpoints(80))
  const [slice] = await client.untilSlices('example-custom-endpoints', 1)
  assert.equal(slice?.metadata.labels?.[MANAGED_BY], MIRRORING)
  assert.deepEqual(slice?.endpoints, [{ addresses: ['10.1.2.3'], conditions: { ready: true } }])
  assert.deepEqual(slice?.ports, [{ name: '', port: 80, protocol: 'TCP' }])

  await client.ask('PUT', `${CORE}/endpoints/example-custom-endpoints`, {
    ...endpoints(81),
    subsets: [{ addresses: [{ ip: '10.2.3.4' }], ports: [{ name: 'example', port: 81 }] }],
  })
  await client.until('mirrored anew', async () => {
    const [now, ...others] = await client.slices('example-custom-endpoints')
    return others.length === 0 && now?.endpoints?.[0]?.addresses[0] === '10.2.3.4' && now.ports?.[0]?.port === 81
  })
  await client.ask('DELETE', `${CORE}/endpoints/example-custom-endpoints`)
  await client.untilSlices('example-custom-endpoints', 0)
})

test('a mirrored slice that someone deletes, or changes, is mended; many addresses are one slice', async () => {
  const client = new SliceClient()
  await client.service('many', { ports: [{ port: 80 }] })
  const addresses = Array.from({ length: 250 }, (_, index) => ({ ip: `10.1.${index % 2}.${1 + (index >> 1)}` }))
  await client.create(`${CORE}/endpoints`, {
    apiVersion: 'v1',
    kind: 'Endpoints',
    metadata: { name: 'many' },
    subsets: [{ addresses, ports: [{ port: 80 }] }],
  })
  const [slice] = await client.untilSlices('many', 1)
  assert.equal(slice?.endpoints?.length, 250)
  await client.ask('DELETE', `${SLICES}/${slice?.metadata.name}`)
  const [next] = await client.untilSlices('many', 1)
  assert.notEqual(next?.metadata.uid, slice?.metadata.uid)
  await client.patch(`${SLICES}/${next?.metadata.name}`, { endpoints: [] }, 'merge')
  await client.until('mended', async () => (await client.slices('many'))[0]?.endpoints?.length === 250, 1000)
})
