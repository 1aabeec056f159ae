// What the status of a ReplicaSet asks of a Pod, and nothing else: Pods of one class need not be told apart.
import { conditionOf } from './conditions'
import type { Pod } from './kinds'
import { isPodTerminal, isPodTerminating } from './pods'
import type { Labels } from './selectors'

export interface PodClass {
  readonly labels: Labels
  /** neither ended nor going away; going away; ended */
  readonly state: 'active' | 'terminating' | 'ended'
  /** since when it is ready; '' when nobody says, undefined while it is not */
  readonly readySince: string | undefined
}

/** Each class is made once for its labels: Pods of one template share them, so that there are few. */
const classes = new WeakMap<object, Map<string, PodClass>>()
const NO_LABELS = {}

export function podClassOf(pod: Pod): PodClass {
  const { labels } = pod.metadata
  const state = isPodTerminal(pod) ? 'ended' : isPodTerminating(pod) ? 'terminating' : 'active'
  const ready = conditionOf(pod.status.conditions, 'Ready')
  const readySince = ready?.status === 'True' ? (ready.lastTransitionTime ?? '') : undefined
  let known = classes.get(labels ?? NO_LABELS)
  if (!known) classes.set(labels ?? NO_LABELS, (known = new Map<string, PodClass>()))
  const traits = readySince === undefined ? state : `${state} ${readySince}`
  let found = known.get(traits)
  if (!found) known.set(traits, (found = { labels, state, readySince }))
  return found
}

export function countClasses(pods: readonly Pod[]): Map<PodClass, number> {
  const counted = new Map<PodClass, number>()
  for (const pod of pods) {
    const of = podClassOf(pod)
    counted.set(of, (counted.get(of) ?? 0) + 1)
  }
  return counted
}
