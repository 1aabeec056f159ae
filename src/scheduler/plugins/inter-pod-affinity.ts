// Follows pkg/scheduler/framework/plugins/interpodaffinity (plugin.go, filtering.go), v1.36.
import { affinityTermsOf, termMatches, type AffinityTerm, type NamespaceLabels } from '../affinity-terms'
import type { ClusterEvent } from '../cluster-event'
import { neverFits, refuses, type CycleContext, type Plugin, type PodFilter, type Verdict } from '../framework'
import type { Node, Pod } from '../../objects/kinds'
import type { NodeInfo } from '../node-info'
import type { PodInfo } from '../pod-info'
import { affinityScorer } from './affinity-score'
import { blockedDomains, DomainCounts, matchingAll, matchingEach } from './domain-counts'

const NAME = 'InterPodAffinity'
const NO_AFFINITY = neverFits(NAME, "node(s) didn't match pod affinity rules")
const ANTI_AFFINITY = refuses(NAME, "node(s) didn't match pod anti-affinity rules")
const EXISTING_ANTI_AFFINITY = refuses(NAME, "node(s) didn't satisfy existing pods anti-affinity rules")

export const interPodAffinity: Plugin = {
  name: NAME,
  preFilter(pod, context) {
    const { required = [], requiredAnti = [] } = pod.terms ?? {}
    const blocked = blockedDomains(pod, context)
    if (required.length === 0 && requiredAnti.length === 0 && blocked.empty) return undefined
    return new AffinityFilter(pod, { required, requiredAnti, blocked }, context)
  },
  preScore: affinityScorer,
  helps,
}

interface Rules {
  readonly required: readonly AffinityTerm[]
  readonly requiredAnti: readonly AffinityTerm[]
  readonly blocked: DomainCounts
}

class AffinityFilter implements PodFilter {
  private readonly near: DomainCounts
  private readonly away: DomainCounts
  private readonly labelsOf: NamespaceLabels
  /** its own terms mean the Pod itself: the first of a group that wants to be together */
  private readonly meansItself: boolean

  constructor(
    private readonly pod: PodInfo,
    private readonly rules: Rules,
    context: CycleContext,
  ) {
    this.labelsOf = (namespace) => context.read.get('Namespace', '', namespace)?.metadata.labels
    this.near = matchingAll(rules.required, context)
    this.away = matchingEach(rules.requiredAnti, context)
    this.meansItself = this.meansAll(pod)
  }

  readonly filter = (node: NodeInfo): Verdict | undefined => {
    if (!this.nearEnough(node)) return NO_AFFINITY
    const { requiredAnti, blocked } = this.rules
    for (const { topologyKey } of requiredAnti) {
      const value = node.labels?.[topologyKey]
      if (value !== undefined && this.away.get(topologyKey, value) > 0) return ANTI_AFFINITY
    }
    return blocked.anyOn(node) ? EXISTING_ANTI_AFFINITY : undefined
  }

  addPod(pod: PodInfo, node: NodeInfo): void {
    this.update(pod, node, 1)
  }

  removePod(pod: PodInfo, node: NodeInfo): void {
    this.update(pod, node, -1)
  }

  /** In every topology asked for a Pod that all terms mean; the first Pod of a group that means itself may go anywhere. */
  private nearEnough(node: NodeInfo): boolean {
    let found = true
    for (const { topologyKey } of this.rules.required) {
      const value = node.labels?.[topologyKey]
      if (value === undefined) return false
      if (this.near.get(topologyKey, value) <= 0) found = false
    }
    return found || (this.near.empty && this.meansItself)
  }

  private update(pod: PodInfo, node: NodeInfo, by: 1 | -1): void {
    const { required, requiredAnti, blocked } = this.rules
    if (required.length > 0 && this.meansAll(pod))
      for (const { topologyKey } of required) this.near.change(topologyKey, node, by)
    for (const term of requiredAnti) if (this.means(term, pod)) this.away.change(term.topologyKey, node, by)
    for (const term of pod.terms?.requiredAnti ?? [])
      if (this.means(term, this.pod)) blocked.change(term.topologyKey, node, by)
  }

  private means(term: AffinityTerm, { namespace, labels }: PodInfo): boolean {
    return termMatches(term, namespace, labels, this.labelsOf)
  }

  private meansAll(pod: PodInfo): boolean {
    return this.rules.required.length > 0 && this.rules.required.every((term) => this.means(term, pod))
  }
}

/** A Pod that only others keep away has no key to look for on a node: like upstream it is not woken by nodes. */
function helps(event: ClusterEvent, pod: PodInfo, { read }: CycleContext): boolean {
  const labelsOf: NamespaceLabels = (namespace) => read.get('Namespace', '', namespace)?.metadata.labels
  const { required = [], requiredAnti = [] } = pod.terms ?? {}
  const means = (term: AffinityTerm, { metadata }: Pod): boolean =>
    termMatches(term, metadata.namespace ?? '', metadata.labels, labelsOf)
  const meansAll = (other: Pod): boolean => required.length > 0 && required.every((term) => means(term, other))
  const meansAny = (other: Pod): boolean => requiredAnti.some((term) => means(term, other))
  switch (event.on) {
    case 'AssignedPodAdd':
      return meansAll(event.pod)
    case 'AssignedPodUpdate':
      return (
        event.changes.labels &&
        ((!meansAll(event.previous) && meansAll(event.pod)) || (meansAny(event.previous) && !meansAny(event.pod)))
      )
    case 'AssignedPodDelete':
      return (
        meansAny(event.pod) || (affinityTermsOf(event.pod)?.requiredAnti ?? []).some((term) => means(term, pod.pod))
      )
    case 'OwnUpdate':
      return event.changes.labels
    case 'NodeAdd':
      return requiredAnti.length > 0 || required.some(({ topologyKey }) => hasLabel(event.node, topologyKey))
    case 'NodeUpdate':
      return event.changes.labels && nodeHelps(event, required, requiredAnti)
    default:
      return false
  }
}

const hasLabel = ({ metadata }: Node, key: string): boolean => metadata.labels?.[key] !== undefined

/** A domain to be near to in, or one less to be away from. */
function nodeHelps(
  { node, previous }: { readonly node: Node; readonly previous: Node },
  required: readonly AffinityTerm[],
  requiredAnti: readonly AffinityTerm[],
): boolean {
  const moved = ({ topologyKey }: AffinityTerm): boolean =>
    node.metadata.labels?.[topologyKey] !== previous.metadata.labels?.[topologyKey]
  return (
    required.some((term) => moved(term) && hasLabel(node, term.topologyKey)) ||
    requiredAnti.some((term) => moved(term) && hasLabel(previous, term.topologyKey))
  )
}
