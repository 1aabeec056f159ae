// The network of a cluster: addresses, Services, names. Driven by objects: answers follow readiness and deletion at once.
import type { EventRecorder, Reader, Watcher } from '../apiserver/client'
import type { EndpointSlice, Node, Service } from '../objects/kinds'
import { selectorOfMap } from '../objects/selectors'
import { isLoopback, LocalWire } from '../simulation/local-wire'
import type { Loop } from '../simulation/loop'
import type { Caller, DnsAnswer, DnsQuestion, Listener, NodeWire, Unreachable } from '../simulation/wire'
import { answerDns, isIpv4, type DnsSource } from './cluster-dns'
import { healthCheck } from './health-check'
import { backendsOf, Turns, type Entrance } from './service-proxy'

export interface NetworkOptions {
  readonly loop: Loop
  readonly read: Reader
  readonly watch: Watcher
  /** says what the network does not do, as Events */
  readonly record?: EventRecorder
}

/** Names and hosts outside the cluster: the scenario's own. */
export interface OutsideWorld {
  /** a name, and optionally what answers there */
  addHost(name: string, ip: string, ports?: Readonly<Record<number, Listener>>): void
  removeHost(name: string): void
}

export interface Network {
  readonly wire: NodeWire
  /** answers as the cluster's name server does */
  dns(question: DnsQuestion): DnsAnswer
  readonly outside: OutsideWorld
}

const DNS_PORT = 53
const DNS_SERVICE = { namespace: 'kube-system', name: 'kube-dns' }

export function createNetwork(options: NetworkOptions): Network {
  const tables = new Tables(options)
  const local = new LocalWire()
  const hosts = new Map<string, { ip: string; remove: () => void }>()
  const dns = (question: DnsQuestion) =>
    answerDns(
      question,
      tables.dnsSource((each) => externalAnswer(each, hosts)),
    )
  const wire = new ServiceWire(local, tables, { loop: options.loop, dns })
  sayPoliciesAreNotEnforced(options)
  return { wire, dns, outside: outsideWorld(local, hosts) }
}

function externalAnswer(question: DnsQuestion, hosts: ReadonlyMap<string, { ip: string }>): DnsAnswer | undefined {
  const host = hosts.get(question.name)
  if (!host) return undefined
  const records = question.type === 'A' ? [{ name: question.name, type: 'A' as const, ttl: 30, data: host.ip }] : []
  return { code: 'NOERROR', records }
}

function outsideWorld(local: LocalWire, hosts: Map<string, { ip: string; remove: () => void }>): OutsideWorld {
  const removeHost = (name: string) => {
    hosts.get(name)?.remove()
    hosts.delete(name)
  }
  return {
    removeHost,
    addHost(name, ip, ports = {}) {
      removeHost(name)
      const undo = [
        local.addAddress(ip),
        ...Object.entries(ports).map(([port, listener]) => local.listen(ip, Number(port), listener)),
      ]
      hosts.set(name, { ip, remove: () => undo.forEach((each) => each()) })
    },
  }
}

/** NetworkPolicies are kept and shown but let everything through: said once, on the first policy. */
function sayPoliciesAreNotEnforced({ watch, record }: NetworkOptions): void {
  let said = false
  watch.onChange('NetworkPolicy', (change) => {
    if (said || change.type === 'DELETED') return
    said = true
    record?.event(
      change.object,
      'Warning',
      'NotModelled',
      'not modelled: NetworkPolicy (the network of this cluster lets all traffic through, as a network plugin without policies does)',
    )
  })
}

/** Services by address and by node port, slices by address, nodes by address. */
class Tables {
  private readonly services = new Map<string, Service>()
  private readonly nodePorts = new Map<number, Service>()
  private readonly healthPorts = new Map<number, Service>()
  private readonly slicesByAddress = new Map<string, Map<string, EndpointSlice>>()
  private readonly nodes = new Map<string, string>()
  readonly turns = new Turns()

