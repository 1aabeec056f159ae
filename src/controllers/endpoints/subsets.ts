// The addresses behind a Service, grouped by their ports. Follows pkg/controller/endpoint and pkg/api/v1/endpoints, v1.36.
import { addressesOf, belongsToEndpoints, hasOwnHostname, isHeadless, portOn, targetRefOf } from './service-pods'
import type * as k from '../../objects/generated/kubernetes'
import { groupBy } from '../../objects/group-by'
import { canonicalText } from '../../objects/hash'
import type { Pod, Service } from '../../objects/kinds'
import { isPodReady } from '../../objects/pods'

type Port = k.CoreV1EndpointPort
interface Entry {
  readonly address: k.V1EndpointAddress
  readonly isReady: boolean
}
interface PortGroup {
  readonly port: Port | undefined
  readonly entries: Entry[]
}

/** Addresses of one Endpoints object; the rest is cut off. */
export const ADDRESSES_MAX = 1000

export function endpointSubsets(service: Service, pods: readonly Pod[]): readonly k.V1EndpointSubset[] {
  const groups = new Map<string, PortGroup>()
  for (const pod of pods) {
    const address = addressOf(service, pod)
    if (!address || !belongsToEndpoints(pod, service.spec.publishNotReadyAddresses === true)) continue
    const isReady = service.spec.publishNotReadyAddresses === true || isPodReady(pod)
    for (const port of portsOn(service, pod)) {
      const key = JSON.stringify(port ?? null)
      const group = groups.get(key) ?? { port, entries: [] }
      groups.set(key, group)
      group.entries.push({ address, isReady })
    }
  }
  return repack([...groups.values()])
}

/** A headless Service needs no ports: its addresses then stand without. */
function portsOn(service: Service, pod: Pod): readonly (Port | undefined)[] {
  const ports = service.spec.ports ?? []
  if (ports.length === 0) return isHeadless(service) ? [undefined] : []
  return ports.flatMap((each): Port[] => {
    const number = portOn(pod, each)
    if (number === undefined) return []
    const { name, protocol = 'TCP', appProtocol } = each
    return [{ ...(name ? { name } : {}), port: number, protocol, ...(appProtocol ? { appProtocol } : {}) }]
  })
}

function addressOf(service: Service, pod: Pod): k.V1EndpointAddress | undefined {
  const [ip] = addressesOf(pod, service.spec.ipFamilies?.[0] ?? 'IPv4')
  if (ip === undefined) return undefined
  const hostname = hasOwnHostname(pod, service) ? { hostname: pod.spec.hostname } : {}
  return { ip, ...hostname, nodeName: pod.spec.nodeName, targetRef: targetRefOf(pod) }
}

/**
 * Someone's subsets as the controllers would have written them: each port and its addresses once, and not ready where
 * an address is said to be both.
 */
export function canonicalSubsets(subsets: readonly k.V1EndpointSubset[]): readonly k.V1EndpointSubset[] {
  const known = new Map<string, k.V1EndpointAddress>()
  const groups = new Map<string, { port: Port | undefined; entries: Map<string, Entry> }>()
  for (const { addresses = [], notReadyAddresses = [], ports = [] } of subsets)
    for (const port of ports.length > 0 ? ports : [undefined]) {
      const key = canonicalText(port ?? null)
      const { entries } = groups.get(key) ?? { port, entries: new Map<string, Entry>() }
      groups.set(key, { port, entries })
      for (const [all, isReady] of [
        [addresses, true],
        [notReadyAddresses, false],
      ] as const)
        for (const each of all) {
          const name = `${each.ip}/${each.targetRef?.uid ?? ''}`
          const address = known.get(name) ?? each
          known.set(name, address)
          if (entries.get(name)?.isReady !== false) entries.set(name, { address, isReady })
        }
    }
  return repack([...groups.values()].map(({ port, entries }) => ({ port, entries: [...entries.values()] })))
}

/** Ports that lead to the same addresses make one subset. Upstream orders ports by a hash; here they go by name and number. */
function repack(groups: readonly PortGroup[]): readonly k.V1EndpointSubset[] {
  const subsets = groupBy(groups, ({ entries }) =>
    entries
      .map(({ address, isReady }) => `${address.ip}/${address.targetRef?.uid}/${isReady}`)
      .sort()
      .join(),
  )
  return [...subsets.values()].map((same) => {
    const entries = same[0]?.entries ?? []
    const ready = sortedAddresses(entries.filter(({ isReady }) => isReady))
    const notReady = sortedAddresses(entries.filter(({ isReady }) => !isReady))
    const ports = same.map(({ port }) => port).filter((port) => port !== undefined)
    return {
      ...(ready.length > 0 ? { addresses: ready } : {}),
      ...(notReady.length > 0 ? { notReadyAddresses: notReady } : {}),
      ...(ports.length > 0 ? { ports: ports.sort(byNameAndNumber) } : {}),
    }
  })
}

const byText = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0)
const byNameAndNumber = (a: Port, b: Port): number => byText(a.name ?? '', b.name ?? '') || a.port - b.port

const sortedAddresses = (entries: readonly Entry[]): k.V1EndpointAddress[] =>
  entries
    .map(({ address }) => address)
    .sort((a, b) => byText(a.ip, b.ip) || byText(a.targetRef?.uid ?? '', b.targetRef?.uid ?? ''))

/**
 * At most ADDRESSES_MAX addresses; true when some were cut off. Those that are not ready go first, and each subset
 * keeps its share, rounded up, so that the last may get less.
 */
export function truncated(subsets: readonly k.V1EndpointSubset[]): {
  subsets: readonly k.V1EndpointSubset[]
  isCut: boolean
} {
  const count = (field: 'addresses' | 'notReadyAddresses') =>
    subsets.reduce((sum, subset) => sum + (subset[field]?.length ?? 0), 0)
  const ready = count('addresses')
  const notReady = count('notReadyAddresses')
  if (ready + notReady <= ADDRESSES_MAX) return { subsets, isCut: false }
  const isReadyCut = ready > ADDRESSES_MAX
  const total = isReadyCut ? ready : notReady
  const room = isReadyCut ? ADDRESSES_MAX : ADDRESSES_MAX - ready
  let left = room
  const share = (addresses: k.V1EndpointAddress[] = []) => {
    const taken = addresses.slice(0, Math.min(left, Math.ceil((addresses.length / total) * room)))
    left -= taken.length
    return taken
  }
  const cut = subsets.map(({ addresses = [], notReadyAddresses = [], ports }) => {
    const kept = isReadyCut ? share(addresses) : addresses
    const keptNotReady = isReadyCut ? [] : share(notReadyAddresses)
    return {
      ...(kept.length > 0 ? { addresses: kept } : {}),
      ...(keptNotReady.length > 0 ? { notReadyAddresses: keptNotReady } : {}),
      ...(ports ? { ports } : {}),
    }
  })
  return { subsets: cut, isCut: true }
}
