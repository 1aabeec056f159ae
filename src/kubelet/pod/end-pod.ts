// The end of a Pod: its containers stop, then it leaves the node, and the API server if it was deleted.
// Follows pkg/kubelet SyncTerminatingPod and SyncTerminatedPod, v1.36.
import { isApiError } from '../../apiserver/client'
import { terminatedStatus } from '../status/pod-status'
import type { PodWorker } from './pod-worker'
import { keptPod } from './report-status'
import type { Routine } from './routine'
import { killAll } from './stop-containers'
import { computeStatus, stopSandbox, type Outcome } from './sync-pod'

export function* endPod(worker: PodWorker): Routine<Outcome> {
  worker.report(computeStatus(worker, false))
  worker.prober?.stopLivenessAndStartup()
  const { graceSeconds } = worker
  yield* killAll(worker, graceSeconds === undefined ? {} : { graceSeconds })
  yield* stopSandbox(worker)
  worker.prober?.stop()
  worker.look()
  worker.stage = 'leaving'
  worker.report(computeStatus(worker, true))
  return { stage: 'leaving' }
}

export function* leavePod(worker: PodWorker): Routine<Outcome> {
  // Volumes are unmounted as soon as nothing runs; who comes too early looks again.
  const { unmountMs, cleanUpMs } = worker.host.timing
  if (worker.sinceSyncMs < unmountMs) yield cleanUpMs
  const { reported, pod } = worker
  if (reported) worker.report(terminatedStatus(pod, reported))
  removeFromApi(worker)
  return { stage: 'gone' }
}

/** A Pod that was deleted is removed for good; one that ended by itself stays until somebody deletes it. */
export function removeFromApi(worker: PodWorker): void {
  const { host } = worker
  const kept = keptPod(worker)
  if (kept?.metadata.deletionTimestamp === undefined || !host.connected || !host.running) return
  try {
    host.api.delete('Pod', kept.metadata.namespace ?? '', kept.metadata.name, {
      gracePeriodSeconds: 0,
      preconditions: { uid: kept.metadata.uid },
    })
  } catch (error) {
    if (!isApiError(error, 'NotFound') && !isApiError(error, 'Conflict')) throw error
  }
}
