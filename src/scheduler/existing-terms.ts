// What the Pods that run already say about others: their affinity terms, equal ones together, counted by domain.
// Upstream asks every Pod with affinity anew (plugins/interpodaffinity); the sums are the same.
import type { AffinityTerm } from './affinity-terms'
import type { NodeInfo } from './node-info'
import type { PodInfo } from './pod-info'

/** The weight of a required affinity term of a running Pod when others are scored. Follows hardPodAffinityWeight's default. */
const REQUIRED_AFFINITY_WEIGHT = 1

/** One term, as often as Pods with it run in each domain. */
export interface TermGroup {
  readonly term: AffinityTerm
  /** value of the topology key -> Pods there that say so */
  readonly domains: Map<string, number>
}

/** Terms that count for the score: positive weights attract, negative ones repel. */
export interface WeightedGroup extends TermGroup {
  readonly weight: number
}

export class ExistingTerms {
  private readonly anti = new Map<string, TermGroup>()
  private readonly weighted = new Map<string, WeightedGroup>()

  /** Required anti-affinity of running Pods: where they are, Pods that the term means may not go. */
  get requiredAnti(): Iterable<TermGroup> {
    return this.anti.values()
  }

  get scored(): Iterable<WeightedGroup> {
    return this.weighted.values()
  }

  get hasRequiredAnti(): boolean {
    return this.anti.size > 0
  }

  get hasScored(): boolean {
    return this.weighted.size > 0
  }

  add(pod: PodInfo, node: NodeInfo): void {
    if (pod.terms) this.change(pod, node, 1)
  }

  /** With the labels that the node had when the Pod was added. */
  remove(pod: PodInfo, node: NodeInfo): void {
    if (pod.terms) this.change(pod, node, -1)
  }

  private change({ terms }: PodInfo, { labels }: NodeInfo, by: 1 | -1): void {
    if (!terms) return
    for (const term of terms.requiredAnti)
      count(this.anti, { key: term.key, group: { term, domains: new Map() } }, labels?.[term.topologyKey], by)
    for (const term of terms.required) this.weigh(term, REQUIRED_AFFINITY_WEIGHT, labels?.[term.topologyKey], by)
    for (const { term, weight } of terms.preferred) this.weigh(term, weight, labels?.[term.topologyKey], by)
    for (const { term, weight } of terms.preferredAnti) this.weigh(term, -weight, labels?.[term.topologyKey], by)
  }

  private weigh(term: AffinityTerm, weight: number, value: string | undefined, by: 1 | -1): void {
    count(this.weighted, { key: `${weight} ${term.key}`, group: { term, weight, domains: new Map() } }, value, by)
  }
}

function count<G extends TermGroup>(
  groups: Map<string, G>,
  { key, group }: { key: string; group: G },
  value: string | undefined,
  by: 1 | -1,
): void {
  if (value === undefined) return
  let found = groups.get(key)
  if (!found) groups.set(key, (found = group))
  const sum = (found.domains.get(value) ?? 0) + by
  if (sum > 0) found.domains.set(value, sum)
  else found.domains.delete(value)
  if (found.domains.size === 0) groups.delete(key)
}
