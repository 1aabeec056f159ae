// Statuses go to the API server, merged over what is kept there. Follows pkg/kubelet/status syncPod, v1.36.
import { isApiError } from '../../apiserver/client'
import type { Pod } from '../../objects/kinds'
import { mergeStatus } from '../status/pod-status'
import type { PodWorker } from './pod-worker'

/** The Pod as the API server keeps it: for a static Pod that is its mirror. */
export function keptPod({ pod, host }: PodWorker): Pod | undefined {
  const kept = host.read.get('Pod', pod.metadata.namespace ?? '', pod.metadata.name)
  return kept?.metadata.uid === pod.metadata.uid ? kept : undefined
}

export function report(worker: PodWorker): void {
  const { host, reported, stage } = worker
  if (!host.running || !host.connected) {
    worker.unreported = true
    return
  }
  worker.unreported = false
  const kept = keptPod(worker)
  if (!kept || !reported) return
  const status = mergeStatus(kept.status, reported, {
    now: host.loop.now(),
    mayRun: stage === 'running' || stage === 'ending' || stage === 'new',
  })
  try {
    worker.pod = host.api.updateStatus<'Pod'>({ ...kept, status })
    // One status is kept, the API server's: a Pod at rest costs the kubelet no second one.
    worker.reported = worker.pod.status
  } catch (error) {
    // The Pod or its namespace has gone meanwhile: nobody wants to know any more.
    if (!isApiError(error, 'NotFound') && !isApiError(error, 'Conflict')) throw error
  }
}
