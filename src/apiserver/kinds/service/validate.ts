// Follows ValidateService of pkg/apis/core/validation, v1.36.
import type { V1ServicePort, V1ServiceSpec } from '../../../objects/generated/kubernetes'
import type { Service } from '../../../objects/kinds'
import { isStrictCidr } from '../../../objects/cidr'
import {
  isDns1123Label,
  isDns1123Subdomain,
  isIp,
  isIpv6,
  isPortNumber,
  isQualifiedName,
  isStrictIp,
} from '../../../objects/names'
import { duplicate, forbiddenField, invalid, notSupported, required, type FieldError } from '../../field-errors'
import { each, invalidFor, oneOf, requiredOneOf } from '../field-checks'
import { validateLabels } from '../metadata/labels'
import { PROTOCOLS } from '../pod-template/validate-containers'
import { validatePort } from '../pod-template/validate-handlers'
import { isExternallyAccessible, isHeadless, needsHealthCheckPort } from './defaults'
import { validateClusterIps } from './validate-cluster-ips'
import { validateNonSpecialIp } from './validate-ip'

const TYPES = ['ClusterIP', 'ExternalName', 'LoadBalancer', 'NodePort']

export function validateService({ spec, metadata }: Service): FieldError[] {
  const { ports = [], type = '' } = spec
  return [
    ...validateTopology(metadata.annotations),
    ...(ports.length === 0 && !isHeadless(spec) && type !== 'ExternalName' ? [required('spec.ports')] : []),
    ...(type === 'LoadBalancer' ? each(ports, 'spec.ports', validateExposed) : []),
    ...validateType(spec),
    ...validatePorts(spec),
    ...validateLabels(spec.selector, 'spec.selector'),
    ...validateSessionAffinity(spec),
    ...validateClusterIps(spec),
    ...each(spec.externalIPs, 'spec.externalIPs', (ip, at) => {
      const wrong = invalidFor(at, ip, isStrictIp(ip))
      return wrong.length > 0 ? wrong : validateNonSpecialIp(ip, at)
    }),
    ...requiredOneOf('spec.type', type, TYPES),
    ...validateNodePorts(spec),
    ...validateRepeatedPorts(ports),
    ...validateLoadBalancer(spec, metadata.annotations),
    ...validateTraffic(spec),
  ]
}

const TOPOLOGY_HINTS = 'service.kubernetes.io/topology-aware-hints'
const TOPOLOGY_MODE = 'service.kubernetes.io/topology-mode'

/** The old annotation and the new one have to agree. */
function validateTopology(annotations: Readonly<Record<string, string>> | undefined): FieldError[] {
  const [hints, mode] = [annotations?.[TOPOLOGY_HINTS], annotations?.[TOPOLOGY_MODE]]
  if (hints === undefined || mode === undefined || hints === mode) return []
  const words = `must match annotations[${TOPOLOGY_HINTS}] when both are specified`
  return [invalid(`metadata.annotations[${TOPOLOGY_MODE}]`, mode, words)]
}

const KUBELET_PORT = 10250

/** Some load balancers open the nodes' firewalls for it. */
const validateExposed = ({ port }: V1ServicePort, field: string): FieldError[] =>
  port === KUBELET_PORT
    ? [invalid(field, port, `may not expose port ${KUBELET_PORT} externally since it is used by kubelet`)]
    : []

function validateType(spec: V1ServiceSpec): FieldError[] {
  const { type, clusterIPs = [], ipFamilies = [], ipFamilyPolicy, externalName } = spec
  if ((type === 'LoadBalancer' || type === 'NodePort') && isHeadless(spec))
    return [invalid('spec.clusterIPs[0]', 'None', `may not be set to 'None' for ${type} services`)]
  if (type !== 'ExternalName') return []
  const words = 'may not be set for ExternalName services'
  const name = (externalName ?? '').replace(/\.$/, '')
  return [
    ...(clusterIPs.length > 0 ? [forbiddenField('spec.clusterIPs', words)] : []),
    ...(ipFamilies.length > 0 ? [forbiddenField('spec.ipFamilies', words)] : []),
    ...(ipFamilyPolicy === undefined ? [] : [forbiddenField('spec.ipFamilyPolicy', words)]),
    ...(name ? invalidFor('spec.externalName', name, isDns1123Subdomain(name)) : [required('spec.externalName')]),
  ]
}

