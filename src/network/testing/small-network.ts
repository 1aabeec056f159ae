// A network over a few objects, for the tests of this room.
import type { Change, Reader, Watcher } from '../../apiserver/client'
import type { KubeObject } from '../../objects/kube-object'
import { matches, type Selector } from '../../objects/selectors'
import { Loop } from '../../simulation/loop'
import type { Caller, Listener } from '../../simulation/wire'
import { createNetwork } from '../create-network'

/** Objects by kind, read and watched. */
class Objects {
  private readonly byKind = new Map<string, Map<string, KubeObject>>()
  private readonly listeners: [string, (change: Change) => void][] = []

  put(object: object): void {
    const given = object as KubeObject
    const kept = {
      ...given,
      metadata: { ...given.metadata, uid: given.metadata.uid ?? `${given.kind}-${given.metadata.name}` },
    }
    const shelf = this.byKind.get(kept.kind) ?? new Map<string, KubeObject>()
    this.byKind.set(kept.kind, shelf)
    const key = `${kept.metadata.namespace ?? ''}/${kept.metadata.name}`
    const previous = shelf.get(key)
    shelf.set(key, kept)
    this.tell(kept.kind, {
      type: previous ? 'MODIFIED' : 'ADDED',
      kind: kept.kind,
      object: kept,
      previous,
      resourceVersion: 1,
      actor: 'test',
    })
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
      [...(this.byKind.get(kind)?.values() ?? [])].filter(
        (each) => each.metadata.namespace === namespace && matches(selector, each.metadata.labels),
      ),
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

export const service = (name: string, spec: object, namespace = 'default') => ({
  apiVersion: 'v1',
  kind: 'Service',
  metadata: { name, namespace },
  spec: { type: 'ClusterIP', ...spec },
  status: {},
})
export const slice = (
  name: string,
  endpoints: readonly (readonly [string, EndpointOptions?])[],
  ports: object[] = [{ name: '', port: 8080, protocol: 'TCP' }],
  namespace = 'default',
) => ({
  apiVersion: 'discovery.k8s.io/v1',
  kind: 'EndpointSlice',
  addressType: 'IPv4',
  metadata: { name: `${name}-abc`, namespace, labels: { 'kubernetes.io/service-name': name } },
  ports,
  endpoints: endpoints.map(
    ([ip, { hostname, ready = true, serving, terminating = false, node = 'k8s-node01' } = {}]) => ({
      addresses: [ip],
      conditions: { ready, serving: serving ?? ready, terminating },
      hostname,
      nodeName: node,
    }),
  ),
})
export const CLIENT: Caller = { ip: '10.244.1.99', node: 'k8s-node01' }

export function world() {
  const objects = new Objects()
  for (const name of ['default', 'kube-system', 'other'])
    objects.put({ apiVersion: 'v1', kind: 'Namespace', metadata: { name }, spec: {}, status: {} })
  objects.put({
    apiVersion: 'v1',
    kind: 'Node',
    metadata: { name: 'k8s-node01' },
    spec: {},
    status: { addresses: [{ type: 'InternalIP', address: '192.168.0.204' }] },
  })
  const loop = new Loop({ start: 0 })
  const said: string[] = []
  const network = createNetwork({
    loop,
    read: objects.read,
    watch: objects.watch,
    record: { event: (_about, _type, reason, message) => void said.push(`${reason}: ${message}`) },
  })
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
    return typeof reached === 'string'
      ? reached
      : ([...servers].find(([, listener]) => listener === reached)?.[0] ?? 'somebody')
  }
  const resolve = (name: string, type: 'A' | 'SRV' | 'PTR' | 'CNAME' | 'TXT' = 'A') => {
    const answer = network.dns({ name, type })
    return answer.records.length > 0 ? answer.records.map((record) => record.data) : answer.code
  }
  return { objects, loop, network, serve, reach, resolve, said }
}
