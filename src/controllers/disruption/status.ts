// status of a PodDisruptionBudget. Follows pkg/controller/disruption/disruption.go and
// component-helpers/apps/poddisruptionbudget, v1.36.
import type { Expected } from './plan'
import { withCondition } from '../../objects/conditions'
import type { PodDisruptionBudget } from '../../objects/kinds'

type Status = PodDisruptionBudget['status']

export function budgetStatus(
  { status, metadata }: PodDisruptionBudget,
  { expectedPods, desiredHealthy }: Expected,
  { currentHealthy, disruptedPods }: { currentHealthy: number; disruptedPods: Readonly<Record<string, string>> },
  nowText: string,
): Status {
  const disruptionsAllowed = expectedPods > 0 ? Math.max(0, currentHealthy - desiredHealthy) : 0
  const isAllowed = disruptionsAllowed > 0
  const condition = {
    type: 'DisruptionAllowed',
    status: isAllowed ? 'True' : 'False',
    observedGeneration: metadata.generation,
    lastTransitionTime: nowText,
    reason: isAllowed ? 'SufficientPods' : 'InsufficientPods',
    message: '',
  }
  return {
    observedGeneration: metadata.generation,
    ...(Object.keys(disruptedPods).length > 0 ? { disruptedPods: { ...disruptedPods } } : {}),
    disruptionsAllowed,
    currentHealthy,
    desiredHealthy,
    expectedPods,
    conditions: withCondition(status.conditions, condition),
  }
}

/** When nothing can be counted nothing may go. Of what generation that is said only a status that was counted knows. */
export function failSafeStatus({ status }: PodDisruptionBudget, message: string, nowText: string): Status {
  const condition = {
    type: 'DisruptionAllowed',
    status: 'False',
    ...(status.observedGeneration ? { observedGeneration: status.observedGeneration } : {}),
    lastTransitionTime: nowText,
    reason: 'SyncFailed',
    message,
  }
  return { ...status, disruptionsAllowed: 0, conditions: withCondition(status.conditions, condition) }
}
