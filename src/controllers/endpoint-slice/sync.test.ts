// Single syncs, after upstream's reconciler_test.go and endpointslice_controller_test.go.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { endpointSliceController } from './controller'
import type { EndpointSlice, Node, Pod, Service } from '../../objects/kinds'
import { ownerReferenceFor } from '../../objects/owners'
import { OneSync, fakeError } from '../testing/one-sync'

const meta = (name: string, more: object = {}) => ({
  name,
  uid: `uid-${name}`,
  namespace: 'default',
  resourceVersion: '1',
  creationTimestamp: '2026-01-01T08:00:00Z',
  ...more,
})
const service = (spec: object = {}): Service =>
  ({
    apiVersion: 'v1',
    kind: 'Service',
    metadata: meta('web'),
    spec: { clusterIP: '10.96.0.1', selector: { app: 'web' }, ports: [{ port: 80, targetPort: 80 }], ...spec },
    status: {},
  }) as unknown as Service
const node = (name: string): Node =>
  ({ apiVersion: 'v1', kind: 'Node', metadata: { ...meta(name), namespace: '' }, status: {} }) as unknown as Node
const pod = (name: string, nodeName: string): Pod =>
  ({
    apiVersion: 'v1',
    kind: 'Pod',
    metadata: meta(name, { labels: { app: 'web' } }),
    spec: { containers: [{ name: 'c', ports: [{ name: 'http', containerPort: 8080 }] }], nodeName },
    status: { phase: 'Running', podIP: '10.0.0.1', conditions: [{ type: 'Ready', status: 'True' }] },
  }) as unknown as Pod
const slice = (name: string, owner: Service, addressType = 'IPv4'): EndpointSlice =>
  ({
    apiVersion: 'discovery.k8s.io/v1',
    kind: 'EndpointSlice',
    metadata: meta(name, {
      labels: {
        'kubernetes.io/service-name': 'web',
        'endpointslice.kubernetes.io/managed-by': 'endpointslice-controller.k8s.io',
      },
      ownerReferences: [ownerReferenceFor(owner)],
    }),
    addressType,
    ports: [],
    endpoints: [],
  }) as unknown as EndpointSlice

const sync = (about: Service, others: readonly (Node | Pod | EndpointSlice)[], refuse = false) => {
  const world = new OneSync([about, ...others], {
    now: Date.UTC(2026, 0, 1, 9),
    ...(refuse ? { refuse: () => fakeError() } : {}),
  })
  const failure = world.run(endpointSliceController(), about)
  return { world, failed: failure instanceof Error }
}
const slicesIn = (world: OneSync) =>
  world
    .all('EndpointSlice')
    .filter(({ metadata }) => !metadata.deletionTimestamp)
    .map(({ ports, endpoints }) => [ports?.map(({ port }) => port), endpoints?.map(({ nodeName }) => nodeName)])

test('a Pod whose node is gone is left out, said, and looked at again', () => {
  const { world, failed } = sync(service(), [node('n1'), pod('a', 'n1'), pod('b', 'gone'), pod('c', 'lost')])
  assert.deepEqual(slicesIn(world), [[[80], ['n1']]])
  assert.deepEqual(world.events, [
    'Warning FailedToUpdateEndpointSlices: Error updating Endpoint Slices for Service default/web: ' +
      '[skipping Pod b for Service default/web: Node gone Not Found, skipping Pod c for Service default/web: Node lost Not Found]',
  ])
  assert.equal(failed, true)
  const published = sync(service({ publishNotReadyAddresses: true }), [pod('b', 'gone')])
  assert.deepEqual(
    [slicesIn(published.world), published.world.events, published.failed],
    [[[[80], ['gone']]], [], false],
  )
})

test('a Pod without a port of that name has an endpoint without ports', () => {
  const ports = [{ port: 80, targetPort: 'nope' }]
  assert.deepEqual(slicesIn(sync(service({ ports }), [node('n1'), pod('a', 'n1')]).world), [[[], ['n1']]])
})

test('a slice of an earlier Service of this name goes and is not used again; one of this Service is', () => {
  const own = service()
  const earlier = { ...own, metadata: { ...own.metadata, uid: 'earlier' } }
  const pods = [node('n1'), pod('a', 'n1')]
  const writesWith = (owner: Service) => sync(own, [...pods, slice('old', owner)]).world.writes
  assert.deepEqual(
    [writesWith(earlier), writesWith(own)],
    [['create EndpointSlice web-100', 'delete EndpointSlice old'], ['update EndpointSlice old']],
  )
})

test('slices of a family of addresses that the Service has no longer go', () => {
  const own = service({ ipFamilies: ['IPv4'] })
  const { world } = sync(own, [slice('six', own, 'IPv6'), slice('four', own)])
  assert.deepEqual(world.writes, ['delete EndpointSlice six'])
})

test('a refusal is told of and tried again', () => {
  const { world, failed } = sync(service(), [node('n1'), pod('a', 'n1')], true)
  assert.deepEqual(
    [world.events, failed],
    [
      [
        'Warning FailedToUpdateEndpointSlices: Error updating Endpoint Slices for Service default/web: ' +
          'failed to create EndpointSlice for Service default/web: fake error',
      ],
      true,
    ],
  )
})
