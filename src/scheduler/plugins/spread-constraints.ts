// The constraints of one Pod, taken apart. Follows pkg/scheduler/framework/plugins/podtopologyspread/common.go and
// plugins/helper/spread.go (DefaultSelector), v1.36.
import type { Reader } from '../../apiserver/client'
import type { V1TopologySpreadConstraint } from '../../objects/generated/kubernetes'
import type { LabelSelector, Pod } from '../../objects/kinds'
import { controllerOf } from '../../objects/owners'
import { matches, selectorOf, selectorOfMap, type Selector } from '../../objects/selectors'
import { labelRequirements } from '../affinity-terms'
import type { NodeInfo } from '../node-info'
import type { PodInfo } from '../pod-info'
import { untolerated } from '../taints'

export const HOSTNAME = 'kubernetes.io/hostname'
const ZONE = 'topology.kubernetes.io/zone'

export interface SpreadConstraint {
  readonly maxSkew: number
  readonly topologyKey: string
  readonly selector: Selector
  readonly minDomains: number
  /** nodes that the Pod's node affinity rules out do not count as domains */
  readonly honorAffinity: boolean
  /** nor do nodes with taints that it does not tolerate */
  readonly honorTaints: boolean
}

export type WhenUnsatisfiable = 'DoNotSchedule' | 'ScheduleAnyway'

/** The Pod's own constraints of one kind. */
export const constraintsOf = ({ pod }: PodInfo, when: WhenUnsatisfiable): readonly SpreadConstraint[] =>
  (pod.spec.topologySpreadConstraints ?? [])
    .filter(({ whenUnsatisfiable }) => whenUnsatisfiable === when)
    .map((each) => takeApart(each, pod))

function takeApart(constraint: V1TopologySpreadConstraint, { metadata }: Pod): SpreadConstraint {
  const selector = selectorOf(constraint.labelSelector) ?? NOTHING
  return {
    maxSkew: constraint.maxSkew,
    topologyKey: constraint.topologyKey,
    minDomains: constraint.minDomains ?? 1,
    selector:
      selector === NOTHING
        ? selector
        : [...selector, ...labelRequirements(constraint.matchLabelKeys, 'In', metadata.labels)],
    honorAffinity: (constraint.nodeAffinityPolicy ?? 'Honor') === 'Honor',
    honorTaints: constraint.nodeTaintsPolicy === 'Honor',
  }
}

/** Picks nothing. An empty selector counts nothing either: upstream's countPodsMatchSelector. */
const NOTHING: Selector = []

/** What every cluster spreads its Pods by when they say nothing themselves. */
const SYSTEM_DEFAULTS = [
  { topologyKey: HOSTNAME, maxSkew: 3 },
  { topologyKey: ZONE, maxSkew: 5 },
] as const

/** The system's constraints over the Pods of the same Services and of the same owner; none for a Pod without either. */
export function defaultConstraints(pod: PodInfo, read: Reader): readonly SpreadConstraint[] {
  const selector = defaultSelector(pod, read)
  let constraints = defaultsFor.get(selector)
  if (!constraints) defaultsFor.set(selector, (constraints = defaultsOver(selector)))
  return constraints
}

/** By selector: the Pods of one owner share theirs. */
const defaultsFor = new WeakMap<Selector, readonly SpreadConstraint[]>()

const defaultsOver = (selector: Selector): readonly SpreadConstraint[] =>
  selector.length === 0
    ? []
    : SYSTEM_DEFAULTS.map((each) => ({ ...each, selector, minDomains: 1, honorAffinity: true, honorTaints: false }))

function defaultSelector({ pod, namespace }: PodInfo, read: Reader): Selector {
  const merged = new Map<string, string>()
  const merge = (labels: Record<string, string> | undefined): void => {
    for (const key in labels) merged.set(key, labels[key] as string)
  }
  for (const { spec } of read.list('Service', namespace))
    if (matchesMap(spec.selector, pod.metadata.labels)) merge(spec.selector)
  const owner = controllerOf(pod)
  if (owner?.kind === 'ReplicationController')
    merge(read.get('ReplicationController', namespace, owner.name)?.spec.selector)
  const byMap = merged.size > 0 ? selectorOfMap(Object.fromEntries(merged)) : NOTHING
  if (owner?.kind !== 'ReplicaSet' && owner?.kind !== 'StatefulSet') return byMap
  const ownersChoice = knownSelector(read.get(owner.kind, namespace, owner.name)?.spec.selector)
  return byMap === NOTHING ? ownersChoice : [...byMap, ...ownersChoice]
}

/** Selectors of owners, taken apart once for all their Pods. */
const known = new WeakMap<LabelSelector, Selector>()

function knownSelector(selector: LabelSelector | undefined): Selector {
  if (!selector) return NOTHING
  let found = known.get(selector)
  if (!found) known.set(selector, (found = selectorOf(selector) ?? NOTHING))
  return found
}

/** A Service without a selector picks no Pods. */
function matchesMap(wanted: Record<string, string> | undefined, labels: Record<string, string> | undefined): boolean {
  for (const key in wanted) if (labels?.[key] !== wanted[key]) return false
  return wanted !== undefined
}

/** Whether the node belongs to the constraint's domains, by its policies. */
export function includes(constraint: SpreadConstraint, { pod, requiredNodes }: PodInfo, node: NodeInfo): boolean {
  if (constraint.honorAffinity && requiredNodes && !requiredNodes(node)) return false
  return !constraint.honorTaints || !untolerated(node.taints, pod.spec.tolerations)
}

export const hasAllKeys = (constraints: readonly SpreadConstraint[], { labels }: NodeInfo): boolean =>
  constraints.every(({ topologyKey }) => labels?.[topologyKey] !== undefined)

/** Whether a Pod counts for the constraint: an empty selector counts none. */
export const counts = ({ selector }: SpreadConstraint, pod: PodInfo): boolean =>
  selector.length > 0 && matches(selector, pod.labels)
