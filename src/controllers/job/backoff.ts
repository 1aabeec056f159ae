// Follows pkg/controller/job/backoff_utils.go, v1.36.
import type * as k from '../../objects/generated/kubernetes'
import type { Pod } from '../../objects/kinds'
import { instantOf } from '../../objects/time'

export const POD_FAILURE_BACKOFF_MS = 10_000
export const POD_FAILURE_BACKOFF_MAX_MS = 600_000

/** What a Job remembers of its failures since its last success. */
export interface BackoffRecord {
  readonly failuresAfterLastSuccess: number
  readonly lastFailureAt?: number
}
export const NO_FAILURES: BackoffRecord = { failuresAfterLastSuccess: 0 }

export function nextBackoffRecord(
  record: BackoffRecord,
  newSucceeded: readonly Pod[],
  newFailed: readonly Pod[],
): BackoffRecord {
  const failedAt = newFailed.map(finishedAt).sort((a, b) => a - b)
  if (newSucceeded.length > 0) {
    const lastSuccessAt = Math.max(...newSucceeded.map(finishedAt))
    const since = failedAt.filter((at) => at > lastSuccessAt)
    return since.length === 0 ? NO_FAILURES : { failuresAfterLastSuccess: since.length, lastFailureAt: since.at(-1) }
  }
  if (failedAt.length === 0) return record
  return { failuresAfterLastSuccess: record.failuresAfterLastSuccess + failedAt.length, lastFailureAt: failedAt.at(-1) }
}

/** Milliseconds until a new Pod may be made: 10 s after the first failure, doubling, at most 10 minutes. */
export function remainingBackoffMs({ failuresAfterLastSuccess, lastFailureAt }: BackoffRecord, now: number): number {
  if (failuresAfterLastSuccess === 0 || lastFailureAt === undefined) return 0
  const backoffMs = Math.min(POD_FAILURE_BACKOFF_MS * 2 ** (failuresAfterLastSuccess - 1), POD_FAILURE_BACKOFF_MAX_MS)
  return Math.max(0, backoffMs - (now - lastFailureAt))
}

/** When a Pod ended: its containers, else its Ready=False condition, else its deletion, else its creation (ms). */
export function finishedAt(pod: Pod): number {
  const byContainers = latestFinish(pod)
  if (byContainers !== undefined) return byContainers
  const ready = pod.status.conditions?.find(({ type }) => type === 'Ready')
  if (ready?.status === 'False' && ready.lastTransitionTime) return instantOf(ready.lastTransitionTime)
  const { deletionTimestamp, deletionGracePeriodSeconds = 0, creationTimestamp } = pod.metadata
  return deletionTimestamp
    ? instantOf(deletionTimestamp) - deletionGracePeriodSeconds * 1000
    : instantOf(creationTimestamp)
}

/** Sidecars end after the ordinary containers, so they count as well. */
function latestFinish(pod: Pod): number | undefined {
  const sidecars = new Set(
    (pod.spec.initContainers ?? []).filter((each) => each.restartPolicy === 'Always').map(({ name }) => name),
  )
  const statuses: readonly k.V1ContainerStatus[] = [
    ...(pod.status.containerStatuses ?? []),
    ...(pod.status.initContainerStatuses ?? []).filter(({ name }) => sidecars.has(name)),
  ]
  // A container whose end nobody saw has none: Go writes null.
  const ends = statuses.map((status) => status.state?.terminated?.finishedAt)
  if (ends.length === 0 || ends.some((end) => !end)) return undefined
  return Math.max(...ends.map((end) => instantOf(end as string)))
}
