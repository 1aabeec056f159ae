// Follows SetDefaults_Service of pkg/apis/core/v1 and pkg/registry/core/service/{strategy,storage}, v1.36.
import type { V1ServicePort, V1ServiceSpec } from '../../../objects/generated/kubernetes'
import type { Service } from '../../../objects/kinds'
import { isIpv6 } from '../../../objects/names'
import { FieldRefusal } from '../../caller'
import { invalid } from '../../field-errors'
import { changed, filled, mapped, withoutZeros } from '../filled'
import type { WriteContext } from '../kind'

export const CLIENT_IP_SECONDS = 10800

const OMITTED: readonly (keyof V1ServiceSpec)[] = [
  'clusterIP',
  'clusterIPs',
  'externalIPs',
  'externalName',
  'externalTrafficPolicy',
  'healthCheckNodePort',
  'ipFamilies',
  'loadBalancerIP',
  'loadBalancerSourceRanges',
  'ports',
  'publishNotReadyAddresses',
  'selector',
  'sessionAffinity',
  'type',
]

export function defaultService(service: Service): Service {
  const plain = filled(withoutZeros(service.spec ?? {}, OMITTED), { sessionAffinity: 'None', type: 'ClusterIP' })
  return changed(service, {
    spec: changed(plain, {
      ...(plain.sessionAffinity === 'None' ? { sessionAffinityConfig: undefined } : {}),
      ...(plain.sessionAffinity === 'ClientIP' ? { sessionAffinityConfig: withClientIpSeconds(plain) } : {}),
      ...(plain.ports ? { ports: mapped(plain.ports, defaultPort) } : {}),
      ...defaultsOfType(plain),
    }),
    status: defaultStatus(service),
  })
}

function withClientIpSeconds({ sessionAffinityConfig: config }: V1ServiceSpec): V1ServiceSpec['sessionAffinityConfig'] {
  if (config?.clientIP?.timeoutSeconds !== undefined) return config
  return { clientIP: { timeoutSeconds: CLIENT_IP_SECONDS } }
}

function defaultPort(port: V1ServicePort): V1ServicePort {
  const plain = withoutZeros(port, ['name', 'protocol', 'nodePort', 'targetPort'])
  return filled(plain, { protocol: 'TCP', targetPort: plain.port })
}

/** Reachable from outside the cluster: by a port of the nodes, a load balancer, or addresses that lead here. */
export const isExternallyAccessible = ({ type, externalIPs }: V1ServiceSpec): boolean =>
  type === 'LoadBalancer' || type === 'NodePort' || (type === 'ClusterIP' && (externalIPs?.length ?? 0) > 0)

function defaultsOfType(spec: V1ServiceSpec): Partial<V1ServiceSpec> {
  const { type, externalTrafficPolicy, internalTrafficPolicy, allocateLoadBalancerNodePorts } = spec
  return {
    ...(isExternallyAccessible(spec) && externalTrafficPolicy === undefined
      ? { externalTrafficPolicy: 'Cluster' }
      : {}),
    ...(type !== 'ExternalName' && internalTrafficPolicy === undefined ? { internalTrafficPolicy: 'Cluster' } : {}),
    ...(type === 'LoadBalancer' && allocateLoadBalancerNodePorts === undefined
      ? { allocateLoadBalancerNodePorts: true }
      : {}),
  }
}

/** The load balancer's address is a virtual one unless said otherwise. */
function defaultStatus({ status, spec }: Service): Service['status'] {
  const loadBalancer = status?.loadBalancer ?? {}
  const ingress =
    spec?.type === 'LoadBalancer'
      ? mapped(loadBalancer.ingress, (each) => (each.ip ? filled(each, { ipMode: 'VIP' }) : each))
      : loadBalancer.ingress
  return changed(status ?? {}, { loadBalancer: changed(loadBalancer, ingress ? { ingress } : {}) })
}

export const isHeadless = ({ clusterIPs }: V1ServiceSpec): boolean =>
  clusterIPs?.length === 1 && clusterIPs[0] === 'None'

const needsClusterIp = ({ type }: V1ServiceSpec): boolean => type !== 'ExternalName'
const needsNodePorts = ({ type, allocateLoadBalancerNodePorts }: V1ServiceSpec): boolean =>
  type === 'NodePort' || (type === 'LoadBalancer' && allocateLoadBalancerNodePorts !== false)
