// After upstream's endpointslicemirroring/reconciler_test.go and utils_test.go.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { endpointSliceMirroringController } from './controller'
import { planMirror } from './plan'
import type { Endpoints, EndpointSlice, Service } from '../../objects/kinds'
import { portsKey, type PortGroup } from '../endpoint-slice/desired'
import { OneSync } from '../testing/one-sync'

type Subset = NonNullable<Endpoints['subsets']>[number]

const meta = (more: object = {}) => ({
  name: 'db',
  namespace: 'default',
  uid: 'u',
  resourceVersion: '1',
  creationTimestamp: '',
  ...more,
})
const service = (selector?: Record<string, string>): Service =>
  ({ apiVersion: 'v1', kind: 'Service', metadata: meta(), spec: { selector }, status: {} }) as unknown as Service
const endpoints = (subsets: Subset[], more: object = {}): Endpoints => ({
  apiVersion: 'v1',
  kind: 'Endpoints',
  metadata: meta({ labels: { tier: 'data' }, ...more }),
  subsets,
})
const addresses = (count: number, prefix = '10.0') =>
  Array.from({ length: count }, (_, i) => ({ ip: `${prefix}.${Math.floor(i / 250)}.${i % 250}` }))
const http = [{ name: 'http', port: 80, protocol: 'TCP' }]
const https = [{ name: 'https', port: 443, protocol: 'TCP' }]

function mirrored(of: Endpoints, behind: Service | undefined = service()) {
  const world = new OneSync([of, ...(behind ? [behind] : [])], { now: Date.UTC(2026, 0, 1) })
  world.run(endpointSliceMirroringController(), of)
  const slices = world.all('EndpointSlice').map((slice) => {
    const ready = (slice.endpoints ?? []).filter(({ conditions }) => conditions?.ready)
    const names = (slice.ports ?? []).map(({ name: port }) => port).join('+')
    return `${slice.addressType} ${names} ${slice.endpoints?.length} ${ready.length}`
  })
  return { slices, events: world.events, world }
}

test('what is mirrored: family, port, endpoints, ready ones', () => {
  const cases: [subsets: Subset[], then: string[]][] = [
    [[], []],
    [[{ ports: http, addresses: addresses(1) }], ['IPv4 http 1 1']],
    [[{ ports: http, addresses: addresses(1), notReadyAddresses: addresses(1, '10.1') }], ['IPv4 http 2 1']],
    [
      [
        { ports: http, addresses: addresses(1) },
        { ports: https, addresses: addresses(2) },
      ],
      ['IPv4 http 1 1', 'IPv4 https 2 2'],
    ],
    [[{ ports: http, addresses: [...addresses(1), { ip: 'fd00::1' }] }], ['IPv4 http 1 1', 'IPv6 http 1 1']],
    [[{ ports: http, addresses: addresses(150) }], ['IPv4 http 150 150']],
    // The same addresses on two ports are one slice of two ports, an address counts once, and not ready beats ready.
    [
      [
        { ports: http, addresses: addresses(2) },
        { ports: https, addresses: addresses(2) },
      ],
      ['IPv4 http+https 2 2'],
    ],
    [
      [
        { ports: http, addresses: addresses(2) },
        { ports: http, notReadyAddresses: addresses(1) },
      ],
      ['IPv4 http 2 1'],
    ],
    [[{ addresses: addresses(1) }], ['IPv4  1 1']],
  ]
  for (const [subsets, then] of cases) assert.deepEqual(mirrored(endpoints(subsets)).slices, then)
})

test('whose Endpoints are not mirrored', () => {
  const one = [{ ports: http, addresses: addresses(1) }]
  assert.deepEqual(mirrored(endpoints(one), service({ app: 'db' })).slices, [])
  const skipped = { labels: { 'endpointslice.kubernetes.io/skip-mirror': 'true' } }
  assert.deepEqual(mirrored(endpoints(one, skipped)).slices, [])
  const leader = { annotations: { 'control-plane.alpha.kubernetes.io/leader': '{}' } }
  assert.deepEqual(mirrored(endpoints(one, leader)).slices, [])
})

