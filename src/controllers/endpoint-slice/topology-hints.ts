// Hints for Services with the annotation service.kubernetes.io/topology-mode: Auto: endpoints are given to zones after the CPUs there.
// Follows staging/src/k8s.io/endpointslice/topologycache/{topologycache,sliceinfo,utils}.go, v1.36.
import type { Endpoint } from './desired'
import { isReadyEndpoint, updateOf, withHints, withoutHints } from './hints'
import type { SliceContent, SlicePlan } from './plan'
import {
  allocationsOf,
  change,
  isOverloaded,
  redistribution,
  type Allocations,
  type Redistribution,
  type ZoneRatios,
} from './zone-allocations'
import type { EndpointSlice } from '../../objects/kinds'

export interface TopologyEvent {
  readonly type: 'Normal' | 'Warning'
  readonly reason: 'TopologyAwareHintsEnabled' | 'TopologyAwareHintsDisabled'
  readonly message: string
}
export interface Hinted {
  readonly plan: SlicePlan
  readonly event?: TopologyEvent
}

type HintsByZone = ReadonlyMap<string, number>

const disabled = (why: string, family: string): TopologyEvent => ({
  type: 'Warning',
  reason: 'TopologyAwareHintsDisabled',
  message: `${why}, addressType: ${family}`,
})

/** The plan with hints and how many each zone has, or why there are none. */
export function hintByZone(
  plan: SlicePlan,
  ratios: ZoneRatios | undefined,
): { plan: SlicePlan; hints: HintsByZone } | string {
  const all = [...plan.create, ...plan.update, ...plan.unchanged].flatMap(({ endpoints }) => endpoints ?? [])
  const allocations = allocationsOf(ratios, all.filter(isReadyEndpoint).length)
  if (typeof allocations === 'string') return allocations
  const { hints, kept } = hintsThatStay(plan.unchanged, allocations)
  const update = [...plan.update, ...plan.unchanged.filter((slice) => !kept.includes(slice)).map(updateOf)]
  const written = [...plan.create, ...update].flatMap(({ endpoints }) => endpoints).filter(isReadyEndpoint)
  if (written.some(({ zone }) => !zone)) return 'One or more endpoints do not have a zone specified'
  for (const { zone } of written) change(hints, zone as string, 1)
  const exchange = redistribution(allocations, hints)
  const put = <C extends SliceContent>(content: C): C => ({
    ...content,
    endpoints: content.endpoints.map((each) => (isReadyEndpoint(each) ? hinted(each, exchange, hints) : each)),
  })
  const create = plan.create.map(put)
  return { plan: { create, update: update.map(put), remove: plan.remove, unchanged: kept }, hints }
}

/** An endpoint serves its own zone, unless that has some to give and another needs one. */
function hinted(endpoint: Endpoint, { giving, receiving }: Redistribution, hints: Map<string, number>): Endpoint {
  const own = endpoint.zone as string
  const to = (giving.get(own) ?? 0) > 0 ? [...receiving].find(([, count]) => count > 0)?.[0] : undefined
  if (to !== undefined) {
    change(giving, own, -1)
    change(receiving, to, -1)
    change(hints, own, -1)
    change(hints, to, 1)
  }
  return withHints(endpoint, { forZones: [{ name: to ?? own }] })
}

/** Slices that nothing else changes keep their hints while these fit. */
function hintsThatStay(slices: readonly EndpointSlice[], allocations: Allocations) {
  const hints = new Map<string, number>()
  const kept = slices.filter((slice) => {
    const ready = (slice.endpoints ?? []).filter(isReadyEndpoint).map((each) => each.hints?.forZones ?? [])
    const own = new Map<string, number>()
    for (const { name } of ready.flat()) change(own, name, 1)
    const fits = ([zone, count]: [string, number]): boolean =>
      count + (hints.get(zone) ?? 0) <= (allocations.get(zone)?.maximum ?? -1)
    if (ready.some((zones) => zones.length === 0) || ![...own].every(fits)) return false
    for (const [zone, count] of own) change(hints, zone, count)
    return true
  })
  return { hints, kept }
}

/** Remembers which Services have hints of this sort, and how many endpoints each zone got. */
export class TopologyHints {
  private readonly hints = new Map<string, Map<string, HintsByZone>>()
  private readonly populated = new Set<string>()

  apply(service: string, family: string, plan: SlicePlan, ratios: ZoneRatios | undefined): Hinted {
    const found = hintByZone(plan, ratios)
    if (typeof found === 'string') {
      this.forget(service, family)
      return { plan: withoutHints(plan), event: disabled(found, family) }
    }
    const message = `Topology Aware Hints has been enabled, addressType: ${family}`
    const isNew = !this.populated.has(service)
    this.populated.add(service)
    this.hints.set(service, (this.hints.get(service) ?? new Map<string, HintsByZone>()).set(family, found.hints))
    return {
      plan: found.plan,
      ...(isNew ? { event: { type: 'Normal', reason: 'TopologyAwareHintsEnabled', message } } : {}),
    }
  }

  /** Says so when the Service had such hints. */
  leave(service: string, family: string): TopologyEvent | undefined {
    const had = this.populated.has(service)
    this.forget(service, family)
    return had ? disabled('Topology Aware Hints has been disabled', family) : undefined
  }

  forget(service: string, family: string): void {
    this.hints.get(service)?.delete(family)
    if (this.hints.get(service)?.size === 0) this.hints.delete(service)
    this.populated.delete(service)
  }

  get isEmpty(): boolean {
    return this.hints.size === 0
  }

  /** Services some zone of which has too few endpoints by now. */
  overloaded(ratios: ZoneRatios | undefined): string[] {
    return [...this.hints]
      .filter(([, families]) => [...families.values()].some((hints) => isOverloaded(hints, ratios)))
      .map(([service]) => service)
  }
}