function validatePorts({ ports = [] }: V1ServiceSpec): FieldError[] {
  const names = new Set<string>()
  return each(ports, 'spec.ports', (port, at) => {
    const { name, protocol, targetPort, appProtocol } = port
    const errors: FieldError[] = []
    if (!name && ports.length > 1) errors.push(required(`${at}.name`))
    else if (name) {
      errors.push(...invalidFor(`${at}.name`, name, isDns1123Label(name)))
      if (names.has(name)) errors.push(duplicate(`${at}.name`, name))
      names.add(name)
    }
    return [
      ...errors,
      ...invalidFor(`${at}.port`, port.port ?? 0, isPortNumber(port.port ?? 0)),
      ...requiredOneOf(`${at}.protocol`, protocol, PROTOCOLS),
      ...validatePort(targetPort, `${at}.targetPort`),
      ...(appProtocol === undefined ? [] : invalidFor(`${at}.appProtocol`, appProtocol, isQualifiedName(appProtocol))),
    ]
  })
}

const SECONDS_MAX = 86400

function validateSessionAffinity({ sessionAffinity, sessionAffinityConfig: config }: V1ServiceSpec): FieldError[] {
  const at = 'spec.sessionAffinityConfig'
  const errors = requiredOneOf('spec.sessionAffinity', sessionAffinity, ['ClientIP', 'None'])
  if (sessionAffinity === 'None' && config)
    return [...errors, forbiddenField(at, 'must not be set when session affinity is None')]
  if (sessionAffinity !== 'ClientIP') return errors
  const words = 'when session affinity type is ClientIP'
  if (!config) return [...errors, required(at, words)]
  if (!config.clientIP) return [...errors, required(`${at}.clientIP`, words)]
  const seconds = config.clientIP.timeoutSeconds
  if (seconds === undefined) return [...errors, required(`${at}.clientIP.timeoutSeconds`, words)]
  if (seconds > 0 && seconds <= SECONDS_MAX) return errors
  return [
    ...errors,
    invalid(`${at}.clientIP.timeoutSeconds`, seconds, `must be greater than 0 and less than ${SECONDS_MAX}`),
  ]
}

function validateNodePorts({ type, ports }: V1ServiceSpec): FieldError[] {
  const seen = new Set<string>()
  const unused =
    type === 'ClusterIP'
      ? each(ports, 'spec.ports', ({ nodePort }, at) =>
          nodePort ? [forbiddenField(`${at}.nodePort`, "may not be used when `type` is 'ClusterIP'")] : [],
        )
      : []
  return [
    ...unused,
    ...each(ports, 'spec.ports', ({ nodePort, protocol }, at) => {
      if (!nodePort) return []
      const key = `${protocol}/${nodePort}`
      const errors = seen.has(key) ? [duplicate(`${at}.nodePort`, nodePort)] : []
      seen.add(key)
      return errors
    }),
  ]
}

/** The same port of the same protocol twice. */
function validateRepeatedPorts(ports: readonly V1ServicePort[]): FieldError[] {
  const seen = new Set<string>()
  return each(ports, 'spec.ports', ({ port, protocol }, at) => {
    const key = `${protocol}/${port}`
    const errors = seen.has(key)
      ? [duplicate(at, { Name: '', Protocol: protocol, AppProtocol: null, Port: port, TargetPort: 0, NodePort: 0 })]
      : []
    seen.add(key)
    return errors
  })
}

const SOURCE_RANGES = 'service.beta.kubernetes.io/load-balancer-source-ranges'
const ONLY_LOAD_BALANCER = "may only be used when `type` is 'LoadBalancer'"

function validateLoadBalancer(
  spec: V1ServiceSpec,
  annotations: Readonly<Record<string, string>> | undefined,
): FieldError[] {
  const {
    type,
    loadBalancerSourceRanges: ranges = [],
    allocateLoadBalancerNodePorts: allocate,
    loadBalancerClass,
  } = spec
  const balanced = type === 'LoadBalancer'
  const annotated = ranges.length === 0 ? annotations?.[SOURCE_RANGES] : undefined
  const at = ranges.length > 0 ? 'spec.LoadBalancerSourceRanges' : `metadata.annotations[${SOURCE_RANGES}]`
  const cidrs = annotated === undefined ? ranges : annotated.trim() === '' ? [] : annotated.split(',')
  return [
    ...(!balanced && (ranges.length > 0 || annotated !== undefined) ? [forbiddenField(at, ONLY_LOAD_BALANCER)] : []),
    ...cidrs.flatMap((cidr, index) =>
      invalidFor(ranges.length > 0 ? `${at}[${index}]` : at, cidr.trim(), isStrictCidr(cidr.trim())),
    ),
    ...(!balanced && allocate !== undefined
      ? [forbiddenField('spec.allocateLoadBalancerNodePorts', ONLY_LOAD_BALANCER)]
      : []),
    ...(balanced && allocate === undefined ? [required('allocateLoadBalancerNodePorts')] : []),
    ...(balanced && loadBalancerClass !== undefined
      ? invalidFor('spec.loadBalancerClass', loadBalancerClass, isQualifiedName(loadBalancerClass))
      : []),
    ...(!balanced && loadBalancerClass !== undefined
      ? [forbiddenField('spec.loadBalancerClass', ONLY_LOAD_BALANCER)]
      : []),
  ]
}