export const needsHealthCheckPort = ({ type, externalTrafficPolicy }: V1ServiceSpec): boolean =>
  type === 'LoadBalancer' && externalTrafficPolicy === 'Local'

/** A new Service gets its addresses and ports; its status is the server's. */
export function prepareService(service: Service, context: WriteContext): Service {
  const spec = withFamilies(withMatchingClusterIps(service.spec, undefined))
  return { ...service, spec: allocated(spec, context, undefined), status: { loadBalancer: {} } }
}

export function prepareServiceUpdate(next: Service, previous: Service, context: WriteContext): Service {
  const patched = withoutLeftovers(withOldAllocations(next.spec, previous.spec), previous.spec)
  const spec = withFamilies(withMatchingClusterIps(patched, previous.spec))
  return changed(next, { spec: allocated(spec, context, previous.spec) })
}

/** clusterIP and the first of clusterIPs are one and the same. A client may name either. */
function withMatchingClusterIps(spec: V1ServiceSpec, previous: V1ServiceSpec | undefined): V1ServiceSpec {
  const { clusterIP, clusterIPs } = spec
  if (previous === undefined || previous.clusterIP === undefined)
    return clusterIP !== undefined && clusterIPs === undefined ? { ...spec, clusterIPs: [clusterIP] } : spec
  if (clusterIP === previous.clusterIP) return spec
  if (clusterIP === undefined)
    return sameList(clusterIPs, previous.clusterIPs) ? changed(spec, { clusterIPs: undefined }) : spec
  return sameList(clusterIPs, previous.clusterIPs)
    ? { ...spec, clusterIPs: [clusterIP, ...(clusterIPs ?? []).slice(1)] }
    : spec
}

const sameList = (a: readonly string[] = [], b: readonly string[] = []): boolean =>
  a.length === b.length && a.every((item, index) => item === b[index])

/** The cluster has one family. A headless Service without a selector asks for any, as upstream has it. */
function withFamilies(spec: V1ServiceSpec): V1ServiceSpec {
  if (!needsClusterIp(spec)) return spec
  const open = isHeadless(spec) && Object.keys(spec.selector ?? {}).length === 0
  if (!open) refuseOtherFamilies(spec)
  const first = spec.clusterIPs?.[0]
  const family = first !== undefined && isIpv6(first) ? 'IPv6' : 'IPv4'
  if (open) return filled(spec, { ipFamilyPolicy: 'RequireDualStack', ipFamilies: ['IPv4', 'IPv6'] })
  return filled(spec, { ipFamilyPolicy: 'SingleStack', ipFamilies: [family] })
}

/** Follows initIPFamilyFields of pkg/registry/core/service/storage/alloc.go for a cluster of one family. */
function refuseOtherFamilies({ ipFamilyPolicy, ipFamilies = [] }: V1ServiceSpec): void {
  const errors = [
    ...(ipFamilyPolicy === 'RequireDualStack'
      ? [invalid('spec.ipFamilyPolicy', ipFamilyPolicy, 'this cluster is not configured for dual-stack services')]
      : []),
    ...ipFamilies.flatMap((family, index) =>
      family === 'IPv6' ? [invalid(`spec.ipFamilies[${index}]`, family, 'not configured on this cluster')] : [],
    ),
  ]
  if (errors.length > 0) throw new FieldRefusal(errors)
}

/** What a client leaves out of an update is not given back: `kubectl replace` with a fresh manifest keeps the address. */
function withOldAllocations(next: V1ServiceSpec, previous: V1ServiceSpec): V1ServiceSpec {
  let spec = next
  if (needsClusterIp(previous) && needsClusterIp(next)) {
    if (next.clusterIP === undefined && next.clusterIPs === undefined && previous.clusterIP !== undefined)
      spec = { ...spec, clusterIP: previous.clusterIP, clusterIPs: previous.clusterIPs ?? [previous.clusterIP] }
    spec = filled(spec, {
      ...(previous.ipFamilies ? { ipFamilies: previous.ipFamilies } : {}),
      ...(previous.ipFamilyPolicy ? { ipFamilyPolicy: previous.ipFamilyPolicy } : {}),
    })
  }
  if (needsNodePorts(previous) && needsNodePorts(next))
    spec = changed(spec, {
      ports: mapped(spec.ports, (port) => withOldNodePort(port, previous, next)),
    })
  if (needsHealthCheckPort(previous) && needsHealthCheckPort(next) && previous.healthCheckNodePort)
    spec = filled(spec, { healthCheckNodePort: previous.healthCheckNodePort })
  return spec
}

