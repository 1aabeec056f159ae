// What one sync of a Job looks at, gathered at its start. Follows syncJobCtx of pkg/controller/job/job_controller.go, v1.36.
import { NO_FAILURES, finishedAt, nextBackoffRecord, type BackoffRecord } from './backoff'
import { completionIndexOf, has, intervalsOf, total, withIndexes, type Intervals } from './indexes'
import { matchPodFailurePolicy } from './pod-failure-policy'
import { isDeleting } from '../../objects/kube-object'
import type { Job, Pod } from '../../objects/kinds'
import { isPodActive, isPodReady, isPodTerminal } from '../../objects/pods'

export const JOB_TRACKING = 'batch.kubernetes.io/job-tracking'
export const INDEX_FAILURE_COUNT = 'batch.kubernetes.io/job-index-failure-count'
export const INDEX_IGNORED_FAILURE_COUNT = 'batch.kubernetes.io/job-index-ignored-failure-count'

export interface JobView {
  readonly job: Job
  readonly pods: readonly Pod[]
  readonly active: readonly Pod[]
  readonly ready: number
  readonly terminating: number
  readonly succeeded: number
  readonly failed: number
  readonly backoff: BackoffRecord
  /** of Indexed Jobs: counted already, and counted already or now */
  readonly previousIndexes: Intervals
  readonly succeededIndexes: Intervals
  /** of Jobs with backoffLimitPerIndex */
  readonly failedIndexes: Intervals | undefined
  /** failed Pods that stay until their index has its next Pod, which inherits the count of failures */
  readonly delayed: ReadonlyMap<number, Pod>
}

export const isIndexed = (job: Job): boolean => job.spec.completionMode === 'Indexed'
export const isSuspended = (job: Job): boolean => job.spec.suspend === true
export const hasBackoffLimitPerIndex = (job: Job): boolean => job.spec.backoffLimitPerIndex !== undefined
export const isTracked = (pod: Pod): boolean => pod.metadata.finalizers?.includes(JOB_TRACKING) ?? false

/** Terminating Pods are replaced only when they have failed: by policy, or because a failure policy must see how they end. */
export const onlyReplacesFailed = (job: Job): boolean =>
  job.spec.podReplacementPolicy === 'Failed' || job.spec.podFailurePolicy !== undefined

/** Deleted Pods count as failed: an orphan may never reach the phase Failed. */
export function isPodFailed(pod: Pod, job: Job): boolean {
  if (pod.status.phase === 'Failed') return true
  if (onlyReplacesFailed(job)) return false
  return isDeleting(pod) && pod.status.phase !== 'Succeeded'
}

export const isTerminating = (pod: Pod): boolean => !isPodTerminal(pod) && isDeleting(pod)

const isInRange = (pod: Pod, job: Job): boolean => {
  const index = completionIndexOf(pod)
  return index !== undefined && index < (job.spec.completions ?? 0)
}
/** Pods of an Indexed Job count only with an index within completions. */
export const hasValidIndex = (pod: Pod, job: Job): boolean => !isIndexed(job) || isInRange(pod, job)

export function viewJob(job: Job, pods: readonly Pod[], record: BackoffRecord = NO_FAILURES): JobView {
  const { succeeded = [], failed = [] } = job.status.uncountedTerminatedPods ?? {}
  const isNew = (pod: Pod, uncounted: readonly string[]) =>
    isTracked(pod) && !uncounted.includes(pod.metadata.uid) && hasValidIndex(pod, job)
  const newSucceeded = pods.filter((pod) => pod.status.phase === 'Succeeded' && isNew(pod, succeeded))
  const newFailed = pods.filter((pod) => isPodFailed(pod, job) && isNew(pod, failed))
  const counting = newFailed.filter(
    (pod) => matchPodFailurePolicy(job.spec.podFailurePolicy, pod, hasBackoffLimitPerIndex(job)).counts,
  )
  const active = pods.filter(isPodActive)
  const indexes = viewIndexes(job, pods, active)
  return {
    job,
    pods,
    active,
    ready: active.filter(isPodReady).length,
    terminating: pods.filter(isTerminating).length,
    succeeded: isIndexed(job)
      ? total(indexes.succeededIndexes)
      : (job.status.succeeded ?? 0) + newSucceeded.length + succeeded.length,
    failed: (job.status.failed ?? 0) + counting.length + failed.length,
    backoff: nextBackoffRecord(record, newSucceeded, newFailed),
    ...indexes,
  }
}