const POLICIES = ['Cluster', 'Local']
const DISTRIBUTIONS = ['PreferClose', 'PreferSameNode', 'PreferSameZone']
const ONLY_LOCAL = "may only be set when `type` is 'LoadBalancer' and `externalTrafficPolicy` is 'Local'"

function validateTraffic(spec: V1ServiceSpec): FieldError[] {
  const {
    externalTrafficPolicy: external,
    internalTrafficPolicy: inner,
    healthCheckNodePort: port,
    trafficDistribution,
    type,
  } = spec
  const errors: FieldError[] = []
  if (isExternallyAccessible(spec)) errors.push(...requiredOneOf('spec.externalTrafficPolicy', external, POLICIES))
  else if (external)
    errors.push(invalid('spec.externalTrafficPolicy', external, 'may only be set for externally-accessible services'))
  if (!needsHealthCheckPort(spec)) {
    if (port) errors.push(invalid('spec.healthCheckNodePort', port, ONLY_LOCAL))
  } else
    errors.push(
      ...(port
        ? invalidFor('spec.healthCheckNodePort', port, isPortNumber(port))
        : [required('spec.healthCheckNodePort')]),
    )
  if (inner === undefined && type !== 'ExternalName' && TYPES.includes(type ?? ''))
    errors.push(required('spec.internalTrafficPolicy'))
  errors.push(...oneOf('spec.internalTrafficPolicy', inner, POLICIES))
  if (trafficDistribution !== undefined && !DISTRIBUTIONS.includes(trafficDistribution))
    errors.push(notSupported('spec.trafficDistribution', trafficDistribution, DISTRIBUTIONS))
  return errors
}

export function validateServiceUpdate(next: Service, previous: Service): FieldError[] {
  const [before, after] = [previous.spec, next.spec]
  const errors: FieldError[] = []
  if (before.type !== 'ExternalName' && after.type !== 'ExternalName') errors.push(...validateKeptIps(after, before))
  if (
    before.type === 'LoadBalancer' &&
    after.type === 'LoadBalancer' &&
    before.loadBalancerClass !== after.loadBalancerClass
  )
    errors.push(invalid('spec.loadBalancerClass', after.loadBalancerClass, 'may not change once set'))
  if (
    needsHealthCheckPort(before) &&
    needsHealthCheckPort(after) &&
    before.healthCheckNodePort !== after.healthCheckNodePort
  )
    errors.push(forbiddenField('spec.healthCheckNodePort', 'field is immutable'))
  return [...errors, ...validateService(next)]
}

function validateKeptIps(next: V1ServiceSpec, previous: V1ServiceSpec): FieldError[] {
  if (isHeadless(next) && isHeadless(previous)) return []
  const [after, before] = [next.clusterIPs ?? [], previous.clusterIPs ?? []]
  if (after.length === 0 && before.length > 0)
    return [invalid('spec.clusterIPs[0]', null, 'primary clusterIP can not be unset')]
  const errors: FieldError[] = []
  const compared = after.length === before.length ? before.length : Math.min(1, before.length)
  for (let index = 0; index < compared; index++) {
    if (before[index] !== after[index])
      errors.push(invalid(`spec.clusterIPs[${index}]`, after, 'may not change once set'))
  }
  if (isHeadless(next) !== isHeadless(previous)) return errors
  const families = next.ipFamilies ?? []
  if (previous.ipFamilies?.[0] !== undefined && families[0] !== undefined && families[0] !== previous.ipFamilies[0])
    errors.push(invalid('spec.ipFamilies[0]', families, 'may not change once set'))
  return errors
}

export const validateServiceStatus = ({ status }: Service): FieldError[] =>
  each(status.loadBalancer?.ingress, 'status.loadBalancer.ingress', ({ ip, ipMode, hostname }, at) => [
    ...(ip ? invalidFor(`${at}.ip`, ip, isStrictIp(ip)) : []),
    ...(ip && ipMode === undefined ? [required(`${at}.ipMode`, 'must be specified when `ip` is set')] : []),
    ...(!ip && ipMode !== undefined
      ? [forbiddenField(`${at}.ipMode`, 'may not be specified when `ip` is not set')]
      : []),
    ...(ip ? oneOf(`${at}.ipMode`, ipMode, ['Proxy', 'VIP']) : []),
    ...(hostname ? invalidFor(`${at}.hostname`, hostname, isDns1123Subdomain(hostname)) : []),
    ...(hostname && (isIp(hostname).length === 0 || isIpv6(hostname))
      ? [invalid(`${at}.hostname`, hostname, 'must be a DNS name, not an IP address')]
      : []),
  ])
