// Where a Pod may go and where it goes best, reckoned the long way: every plugin looks at every Pod on every node, as upstream's
// code reads, with no counters that are kept up to date. Slow and plain on purpose: the scheduler has to come to the same end.
// Follows pkg/scheduler/framework/plugins, v1.36. Volumes and requests of the Pod itself are left out.
import type * as k from '../../objects/generated/kubernetes'
import type { Node, Pod, Service } from '../../objects/kinds'
import { parseQuantity, quantityMilliValue, quantityValue } from '../../objects/quantity'
import { matches, selectorOf, selectorOfMap, type Selector } from '../../objects/selectors'

export interface Book {
  readonly nodes: readonly Node[]
  /** Pods that are on nodes */
  readonly pods: readonly Pod[]
  readonly namespaces: Readonly<Record<string, Readonly<Record<string, string>>>>
  readonly services: readonly Service[]
}

const HOST = 'kubernetes.io/hostname'
const ZONE = 'topology.kubernetes.io/zone'
const labelOf = ({ metadata }: Node, key: string): string | undefined => metadata.labels?.[key]
const on = ({ pods }: Book, { metadata }: Node): readonly Pod[] =>
  pods.filter(({ spec }) => spec.nodeName === metadata.name)
const sum = (amounts: readonly number[]): number => amounts.reduce((all, each) => all + each, 0)

/** Why the Pod does not fit on the node; undefined when it does. The first plugin that minds has the word. */
export function refusal(pod: Pod, node: Node, book: Book): string | undefined {
  const checks = [unschedulable, tainted, elsewhere, portTaken, full, skewed, affinity] as const
  for (const check of checks) {
    const why = check(pod, node, book)
    if (why !== undefined) return why
  }
  return undefined
}

const tolerated = ({ spec }: Pod, taint: k.V1Taint): boolean =>
  (spec.tolerations ?? []).some(
    ({ key, operator, value, effect }) =>
      (!effect || effect === taint.effect) &&
      (!key || key === taint.key) &&
      (operator === 'Exists' || (value ?? '') === (taint.value ?? '')),
  )
const keepsAway = (pod: Pod, { spec }: Node): boolean =>
  (spec.taints ?? []).some((taint) => taint.effect !== 'PreferNoSchedule' && !tolerated(pod, taint))

const unschedulable = (pod: Pod, { spec }: Node): string | undefined =>
  spec.unschedulable && !tolerated(pod, { key: 'node.kubernetes.io/unschedulable', effect: 'NoSchedule' })
    ? 'node(s) were unschedulable'
    : undefined
const tainted = (pod: Pod, node: Node): string | undefined =>
  keepsAway(pod, node) ? 'node(s) had untolerated taint(s)' : undefined

const termMeets = ({ matchExpressions = [] }: k.V1NodeSelectorTerm, { metadata }: Node): boolean =>
  matchExpressions.length > 0 &&
  matchExpressions.every(({ key, operator, values = [] }) => {
    const value = metadata.labels?.[key]
    if (operator === 'In') return value !== undefined && values.includes(value)
    if (operator === 'NotIn') return value === undefined || !values.includes(value)
    return (operator === 'Exists') === (value !== undefined)
  })
function allows({ spec }: Pod, node: Node): boolean {
  const terms = spec.affinity?.nodeAffinity?.requiredDuringSchedulingIgnoredDuringExecution?.nodeSelectorTerms
  const chosen = Object.entries(spec.nodeSelector ?? {}).every(([key, value]) => labelOf(node, key) === value)
  return chosen && (!terms || terms.some((term) => termMeets(term, node)))
}
const elsewhere = (pod: Pod, node: Node): string | undefined =>
  allows(pod, node) ? undefined : "node(s) didn't match Pod's node affinity/selector"

const hostPorts = ({ spec }: Pod): readonly number[] =>
  spec.containers.flatMap(({ ports = [] }) => ports.flatMap(({ hostPort }) => (hostPort ? [hostPort] : [])))
