// How many endpoints each zone should have, after the CPUs of its nodes. Follows
// staging/src/k8s.io/endpointslice/topologycache/{topologycache,utils}.go, v1.36. Where upstream goes through a map, zones go by name.
import type { Node } from '../../objects/kinds'
import { conditionOf } from '../../objects/conditions'
import { parseQuantity, quantityMilliValue } from '../../objects/quantity'
import { ZONE } from './desired'

/** How much more than its share an endpoint may get. */
const OVERLOAD_THRESHOLD = 0.2
const CONTROL_PLANE = ['node-role.kubernetes.io/control-plane', 'node-role.kubernetes.io/master']

/** The share of each zone in the CPUs, in the order of their names. */
export type ZoneRatios = ReadonlyMap<string, number>

export interface Allocation {
  readonly minimum: number
  readonly maximum: number
  readonly desired: number
}
export type Allocations = ReadonlyMap<string, Allocation>

export const isNodeReady = (node: Node): boolean => conditionOf(node.status.conditions, 'Ready')?.status === 'True'

/** Undefined when a node says no zone or no CPUs, or when there are not two zones. */
export function zoneRatios(nodes: readonly Node[]): ZoneRatios | undefined {
  const milliCpus = new Map<string, number>()
  let total = 0
  for (const node of nodes) {
    const { labels = {} } = node.metadata
    if (CONTROL_PLANE.some((label) => labels[label] !== undefined) || !isNodeReady(node)) continue
    const cpus = quantityMilliValue(parseQuantity(node.status.allocatable?.cpu ?? '0'))
    const zone = labels[ZONE]
    if (!zone || cpus === 0) return undefined
    total += cpus
    milliCpus.set(zone, (milliCpus.get(zone) ?? 0) + cpus)
  }
  if (milliCpus.size < 2) return undefined
  return new Map([...milliCpus].sort(([a], [b]) => (a < b ? -1 : 1)).map(([zone, cpus]) => [zone, cpus / total]))
}

/** The allocations, or why there are none. */
export function allocationsOf(ratios: ZoneRatios | undefined, endpoints: number): Allocations | string {
  if (!ratios) return 'Insufficient Node information: allocatable CPU or zone not specified on one or more nodes'
  const figures = `(${endpoints} endpoints, ${ratios.size} zones)`
  if (ratios.size > endpoints) return `Insufficient number of endpoints ${figures}`
  const minimums = new Map([...ratios].map(([zone, ratio]) => [zone, minimumOf(ratio * endpoints)]))
  const left = endpoints - [...minimums.values()].reduce((sum, minimum) => sum + minimum, 0)
  if (left < 0)
    return `Unable to allocate minimum required endpoints to each zone without exceeding overload threshold ${figures}`
  return new Map(
    [...ratios].map(([zone, ratio]): [string, Allocation] => {
      const minimum = minimums.get(zone) as number
      return [zone, { minimum, maximum: minimum + left, desired: Math.max(ratio * endpoints, minimum) }]
    }),
  )
}

const minimumOf = (desired: number): number => Math.ceil(desired * (1 / (1 + OVERLOAD_THRESHOLD)))

/** Some zone has fewer endpoints than it needs. */
export function isOverloaded(hints: ReadonlyMap<string, number>, ratios: ZoneRatios | undefined): boolean {
  if (hints.size === 0) return false
  if (!ratios) return true
  const total = [...hints.values()].reduce((sum, count) => sum + count, 0)
  return [...ratios].some(([zone, ratio]) => (hints.get(zone) ?? -1) < minimumOf(total * ratio))
}

export interface Redistribution {
  readonly giving: Map<string, number>
  readonly receiving: Map<string, number>
}

/** How many endpoints each zone gives to others, and how many it gets. */
export function redistribution(allocations: Allocations, hints: ReadonlyMap<string, number>): Redistribution {
  const wanted = new Map([...allocations].map(([zone, { desired }]) => [zone, desired - (hints.get(zone) ?? 0)]))
  const surplus = new Map([...wanted].filter(([, count]) => count < 0).map(([zone, count]) => [zone, -count]))
  const lack = new Map([...wanted].filter(([, count]) => count > 0))
  const giving = new Map<string, number>()
  const receiving = new Map<string, number>()
  for (;;) {
    const from = greatest(surplus)
    const to = greatest(lack)
    if (!from || !to || (from.count < 1 && to.count < 1) || from.count < 0.5 || to.count < 0.5)
      return { giving, receiving }
    change(giving, from.zone, 1)
    change(surplus, from.zone, -1)
    change(receiving, to.zone, 1)
    change(lack, to.zone, -1)
  }
}

function greatest(zones: ReadonlyMap<string, number>): { zone: string; count: number } | undefined {
  let best: { zone: string; count: number } | undefined
  for (const [zone, count] of zones) if (count > (best?.count ?? 0)) best = { zone, count }
  return best
}

export const change = (zones: Map<string, number>, zone: string, by: number): void =>
  void zones.set(zone, (zones.get(zone) ?? 0) + by)
