// Conditions of any kind: `{ type, status, reason, message, lastTransitionTime }` in a list that keeps its order.

export interface ConditionLike {
  type: string
  status: string
  lastTransitionTime?: string
}

/** A plain loop: it is asked for every Pod all the time, and `find` is many times slower on a frozen list. */
export function conditionOf<C extends ConditionLike>(
  conditions: readonly C[] | undefined,
  type: string,
): C | undefined {
  if (conditions) for (const condition of conditions) if (condition.type === type) return condition
  return undefined
}

export const isConditionTrue = (conditions: readonly ConditionLike[] | undefined, type: string): boolean =>
  conditionOf(conditions, type)?.status === 'True'

/**
 * The list with this condition put in its place, or at the end when it is new. The time of the transition stays that of the
 * old condition while the status stays the same.
 */
export function withCondition<C extends ConditionLike>(conditions: readonly C[] | undefined, condition: C): C[] {
  const all = conditions ?? []
  const place = all.findIndex(({ type }) => type === condition.type)
  const before = all[place]
  if (before === undefined) return [...all, condition]
  const same = before.status === condition.status && before.lastTransitionTime !== undefined
  return all.with(place, same ? { ...condition, lastTransitionTime: before.lastTransitionTime } : condition)
}

export const withoutCondition = <C extends ConditionLike>(conditions: readonly C[] | undefined, type: string): C[] =>
  (conditions ?? []).filter((condition) => condition.type !== type)
