// Thousands of Pods become ready in one second: conditions that are equal are one object, which is frozen and kept once.
import type { PodStatus } from '../../objects/kinds'

type Condition = NonNullable<PodStatus['conditions']>[number]

/** Enough for what happens within a few seconds; older ones are forgotten all together. */
const SHARED_MAX = 1_000
const shared = new Map<string, Condition>()

/** The condition with the time of its last transition, if there is one. */
export function sharedCondition(condition: Condition, lastTransitionTime: string | undefined): Condition {
  const { type, status, reason, message, observedGeneration } = condition
  const key = `${type}|${status}|${reason}|${observedGeneration}|${lastTransitionTime}|${message}`
  const known = shared.get(key)
  if (known) return known
  if (shared.size >= SHARED_MAX) shared.clear()
  const fresh = Object.freeze({ ...condition, ...(lastTransitionTime === undefined ? {} : { lastTransitionTime }) })
  shared.set(key, fresh)
  return fresh
}
