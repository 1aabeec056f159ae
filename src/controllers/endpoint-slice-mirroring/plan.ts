// The slices that mirror an Endpoints object made by hand. Follows pkg/controller/endpointslicemirroring, v1.36.
import type * as k from '../../objects/generated/kubernetes'
import type { Endpoints, Service } from '../../objects/kinds'
import { hasSelector, isIPv6 } from '../endpoints/service-pods'
import type { PortGroup } from '../endpoint-slice/desired'
import { portsKey } from '../endpoint-slice/desired'
import { LAST_CHANGE_TRIGGER_TIME } from '../endpoints/trigger-time'

/** Addresses of one subset that are mirrored; the rest is left out. */
export const ADDRESSES_PER_SUBSET_MAX = 1000

const LAST_APPLIED = 'kubectl.kubernetes.io/last-applied-configuration'

/** Mirrored are the Endpoints of Services without a selector, unless a label or a leader election says otherwise. */
export function isMirrored(endpoints: Endpoints, service: Service | undefined): boolean {
  if (!service || hasSelector(service)) return false
  if (endpoints.metadata.labels?.['endpointslice.kubernetes.io/skip-mirror'] === 'true') return false
  return endpoints.metadata.annotations?.['control-plane.alpha.kubernetes.io/leader'] === undefined
}

export function mirroredAnnotations({ metadata }: Endpoints): Record<string, string> | undefined {
  const { [LAST_APPLIED]: _, [LAST_CHANGE_TRIGGER_TIME]: time, ...others } = metadata.annotations ?? {}
  const annotations = { ...others, ...(time ? { [LAST_CHANGE_TRIGGER_TIME]: time } : {}) }
  return Object.keys(annotations).length > 0 ? annotations : undefined
}

export function mirroredGroups({ subsets = [] }: Endpoints, family: string): ReadonlyMap<string, PortGroup> {
  const groups = new Map<string, PortGroup>()
  for (const { addresses = [], notReadyAddresses = [], ports = [] } of subsets) {
    const slicePorts = ports.map(({ name = '', protocol = 'TCP', port, appProtocol }) => ({
      name,
      protocol,
      port,
      ...(appProtocol ? { appProtocol } : {}),
    }))
    const all = [
      ...addresses.map((each) => endpointOf(each, true)),
      ...notReadyAddresses.map((each) => endpointOf(each, false)),
    ]
    const endpoints = all
      .slice(0, ADDRESSES_PER_SUBSET_MAX)
      .filter((each) => isIPv6(each.addresses[0] ?? '') === (family === 'IPv6'))
    if (endpoints.length === 0) continue
    const key = portsKey(slicePorts)
    const group = groups.get(key) ?? { ports: slicePorts, endpoints: [] }
    groups.set(key, group)
    group.endpoints.push(...endpoints)
  }
  return groups
}

export const skippedAddresses = ({ subsets = [] }: Endpoints): number =>
  subsets
    .map(({ addresses = [], notReadyAddresses = [] }) => addresses.length + notReadyAddresses.length)
    .reduce((sum, count) => sum + Math.max(0, count - ADDRESSES_PER_SUBSET_MAX), 0)

const endpointOf = ({ ip, hostname, nodeName, targetRef }: k.V1EndpointAddress, ready: boolean): k.V1Endpoint => ({
  addresses: [ip],
  conditions: { ready },
  ...(hostname ? { hostname } : {}),
  ...(targetRef ? { targetRef } : {}),
  ...(nodeName ? { nodeName } : {}),
})
