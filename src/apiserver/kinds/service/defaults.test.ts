import assert from 'node:assert/strict'
import test from 'node:test'
import type { V1ServiceSpec } from '../../../objects/generated/kubernetes'
import type { Service } from '../../../objects/kinds'
import type { WriteContext } from '../kind'
import { defaultService, prepareService, prepareServiceUpdate } from './defaults'

function context(): WriteContext {
  let port = 30000
  return {
    now: 0,
    nowText: '',
    userAgent: '',
    find: () => undefined,
    warn: () => undefined,
    allocate: { clusterIP: (wanted) => wanted ?? '10.96.0.9', nodePort: (wanted) => wanted ?? port++ },
  }
}

const service = (spec: object): Service =>
  defaultService({
    apiVersion: 'v1',
    kind: 'Service',
    metadata: { name: 's', uid: '', resourceVersion: '', creationTimestamp: '' },
    spec,
    status: {},
  })
const made = (spec: object): V1ServiceSpec => prepareService(service(spec), context()).spec
const updated = (before: object, after: object): V1ServiceSpec => {
  const previous = prepareService(service(before), context())
  return prepareServiceUpdate(service(after), previous, context()).spec
}

const port = { port: 80 }
const fullPort = { port: 80, protocol: 'TCP', targetPort: 80 }
const selector = { app: 'a' }
const single = { ipFamilies: ['IPv4'], ipFamilyPolicy: 'SingleStack' }
const address = { clusterIP: '10.96.0.9', clusterIPs: ['10.96.0.9'] }
const internal = { sessionAffinity: 'None', internalTrafficPolicy: 'Cluster' }

const creations: readonly [what: string, spec: object, made: object][] = [
  [
    'plain',
    { selector, ports: [port] },
    { selector, ports: [fullPort], type: 'ClusterIP', ...internal, ...address, ...single },
  ],
  [
    'headless',
    { selector, clusterIP: 'None', ports: [port] },
    { selector, ports: [fullPort], type: 'ClusterIP', ...internal, clusterIP: 'None', clusterIPs: ['None'], ...single },
  ],
  [
    'headless without selector',
    { clusterIP: 'None' },
    {
      type: 'ClusterIP',
      ...internal,
      clusterIP: 'None',
      clusterIPs: ['None'],
      ipFamilies: ['IPv4', 'IPv6'],
      ipFamilyPolicy: 'RequireDualStack',
    },
  ],
  [
    'NodePort',
    { selector, type: 'NodePort', ports: [port] },
    {
      selector,
      ports: [{ ...fullPort, nodePort: 30000 }],
      type: 'NodePort',
      ...internal,
      ...address,
      ...single,
      externalTrafficPolicy: 'Cluster',
    },
  ],
  [
    'LoadBalancer',
    { selector, type: 'LoadBalancer', ports: [port] },
    {
      selector,
      ports: [{ ...fullPort, nodePort: 30000 }],
      type: 'LoadBalancer',
      ...internal,
      ...address,
      ...single,
      externalTrafficPolicy: 'Cluster',
      allocateLoadBalancerNodePorts: true,
    },
  ],
  [
    'ExternalName',
    { type: 'ExternalName', externalName: 'a.b' },
    { type: 'ExternalName', externalName: 'a.b', sessionAffinity: 'None' },
  ],
  [
    'ClientIP',
    { selector, sessionAffinity: 'ClientIP', ports: [port] },
    {
      selector,
      ports: [fullPort],
      type: 'ClusterIP',
      ...internal,
      sessionAffinity: 'ClientIP',
      sessionAffinityConfig: { clientIP: { timeoutSeconds: 10800 } },
      ...address,
      ...single,
    },
  ],
]
for (const [what, spec, want] of creations) test(`a new Service, ${what}`, () => assert.deepEqual(made(spec), want))

test('a fresh manifest keeps the address and the port of the nodes', () => {
  const spec = { selector, type: 'NodePort', ports: [port] }
  assert.deepEqual(updated(spec, { ...spec, selector: { app: 'b' } }), { ...made(spec), selector: { app: 'b' } })
})

test('from NodePort to ClusterIP the port of the nodes goes, back it comes anew', () => {
  const nodePort = made({ selector, type: 'NodePort', ports: [port] })
  const { externalTrafficPolicy: _, ...plain } = { ...nodePort, type: 'ClusterIP', ports: [fullPort] }
  assert.deepEqual(updated({ selector, type: 'NodePort', ports: [port] }, { ...nodePort, type: 'ClusterIP' }), plain)
  assert.deepEqual(
    updated({ selector, ports: [port] }, { ...made({ selector, ports: [port] }), type: 'NodePort' }),
    nodePort,
  )
})

test('an ExternalName has no address', () => {
  const plain = made({ selector, ports: [port] })
  const { clusterIP: _a, clusterIPs: _b, ipFamilies: _c, ipFamilyPolicy: _d, ...rest } = plain
  assert.deepEqual(updated({ selector, ports: [port] }, { ...plain, type: 'ExternalName', externalName: 'a.b' }), {
    ...rest,
    type: 'ExternalName',
    externalName: 'a.b',
  })
  // Who takes the address away himself need not know of the families.
  const { clusterIP: _, clusterIPs: __, ...bare } = plain
  assert.deepEqual(updated({ selector, ports: [port] }, { ...bare, type: 'ExternalName', externalName: 'a.b' }), {
    ...rest,
    type: 'ExternalName',
    externalName: 'a.b',
  })
})
