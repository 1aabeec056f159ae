// Which slices to create, update and delete. Follows staging/src/k8s.io/endpointslice/reconciler.go, v1.36.
import { endpointKey, portsKey, type Endpoint, type Port, type PortGroup } from './desired'
import { groupBy } from '../../objects/group-by'
import { canonicalText } from '../../objects/hash'
import type { EndpointSlice } from '../../objects/kinds'

/** Endpoints of one slice. */
export const ENDPOINTS_PER_SLICE_MAX = 100

export interface SliceContent {
  readonly ports: readonly Port[]
  readonly endpoints: readonly Endpoint[]
}
export interface SliceUpdate extends SliceContent {
  readonly slice: EndpointSlice
}
export interface SlicePlan {
  readonly create: readonly SliceContent[]
  readonly update: readonly SliceUpdate[]
  readonly remove: readonly EndpointSlice[]
  readonly unchanged: readonly EndpointSlice[]
}

interface Filling {
  readonly slice: EndpointSlice
  endpoints: Endpoint[]
  isChanged: boolean
  /** it had endpoints and lost all of them */
  readonly isEmptied: boolean
}

export interface Existing {
  /** the slices of one Service and address family */
  readonly slices: readonly EndpointSlice[]
  /** slices of the same name of Service that another one owned: they go, and are not used again */
  readonly strays?: readonly EndpointSlice[]
}

/** Which requests an endpoint is meant for is another question: hints are left out here and put in by whoever knows them. */
export function planSlices(
  groups: ReadonlyMap<string, PortGroup>,
  { slices, strays = [] }: Existing,
  labels: Record<string, string>,
): SlicePlan {
  const byPorts = groupBy(slices, ({ ports }) => portsKey(ports))
  const plans = [...groups].map(([key, group]) => planGroup(group, byPorts.get(key) ?? [], labels))
  const unused = [...byPorts].filter(([key]) => !groups.has(key)).flatMap(([, others]) => others)
  const plan = {
    create: plans.flatMap(({ create }) => create),
    update: plans.flatMap(({ update }) => update),
    remove: [...strays, ...plans.flatMap(({ remove }) => remove), ...unused],
    unchanged: plans.flatMap(({ unchanged }) => unchanged),
  }
  return withPlaceholder(plan, slices.length + strays.length, labels)
}

const isSameLabels = (slice: EndpointSlice, labels: Record<string, string>): boolean =>
  canonicalText(slice.metadata.labels ?? {}) === canonicalText(labels)

function planGroup(
  { ports, endpoints }: PortGroup,
  existing: readonly EndpointSlice[],
  labels: Record<string, string>,
): SlicePlan {
  const waiting = new Map(endpoints.map((endpoint) => [endpointKey(endpoint), endpoint]))
  const kept = existing.map((slice) => keep(slice, waiting, labels))
  const filling = kept.filter(({ isEmptied }) => !isEmptied)
  // Slices that are written anyway are filled first, the fullest before the others.
  for (const each of filling
    .filter(({ isChanged }) => isChanged)
    .sort((a, b) => b.endpoints.length - a.endpoints.length))
    fill(each.endpoints, waiting)
  const created: SliceContent[] = []
  while (waiting.size > 0) {
    const target = roomiestFit(filling, waiting.size)
    if (target) {
      target.isChanged = true
      fill(target.endpoints, waiting)
      continue
    }
    const fresh: Endpoint[] = []
    fill(fresh, waiting)
    created.push({ ports, endpoints: fresh })
  }
  const update = filling
    .filter(({ isChanged }) => isChanged)
    .map(({ slice, endpoints: content }) => ({ slice, ports, endpoints: content }))
  return {
    create: created,
    update,
    remove: kept.filter(({ isEmptied }) => isEmptied).map(({ slice }) => slice),
    unchanged: filling.filter(({ isChanged }) => !isChanged).map(({ slice }) => slice),
  }
}

/** What stays in a slice; what is found leaves the list of those that wait for a place. */
function keep(slice: EndpointSlice, waiting: Map<string, Endpoint>, labels: Record<string, string>): Filling {
  const before = slice.endpoints ?? []
  const endpoints: Endpoint[] = []
  let isChanged = !isSameLabels(slice, labels)
  for (const endpoint of before) {
    const key = endpointKey(endpoint)
    const wanted = waiting.get(key)
    if (!wanted) continue
    if (canonicalText(wanted) !== canonicalText({ ...endpoint, hints: undefined })) isChanged = true
    endpoints.push(wanted)
    waiting.delete(key)
  }
  const isEmptied = before.length > 0 && endpoints.length === 0
  return { slice, endpoints, isChanged: isChanged || endpoints.length !== before.length, isEmptied }
}

function fill(endpoints: Endpoint[], waiting: Map<string, Endpoint>): void {
  for (const [key, endpoint] of waiting) {
    if (endpoints.length >= ENDPOINTS_PER_SLICE_MAX) return
    endpoints.push(endpoint)
    waiting.delete(key)
  }
}

/** The unchanged slice that takes all that wait and is fullest then. */
function roomiestFit(filling: readonly Filling[], count: number): Filling | undefined {
  let best: Filling | undefined
  for (const each of filling) {
    const size = each.endpoints.length
    if (each.isChanged || size + count > ENDPOINTS_PER_SLICE_MAX || count >= ENDPOINTS_PER_SLICE_MAX) continue
    if (!best || size > best.endpoints.length) best = each
  }
  return best
}

/** A Service without endpoints keeps one empty slice. */
function withPlaceholder(plan: SlicePlan, existing: number, labels: Record<string, string>): SlicePlan {
  if (existing !== plan.remove.length || plan.create.length > 0) return plan
  const [only] = plan.remove
  const isPlaceholder =
    only && (only.endpoints ?? []).length === 0 && (only.ports ?? []).length === 0 && isSameLabels(only, labels)
  if (plan.remove.length === 1 && isPlaceholder) return { ...plan, remove: [], unchanged: [only] }
  return { ...plan, create: [{ ports: [], endpoints: [] }] }
}

/** Instead of deleting one slice and creating another, the first becomes the second. */
export function reuseSlices(
  { create, update, remove, unchanged }: SlicePlan,
  strays: readonly EndpointSlice[] = [],
): SlicePlan {
  const reusable = remove.filter((slice) => !strays.includes(slice)).slice(0, create.length)
  const reused = reusable.map((slice, i): SliceUpdate => ({
    slice,
    ...(create[create.length - 1 - i] as SliceContent),
  }))
  return {
    create: create.slice(0, create.length - reused.length),
    update: [...update, ...reused],
    remove: remove.filter((slice) => !reusable.includes(slice)),
    unchanged,
  }
}