  constructor(private readonly options: NetworkOptions) {
    const { watch, read } = options
    watch.onChange('Service', (change) => {
      if (change.previous) this.dropService(change.previous)
      if (change.type === 'DELETED') {
        this.dropService(change.object)
        this.turns.forget(change.object.metadata.uid)
      }
      if (change.type !== 'DELETED') this.addService(change.object)
    })
    watch.onChange('EndpointSlice', (change) => {
      if (change.previous) this.dropSlice(change.previous)
      if (change.type === 'DELETED') this.dropSlice(change.object)
      else this.addSlice(change.object)
    })
    watch.onChange('Node', (change) => {
      for (const ip of addressesOf(change.previous ?? change.object)) this.nodes.delete(ip)
      if (change.type !== 'DELETED')
        for (const ip of addressesOf(change.object)) this.nodes.set(ip, change.object.metadata.name)
    })
    for (const service of read.list('Service')) this.addService(service)
    for (const slice of read.list('EndpointSlice')) this.addSlice(slice)
    for (const node of read.list('Node')) for (const ip of addressesOf(node)) this.nodes.set(ip, node.metadata.name)
  }

  /** The Service behind a virtual address: cluster, external or load balancer address. */
  serviceAt(ip: string): { service: Service; entrance: Entrance } | undefined {
    const service = this.services.get(ip)
    return service && { service, entrance: clusterAddresses(service).includes(ip) ? 'internal' : 'external' }
  }

  serviceAtNodePort(port: number): Service | undefined {
    return this.nodePorts.get(port)
  }

  /** The Service that load balancers ask about on this port of every node. */
  serviceAtHealthPort(port: number): Service | undefined {
    return this.healthPorts.get(port)
  }

  nodeAt(ip: string): string | undefined {
    return this.nodes.get(ip)
  }

  zoneOf(node: string | undefined): string | undefined {
    return node === undefined
      ? undefined
      : this.options.read.get('Node', '', node)?.metadata.labels?.['topology.kubernetes.io/zone']
  }

  slicesOf(namespace: string, service: string): readonly EndpointSlice[] {
    return this.options.read.select(
      'EndpointSlice',
      namespace,
      selectorOfMap({ 'kubernetes.io/service-name': service }),
    )
  }

  /** A Pod on this node that asks for this port of the node. */
  podAtHostPort(node: string, port: number): { ip: string; port: number } | undefined {
    for (const pod of this.options.read.onNode(node)) {
      const wanted = pod.spec.containers
        .flatMap((container) => container.ports ?? [])
        .find((each) => each.hostPort === port)
      if (wanted && pod.status.podIP && pod.status.podIP !== pod.status.hostIP)
        return { ip: pod.status.podIP, port: wanted.containerPort }
    }
    return undefined
  }

  dnsSource(external: DnsSource['external']): DnsSource {
    const { read } = this.options
    return {
      service: (namespace, name) => read.get('Service', namespace, name),
      hasNamespace: (name) => read.get('Namespace', '', name) !== undefined,
      slices: (namespace, name) => this.slicesOf(namespace, name),
      serviceByIp: (ip) => {
        const at = this.serviceAt(ip)
        return at?.entrance === 'internal' ? at.service : undefined
      },
      slicesByIp: (ip) => [...(this.slicesByAddress.get(ip)?.values() ?? [])],
      external,
    }
  }

  private addService(service: Service): void {
    for (const ip of virtualAddresses(service)) this.services.set(ip, service)
    for (const port of service.spec.ports ?? []) if (port.nodePort) this.nodePorts.set(port.nodePort, service)
    if (service.spec.healthCheckNodePort) this.healthPorts.set(service.spec.healthCheckNodePort, service)
  }

  private dropService(service: Service): void {
    for (const ip of virtualAddresses(service)) this.services.delete(ip)
    for (const port of service.spec.ports ?? []) if (port.nodePort) this.nodePorts.delete(port.nodePort)
    if (service.spec.healthCheckNodePort) this.healthPorts.delete(service.spec.healthCheckNodePort)
  }

  private addSlice(slice: EndpointSlice): void {
    for (const ip of (slice.endpoints ?? []).flatMap((endpoint) => endpoint.addresses)) {
      let slices = this.slicesByAddress.get(ip)
      if (!slices) this.slicesByAddress.set(ip, (slices = new Map<string, EndpointSlice>()))
      slices.set(`${slice.metadata.namespace}/${slice.metadata.name}`, slice)
    }
  }

  private dropSlice(slice: EndpointSlice): void {
    for (const ip of (slice.endpoints ?? []).flatMap((endpoint) => endpoint.addresses)) {
      const slices = this.slicesByAddress.get(ip)
      slices?.delete(`${slice.metadata.namespace}/${slice.metadata.name}`)
      if (slices?.size === 0) this.slicesByAddress.delete(ip)
    }
  }
}

/** Services with one of these labels are somebody else's to serve: the proxy leaves them alone. */
const isProxied = ({ metadata: { labels = {} } }: Service): boolean =>
  !('service.kubernetes.io/service-proxy-name' in labels || 'service.kubernetes.io/headless' in labels)

