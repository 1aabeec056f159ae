import assert from 'node:assert/strict'
import { test } from 'node:test'
import { ADDRESSES_MAX, endpointSubsets, truncated } from './subsets'
import { TriggerTimes } from './trigger-time'
import type { Pod, Service } from '../../objects/kinds'

const service = (spec: Partial<Service['spec']> = {}): Service => ({
  apiVersion: 'v1',
  kind: 'Service',
  metadata: {
    name: 'web',
    namespace: 'default',
    uid: 's',
    resourceVersion: '1',
    creationTimestamp: '2026-01-01T08:00:00Z',
  },
  spec: {
    selector: { app: 'web' },
    ports: [{ port: 80, targetPort: 'http', protocol: 'TCP' }],
    ipFamilies: ['IPv4'],
    ...spec,
  },
  status: {},
})
interface Sketch {
  readonly ip?: string
  readonly ready?: boolean
  readonly port?: number
  readonly phase?: string
  readonly deleting?: boolean
  readonly spec?: Partial<Pod['spec']>
  readonly readyAt?: string
}
const pod = (
  name: string,
  {
    ip = `10.0.0.${name}`,
    ready = true,
    port = 8080,
    phase = 'Running',
    deleting,
    spec,
    readyAt = '2026-01-01T08:00:05Z',
  }: Sketch = {},
): Pod => ({
  apiVersion: 'v1',
  kind: 'Pod',
  metadata: {
    name,
    namespace: 'default',
    uid: `u${name}`,
    resourceVersion: '1',
    creationTimestamp: '',
    ...(deleting ? { deletionTimestamp: 'x' } : {}),
  },
  spec: { containers: [{ name: 'c', ports: [{ name: 'http', containerPort: port }] }], nodeName: 'n', ...spec },
  status: {
    phase,
    podIP: ip,
    podIPs: [{ ip }],
    conditions: [{ type: 'Ready', status: ready ? 'True' : 'False', lastTransitionTime: readyAt }],
  },
})
const short = (subject: Service, pods: Pod[]) =>
  endpointSubsets(subject, pods).map(({ addresses = [], notReadyAddresses = [], ports = [] }) => [
    addresses.map(({ ip, hostname }) => ip + (hostname ? `=${hostname}` : '')).join(),
    notReadyAddresses.map(({ ip }) => ip).join(),
    ports.map(({ name = '', port }) => `${name}:${port}`).join(),
  ])

test('which Pods stand behind a Service, and how', () => {
  const named = {
    ports: [
      { name: 'a', port: 80, targetPort: 'http' },
      { name: 'b', port: 90, targetPort: 9000 },
    ],
  }
  const cases: { name: string; of?: Service; pods: Pod[]; then: string[][] }[] = [
    {
      name: 'ready and not ready',
      pods: [pod('2'), pod('1'), pod('3', { ready: false })],
      then: [['10.0.0.1,10.0.0.2', '10.0.0.3', ':8080']],
    },
    {
      name: 'ended, addressless, terminating ones are not there',
      pods: [pod('1', { phase: 'Succeeded' }), pod('2', { ip: '' }), pod('3', { deleting: true })],
      then: [],
    },
    {
      name: 'publishNotReadyAddresses shows all that have an address',
      of: service({ publishNotReadyAddresses: true }),
      pods: [pod('1', { ready: false }), pod('2', { deleting: true })],
      then: [['10.0.0.1,10.0.0.2', '', ':8080']],
    },
    {
      name: 'a port of that name may be another number on each Pod',
      pods: [pod('1'), pod('2', { port: 8081 })],
      then: [
        ['10.0.0.1', '', ':8080'],
        ['10.0.0.2', '', ':8081'],
      ],
    },
    {
      name: 'no port of that name',
      of: service({ ports: [{ port: 80, targetPort: 'nope' }] }),
      pods: [pod('1')],
      then: [],
    },
    {
      name: 'several ports, one subset',
      of: service(named),
      pods: [pod('1')],
      then: [['10.0.0.1', '', 'a:8080,b:9000']],
    },
    {
      name: 'headless without ports',
      of: service({ clusterIP: 'None', ports: [] }),
      pods: [pod('1')],
      then: [['10.0.0.1', '', '']],
    },
    {
      name: 'a hostname below the Service',
      pods: [
        pod('1', { spec: { hostname: 'web-0', subdomain: 'web' } }),
        pod('2', { spec: { hostname: 'x', subdomain: 'other' } }),
      ],
      then: [['10.0.0.1=web-0,10.0.0.2', '', ':8080']],
    },
  ]
  for (const { name, of = service(), pods, then } of cases) assert.deepEqual(short(of, pods), then, name)
})

test('a thousand addresses, the ready ones first', () => {
  const pods = Array.from({ length: ADDRESSES_MAX + 5 }, (_, i) => pod(`${i}`, { ready: i > 2 }))
  const { subsets, isCut } = truncated(endpointSubsets(service(), pods))
  assert.deepEqual(
    [subsets[0]?.addresses?.length, subsets[0]?.notReadyAddresses?.length, isCut],
    [ADDRESSES_MAX, undefined, true],
  )
  assert.equal(truncated(endpointSubsets(service(), pods.slice(5))).isCut, false)
})

test('each subset keeps its share of the thousand: ready, not ready', () => {
  const of = (ready: number, notReady = 0) => {
    const addresses = (count: number) => Array.from({ length: count }, (_, i) => ({ ip: `${i}` }))
    return { addresses: addresses(ready), notReadyAddresses: addresses(notReady), ports: [] }
  }
  // After upstream's TestTruncateEndpoints.
  const cases: [subsets: [number, number?][], then: [number, number][] | undefined][] = [
    [
      [
        [100, 100],
        [100, 100],
      ],
      undefined,
    ],
    [[[100], [500]], undefined],
    [[[1000, 1000]], [[1000, 0]]],
    [[[800, 600]], [[800, 200]]],
    [
      [
        [400, 300],
        [400, 300],
      ],
      [
        [400, 100],
        [400, 100],
      ],
    ],
    [
      [[600], [600]],
      [
        [500, 0],
        [500, 0],
      ],
    ],
    [
      [[900], [1100]],
      [
        [450, 0],
        [550, 0],
      ],
    ],
    [
      [
        [1400, 0],
        [100, 500],
      ],
      [
        [934, 0],
        [66, 0],
      ],
    ],
    [
      [
        [0, 500],
        [500, 500],
        [499, 1],
      ],
      [
        [0, 1],
        [500, 0],
        [499, 0],
      ],
    ],
  ]
  for (const [given, then] of cases) {
    const { subsets, isCut } = truncated(given.map(([ready, notReady]) => of(ready, notReady)))
    const counts = subsets.map(({ addresses = [], notReadyAddresses = [] }) => [
      addresses.length,
      notReadyAddresses.length,
    ])
    assert.deepEqual(isCut ? counts : undefined, then)
  }
})

test('the time of the change is that of the Service, then of the Pods that became ready or unready', () => {
  const times = new TriggerTimes()
  const [first, second] = [pod('1'), pod('2', { readyAt: '2026-01-01T08:00:07Z' })]
  assert.equal(times.next('k', service(), [first]), '2026-01-01T08:00:00Z')
  assert.equal(times.next('k', service(), [first]), undefined)
  assert.equal(times.next('k', service(), [first, second]), '2026-01-01T08:00:07Z')
  assert.equal(times.next('k', service(), [first]), undefined)
  times.forget('k')
  assert.equal(times.next('k', service(), [first]), '2026-01-01T08:00:00Z')
})