type IndexView = Pick<JobView, 'previousIndexes' | 'succeededIndexes' | 'failedIndexes' | 'delayed'>

function viewIndexes(job: Job, pods: readonly Pod[], active: readonly Pod[]): IndexView {
  if (!isIndexed(job))
    return { previousIndexes: [], succeededIndexes: [], failedIndexes: undefined, delayed: new Map<number, Pod>() }
  const completions = job.spec.completions ?? 0
  const previousIndexes = intervalsOf(job.status.completedIndexes ?? '', completions)
  const tracked = pods.filter((pod) => isTracked(pod) && isInRange(pod, job))
  const succeededIndexes = withIndexes(
    previousIndexes,
    indexesOf(tracked.filter((pod) => pod.status.phase === 'Succeeded')),
  )
  if (!hasBackoffLimitPerIndex(job))
    return { previousIndexes, succeededIndexes, failedIndexes: undefined, delayed: new Map<number, Pod>() }
  const failedIndexes = withIndexes(
    intervalsOf(job.status.failedIndexes ?? '', completions),
    indexesOf(tracked.filter((pod) => isIndexFailed(job, pod))),
  )
  const activeIndexes = new Set(indexesOf(active))
  const waiting = tracked.filter((pod) => {
    const index = completionIndexOf(pod) as number
    return (
      isPodFailed(pod, job) && !activeIndexes.has(index) && !has(succeededIndexes, index) && !has(failedIndexes, index)
    )
  })
  return { previousIndexes, succeededIndexes, failedIndexes, delayed: lastFailedByIndex(waiting) }
}

/** In increasing order. */
export const indexesOf = (pods: readonly Pod[]): number[] =>
  pods
    .map(completionIndexOf)
    .filter((index) => index !== undefined)
    .sort((a, b) => a - b)

function isIndexFailed(job: Job, pod: Pod): boolean {
  if (!isPodFailed(pod, job)) return false
  const { counts, action } = matchPodFailurePolicy(job.spec.podFailurePolicy, pod)
  if (action === 'FailIndex') return true
  return counts && countOf(pod, INDEX_FAILURE_COUNT) >= (job.spec.backoffLimitPerIndex ?? 0)
}

function lastFailedByIndex(pods: readonly Pod[]): Map<number, Pod> {
  const last = new Map<number, Pod>()
  for (const pod of pods) {
    const index = completionIndexOf(pod) as number
    const before = last.get(index)
    if (!before || (absoluteFailures(before) <= absoluteFailures(pod) && finishedAt(pod) >= finishedAt(before)))
      last.set(index, pod)
  }
  return last
}

function countOf(pod: Pod, annotation: string): number {
  const count = Number(pod.metadata.annotations?.[annotation] ?? 0)
  return Number.isInteger(count) && count >= 0 ? count : 0
}

/** Failures of this Pod's index before this Pod, ignored ones included. */
export const absoluteFailures = (pod: Pod): number =>
  countOf(pod, INDEX_FAILURE_COUNT) + countOf(pod, INDEX_IGNORED_FAILURE_COUNT)

/** The annotations that carry an index's failures on to its next Pod. */
export function failureCountAnnotations(job: Job, replaced: Pod | undefined): Record<string, string> {
  if (!replaced) return { [INDEX_FAILURE_COUNT]: '0' }
  const { counts } = matchPodFailurePolicy(job.spec.podFailurePolicy, replaced)
  const ignored = countOf(replaced, INDEX_IGNORED_FAILURE_COUNT) + (counts ? 0 : 1)
  return {
    [INDEX_FAILURE_COUNT]: String(countOf(replaced, INDEX_FAILURE_COUNT) + (counts ? 1 : 0)),
    ...(ignored > 0 ? { [INDEX_IGNORED_FAILURE_COUNT]: String(ignored) } : {}),
  }
}
