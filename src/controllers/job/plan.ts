// How many Pods a Job makes or removes now. Follows manageJob of pkg/controller/job/job_controller.go, v1.36.
import {
  absoluteFailures,
  hasBackoffLimitPerIndex,
  indexesOf,
  isIndexed,
  isSuspended,
  isTerminating,
  onlyReplacesFailed,
  type JobView,
} from './job-view'
import { finishedAt, remainingBackoffMs } from './backoff'
import { byCompletionIndex, completionIndexOf, firstPendingIndexes, merge, withIndexes } from './indexes'
import { groupBy } from '../../objects/group-by'
import type { Job, Pod } from '../../objects/kinds'
import { rankActivePods } from './rank-active-pods'

/** Pods made or removed in one sync. */
export const PODS_PER_SYNC_MAX = 500

export type JobPlan =
  | { readonly do: 'nothing' }
  | { readonly do: 'remove'; readonly pods: readonly Pod[] }
  /** not before the back-off is over */
  | { readonly do: 'wait'; readonly ms: number }
  /** one Pod an index for Indexed Jobs, `undefined` for each other Pod */
  | { readonly do: 'create'; readonly indexes: readonly (number | undefined)[] }

const NOTHING: JobPlan = { do: 'nothing' }

/** Either removes or creates, never both in one sync. */
export function planJobPods(view: JobView, now: number): JobPlan {
  const { job, active } = view
  if (isSuspended(job))
    return active.length === 0 ? NOTHING : { do: 'remove', pods: podsForRemoval(job, active, active.length) }
  const wanted = wantedActive(view)
  const surplus = podsForRemoval(job, active, Math.max(0, active.length - wanted)).slice(0, PODS_PER_SYNC_MAX)
  if (surplus.length > 0) return { do: 'remove', pods: surplus }
  const missing = wanted - active.length - (onlyReplacesFailed(job) ? view.terminating : 0)
  return missing > 0 ? planCreation(view, Math.min(missing, PODS_PER_SYNC_MAX), now) : NOTHING
}

function wantedActive({ job, active, succeeded }: JobView): number {
  const parallelism = job.spec.parallelism ?? 1
  if (job.spec.completions === undefined) return succeeded > 0 ? active.length : parallelism
  return Math.max(0, Math.min(job.spec.completions - succeeded, parallelism))
}

function planCreation(view: JobView, count: number, now: number): JobPlan {
  const { job, backoff } = view
  const perIndex = hasBackoffLimitPerIndex(job)
  const waitMs = perIndex ? 0 : remainingBackoffMs(backoff, now)
  if (waitMs > 0) return { do: 'wait', ms: waitMs }
  if (!isIndexed(job)) return { do: 'create', indexes: Array<undefined>(count).fill(undefined) }
  const pending = firstPendingIndexes(takenIndexes(view), count, job.spec.completions ?? 0)
  return perIndex ? planPerIndex(pending, view.delayed, now) : { do: 'create', indexes: pending }
}

function takenIndexes({ job, active, pods, succeededIndexes, failedIndexes }: JobView) {
  let taken = withIndexes(succeededIndexes, indexesOf(active))
  if (onlyReplacesFailed(job)) taken = withIndexes(taken, indexesOf(pods.filter(isTerminating)))
  return failedIndexes ? merge(taken, failedIndexes) : taken
}

/** Each index waits for its own back-off; the sync waits only when no index may start. */
function planPerIndex(pending: readonly number[], delayed: ReadonlyMap<number, Pod>, now: number): JobPlan {
  const waits = pending.map((index) => {
    const last = delayed.get(index)
    return last
      ? remainingBackoffMs(
          { failuresAfterLastSuccess: absoluteFailures(last) + 1, lastFailureAt: finishedAt(last) },
          now,
        )
      : 0
  })
  const ready = pending.filter((_, place) => waits[place] === 0)
  if (ready.length > 0) return { do: 'create', indexes: ready }
  return waits.length === 0 ? NOTHING : { do: 'wait', ms: Math.min(...waits) }
}

/** Pods with a wrong or a doubled index first, then as many as needed, the least advanced first. */
export function podsForRemoval(job: Job, active: readonly Pod[], atLeast: number): readonly Pod[] {
  const [unfit, fit] = isIndexed(job) ? splitByIndex(active, job.spec.completions ?? 0) : [[], active]
  return [...unfit, ...rankActivePods(fit).slice(0, Math.max(0, atLeast - unfit.length))]
}

function splitByIndex(active: readonly Pod[], completions: number): [readonly Pod[], readonly Pod[]] {
  const unfit: Pod[] = []
  const fit: Pod[] = []
  const groups = groupBy([...active].sort(byCompletionIndex), completionIndexOf)
  for (const [index, pods] of groups) {
    const ranked = index === undefined || index >= completions ? pods : rankActivePods(pods)
    const kept = index === undefined || index >= completions ? 0 : 1
    unfit.push(...ranked.slice(0, ranked.length - kept))
    fit.push(...ranked.slice(ranked.length - kept))
  }
  return [unfit, fit]
}
