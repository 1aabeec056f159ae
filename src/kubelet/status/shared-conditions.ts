// Thousands of Pods become ready in one second: conditions that are equal are one object, which is frozen and kept once.
import type { PodStatus } from '../../objects/kinds'

type Condition = NonNullable<PodStatus['conditions']>[number]

/** The last few of each type: what happens to many Pods happens to them at about the same time. */
const RECENT_MAX = 4
const recent = new Map<string, Condition[]>()

/** The condition with the time of its last transition, if there is one. */
export function sharedCondition(condition: Condition, lastTransitionTime: string | undefined): Condition {
  let known = recent.get(condition.type)
  if (!known) recent.set(condition.type, (known = []))
  for (const each of known)
    if (each.lastTransitionTime === lastTransitionTime && isSaidAlike(each, condition)) return each
  const fresh = Object.freeze({ ...condition, ...(lastTransitionTime === undefined ? {} : { lastTransitionTime }) })
  known.unshift(fresh)
  if (known.length > RECENT_MAX) known.pop()
  return fresh
}

const isSaidAlike = (a: Condition, b: Condition): boolean =>
  a.status === b.status &&
  a.reason === b.reason &&
  a.message === b.message &&
  a.observedGeneration === b.observedGeneration &&
  a.lastProbeTime === b.lastProbeTime
