import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import type { Change, Reader, Watcher } from '../apiserver/client'
import type { KubeObject } from '../objects/kube-object'
import { matches, type Selector } from '../objects/selectors'
import { Loop } from '../simulation/loop'
import type { Caller, Listener } from '../simulation/wire'
import { createNetwork } from './create-network'

/** Objects by kind, read and watched. */
class Objects {
  private readonly byKind = new Map<string, Map<string, KubeObject>>()
  private readonly listeners: [string, (change: Change) => void][] = []

  put(object: object): void {
    const given = object as KubeObject
    const kept = { ...given, metadata: { ...given.metadata, uid: given.metadata.uid ?? `${given.kind}-${given.metadata.name}` } }
    const shelf = this.byKind.get(kept.kind) ?? new Map<string, KubeObject>()
    this.byKind.set(kept.kind, shelf)
    const key = `${kept.metadata.namespace ?? ''}/${kept.metadata.name}`
    const previous = shelf.get(key)
    shelf.set(key, kept)
    this.tell(kept.kind, { type: previous ? 'MODIFIED' : 'ADDED', kind: kept.kind, object: kept, previous, resourceVersion: 1, actor: 'test' })
  }

  remove(kind: string, namespace: string, name: string): void {
    const object = this.byKind.get(kind)?.get(`${namespace}/${name}`)
    if (!object) return
    this.byKind.get(kind)?.delete(`${namespace}/${name}`)
    this.tell(kind, { type: 'DELETED', kind, object, previous: object, resourceVersion: 2, actor: 'test' })
  }

  readonly read = {
    get: (kind: string, namespace: string, name: string) => this.byKind.get(kind)?.get(`${namespace}/${name}`),
    list: (kind: string) => [...(this.byKind.get(kind)?.values() ?? [])],
    select: (kind: string, namespace: string, selector: Selector) =>
      [...(this.byKind.get(kind)?.values() ?? [])].filter((each) => each.metadata.namespace === namespace && matches(selector, each.metadata.labels)),
    onNode: () => [],
  } as unknown as Reader

  readonly watch: Watcher = {
    onChange: (kind, listener) => {
      this.listeners.push([kind, listener as (change: Change) => void])
      return () => {}
    },
  }

  private tell(kind: string, change: Change): void {
    for (const [wanted, listener] of this.listeners) if (wanted === kind) listener(change)
  }
}

interface EndpointOptions {
  readonly hostname?: string
  readonly ready?: boolean
  readonly serving?: boolean
  readonly terminating?: boolean
  readonly node?: string
}

const service = (name: string, spec: object, namespace = 'default') => ({ apiVersion: 'v1', kind: 'Service', metadata: { name, namespace }, spec: { type: 'ClusterIP', ...spec }, status: {} })
const slice = (name: string, endpoints: readonly (readonly [string, EndpointOptions?])[], ports: object[] = [{ name: '', port: 8080, protocol: 'TCP' }], namespace = 'default') => ({
  apiVersion: 'discovery.k8s.io/v1', kind: 'EndpointSlice', addressType: 'IPv4', metadata: { name: `${name}-abc`, namespace, labels: { 'kubernetes.io/service-name': name } }, ports,
  endpoints: endpoints.map(([ip, { hostname, ready = true, serving, terminating = false, node = 'k8s-node01' } = {}]) => ({ addresses: [ip], conditions: { ready, serving: serving ?? ready, terminating }, hostname, nodeName: node })),
})
const CLIENT: Caller = { ip: '10.244.1.99', node: 'k8s-node01' }

function world() {
  const objects = new Objects()
  for (const name of ['default', 'kube-system', 'other']) objects.put({ apiVersion: 'v1', kind: 'Namespace', metadata: { name }, spec: {}, status: {} })
  objects.put({ apiVersion: 'v1', kind: 'Node', metadata: { name: 'k8s-node01' }, spec: {}, status: { addresses: [{ type: 'InternalIP', address: '192.168.0.204' }] } })
  const loop = new Loop({ start: 0 })
  const said: string[] = []
  const network = createNetwork({ loop, read: objects.read, watch: objects.watch, record: { event: (_about, _type, reason, message) => void said.push(`${reason}: ${message}`) } })
  network.wire.addAddress('192.168.0.204', 'k8s-node01')
  const servers = new Map<string, Listener>()
  const serve = (ip: string, port = 8080, node?: string) => {
    const listener: Listener = { http: () => {} }
    servers.set(ip, listener)
    network.wire.addAddress(ip, node)
    return network.wire.listen(ip, port, listener)
  }
  /** who answers: the address of a server, or why nobody does */
  const reach = (ip: string, port: number, caller = CLIENT): string => {
    const reached = network.wire.reach(caller, ip, port)
    return typeof reached === 'string' ? reached : ([...servers].find(([, listener]) => listener === reached)?.[0] ?? 'somebody')
  }
  const resolve = (name: string, type: 'A' | 'SRV' | 'PTR' | 'CNAME' = 'A') => {
    const answer = network.dns({ name, type })
    return answer.records.length > 0 ? answer.records.map((record) => record.data) : answer.code
  }
  return { objects, loop, network, serve, reach, resolve, said }
}

