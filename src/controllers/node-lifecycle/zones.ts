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

export interface Zone {
  readonly state: ZoneState
  /** nodes that count */
  readonly size: number
}

const isCounted = ({ metadata }: Node): boolean =>
  metadata.labels?.['node.kubernetes.io/exclude-disruption'] === undefined

/** How the zones are. Nodes that are excluded from disruption say nothing about theirs. */
export function zonesOf(nodes: readonly Node[], isReady: (node: Node) => boolean): ReadonlyMap<string, Zone> {
  const zones = groupBy(nodes.filter(isCounted), zoneOf)
  return new Map(
    [...zones].map(([zone, all]) => {
      const ready = all.filter(isReady).length
      return [zone, { state: zoneState(ready, all.length - ready), size: all.length }]
    }),
  )
}

export const isFullyDisrupted = (states: readonly ZoneState[]): boolean =>
  states.every((state) => state === 'FullDisruption')

/** Nodes a second that may get a NoExecute taint in a zone like this. */
export function taintRate({ state, size }: Zone): number {
  if (state !== 'PartialDisruption') return NODES_PER_SECOND
  return size > LARGE_CLUSTER_NODES ? NODES_PER_SECOND_REDUCED : 0
}

/** One node at a time: the next may come at this instant. */
export interface Limiter {
  readonly perSecond: number
  readonly nextAt: number
}

export const NEW_LIMITER: Limiter = { perSecond: NODES_PER_SECOND, nextAt: 0 }

/** Whoever had to wait before waits from now on as long as the new rate says. */
export function atRate(limiter: Limiter, perSecond: number, now: number): Limiter {
  if (limiter.perSecond === perSecond) return limiter
  if (perSecond === 0) return { perSecond, nextAt: Infinity }
  return { perSecond, nextAt: limiter.nextAt > now ? now + 1000 / perSecond : now }
}

export const afterOne = ({ perSecond }: Limiter, now: number): Limiter => ({
  perSecond,
  nextAt: now + 1000 / perSecond,
})