test('a slice bears the labels and annotations of the Endpoints, and belongs to them', () => {
  const annotations = {
    note: 'x',
    'kubectl.kubernetes.io/last-applied-configuration': '{}',
    'endpoints.kubernetes.io/last-change-trigger-time': '2026-01-01T00:00:00Z',
  }
  const { world } = mirrored(endpoints([{ ports: http, addresses: addresses(1) }], { annotations }))
  const [slice] = world.all('EndpointSlice')
  assert.deepEqual(
    [slice?.metadata.labels, slice?.metadata.annotations],
    [
      {
        tier: 'data',
        'kubernetes.io/service-name': 'db',
        'endpointslice.kubernetes.io/managed-by': 'endpointslicemirroring-controller.k8s.io',
      },
      { note: 'x' },
    ],
  )
  assert.deepEqual(slice?.metadata.ownerReferences, [
    { apiVersion: 'v1', kind: 'Endpoints', name: 'db', uid: 'u', controller: true, blockOwnerDeletion: true },
  ])
})

test('which slices are written when there are some', () => {
  const endpoint = (ip: string, more: object = {}) => ({ addresses: [ip], conditions: { ready: true }, ...more })
  const marks = { labels: { a: 'b' }, annotations: {} }
  const slice = (name: string, ips: string[], ports: object[] = http, more: object = {}): EndpointSlice =>
    ({
      metadata: meta({ name, labels: marks.labels, ...more }),
      ports,
      endpoints: ips.map((ip) => endpoint(ip)),
    }) as unknown as EndpointSlice
  const group = (ips: string[], ports = http): [string, PortGroup] => [
    portsKey(ports),
    { ports, endpoints: ips.map((ip) => endpoint(ip)) },
  ]
  const cases: [name: string, groups: [string, PortGroup][], existing: EndpointSlice[], then: string[]][] = [
    ['nothing changed', [group(['1', '2'])], [slice('s', ['2', '1'])], []],
    ['one more', [group(['1', '2'])], [slice('s', ['1'])], ['update s 2']],
    ['one less', [group(['1'])], [slice('s', ['1', '2'])], ['update s 1']],
    ['other labels', [group(['1'])], [slice('s', ['1'], http, { labels: {} })], ['update s 1']],
    ['other annotations', [group(['1'])], [slice('s', ['1'], http, { annotations: { x: 'y' } })], ['update s 1']],
    ['only one for each group', [group(['1'])], [slice('s', ['1']), slice('t', ['2'])], ['delete t']],
    ['none is wanted', [], [slice('s', ['1'])], ['delete s']],
    ['the ports changed: the slice is used again', [group(['1'], https)], [slice('s', ['1'])], ['update s 1']],
    ['one goes, two come', [group(['1'], https), group(['2'], [])], [slice('s', ['1'])], ['create 1', 'update s 1']],
  ]
  for (const [name, groups, existing, then] of cases) {
    const { create, update, remove } = planMirror(new Map(groups), existing, marks)
    const told = [
      ...create.map(({ endpoints: all }) => `create ${all.length}`),
      ...update.map(({ slice: { metadata }, endpoints: all }) => `update ${metadata.name} ${all.length}`),
      ...remove.map(({ metadata }) => `delete ${metadata.name}`),
    ]
    assert.deepEqual(told, then, name)
  }
})

test('a thousand addresses of a subset; of the rest it is told', () => {
  const { slices, events } = mirrored(
    endpoints([{ ports: http, addresses: addresses(1001), notReadyAddresses: addresses(2, '10.9') }]),
  )
  assert.deepEqual(slices, ['IPv4 http 1000 1000'])
  assert.deepEqual(events, [
    'Warning TooManyAddressesToMirror: A max of 1000 addresses can be mirrored to EndpointSlices per Endpoints subset. 3 addresses were skipped',
  ])
})