const portTaken = (pod: Pod, node: Node, book: Book): string | undefined =>
  on(book, node).some((other) => hostPorts(other).some((port) => hostPorts(pod).includes(port)))
    ? "node(s) didn't have free ports for the requested pod ports"
    : undefined

const full = (_pod: Pod, node: Node, book: Book): string | undefined =>
  on(book, node).length + 1 > Number(node.status.allocatable?.['pods'] ?? 0) ? 'Too many pods' : undefined

interface Spread {
  readonly constraint: k.V1TopologySpreadConstraint
  readonly selector: Selector
}
const spreads = ({ spec, metadata }: Pod, when: string): readonly Spread[] =>
  (spec.topologySpreadConstraints ?? [])
    .filter(({ whenUnsatisfiable }) => whenUnsatisfiable === when)
    .map((constraint) => {
      const keys = (constraint.matchLabelKeys ?? []).filter((key) => metadata.labels?.[key] !== undefined)
      const own = selectorOfMap(Object.fromEntries(keys.map((key) => [key, metadata.labels?.[key] ?? ''])))
      return { constraint, selector: [...(selectorOf(constraint.labelSelector) ?? []), ...own] }
    })
const picks = (selector: Selector, { metadata }: Pod): boolean =>
  selector.length > 0 && matches(selector, metadata.labels)
const countOn = (node: Node, pod: Pod, selector: Selector, book: Book): number =>
  on(book, node).filter(
    (other) =>
      other.metadata.namespace === pod.metadata.namespace &&
      !other.metadata.deletionTimestamp &&
      picks(selector, other),
  ).length
const takesPart = ({ constraint }: Spread, pod: Pod, node: Node): boolean =>
  (constraint.nodeAffinityPolicy === 'Ignore' || allows(pod, node)) &&
  (constraint.nodeTaintsPolicy !== 'Honor' || !keepsAway(pod, node))
const hasKeys = (all: readonly Spread[], node: Node): boolean =>
  all.every(({ constraint }) => labelOf(node, constraint.topologyKey) !== undefined)

/** Pods by domain: only nodes with all the labels make domains. */
function domains(spread: Spread, all: readonly Spread[], pod: Pod, book: Book): ReadonlyMap<string, number> {
  const found = new Map<string, number>()
  for (const node of book.nodes.filter((each) => hasKeys(all, each) && takesPart(spread, pod, each))) {
    const value = labelOf(node, spread.constraint.topologyKey) ?? ''
    found.set(value, (found.get(value) ?? 0) + countOn(node, pod, spread.selector, book))
  }
  return found
}

function skewed(pod: Pod, node: Node, book: Book): string | undefined {
  const all = spreads(pod, 'DoNotSchedule')
  for (const spread of all) {
    const { topologyKey, maxSkew, minDomains = 1 } = spread.constraint
    const value = labelOf(node, topologyKey)
    if (value === undefined) return "node(s) didn't match pod topology spread constraints (missing required label)"
    const counts = domains(spread, all, pod, book)
    const least = counts.size < minDomains ? 0 : Math.min(...counts.values())
    if ((counts.get(value) ?? 0) + (picks(spread.selector, pod) ? 1 : 0) - least > maxSkew)
      return "node(s) didn't match pod topology spread constraints"
  }
  return undefined
}

/** Whether the term of one Pod means another. */
function means(term: k.V1PodAffinityTerm, owner: Pod, other: Pod, { namespaces }: Book): boolean {
  const named = term.namespaces?.length || term.namespaceSelector ? (term.namespaces ?? []) : [owner.metadata.namespace]
  const namespace = other.metadata.namespace ?? ''
  const bySelector = term.namespaceSelector && matches(selectorOf(term.namespaceSelector), namespaces[namespace])
  if (!named.includes(namespace) && !bySelector) return false
  return term.labelSelector !== undefined && matches(selectorOf(term.labelSelector), other.metadata.labels)
}
const wanted = ({ spec }: Pod): readonly k.V1PodAffinityTerm[] =>
  spec.affinity?.podAffinity?.requiredDuringSchedulingIgnoredDuringExecution ?? []