const clusterAddresses = (service: Service): string[] =>
  service.spec.type === 'ExternalName' ? [] : (service.spec.clusterIPs ?? [service.spec.clusterIP ?? '']).filter(isIpv4)

function virtualAddresses(service: Service): string[] {
  const balancer = (service.status?.loadBalancer?.ingress ?? []).flatMap((ingress) => ingress.ip ?? [])
  return [...clusterAddresses(service), ...(service.spec.externalIPs ?? []), ...balancer]
}

const addressesOf = (node: Node): string[] =>
  (node.status.addresses ?? [])
    .filter((each) => each.type === 'InternalIP' || each.type === 'ExternalIP')
    .map((each) => each.address)

class ServiceWire implements NodeWire {
  constructor(
    private readonly local: LocalWire,
    private readonly tables: Tables,
    private readonly options: { loop: Loop; dns: (question: DnsQuestion) => DnsAnswer },
  ) {}

  listen(ip: string, port: number, listener: Listener): () => void {
    return this.local.listen(ip, port, listener)
  }

  addAddress(ip: string, node?: string): () => void {
    return this.local.addAddress(ip, node)
  }

  unplug(node: string): () => void {
    return this.local.unplug(node)
  }

  reach(caller: Caller, ip: string, port: number): Listener | Unreachable {
    if (isLoopback(ip)) return this.local.reach(caller, ip, port)
    const virtual = this.tables.serviceAt(ip)
    if (virtual && isProxied(virtual.service))
      return this.reachService(caller, virtual.service, { port, entrance: virtual.entrance })
    const listening = this.local.reach(caller, ip, port)
    if (typeof listening !== 'string') return listening
    const node = this.tables.nodeAt(ip)
    // A node that is off or cut off does not translate its ports either.
    return node === undefined || listening === 'timeout'
      ? this.missing(ip, listening)
      : this.reachNode(caller, node, port)
  }

  private reachService(
    caller: Caller,
    service: Service,
    { port, entrance }: { port: number; entrance: Entrance },
  ): Listener | Unreachable {
    const { namespace = '', name } = service.metadata
    if (port === DNS_PORT && namespace === DNS_SERVICE.namespace && name === DNS_SERVICE.name)
      return this.local.passes(caller.node, undefined) ? { dns: (question) => this.options.dns(question) } : 'timeout'
    const servicePort = service.spec.ports?.find((each) => each.port === port)
    if (!servicePort) return 'timeout' // no rule for this port: nobody on the way feels addressed
    return this.toBackend(caller, service, { portName: servicePort.name, entrance })
  }

  private reachNode(caller: Caller, node: string, port: number): Listener | Unreachable {
    const service = this.tables.serviceAtNodePort(port)
    const servicePort = service?.spec.ports?.find((each) => each.nodePort === port)
    const checked = this.tables.serviceAtHealthPort(port)
    if (checked)
      return healthCheck(checked, node, this.tables.slicesOf(checked.metadata.namespace ?? '', checked.metadata.name))
    if (service && servicePort && isProxied(service))
      return this.toBackend({ ...caller, node }, service, { portName: servicePort.name, entrance: 'external' })
    const pod = this.tables.podAtHostPort(node, port)
    return pod ? this.local.reach(caller, pod.ip, pod.port) : 'refused'
  }

  private toBackend(
    caller: Caller,
    service: Service,
    { portName, entrance }: { portName: string | undefined; entrance: Entrance },
  ): Listener | Unreachable {
    const { namespace = '', name, uid } = service.metadata
    const backends = backendsOf(service, portName, this.tables.slicesOf(namespace, name), {
      entrance,
      caller,
      zone: this.tables.zoneOf(caller.node),
    })
    if (backends.kind === 'none') return 'refused'
    if (backends.kind === 'none here') return 'timeout'
    const key = `${uid} ${portName ?? ''}`
    const backend = this.tables.turns.choose(key, service, backends.backends, { caller, now: this.options.loop.now() })
    const listening = this.local.reach(caller, backend.ip, backend.port)
    return typeof listening === 'string' ? this.missing(backend.ip, listening) : listening
  }

  /** The node of a Pod that is gone answers for it: no such host on its bridge. */
  private missing(ip: string, why: Unreachable): Unreachable {
    return why === 'timeout' && POD_NETWORK.test(ip) && !this.local.knows(ip) ? 'no route' : why
  }
}

const POD_NETWORK = /^10\.244\./
