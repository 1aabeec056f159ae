// Who has to go from a node so that a more important Pod fits. Follows plugins/defaultpreemption/default_preemption.go
// (SelectVictimsOnNode), v1.36.
import type { Kinds } from '../../objects/kinds'
import { matches, selectorOf } from '../../objects/selectors'
import type { PodFilters } from '../cycle'
import { neverFits, type Verdict } from '../framework'
import type { NodeInfo } from '../node-info'
import type { PodInfo } from '../pod-info'

export type DisruptionBudget = Kinds['PodDisruptionBudget']

export interface Victims {
  readonly node: NodeInfo
  /** the most important first */
  readonly pods: readonly PodInfo[]
  /** how many of them a disruption budget would keep */
  readonly violations: number
}

const NO_VICTIMS = neverFits('DefaultPreemption', 'No preemption victims found for incoming pod')

/** The fewest and least important Pods of lower priority without which the Pod fits; or why that does not help. */
export function selectVictims(
  filters: PodFilters,
  node: NodeInfo,
  budgets: readonly DisruptionBudget[],
): Victims | Verdict {
  const copy = node.clone()
  const lower = [...copy.pods.values()]
    .filter(({ priority }) => priority < filters.pod.priority)
    .sort(moreImportantFirst)
  if (lower.length === 0) return NO_VICTIMS
  const removed = new Set<PodInfo>()
  const remove = (pod: PodInfo): void => {
    filters.removePod(pod, copy)
    removed.add(pod)
  }
  const putBack = (pod: PodInfo): void => {
    filters.addPod(pod, copy)
    removed.delete(pod)
  }
  for (const pod of lower) remove(pod)
  const verdict = filters.verdict(copy)
  if (verdict) {
    for (const pod of lower) putBack(pod)
    return verdict
  }
  const { violating, others } = splitByBudgets(lower, budgets)
  const victims: PodInfo[] = []
  let violations = 0
  for (const pod of [...violating, ...others]) {
    putBack(pod)
    if (!filters.verdict(copy)) continue
    remove(pod)
    victims.push(pod)
    if (violating.includes(pod)) violations++
  }
  for (const pod of [...removed]) putBack(pod)
  return { node, pods: victims.sort(moreImportantFirst), violations }
}

/** Higher priority, then running for longer. Pods that have not started count as the youngest. Follows scheduler/util (MoreImportantPod). */
export const moreImportantFirst = (a: PodInfo, b: PodInfo): number =>
  b.priority - a.priority || startedAt(a) - startedAt(b) || (a.key < b.key ? -1 : 1)

export const startedAt = ({ pod }: PodInfo): number =>
  pod.status.startTime ? Date.parse(pod.status.startTime) : Number.MAX_SAFE_INTEGER

/** Pods whose eviction a budget does not allow, and the others; each in the order given. */
export function splitByBudgets(
  pods: readonly PodInfo[],
  budgets: readonly DisruptionBudget[],
): { violating: PodInfo[]; others: PodInfo[] } {
  const allowed = budgets.map(({ status }) => status.disruptionsAllowed ?? 0)
  const violating: PodInfo[] = []
  const others: PodInfo[] = []
  for (const pod of pods) {
    let violates = false
    budgets.forEach((budget, i) => {
      if (!covers(budget, pod)) return
      const left = (allowed[i] as number) - 1
      allowed[i] = left
      if (left < 0) violates = true
    })
    if (violates) violating.push(pod)
    else others.push(pod)
  }
  return { violating, others }
}

/** A budget without a selector, or with an empty one, covers nothing here. Pods that it has let go already do not count twice. */
function covers({ metadata, spec, status }: DisruptionBudget, pod: PodInfo): boolean {
  const selector = selectorOf(spec.selector)
  if (metadata.namespace !== pod.namespace || !selector || selector.length === 0 || !pod.labels) return false
  return matches(selector, pod.labels) && status.disruptedPods?.[pod.name] === undefined
}
