// Pods that fill their emptyDir volumes beyond a limit are evicted. Follows localStorageEviction of pkg/kubelet/eviction, v1.36.
// What containers write outside volumes is not counted.
import { podLimits } from '../../objects/pods'
import { parseQuantity, quantityText, quantityValue } from '../../objects/quantity'
import type { FileNode, FolderNode } from '../files/tree'
import type { PodWorker } from '../pod/pod-worker'
import { EVICTION_MS, GRACE_SECONDS } from './eviction'

/** Looks every ten seconds from now on, if the Pod has such a limit at all. */
export function watchLocalStorage(worker: PodWorker): void {
  const { spec } = worker.pod
  const isLimited =
    spec.volumes?.some(({ emptyDir }) => emptyDir?.sizeLimit !== undefined) ||
    podLimits(spec)['ephemeral-storage'] !== undefined
  if (isLimited) lookLater(worker)
}

function lookLater(worker: PodWorker): void {
  const { loop } = worker.host
  loop.at((Math.floor(loop.now() / EVICTION_MS) + 1) * EVICTION_MS, () => {
    if (worker.stage !== 'running') return
    const message = worker.host.running ? excess(worker) : undefined
    if (message === undefined) {
      lookLater(worker)
      return
    }
    worker.host.record.event(worker.pod, 'Warning', 'Evicted', message)
    worker.end({ reason: 'Evicted', message }, GRACE_SECONDS)
  })
}

/** What the Pod has too much of, as its status tells it. */
function excess(worker: PodWorker): string | undefined {
  const { pod } = worker
  let onDisk = 0
  for (const volume of pod.spec.volumes ?? []) {
    if (!volume.emptyDir) continue
    const used = bytesIn(worker.podVolumes().rootOf(pod, volume))
    const { sizeLimit, medium } = volume.emptyDir
    const limit = sizeLimit === undefined ? undefined : parseQuantity(sizeLimit)
    if (limit && quantityValue(limit) > 0 && used > quantityValue(limit))
      return `Usage of EmptyDir volume "${volume.name}" exceeds the limit "${quantityText(limit)}". `
    if (medium !== 'Memory') onDisk += used
  }
  const total = podLimits(pod.spec)['ephemeral-storage']
  return total !== undefined && onDisk > quantityValue(parseQuantity(total))
    ? `Pod ephemeral local storage usage exceeds the total limit of containers ${quantityText(parseQuantity(total))}. `
    : undefined
}

function bytesIn(node: FolderNode | FileNode): number {
  if (node.kind === 'file') return node.content.length
  let sum = 0
  for (const entry of node.entries.values()) if (entry.kind === 'file' || entry.kind === 'folder') sum += bytesIn(entry)
  return sum
}
