// Follows pkg/scheduler/framework/plugins/podtopologyspread (plugin.go, filtering.go), v1.36.
import { dequal } from 'dequal'
import type { ClusterEvent, NodeChanges, PodChanges } from '../cluster-event'
import { neverFits, refuses, type CycleContext, type Plugin, type PodFilter, type Verdict } from '../framework'
import { matches } from '../../objects/selectors'
import type { Node, Pod } from '../../objects/kinds'
import type { NodeInfo } from '../node-info'
import type { PodInfo } from '../pod-info'
import { constraintsOf, counts, hasAllKeys, includes, type SpreadConstraint } from './spread-constraints'
import { spreadScorer } from './spread-score'

const NAME = 'PodTopologySpread'
const SKEWED = refuses(NAME, "node(s) didn't match pod topology spread constraints")
const NO_LABEL = neverFits(NAME, "node(s) didn't match pod topology spread constraints (missing required label)")

export const podTopologySpread: Plugin = {
  name: NAME,
  preFilter(pod, context) {
    const constraints = constraintsOf(pod, 'DoNotSchedule')
    return constraints.length === 0 ? undefined : new SpreadFilter(pod, constraints, context)
  },
  preScore: spreadScorer,
  helps,
}

/** Pods per domain for each constraint, and whether one more keeps the skew within bounds. */
class SpreadFilter implements PodFilter {
  private readonly domains: Map<string, number>[]
  private readonly least: (number | undefined)[] = []

  constructor(
    private readonly pod: PodInfo,
    private readonly constraints: readonly SpreadConstraint[],
    { nodes }: CycleContext,
  ) {
    this.domains = constraints.map(() => new Map<string, number>())
    const counters = constraints.map(({ selector }) =>
      selector.length === 0
        ? undefined
        : nodes.counts.counter({ namespace: pod.namespace, selector, terminating: false }),
    )
    for (const node of nodes.list()) {
      if (!hasAllKeys(constraints, node)) continue
      constraints.forEach((constraint, i) => {
        if (includes(constraint, pod, node)) this.change(i, node, counters[i]?.onNode(node) ?? 0)
      })
    }
  }

  readonly filter = (node: NodeInfo): Verdict | undefined => {
    for (let i = 0; i < this.constraints.length; i++) {
      const constraint = this.constraints[i] as SpreadConstraint
      const value = node.labels?.[constraint.topologyKey]
      if (value === undefined) return NO_LABEL
      const own = counts(constraint, this.pod) ? 1 : 0
      const skew = (this.domains[i]?.get(value) ?? 0) + own - this.leastOf(i)
      if (skew > constraint.maxSkew) return SKEWED
    }
    return undefined
  }

  addPod(pod: PodInfo, node: NodeInfo): void {
    this.update(pod, node, 1)
  }

  removePod(pod: PodInfo, node: NodeInfo): void {
    this.update(pod, node, -1)
  }

  private update(pod: PodInfo, node: NodeInfo, by: 1 | -1): void {
    if (pod.namespace !== this.pod.namespace || pod.terminating || !hasAllKeys(this.constraints, node)) return
    this.constraints.forEach((constraint, i) => {
      if (counts(constraint, pod) && includes(constraint, this.pod, node)) this.change(i, node, by)
    })
  }

  private change(i: number, node: NodeInfo, by: number): void {
    const domains = this.domains[i] as Map<string, number>
    const value = node.labels?.[(this.constraints[i] as SpreadConstraint).topologyKey] as string
    domains.set(value, (domains.get(value) ?? 0) + by)
    this.least[i] = undefined
  }

  /** With fewer domains than minDomains an empty one is imagined. */
  private leastOf(i: number): number {
    const known = this.least[i]
    if (known !== undefined) return known
    const domains = this.domains[i] as Map<string, number>
    let least = Infinity
    if (domains.size < (this.constraints[i] as SpreadConstraint).minDomains) least = 0
    else for (const count of domains.values()) least = Math.min(least, count)
    return (this.least[i] = least)
  }
}

function helps(event: ClusterEvent, pod: PodInfo): boolean {
  const constraints = constraintsOf(pod, 'DoNotSchedule')
  switch (event.on) {
    case 'AssignedPodAdd':
    case 'AssignedPodDelete':
      return event.pod.metadata.namespace === pod.namespace && constraints.some((each) => means(each, event.pod))
    case 'AssignedPodUpdate':
      return event.pod.metadata.namespace === pod.namespace && changesCount(constraints, event)
    case 'OwnUpdate':
      return (
        (event.changes.tolerations && constraints.some(({ honorTaints }) => honorTaints)) ||
        changesCount(constraints, event)
      )
    case 'NodeAdd':
    case 'NodeDelete':
      return isDomain(constraints, event.node)
    case 'NodeUpdate':
      return nodeHelps(constraints, event)
    default:
      return false
  }
}

const means = ({ selector }: SpreadConstraint, { metadata }: Pod): boolean =>
  selector.length > 0 && matches(selector, metadata.labels)

/** The Pod counts now for a constraint for which it did not, or the other way round. */
const changesCount = (
  constraints: readonly SpreadConstraint[],
  { pod, previous, changes }: { readonly pod: Pod; readonly previous: Pod; readonly changes: PodChanges },
): boolean => changes.labels && constraints.some((each) => means(each, pod) !== means(each, previous))

const isDomain = (constraints: readonly SpreadConstraint[], { metadata }: Node): boolean =>
  constraints.every(({ topologyKey }) => metadata.labels?.[topologyKey] !== undefined)

/** The node belongs to the domains and did not, or does not any more; or it changed its domain or its taints. */
function nodeHelps(
  constraints: readonly SpreadConstraint[],
  { node, previous, changes }: { readonly node: Node; readonly previous: Node; readonly changes: NodeChanges },
): boolean {
  if (!isDomain(constraints, node)) return isDomain(constraints, previous)
  return (
    (changes.taints && !dequal(node.spec.taints, previous.spec.taints)) ||
    constraints.some(
      ({ topologyKey }) => node.metadata.labels?.[topologyKey] !== previous.metadata.labels?.[topologyKey],
    )
  )
}