function withOldNodePort(port: V1ServicePort, previous: V1ServiceSpec, next: V1ServiceSpec): V1ServicePort {
  if (port.nodePort) return port
  const old = previous.ports?.find((each) => each.port === port.port && each.protocol === port.protocol)
  const taken = next.ports?.some(({ nodePort, protocol }) => nodePort === old?.nodePort && protocol === port.protocol)
  return old?.nodePort && !taken ? { ...port, nodePort: old.nodePort } : port
}

/** Fields that only the old type had, and that the client did not touch. */
function withoutLeftovers(next: V1ServiceSpec, previous: V1ServiceSpec): V1ServiceSpec {
  let spec = next
  if (needsClusterIp(previous) && !needsClusterIp(next)) {
    const isSameIp = next.clusterIP === previous.clusterIP && sameList(next.clusterIPs, previous.clusterIPs)
    spec = changed(spec, {
      ...(isSameIp ? { clusterIP: undefined, clusterIPs: undefined } : {}),
      ...(sameList(next.ipFamilies, previous.ipFamilies) ? { ipFamilies: undefined } : {}),
      ...(next.ipFamilyPolicy === previous.ipFamilyPolicy ? { ipFamilyPolicy: undefined } : {}),
    })
  }
  if (needsNodePorts(previous) && !needsNodePorts(spec)) {
    const old = new Set(previous.ports?.map(({ nodePort }) => nodePort))
    spec = changed(spec, {
      ports: mapped(spec.ports, (port) => (old.has(port.nodePort) ? changed(port, { nodePort: undefined }) : port)),
    })
  }
  if (
    needsHealthCheckPort(previous) &&
    !needsHealthCheckPort(spec) &&
    spec.healthCheckNodePort === previous.healthCheckNodePort
  )
    spec = changed(spec, { healthCheckNodePort: undefined })
  if (previous.type === 'LoadBalancer' && spec.type !== 'LoadBalancer') {
    if (spec.allocateLoadBalancerNodePorts === previous.allocateLoadBalancerNodePorts)
      spec = changed(spec, { allocateLoadBalancerNodePorts: undefined })
    if (spec.loadBalancerClass === previous.loadBalancerClass) spec = changed(spec, { loadBalancerClass: undefined })
  }
  if (
    isExternallyAccessible(previous) &&
    !isExternallyAccessible(spec) &&
    spec.externalTrafficPolicy === previous.externalTrafficPolicy
  )
    spec = changed(spec, { externalTrafficPolicy: undefined })
  return spec
}

/** Addresses and ports that the Service needs and has not, or that are new: only those are asked of the allocators. */
function allocated(spec: V1ServiceSpec, context: WriteContext, previous: V1ServiceSpec | undefined): V1ServiceSpec {
  let next = spec
  if (needsClusterIp(spec) && !isHeadless(spec)) {
    const wanted = spec.clusterIPs?.[0]
    if (wanted === undefined) {
      const ip = context.allocate.clusterIP()
      next = { ...next, clusterIP: ip, clusterIPs: [ip] }
    } else if (previous === undefined && !isIpv6(wanted) && isPlainIpv4(wanted)) context.allocate.clusterIP(wanted)
  }
  if (needsNodePorts(spec)) next = changed(next, { ports: withNodePorts(next.ports ?? [], context, previous) })
  if (needsHealthCheckPort(spec) && !spec.healthCheckNodePort)
    next = { ...next, healthCheckNodePort: context.allocate.nodePort() }
  return next
}

const isPlainIpv4 = (text: string): boolean => /^\d{1,3}(\.\d{1,3}){3}$/.test(text)

function withNodePorts(
  ports: V1ServicePort[],
  { allocate }: WriteContext,
  previous: V1ServiceSpec | undefined,
): V1ServicePort[] {
  const old = new Set(previous?.ports?.map(({ nodePort }) => nodePort))
  const given = new Map<number, string>()
  return ports.map((port) => {
    const { nodePort, protocol = 'TCP' } = port
    // Two ports of one Service may share a number when their protocols differ.
    if (nodePort) {
      if (!old.has(nodePort) && !given.has(nodePort)) allocate.nodePort(nodePort)
      given.set(nodePort, protocol)
      return port
    }
    let free = allocate.nodePort()
    while (given.has(free)) free = allocate.nodePort()
    given.set(free, protocol)
    return { ...port, nodePort: free }
  })
}
