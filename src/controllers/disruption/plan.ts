// How many Pods a budget allows to go. Follows pkg/controller/disruption/disruption.go, v1.36.
import { isDeleting } from '../../objects/kube-object'
import type { Pod, PodDisruptionBudget } from '../../objects/kinds'
import { scaledValue } from '../../objects/int-or-percent'
import { isPodReady } from '../../objects/pods'
import { instantOf } from '../../objects/time'

/** An eviction that was granted is waited for this long. */
export const DELETION_TIMEOUT_MS = 120_000

export interface Expected {
  readonly expectedPods: number
  readonly desiredHealthy: number
}

/** @param scale how many replicas the Pods' controllers want together; asked only where the budget needs it */
export function expectedOf({ spec }: PodDisruptionBudget, pods: readonly Pod[], scale: () => number): Expected {
  if (spec.maxUnavailable !== undefined) {
    const expectedPods = scale()
    return {
      expectedPods,
      desiredHealthy: Math.max(0, expectedPods - scaledValue(spec.maxUnavailable, expectedPods, 'up')),
    }
  }
  if (spec.minAvailable === undefined) return { expectedPods: 0, desiredHealthy: 0 }
  if (typeof spec.minAvailable === 'number') return { expectedPods: pods.length, desiredHealthy: spec.minAvailable }
  const expectedPods = scale()
  return { expectedPods, desiredHealthy: scaledValue(spec.minAvailable, expectedPods, 'up') }
}

export interface Disrupted {
  /** Pods whose eviction was granted and that are still there */
  readonly disruptedPods: Readonly<Record<string, string>>
  /** of those that should have gone by now */
  readonly overdue: readonly Pod[]
  /** ms: when the next of them is overdue */
  readonly recheckAt?: number
}

export function disruptedOf({ status }: PodDisruptionBudget, pods: readonly Pod[], now: number): Disrupted {
  const disruptedPods: Record<string, string> = {}
  const overdue: Pod[] = []
  let recheckAt: number | undefined
  for (const pod of pods) {
    const since = status.disruptedPods?.[pod.metadata.name]
    if (since === undefined || isDeleting(pod)) continue
    const deadline = instantOf(String(since)) + DELETION_TIMEOUT_MS
    if (deadline < now) {
      overdue.push(pod)
      continue
    }
    disruptedPods[pod.metadata.name] = String(since)
    recheckAt = Math.min(recheckAt ?? Infinity, deadline)
  }
  return { disruptedPods, overdue, ...(recheckAt === undefined ? {} : { recheckAt }) }
}

export const countHealthy = (pods: readonly Pod[], disrupted: Readonly<Record<string, string>>): number =>
  pods.filter((pod) => !isDeleting(pod) && disrupted[pod.metadata.name] === undefined && isPodReady(pod)).length
