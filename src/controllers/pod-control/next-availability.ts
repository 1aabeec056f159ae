// Follows pkg/controller/controller_utils.go FindMinNextPodAvailabilityCheck, v1.36.
import { conditionOf } from '../../objects/conditions'
import type { Pod } from '../../objects/kinds'
import { instantOf } from '../../objects/time'
import type { Requeue } from '../runtime/controller'

/** When the next of these Pods will have been ready for minReadySeconds; undefined when none is on its way. */
export function nextAvailability(pods: readonly Pod[], minReadySeconds: number, now: number): Requeue | undefined {
  if (minReadySeconds <= 0) return undefined
  let soonestMs = Infinity
  for (const { status } of pods) {
    const ready = conditionOf(status.conditions, 'Ready')
    if (ready?.status !== 'True' || !ready.lastTransitionTime) continue
    const leftMs = instantOf(String(ready.lastTransitionTime)) + minReadySeconds * 1000 - now
    if (leftMs > 0) soonestMs = Math.min(soonestMs, leftMs)
  }
  return soonestMs === Infinity ? undefined : { afterMs: soonestMs }
}
