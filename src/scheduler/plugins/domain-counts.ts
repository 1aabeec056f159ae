// Pods that matter for affinity, by topology and domain. Follows plugins/interpodaffinity/filtering.go (topologyToMatchedTermCount),
// v1.36; the sums come from counters that are kept up to date instead of from a walk over all Pods.
import { matches, type Requirement, type Selector } from '../../objects/selectors'
import { termMatches, type AffinityTerm } from '../affinity-terms'
import type { CycleContext } from '../framework'
import type { NodeInfo } from '../node-info'
import type { PodCounter } from '../pod-counts'
import type { PodInfo } from '../pod-info'

/** Sums over counters, plus what a dry run adds and takes away. */
export class DomainCounts {
  private readonly sources = new Map<string, ReadonlyMap<string, number>[]>()
  private readonly changed = new Map<string, Map<string, number>>()

  use(topologyKey: string, domains: ReadonlyMap<string, number>): void {
    const sources = this.sources.get(topologyKey)
    if (sources) sources.push(domains)
    else this.sources.set(topologyKey, [domains])
  }

  get(topologyKey: string, value: string): number {
    let sum = this.changed.get(topologyKey)?.get(value) ?? 0
    for (const domains of this.sources.get(topologyKey) ?? []) sum += domains.get(value) ?? 0
    return sum
  }

  change(topologyKey: string, { labels }: NodeInfo, by: number): void {
    const value = labels?.[topologyKey]
    if (value === undefined) return
    let changes = this.changed.get(topologyKey)
    if (!changes) this.changed.set(topologyKey, (changes = new Map<string, number>()))
    changes.set(value, (changes.get(value) ?? 0) + by)
  }

  /** Not a Pod in any domain. */
  get empty(): boolean {
    for (const [topologyKey, sources] of this.sources) {
      for (const domains of sources)
        for (const value of domains.keys()) if (this.get(topologyKey, value) > 0) return false
    }
    for (const [topologyKey, changes] of this.changed)
      for (const value of changes.keys()) if (this.get(topologyKey, value) > 0) return false
    return true
  }

  /** Whether the node is in a domain that is counted. */
  anyOn({ labels }: NodeInfo): boolean {
    for (const topologyKey of this.sources.keys()) if (this.isOn(topologyKey, labels?.[topologyKey])) return true
    for (const topologyKey of this.changed.keys()) if (this.isOn(topologyKey, labels?.[topologyKey])) return true
    return false
  }

  private isOn(topologyKey: string, value: string | undefined): boolean {
    return value !== undefined && this.get(topologyKey, value) > 0
  }
}

/** Pods that every term means, for each term's topology. */
export function matchingAll(terms: readonly AffinityTerm[], context: CycleContext): DomainCounts {
  const counts = new DomainCounts()
  if (terms.length === 0 || terms.some(({ selector }) => !selector)) return counts
  const selector: Selector = terms.flatMap((term): readonly Requirement[] => term.selector ?? [])
  const counters = countersOf({ selector, namespaces: namespacesOfAll(terms, context) }, context)
  for (const { topologyKey } of terms)
    for (const counter of counters) counts.use(topologyKey, counter.domains(topologyKey))
  return counts
}

/** Pods that one of the terms means, for its own topology. */
export function matchingEach(terms: readonly AffinityTerm[], context: CycleContext): DomainCounts {
  const counts = new DomainCounts()
  for (const term of terms)
    for (const counter of countersOfTerm(term, context)) counts.use(term.topologyKey, counter.domains(term.topologyKey))
  return counts
}

export function countersOfTerm(term: AffinityTerm, context: CycleContext): readonly PodCounter[] {
  return term.selector
    ? countersOf({ selector: term.selector, namespaces: namespacesOfAll([term], context) }, context)
    : []
}

/** Domains where running Pods keep this one out. */
export function blockedDomains(pod: PodInfo, { nodes, read }: CycleContext): DomainCounts {
  const counts = new DomainCounts()
  const labelsOf = (namespace: string) => read.get('Namespace', '', namespace)?.metadata.labels
  for (const { term, domains } of nodes.terms.requiredAnti) {
    if (termMatches(term, pod.namespace, pod.labels, labelsOf)) counts.use(term.topologyKey, domains)
  }
  return counts
}

function countersOf(
  { selector, namespaces }: { selector: Selector; namespaces: ReadonlySet<string> | 'all' },
  { nodes }: CycleContext,
): PodCounter[] {
  if (namespaces === 'all') return [nodes.counts.counter({ namespace: undefined, selector, terminating: true })]
  return [...namespaces].map((namespace) => nodes.counts.counter({ namespace, selector, terminating: true }))
}

/** The namespaces that all terms mean; an empty namespace selector means all there are. */
function namespacesOfAll(terms: readonly AffinityTerm[], context: CycleContext): ReadonlySet<string> | 'all' {
  let together: ReadonlySet<string> | 'all' = 'all'
  for (const term of terms) {
    const own = namespacesOf(term, context)
    if (own === 'all') continue
    together = together === 'all' ? own : intersection(together, own)
  }
  return together
}

const intersection = (a: ReadonlySet<string>, b: ReadonlySet<string>): ReadonlySet<string> =>
  new Set([...a].filter((each) => b.has(each)))

function namespacesOf(
  { namespaces, namespaceSelector }: AffinityTerm,
  { read }: CycleContext,
): ReadonlySet<string> | 'all' {
  if (!namespaceSelector) return namespaces
  if (namespaceSelector.length === 0) return 'all'
  const picked = read.list('Namespace').filter(({ metadata }) => matches(namespaceSelector, metadata.labels))
  return new Set([...namespaces, ...picked.map(({ metadata }) => metadata.name)])
}