const shunned = ({ spec }: Pod): readonly k.V1PodAffinityTerm[] =>
  spec.affinity?.podAntiAffinity?.requiredDuringSchedulingIgnoredDuringExecution ?? []
const isWith = (pod: Pod, node: Node, key: string, { nodes }: Book): boolean => {
  const host = nodes.find(({ metadata }) => metadata.name === pod.spec.nodeName)
  const value = labelOf(node, key)
  return value !== undefined && host !== undefined && labelOf(host, key) === value
}

function affinity(pod: Pod, node: Node, book: Book): string | undefined {
  const terms = wanted(pod)
  // A Pod counts for a term only when it is meant by all of them.
  const friends = book.pods.filter((other) => terms.every((term) => means(term, pod, other, book)))
  const near = terms.every(({ topologyKey }) => friends.some((friend) => isWith(friend, node, topologyKey, book)))
  const labelled = terms.every(({ topologyKey }) => labelOf(node, topologyKey) !== undefined)
  const somewhere = friends.some((friend) =>
    terms.some(({ topologyKey }) => book.nodes.some((each) => isWith(friend, each, topologyKey, book))),
  )
  const first = !somewhere && terms.every((term) => means(term, pod, pod, book))
  if (terms.length > 0 && (!labelled || (!near && !first))) return "node(s) didn't match pod affinity rules"
  const enemy = shunned(pod).some((term) =>
    book.pods.some((other) => means(term, pod, other, book) && isWith(other, node, term.topologyKey, book)),
  )
  if (enemy) return "node(s) didn't match pod anti-affinity rules"
  const unwelcome = book.pods.some((other) =>
    shunned(other).some((term) => means(term, other, pod, book) && isWith(other, node, term.topologyKey, book)),
  )
  return unwelcome ? "node(s) didn't satisfy existing pods anti-affinity rules" : undefined
}

/** The points of nodes on which the Pod fits, in their order. */
export function points(pod: Pod, nodes: readonly Node[], book: Book): readonly number[] {
  const sheets: readonly [weight: number, points: readonly number[]][] = [
    [
      3,
      toMax(
        nodes.map((node) => softTaints(pod, node)),
        true,
      ),
    ],
    [
      2,
      toMax(
        nodes.map((node) => preference(pod, node)),
        false,
      ),
    ],
    [1, nodes.map((node) => leftOver(node, book))],
    [2, spreadPoints(pod, nodes, book)],
    [2, affinityPoints(pod, nodes, book)],
  ]
  return nodes.map((_, i) => sum(sheets.map(([weight, sheet]) => weight * (sheet[i] ?? 0))))
}

function toMax(scores: readonly number[], reverse: boolean): readonly number[] {
  const max = Math.max(0, ...scores)
  if (max === 0) return scores.map(() => (reverse ? 100 : 0))
  return scores.map((score) => Math.trunc((100 * score) / max)).map((score) => (reverse ? 100 - score : score))
}

const softTaints = (pod: Pod, { spec }: Node): number =>
  (spec.taints ?? []).filter((taint) => taint.effect === 'PreferNoSchedule' && !tolerated(pod, taint)).length
const preference = ({ spec }: Pod, node: Node): number =>
  sum(
    (spec.affinity?.nodeAffinity?.preferredDuringSchedulingIgnoredDuringExecution ?? []).map(
      ({ weight, preference: term }) => (termMeets(term, node) ? weight : 0),
    ),
  )

/** A container without a request counts for a little; the Pod itself asks for nothing, so it counts for that. */
function leftOver(node: Node, book: Book): number {
  const DEFAULTS = { cpu: 100, memory: 200 * 1024 * 1024 }
  const inUnits = { cpu: quantityMilliValue, memory: quantityValue }
  const scores = (['cpu', 'memory'] as const).map((resource) => {
    const amount = (text: string) => inUnits[resource](parseQuantity(text))
    const used = on(book, node).flatMap(({ spec }) =>
      spec.containers.map(({ resources }) => {
        const text = resources?.requests?.[resource]
        return text === undefined ? DEFAULTS[resource] : amount(text)
      }),
    )
    const most = amount(node.status.allocatable?.[resource] ?? '0')
    const asked = sum(used) + DEFAULTS[resource]
    return asked > most ? 0 : Math.trunc(((most - asked) * 100) / most)
  })
  return Math.trunc(sum(scores) / scores.length)
}

