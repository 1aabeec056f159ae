// Follows pkg/controller/deployment/util SetDeploymentCondition, v1.36.
import type { Deployment, ReplicaSet } from '../../objects/kinds'
import { conditionOf, withoutCondition } from '../../objects/conditions'

export type Condition = NonNullable<Deployment['status']['conditions']>[number]
export type Conditions = readonly Condition[]

export interface Said {
  readonly type: 'Available' | 'Progressing' | 'ReplicaFailure'
  readonly status: 'True' | 'False' | 'Unknown'
  readonly reason: string
  readonly message: string
}

export const progressing = (conditions: Conditions | undefined): Condition | undefined =>
  conditionOf(conditions, 'Progressing')

export const conditionAt = ({ type, status, reason, message }: Said, nowText: string): Condition => ({
  type,
  status,
  lastUpdateTime: nowText,
  lastTransitionTime: nowText,
  reason,
  message,
})

/**
 * A condition that says the same (status and reason) stays as it is; one that changes goes to the end of the list, which is
 * the order that users see. The time of transition stays while the status does.
 */
export function setCondition(conditions: Conditions | undefined, condition: Condition): Condition[] {
  const before = conditionOf(conditions, condition.type)
  if (before && before.status === condition.status && before.reason === condition.reason) return [...(conditions ?? [])]
  const next =
    before?.status === condition.status && before.lastTransitionTime
      ? { ...condition, lastTransitionTime: before.lastTransitionTime }
      : condition
  return [...withoutCondition(conditions, condition.type), next]
}

/** What a ReplicaSet says of its failure, as the Deployment repeats it: the new ReplicaSet's words before those of old ones. */
export function replicaFailure(sets: readonly ReplicaSet[], newSet: ReplicaSet | undefined): Condition | undefined {
  for (const set of newSet ? [newSet, ...sets] : sets) {
    const failure = conditionOf(set.status.conditions, 'ReplicaFailure')
    if (!failure) continue
    const { type, status, lastTransitionTime, reason, message } = failure
    return {
      type,
      status,
      ...(lastTransitionTime ? { lastUpdateTime: lastTransitionTime, lastTransitionTime } : {}),
      ...(reason ? { reason } : {}),
      ...(message ? { message } : {}),
    }
  }
  return undefined
}
