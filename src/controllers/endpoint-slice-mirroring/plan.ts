// The slices that mirror an Endpoints object made by hand. Follows pkg/controller/endpointslicemirroring, v1.36.
import type * as k from '../../objects/generated/kubernetes'
import { groupBy } from '../../objects/group-by'
import { canonicalText } from '../../objects/hash'
import type { Endpoints, EndpointSlice, Service } from '../../objects/kinds'
import { hasSelector, isIPv6 } from '../endpoints/service-pods'
import { canonicalSubsets } from '../endpoints/subsets'
import { portsKey, type Endpoint, type PortGroup } from '../endpoint-slice/desired'
import type { SliceContent, SlicePlan, SliceUpdate } from '../endpoint-slice/plan'
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

export function mirroredAnnotations({ metadata }: Endpoints): Record<string, string> {
  const { [LAST_APPLIED]: _, [LAST_CHANGE_TRIGGER_TIME]: __, ...annotations } = metadata.annotations ?? {}
  return annotations
}

/** What each slice should hold, by its ports, and how many addresses are too many. */
export function mirroredGroups(
  { subsets = [] }: Endpoints,
  family: string,
): { groups: ReadonlyMap<string, PortGroup>; skipped: number } {
  const groups = new Map<string, PortGroup>()
  let skipped = 0
  for (const { addresses = [], notReadyAddresses = [], ports = [] } of canonicalSubsets(subsets)) {
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
    skipped += Math.max(0, all.length - ADDRESSES_PER_SUBSET_MAX)
    const endpoints = all
      .slice(0, ADDRESSES_PER_SUBSET_MAX)
      .filter((each) => isIPv6(each.addresses[0] ?? '') === (family === 'IPv6'))
    if (endpoints.length > 0) groups.set(portsKey(slicePorts), { ports: slicePorts, endpoints })
  }
  return { groups, skipped }
}

/** One slice for each group, however many addresses it has; a slice that would go becomes one that is missing. */
export function planMirror(
  groups: ReadonlyMap<string, PortGroup>,
  existing: readonly EndpointSlice[],
  { labels, annotations }: Marks,
): SlicePlan {
  const byPorts = groupBy(existing, ({ ports }) => portsKey(ports))
  const create: SliceContent[] = []
  const update: SliceUpdate[] = []
  const unchanged: EndpointSlice[] = []
  const remove: EndpointSlice[] = []
  for (const [key, group] of groups) {
    const [slice, ...others] = byPorts.get(key) ?? []
    remove.push(...others)
    const isSame =
      slice &&
      asSet(slice.endpoints ?? []) === asSet(group.endpoints) &&
      canonicalText(slice.metadata.labels ?? {}) === canonicalText(labels) &&
      canonicalText(slice.metadata.annotations ?? {}) === canonicalText(annotations)
    if (!slice) create.push(group)
    else if (isSame) unchanged.push(slice)
    else update.push({ slice, ...group })
  }
  for (const [key, slices] of byPorts) if (!groups.has(key)) remove.push(...slices)
  const reused = create.splice(0, remove.length)
  update.push(...reused.map((content, i) => ({ slice: remove[i] as EndpointSlice, ...content })))
  return { create, update, remove: remove.slice(reused.length), unchanged }
}

export interface Marks {
  readonly labels: Record<string, string>
  readonly annotations: Record<string, string>
}

const asSet = (endpoints: readonly Endpoint[]): string =>
  endpoints
    .map((endpoint) => canonicalText(endpoint))
    .sort()
    .join()

const endpointOf = ({ ip, hostname, nodeName, targetRef }: k.V1EndpointAddress, ready: boolean): k.V1Endpoint => ({
  addresses: [ip],
  conditions: { ready },
  ...(hostname ? { hostname } : {}),
  ...(targetRef ? { targetRef } : {}),
  ...(nodeName ? { nodeName } : {}),
})