function spreadPoints(pod: Pod, nodes: readonly Node[], book: Book): readonly number[] {
  const own = (pod.spec.topologySpreadConstraints ?? []).length > 0
  const all = own ? spreads(pod, 'ScheduleAnyway') : defaultSpreads(pod, book)
  if (all.length === 0) return nodes.map(() => 0)
  const taking = nodes.filter((node) => !own || hasKeys(all, node))
  const raw = taking.map((node) =>
    Math.round(
      sum(
        all.map((spread) => {
          const { topologyKey, maxSkew } = spread.constraint
          const value = labelOf(node, topologyKey)
          if (value === undefined) return 0
          const counted = book.nodes.filter((each) => (!own || hasKeys(all, each)) && takesPart(spread, pod, each))
          const count =
            topologyKey === HOST
              ? countOn(node, pod, spread.selector, book)
              : sum(
                  counted
                    .filter((each) => labelOf(each, topologyKey) === value)
                    .map((each) => countOn(each, pod, spread.selector, book)),
                )
          const size =
            topologyKey === HOST ? taking.length : new Set(taking.map((each) => labelOf(each, topologyKey) ?? '')).size
          return count * Math.log(size + 2) + (maxSkew - 1)
        }),
      ),
    ),
  )
  const [max, min] = [Math.max(...raw), Math.min(...raw)]
  const score = new Map(
    taking.map((node, i) => [node, max <= 0 ? 100 : Math.trunc((100 * (max + min - (raw[i] ?? 0))) / max)]),
  )
  return nodes.map((node) => score.get(node) ?? 0)
}

/** What every cluster spreads by: the Services of the Pod. Its owner is left out. */
function defaultSpreads(pod: Pod, { services }: Book): readonly Spread[] {
  const mine = services.filter(
    ({ metadata, spec }) =>
      metadata.namespace === pod.metadata.namespace && matches(selectorOfMap(spec.selector ?? {}), pod.metadata.labels),
  )
  const selector = selectorOfMap(Object.assign({}, ...mine.map(({ spec }) => spec.selector)) as Record<string, string>)
  if (selector.length === 0) return []
  const soft = (topologyKey: string, maxSkew: number): Spread => ({
    selector,
    constraint: { topologyKey, maxSkew, whenUnsatisfiable: 'ScheduleAnyway' },
  })
  return [soft(HOST, 3), soft(ZONE, 5)]
}

function affinityPoints(pod: Pod, nodes: readonly Node[], book: Book): readonly number[] {
  const raw = nodes.map((node) => sum(book.pods.map((other) => attraction(pod, other, node, book))))
  const [max, min] = [Math.max(...raw), Math.min(...raw)]
  return raw.map((score) => (max > min ? Math.trunc(100 * ((score - min) / (max - min))) : 0))
}

/** What a Pod that runs adds to a node: what the new Pod thinks of it, and what it thinks of the new Pod. */
function attraction(pod: Pod, other: Pod, node: Node, book: Book): number {
  const soft = (of: Pod, about: Pod): number =>
    sum(
      (
        [
          ['podAffinity', 1],
          ['podAntiAffinity', -1],
        ] as const
      ).flatMap(([sort, sign]) =>
        (of.spec.affinity?.[sort]?.preferredDuringSchedulingIgnoredDuringExecution ?? []).map(
          ({ weight, podAffinityTerm }) => counted(podAffinityTerm, of, about) * sign * weight,
        ),
      ),
    )
  const counted = (term: k.V1PodAffinityTerm, of: Pod, about: Pod): number =>
    means(term, of, about, book) && isWith(other, node, term.topologyKey, book) ? 1 : 0
  return soft(pod, other) + soft(other, pod) + sum(wanted(other).map((term) => counted(term, other, pod)))
}
