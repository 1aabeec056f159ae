// Waiting for a Pod's volumes. Follows pkg/kubelet/volumemanager WaitForAttachAndMount and nestedpendingoperations, v1.36.
import { VOLUMES_TIMEOUT_MS, RETRY_MS } from '../timing'
import type { PodWorker } from './pod-worker'
import type { Routine } from './routine'
import type { Outcome } from './sync-pod'

/** A mount that failed is tried again after this, then twice as long, at most 2 minutes and 2 seconds. */
const MOUNT_RETRY_MS = 500
const MOUNT_RETRY_MAX_MS = 122_000

/** @returns undefined when all are mounted */
export function* mountVolumes(worker: PodWorker): Routine<Outcome | undefined> {
  const { host, pod } = worker
  const { loop } = host
  const volumes = worker.podVolumes()
  const claims = unboundClaims(worker)
  if (claims) {
    host.record.event(pod, 'Warning', 'FailedMount', claims)
    return { retryMs: RETRY_MS }
  }
  const deadline = loop.now() + VOLUMES_TIMEOUT_MS
  let waitMs = worker.mountWaitMs ?? MOUNT_RETRY_MS
  let faults = volumes.faults(pod)
  while (faults.length > 0 && loop.now() < deadline) {
    for (const { volume, message } of faults)
      host.record.event(pod, 'Warning', 'FailedMount', `MountVolume.SetUp failed for volume "${volume}" : ${message}`)
    yield Math.min(waitMs, deadline - loop.now())
    if (loop.now() >= deadline) break
    waitMs = Math.min(waitMs * 2, MOUNT_RETRY_MAX_MS)
    worker.mountWaitMs = waitMs
    faults = volumes.faults(pod)
  }
  if (faults.length > 0) {
    const names = faults.map(({ volume }) => volume).join(' ')
    host.record.event(
      pod,
      'Warning',
      'FailedMount',
      `Unable to attach or mount volumes: unmounted volumes=[${names}], unattached volumes=[], failed to process volumes=[]: context deadline exceeded`,
    )
    return { retryMs: RETRY_MS }
  }
  if (pod.spec.volumes?.length) yield host.timing.volumesMs
  worker.mounted = true
  host.mounted(worker)
  return undefined
}

/** A claim that is not there or not bound keeps the Pod's volumes from being looked at. */
function unboundClaims({ pod, host }: PodWorker): string | undefined {
  const namespace = pod.metadata.namespace ?? ''
  const all = (pod.spec.volumes ?? []).map(({ name }) => name)
  const reasons: string[] = []
  const failed: string[] = []
  for (const volume of pod.spec.volumes ?? []) {
    const claimName =
      volume.persistentVolumeClaim?.claimName ?? (volume.ephemeral ? `${pod.metadata.name}-${volume.name}` : undefined)
    if (claimName === undefined) continue
    const claim = host.read.get('PersistentVolumeClaim', namespace, claimName)
    const why = !claim
      ? `failed to fetch PVC from API server: persistentvolumeclaims "${claimName}" not found`
      : claim.metadata.deletionTimestamp !== undefined
        ? "can't start pod because PVC is being deleted"
        : claim.status.phase !== 'Bound' || !claim.spec.volumeName
          ? 'PVC is not bound'
          : undefined
    if (why === undefined) continue
    failed.push(volume.name)
    reasons.push(`error processing PVC ${namespace}/${claimName}: ${why}`)
  }
  if (reasons.length === 0) return undefined
  return `Unable to attach or mount volumes: unmounted volumes=[${all.join(' ')}], unattached volumes=[], failed to process volumes=[${failed.join(' ')}]: ${reasons.join('; ')}`
}
