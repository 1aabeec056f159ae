// Whether a Job is at its end, and why. Follows syncJob of pkg/controller/job/job_controller.go, v1.36.
import { total } from './indexes'
import { isPodFailed, isIndexed, isSuspended, hasBackoffLimitPerIndex, type JobView } from './job-view'
import { matchPodFailurePolicy } from './pod-failure-policy'
import { jobCondition, trueCondition, type JobCondition } from './status'
import { matchSuccessPolicy } from './success-policy'
import type { Job, Pod } from '../../objects/kinds'
import { instantOf, timeText } from '../../objects/time'

const failure = (reason: string, message: string, nowText: string) =>
  jobCondition('FailureTarget', 'True', { reason, message }, nowText)

/**
 * The condition that ends the Job: FailureTarget or SuccessCriteriaMet when it was found now, SuccessCriteriaMet or Failed when an
 * earlier sync found it; undefined while the Job goes on. The order of the questions is upstream's.
 */
export function jobVerdict(view: JobView, now: number): JobCondition | undefined {
  const { job, pods } = view
  const nowText = timeText(now)
  const met = trueCondition(job, 'SuccessCriteriaMet')
  if (met) return met
  const target = trueCondition(job, 'FailureTarget')
  if (target) return failedCondition(target, nowText)
  const failJob = failJobMessage(job, pods)
  if (failJob !== undefined) return failure('PodFailurePolicy', failJob, nowText)
  if (view.failed > (job.spec.backoffLimit ?? 6) || restartsExceedLimit(job, pods)) {
    return failure('BackoffLimitExceeded', 'Job has reached the specified backoff limit', nowText)
  }
  const leftMs = activeDeadlineLeftMs(job, now)
  if (leftMs !== undefined && leftMs <= 0)
    return failure('DeadlineExceeded', 'Job was active longer than specified deadline', nowText)
  return indexedVerdict(view, nowText)
}

function indexedVerdict({ job, failedIndexes, succeededIndexes }: JobView, nowText: string): JobCondition | undefined {
  if (!isIndexed(job)) return undefined
  const completions = job.spec.completions ?? 0
  if (hasBackoffLimitPerIndex(job) && failedIndexes) {
    const failed = total(failedIndexes)
    if (job.spec.maxFailedIndexes !== undefined && failed > job.spec.maxFailedIndexes) {
      return failure(
        'MaxFailedIndexesExceeded',
        'Job has exceeded the specified maximal number of failed indexes',
        nowText,
      )
    }
    if (failed > 0 && failed + total(succeededIndexes) >= completions)
      return failure('FailedIndexes', 'Job has failed indexes', nowText)
  }
  const message = matchSuccessPolicy(job.spec.successPolicy, completions, succeededIndexes)
  return message === undefined
    ? undefined
    : jobCondition('SuccessCriteriaMet', 'True', { reason: 'SuccessPolicy', message }, nowText)
}

export const failedCondition = ({ reason = '', message = '' }: JobCondition, nowText: string): JobCondition =>
  jobCondition('Failed', 'True', { reason, message }, nowText)

/** Completed: all successes are there and nobody runs any more. Without completions one success is enough. */
export function isComplete(job: Job, succeeded: number, active: number): boolean {
  const { completions } = job.spec
  return active === 0 && (completions === undefined ? succeeded > 0 : succeeded >= completions)
}

export const completionsReached = (nowText: string): JobCondition =>
  jobCondition(
    'SuccessCriteriaMet',
    'True',
    { reason: 'CompletionsReached', message: 'Reached expected number of succeeded pods' },
    nowText,
  )

function failJobMessage(job: Job, pods: readonly Pod[]): string | undefined {
  const failed = pods.filter((pod) => isPodFailed(pod, job))
  return failed
    .map((pod) => matchPodFailurePolicy(job.spec.podFailurePolicy, pod, hasBackoffLimitPerIndex(job)).failJobMessage)
    .find((message) => message !== undefined)
}

/** restartPolicy OnFailure: the kubelet restarts containers, so restarts are counted instead of Pods. */
function restartsExceedLimit(job: Job, pods: readonly Pod[]): boolean {
  if (job.spec.template.spec?.restartPolicy !== 'OnFailure') return false
  let restarts = 0
  for (const { status } of pods) {
    if (status.phase !== 'Running' && status.phase !== 'Pending') continue
    for (const container of [...(status.initContainerStatuses ?? []), ...(status.containerStatuses ?? [])])
      restarts += container.restartCount
  }
  const limit = job.spec.backoffLimit ?? 6
  return limit === 0 ? restarts > 0 : restarts >= limit
}

/** Milliseconds until activeDeadlineSeconds are over; undefined when no deadline runs. */
export function activeDeadlineLeftMs(job: Job, now: number): number | undefined {
  const { activeDeadlineSeconds } = job.spec
  if (activeDeadlineSeconds === undefined || isSuspended(job) || job.status.startTime === undefined) return undefined
  return instantOf(job.status.startTime) + activeDeadlineSeconds * 1000 - now
}
