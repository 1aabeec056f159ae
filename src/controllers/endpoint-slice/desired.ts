// The endpoints that a Service should have. Follows staging/src/k8s.io/endpointslice/{reconciler,utils}.go, v1.36.
import type { Reader } from '../../apiserver/client'
import type * as k from '../../objects/generated/kubernetes'
import { canonicalText } from '../../objects/hash'
import { isDeleting } from '../../objects/kube-object'
import type { Pod, Service } from '../../objects/kinds'
import { isPodReady } from '../../objects/pods'
import { addressesOf, belongsToEndpoints, hasOwnHostname, portOn, targetRefOf } from '../endpoints/service-pods'

export type Endpoint = k.V1Endpoint
export type Port = k.DiscoveryV1EndpointPort

/** Endpoints that share their ports, and so a slice. */
export interface PortGroup {
  readonly ports: readonly Port[]
  readonly endpoints: Endpoint[]
}

export const ZONE = 'topology.kubernetes.io/zone'

export interface Desired {
  readonly groups: ReadonlyMap<string, PortGroup>
  /** what upstream says of Pods whose node is gone: they are left out, and looked at again */
  readonly skipped: readonly string[]
}

/**
 * A Pod without a port of the name that the Service asks for has an endpoint all the same, without ports.
 * @param family IPv4 or IPv6
 */
export function desiredEndpoints(service: Service, pods: readonly Pod[], family: string, read: Reader): Desired {
  const groups = new Map<string, PortGroup>()
  const skipped: string[] = []
  for (const pod of pods) {
    if (!belongsToEndpoints(pod, true)) continue
    const { nodeName = '' } = pod.spec
    const node = read.get('Node', '', nodeName)
    if (!node && !service.spec.publishNotReadyAddresses) {
      const { namespace, name } = service.metadata
      skipped.push(`skipping Pod ${pod.metadata.name} for Service ${namespace}/${name}: Node ${nodeName} Not Found`)
      continue
    }
    const addresses = addressesOf(pod, family)
    if (addresses.length === 0) continue
    const ports = portsOn(service, pod)
    const key = portsKey(ports)
    const group = groups.get(key) ?? { ports, endpoints: [] }
    groups.set(key, group)
    group.endpoints.push(endpointOf(service, pod, addresses, node?.metadata.labels?.[ZONE]))
  }
  return { groups, skipped }
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
  }
}

/** The same endpoint, whatever its conditions and wherever it is: the Pod of this name at these addresses. */
export const endpointKey = ({ addresses, hostname, targetRef }: Endpoint): string =>
  canonicalText({ addresses: [...addresses].sort(), hostname, namespace: targetRef?.namespace, name: targetRef?.name })
