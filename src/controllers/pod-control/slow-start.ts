// Follows pkg/controller/replicaset slowStartBatch, v1.36.
import { isApiError, type ApiError } from '../../apiserver/client'

/**
 * Calls `attempt` for 0, 1, 2 ... in batches of 1, 2, 4 ... until all are done or a batch had a failure: what cannot succeed
 * is not tried hundreds of times. A batch is finished even when one of its calls fails, as upstream's run side by side.
 * @returns the first failure, if any
 */
export function slowStart(count: number, attempt: (index: number) => void): ApiError | undefined {
  let failure: ApiError | undefined
  let done = 0
  for (let batch = 1; done < count && !failure; batch *= 2) {
    const end = Math.min(done + batch, count)
    for (; done < end; done++) {
      const refused = refusal(() => attempt(done))
      failure ??= refused
    }
  }
  return failure
}

/** How many of so many calls belong to the last batch. */
export function lastBatchOf(count: number): number {
  let done = 0
  for (let batch = 1; ; batch *= 2) {
    if (count - done <= batch) return count - done
    done += batch
  }
}

/** What the API server answers to a call when it says no; other errors are defects and fly on. */
export function refusal(call: () => void): ApiError | undefined {
  try {
    call()
    return undefined
  } catch (error) {
    if (isApiError(error)) return error
    throw error
  }
}