describe('the service proxy', () => {
  it('goes round the ready endpoints, at the target port', () => {
    const { objects, serve, reach } = world()
    objects.put(service('web', { clusterIP: '10.96.5.5', clusterIPs: ['10.96.5.5'], ports: [{ port: 80, targetPort: 8080 }] }))
    objects.put(slice('web', [['10.244.1.2'], ['10.244.1.3'], ['10.244.1.4', { ready: false }]]))
    for (const ip of ['10.244.1.2', '10.244.1.3', '10.244.1.4']) serve(ip)
    assert.deepEqual([1, 2, 3, 4].map(() => reach('10.96.5.5', 80)), ['10.244.1.2', '10.244.1.3', '10.244.1.2', '10.244.1.3'])
    assert.equal(reach('10.96.5.5', 81), 'timeout')
    objects.put(slice('web', [['10.244.1.4']]))
    assert.equal(reach('10.96.5.5', 80), '10.244.1.4')
  })

  it('refuses without endpoints, and knows nobody behind a Service that is gone', () => {
    const { objects, reach } = world()
    objects.put(service('web', { clusterIP: '10.96.5.5', ports: [{ port: 80 }] }))
    assert.equal(reach('10.96.5.5', 80), 'refused')
    objects.remove('Service', 'default', 'web')
    assert.equal(reach('10.96.5.5', 80), 'timeout')
  })

  it('falls back to endpoints that still serve while they terminate', () => {
    const { objects, serve, reach } = world()
    objects.put(service('web', { clusterIP: '10.96.5.5', ports: [{ port: 80 }] }))
    objects.put(slice('web', [['10.244.1.2', { ready: false, serving: true, terminating: true }], ['10.244.1.3', { ready: false, serving: false }]]))
    serve('10.244.1.2')
    assert.equal(reach('10.96.5.5', 80), '10.244.1.2')
  })

  it('keeps a client at one endpoint for sessionAffinity ClientIP, until it has been away too long', () => {
    const { objects, serve, reach, loop } = world()
    objects.put(service('web', { clusterIP: '10.96.5.5', ports: [{ port: 80 }], sessionAffinity: 'ClientIP', sessionAffinityConfig: { clientIP: { timeoutSeconds: 10 } } }))
    objects.put(slice('web', [['10.244.1.2'], ['10.244.1.3']]))
    for (const ip of ['10.244.1.2', '10.244.1.3']) serve(ip)
    const other: Caller = { ip: '10.244.1.98' }
    assert.deepEqual([reach('10.96.5.5', 80), reach('10.96.5.5', 80), reach('10.96.5.5', 80, other)], ['10.244.1.2', '10.244.1.2', '10.244.1.3'])
    loop.run({ until: () => false, deadline: 20_000 })
    objects.put(slice('web', [['10.244.1.3']]))
    assert.equal(reach('10.96.5.5', 80), '10.244.1.3')
  })

  it('listens on the node for a node port; a Local policy drops what has no endpoint there', () => {
    const { objects, serve, reach } = world()
    objects.put(service('web', { type: 'NodePort', clusterIP: '10.96.5.5', ports: [{ port: 80, nodePort: 30080 }] }))
    objects.put(slice('web', [['10.244.2.2', { node: 'k8s-node02' }]]))
    serve('10.244.2.2')
    assert.equal(reach('192.168.0.204', 30080), '10.244.2.2')
    assert.equal(reach('192.168.0.204', 30081), 'refused')
    objects.put(service('web', { type: 'NodePort', clusterIP: '10.96.5.5', externalTrafficPolicy: 'Local', ports: [{ port: 80, nodePort: 30080 }] }))
    assert.equal(reach('192.168.0.204', 30080), 'timeout')
    objects.put(service('web', { clusterIP: '10.96.5.5', internalTrafficPolicy: 'Local', ports: [{ port: 80 }] }))
    assert.equal(reach('10.96.5.5', 80), 'timeout')
    assert.equal(reach('10.96.5.5', 80, { ip: '10.244.2.9', node: 'k8s-node02' }), '10.244.2.2')
  })

  it('prefers endpoints of the same node or zone where hints say so', () => {
    const { objects, serve, reach } = world()
    const zone = (name: string) => ({ 'topology.kubernetes.io/zone': name })
    for (const [name, labels] of [['k8s-node01', zone('a')], ['k8s-node02', zone('b')], ['k8s-node03', zone('b')], ['k8s-node04', zone('c')]] as const)
      objects.put({ apiVersion: 'v1', kind: 'Node', metadata: { name, labels }, spec: {}, status: {} })
    objects.put(service('web', { clusterIP: '10.96.5.5', ports: [{ port: 80 }] }))
    for (const ip of ['10.244.1.2', '10.244.2.2']) serve(ip)
    const from = (node: string) => [1, 2].map(() => reach('10.96.5.5', 80, { ip: '10.244.9.9', node }))
    const hinted = (hints: readonly object[]) => {
      const plain = slice('web', [['10.244.1.2'], ['10.244.2.2', { node: 'k8s-node02' }]])
      return { ...plain, endpoints: plain.endpoints.map((endpoint, i) => ({ ...endpoint, hints: hints[i] })) }
    }
    const forZones = (name: string) => ({ forZones: [{ name }] })
    objects.put(hinted([forZones('a'), forZones('b')]))
    assert.deepEqual([from('k8s-node01'), from('k8s-node03')], [['10.244.1.2', '10.244.1.2'], ['10.244.2.2', '10.244.2.2']])
    assert.deepEqual(from('k8s-node04').sort(), ['10.244.1.2', '10.244.2.2'])
    const forNodes = (node: string, name: string) => ({ ...forZones(name), forNodes: [{ name: node }] })
    objects.put(hinted([forNodes('k8s-node01', 'b'), forNodes('k8s-node02', 'b')]))
    assert.deepEqual([from('k8s-node01'), from('k8s-node02')], [['10.244.1.2', '10.244.1.2'], ['10.244.2.2', '10.244.2.2']])
    assert.deepEqual(from('k8s-node03').sort(), ['10.244.1.2', '10.244.2.2'])
    objects.put(hinted([forZones('a'), {}]))
    assert.deepEqual(from('k8s-node01').sort(), ['10.244.1.2', '10.244.2.2'])
  })

  it('tells a closed port from a Pod that is gone', () => {
    const { network, serve, reach } = world()
    const close = serve('10.244.1.2')
    assert.equal(reach('10.244.1.2', 81), 'refused')
    close()
    assert.equal(reach('10.244.1.2', 8080), 'refused')
    assert.equal(reach('10.244.7.7', 80), 'no route')
    assert.equal(reach('8.8.8.8', 80), 'timeout')
    network.outside.addHost('example.com', '93.184.216.34', { 80: { http: () => {} } })
    assert.equal(reach('93.184.216.34', 80), 'somebody')
    assert.equal(reach('127.0.0.1', 80), 'refused')
  })

  it('lets nothing in or out of a node that is cut off, and all go on within it', () => {
    const { objects, network, serve, reach } = world()
    objects.put(service('web', { type: 'NodePort', clusterIP: '10.96.5.5', ports: [{ port: 80, nodePort: 30080 }] }))
    objects.put(service('kube-dns', { clusterIP: '10.96.0.10', ports: [{ name: 'dns', port: 53 }] }, 'kube-system'))
    objects.put(slice('web', [['10.244.1.2'], ['10.244.2.2', { node: 'k8s-node02' }]]))
    serve('10.244.1.2', 8080, 'k8s-node01')
    serve('10.244.2.2', 8080, 'k8s-node02')
    const elsewhere: Caller = { ip: '10.244.2.9', node: 'k8s-node02' }
    const plugIn = network.wire.unplug('k8s-node01')
    assert.deepEqual([reach('10.244.1.2', 8080), reach('10.244.2.2', 8080), reach('8.8.8.8', 80)], ['10.244.1.2', 'timeout', 'timeout'])
    assert.deepEqual([reach('10.244.1.2', 8080, elsewhere), reach('10.244.2.2', 8080, elsewhere)], ['timeout', '10.244.2.2'])
    // The proxy does not know: every second request goes nowhere, as long as the endpoint is ready.
    assert.deepEqual([1, 2].map(() => reach('10.96.5.5', 80, elsewhere)), ['timeout', '10.244.2.2'])
    assert.equal(reach('192.168.0.204', 30080, elsewhere), 'timeout')
    assert.equal(reach('10.96.0.10', 53), 'timeout')
    plugIn()
    assert.equal(reach('10.244.1.2', 8080, elsewhere), '10.244.1.2')
    assert.equal(reach('192.168.0.204', 30080, elsewhere), '10.244.1.2')
  })

  it('says once that network policies let everything through', () => {
    const { objects, said } = world()
    for (const name of ['a', 'b']) objects.put({ apiVersion: 'networking.k8s.io/v1', kind: 'NetworkPolicy', metadata: { name, namespace: 'default' }, spec: {} })
    assert.equal(said.length, 1)
    assert.match(said[0] ?? '', /^NotModelled: not modelled: NetworkPolicy/)
  })
})

