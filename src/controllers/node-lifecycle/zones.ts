// How fast nodes of a zone may be given up. Follows pkg/controller/nodelifecycle, v1.36.
import { groupBy } from '../../objects/group-by'
import type { Node } from '../../objects/kinds'

export type ZoneState = 'Normal' | 'PartialDisruption' | 'FullDisruption'

const UNHEALTHY_ZONE_THRESHOLD = 0.55
const LARGE_CLUSTER_NODES = 50
const NODES_PER_SECOND = 0.1
const NODES_PER_SECOND_REDUCED = 0.01

export const zoneOf = ({ metadata: { labels = {} } }: Node): string =>
  `${labels['topology.kubernetes.io/region'] ?? ''}:\u0000:${labels['topology.kubernetes.io/zone'] ?? ''}`

export function zoneState(ready: number, notReady: number): ZoneState {
  if (ready === 0 && notReady > 0) return 'FullDisruption'
  if (notReady > 2 && notReady / (notReady + ready) >= UNHEALTHY_ZONE_THRESHOLD) return 'PartialDisruption'
  return 'Normal'
}

/** zone -> nodes a second that may get a NoExecute taint. When everything is down nothing is: the fault may be the watcher's own. */
export function taintRates(nodes: readonly Node[], isReady: (node: Node) => boolean): ReadonlyMap<string, number> {
  const zones = groupBy(nodes, zoneOf)
  const states = new Map<string, ZoneState>()
  for (const [zone, all] of zones) {
    const counted = all.filter(
      ({ metadata }) => metadata.labels?.['node.kubernetes.io/exclude-disruption'] === undefined,
    )
    const ready = counted.filter(isReady).length
    states.set(zone, zoneState(ready, counted.length - ready))
  }
  const allDown = [...states.values()].every((state) => state === 'FullDisruption')
  return new Map([...states].map(([zone, state]) => [zone, allDown ? 0 : rateOf(state, zones.get(zone)?.length ?? 0)]))
}

function rateOf(state: ZoneState, size: number): number {
  if (state !== 'PartialDisruption') return NODES_PER_SECOND
  return size > LARGE_CLUSTER_NODES ? NODES_PER_SECOND_REDUCED : 0
}
