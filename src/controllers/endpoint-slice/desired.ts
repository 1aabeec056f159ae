// The endpoints that a Service should have. Follows staging/src/k8s.io/endpointslice/{reconciler,utils}.go, v1.36.
import type { Reader } from '../../apiserver/client'
import type * as k from '../../objects/generated/kubernetes'
import { canonicalText } from '../../objects/hash'
import { isDeleting } from '../../objects/kube-object'
import type { Pod, Service } from '../../objects/kinds'
import { isPodReady } from '../../objects/pods'
import {
  addressesOf,
  belongsToEndpoints,
  hasOwnHostname,
  isHeadless,
  portOn,
  targetRefOf,
} from '../endpoints/service-pods'

export type Endpoint = k.V1Endpoint
export type Port = k.DiscoveryV1EndpointPort

/** Endpoints that share their ports, and so a slice. */
export interface PortGroup {
  readonly ports: readonly Port[]
  readonly endpoints: Endpoint[]
}

const ZONE = 'topology.kubernetes.io/zone'

/** @param family IPv4 or IPv6 */
export function desiredGroups(
  service: Service,
  pods: readonly Pod[],
  family: string,
  read: Reader,
): ReadonlyMap<string, PortGroup> {
  const groups = new Map<string, PortGroup>()
  for (const pod of pods) {
    if (!belongsToEndpoints(pod, true)) continue
    const ports = portsOn(service, pod)
    if (ports.length === 0 && !(isHeadless(service) && (service.spec.ports ?? []).length === 0)) continue
    const addresses = addressesOf(pod, family)
    // A Pod of a node that is gone will be collected: it takes no requests any more.
    const node = pod.spec.nodeName ? read.get('Node', '', pod.spec.nodeName) : undefined
    if (pod.spec.nodeName && !node && !service.spec.publishNotReadyAddresses) continue
    if (addresses.length === 0) continue
    const key = portsKey(ports)
    const group = groups.get(key) ?? { ports, endpoints: [] }
    groups.set(key, group)
    group.endpoints.push(endpointOf(service, pod, addresses, node?.metadata.labels?.[ZONE]))
  }
  return groups
}

export const portsKey = (ports: readonly Port[] | null | undefined): string =>
  canonicalText((ports ?? []).map((port) => canonicalText(port)).sort())

function portsOn(service: Service, pod: Pod): Port[] {
  return (service.spec.ports ?? []).flatMap((each) => {
    const port = portOn(pod, each)
    if (port === undefined) return []
    const { name = '', protocol = 'TCP', appProtocol } = each
    return [{ name, protocol, port, ...(appProtocol ? { appProtocol } : {}) }]
  })
}

function endpointOf(service: Service, pod: Pod, addresses: readonly string[], zone: string | undefined): Endpoint {
  const serving = isPodReady(pod)
  const terminating = isDeleting(pod)
  const ready = service.spec.publishNotReadyAddresses === true || (serving && !terminating)
  return {
    addresses: [...addresses],
    conditions: { ready, serving, terminating },
    ...(hasOwnHostname(pod, service) ? { hostname: pod.spec.hostname } : {}),
    targetRef: targetRefOf(pod),
    ...(pod.spec.nodeName ? { nodeName: pod.spec.nodeName } : {}),
    ...(zone ? { zone } : {}),
    ...hintsFor(service.spec.trafficDistribution, pod.spec.nodeName, zone),
  }
}

/** Who is served first. Follows staging/src/k8s.io/endpointslice/trafficdist, v1.36. */
function hintsFor(
  distribution: string | undefined,
  node: string | undefined,
  zone: string | undefined,
): Pick<Endpoint, 'hints'> {
  const forZones = distribution !== undefined && zone ? { forZones: [{ name: zone }] } : {}
  const forNodes = distribution === 'PreferSameNode' && node ? { forNodes: [{ name: node }] } : {}
  const hints = { ...forZones, ...forNodes }
  return Object.keys(hints).length > 0 ? { hints } : {}
}

/** The same endpoint, whatever its conditions: the same Pod at the same addresses. */
export const endpointKey = ({ addresses, hostname, targetRef, nodeName, zone }: Endpoint): string =>
  canonicalText({
    addresses,
    hostname,
    targetRef: targetRef && { ...targetRef, resourceVersion: undefined },
    nodeName,
    zone,
  })