describe('cluster DNS', () => {
  const filled = () => {
    const made = world()
    const { objects } = made
    objects.put(service('web', { clusterIP: '10.96.5.5', clusterIPs: ['10.96.5.5'], ports: [{ name: 'http', port: 80, protocol: 'TCP' }] }))
    objects.put(service('nginx', { clusterIP: 'None', ports: [{ name: 'web', port: 80, protocol: 'TCP' }] }))
    objects.put(service('empty', { clusterIP: 'None', ports: [] }))
    objects.put(service('alias', { type: 'ExternalName', externalName: 'web.default.svc.cluster.local' }))
    objects.put(slice('nginx', [['10.244.1.7', { hostname: 'web-0' }], ['10.244.2.7', { hostname: 'web-1' }], ['10.244.2.8', { hostname: 'web-2', ready: false }], ['10.244.2.9']], [{ name: 'web', port: 80, protocol: 'TCP' }]))
    return made
  }

  it('answers addresses', () => {
    const { resolve } = filled()
    for (const [name, wanted] of [
      ['web.default.svc.cluster.local', ['10.96.5.5']],
      ['WEB.default.svc.cluster.local.', ['10.96.5.5']],
      ['nginx.default.svc.cluster.local', ['10.244.1.7', '10.244.2.7', '10.244.2.9']],
      ['web-0.nginx.default.svc.cluster.local', ['10.244.1.7']],
      ['web-2.nginx.default.svc.cluster.local', 'NXDOMAIN'],
      ['10-244-2-9.nginx.default.svc.cluster.local', ['10.244.2.9']],
      ['web.other.svc.cluster.local', 'NXDOMAIN'],
      ['empty.default.svc.cluster.local', 'NXDOMAIN'],
      ['default.svc.cluster.local', 'NOERROR'],
      ['nowhere.svc.cluster.local', 'NXDOMAIN'],
      ['alias.default.svc.cluster.local', ['web.default.svc.cluster.local', '10.96.5.5']],
      ['10-244-1-7.default.pod.cluster.local', ['10.244.1.7']],
      ['10-244-1-7.nowhere.pod.cluster.local', 'NXDOMAIN'],
      ['a.b.web.default.svc.cluster.local', 'NXDOMAIN'],
      ['example.com', 'NXDOMAIN'],
    ] as const) assert.deepEqual({ name, answer: resolve(name) }, { name, answer: wanted })
  })

  it('answers ports and names of addresses', () => {
    const { resolve } = filled()
    assert.deepEqual(resolve('_web._tcp.nginx.default.svc.cluster.local', 'SRV').slice(0, 2), [
      '0 33 80 web-0.nginx.default.svc.cluster.local.', '0 33 80 web-1.nginx.default.svc.cluster.local.',
    ])
    assert.deepEqual(resolve('_http._tcp.web.default.svc.cluster.local', 'SRV')[0], '0 100 80 web.default.svc.cluster.local.')
    assert.deepEqual(resolve('_nope._tcp.web.default.svc.cluster.local', 'SRV'), 'NXDOMAIN')
    assert.deepEqual(resolve('5.5.96.10.in-addr.arpa', 'PTR'), ['web.default.svc.cluster.local.'])
    assert.deepEqual(resolve('7.1.244.10.in-addr.arpa', 'PTR'), ['web-0.nginx.default.svc.cluster.local.'])
    assert.deepEqual(resolve('1.1.1.1.in-addr.arpa', 'PTR'), 'NXDOMAIN')
  })

  it('follows readiness and deletion at once', () => {
    const { objects, resolve } = filled()
    objects.put(slice('nginx', [['10.244.1.8', { hostname: 'web-0' }]], [{ name: 'web', port: 80, protocol: 'TCP' }]))
    assert.deepEqual(resolve('web-0.nginx.default.svc.cluster.local'), ['10.244.1.8'])
    assert.deepEqual(resolve('7.1.244.10.in-addr.arpa', 'PTR'), 'NXDOMAIN')
    objects.remove('Service', 'default', 'nginx')
    assert.deepEqual(resolve('web-0.nginx.default.svc.cluster.local'), 'NXDOMAIN')
  })

  it('is reached at the address of the Service kube-dns', () => {
    const { objects, network } = filled()
    objects.put(service('kube-dns', { clusterIP: '10.96.0.10', clusterIPs: ['10.96.0.10'], ports: [{ name: 'dns', port: 53 }] }, 'kube-system'))
    const server = network.wire.reach(CLIENT, '10.96.0.10', 53)
    assert.ok(typeof server !== 'string')
    assert.deepEqual(server.dns?.({ name: 'web.default.svc.cluster.local', type: 'A' }, CLIENT).records.map((record) => record.data), ['10.96.5.5'])
  })
})
