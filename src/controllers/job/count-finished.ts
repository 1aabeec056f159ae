// Counts ended Pods exactly once. Follows trackJobStatusAndRemoveFinalizers of pkg/controller/job/job_controller.go, v1.36.
//
// Three writes: (1) the uids of ended Pods go into status.uncountedTerminatedPods, (2) the Pods lose their finalizer, (3) the
// uids leave the list and the counters rise. Whoever stops in between finds out from these lists what was done.
import { byCompletionIndex, completionIndexOf, has, intervalsText, total, withIndexes } from './indexes'
import { hasBackoffLimitPerIndex, hasValidIndex, isIndexed, isPodFailed, isTracked, type JobView } from './job-view'
import { matchPodFailurePolicy } from './pod-failure-policy'
import type { JobCondition, JobStatus } from './status'
import { isDeleting } from '../../objects/kube-object'
import type { Pod } from '../../objects/kinds'

/** uids that status may hold at a time: 20 KB of them. */
export const UNCOUNTED_PODS_MAX = 500

export interface Counting {
  readonly status: JobStatus
  /** Pods whose finalizer may go once the status is written */
  readonly release: readonly Pod[]
  /** more Pods ended than one sync may count */
  readonly isFull: boolean
}

/** @param condition the end of the Job, when there is one: then every Pod that has not succeeded counts as failed */
export function countFinished(view: JobView, before: JobStatus, condition: JobCondition | undefined): Counting {
  const { job } = view
  const pods = isIndexed(job) ? [...view.pods].sort(byCompletionIndex) : view.pods
  const tracked = pods.filter(isTracked)
  const start = settleCounted(before, new Set(tracked.map((pod) => pod.metadata.uid)))
  const succeeded = [...(start.uncountedTerminatedPods?.succeeded ?? [])]
  const failed = [...(start.uncountedTerminatedPods?.failed ?? [])]
  const newIndexes: number[] = []
  const release: Pod[] = []
  let isFull = false
  for (const pod of tracked) {
    if (!canRelease(view, pod, condition)) continue
    release.push(pod)
    const { uid } = pod.metadata
    const isFailed = isPodFailed(pod, job) || (condition !== undefined && condition.type !== 'SuccessCriteriaMet')
    if (pod.status.phase === 'Succeeded' && !failed.includes(uid)) {
      const index = completionIndexOf(pod)
      if (!isIndexed(job)) succeeded.push(...(succeeded.includes(uid) ? [] : [uid]))
      else if (index !== undefined && hasValidIndex(pod, job) && !has(view.previousIndexes, index))
        newIndexes.push(index)
    } else if (isFailed && !failed.includes(uid) && hasValidIndex(pod, job) && countsAsFailure(view, pod))
      failed.push(uid)
    isFull = newIndexes.length + succeeded.length + failed.length >= UNCOUNTED_PODS_MAX
    if (isFull) break
  }
  const status = { ...start, uncountedTerminatedPods: uncounted(succeeded, failed), ...indexStatus(view, newIndexes) }
  return { status, release, isFull }
}

const countsAsFailure = ({ job }: JobView, pod: Pod): boolean =>
  matchPodFailurePolicy(job.spec.podFailurePolicy, pod, hasBackoffLimitPerIndex(job)).counts

/** Not before a failed Pod's count of failures has passed to its successor. */
function canRelease({ job, delayed }: JobView, pod: Pod, condition: JobCondition | undefined): boolean {
  if (isDeleting(job) || condition || pod.status.phase === 'Succeeded') return true
  if (!isPodFailed(pod, job)) return false
  const index = completionIndexOf(pod)
  return !hasBackoffLimitPerIndex(job) || index === undefined || delayed.get(index)?.metadata.uid !== pod.metadata.uid
}

const uncounted = (succeeded: string[], failed: string[]) => ({
  ...(succeeded.length > 0 ? { succeeded } : {}),
  ...(failed.length > 0 ? { failed } : {}),
})

function indexStatus(view: JobView, newIndexes: readonly number[]): Partial<JobStatus> {
  if (!isIndexed(view.job)) return {}
  const indexes = withIndexes(view.succeededIndexes, newIndexes)
  return {
    succeeded: total(indexes),
    completedIndexes: intervalsText(indexes),
    ...(view.failedIndexes ? { failedIndexes: intervalsText(view.failedIndexes) } : {}),
  }
}

/** Uids of Pods without the finalizer leave the lists, and the counters rise by them. */
export function settleCounted(status: JobStatus, uidsWithFinalizer: ReadonlySet<string>): JobStatus {
  const { succeeded = [], failed = [] } = status.uncountedTerminatedPods ?? {}
  const stillSucceeded = succeeded.filter((uid) => uidsWithFinalizer.has(uid))
  const stillFailed = failed.filter((uid) => uidsWithFinalizer.has(uid))
  return {
    ...status,
    succeeded: (status.succeeded ?? 0) + succeeded.length - stillSucceeded.length,
    failed: (status.failed ?? 0) + failed.length - stillFailed.length,
    uncountedTerminatedPods: uncounted(stillSucceeded, stillFailed),
  }
}

/** Zero counters are not written; ready and terminating always are. */
export function withoutZeros(status: JobStatus): JobStatus {
  const { active, succeeded, failed, completedIndexes, ...rest } = status
  return {
    ...(active ? { active } : {}),
    ...(succeeded ? { succeeded } : {}),
    ...(failed ? { failed } : {}),
    ...(completedIndexes ? { completedIndexes } : {}),
    ...rest,
  }
}
