// Pods that use more of the node's disk than they may are evicted: by an emptyDir, as a whole, by one container. Follows
// localStorageEviction of pkg/kubelet/eviction, v1.36.
import { podLimits } from '../../objects/pods'
import { parseQuantity, quantityText, quantityValue, type Quantity } from '../../objects/quantity'
import { containerDiskBytes, podDiskBytes, volumeBytes } from '../pod/pod-usage'
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
const excess = (worker: PodWorker): string | undefined =>
  volumeExcess(worker) ?? podExcess(worker) ?? containerExcess(worker)

function volumeExcess(worker: PodWorker): string | undefined {
  for (const { name, emptyDir } of worker.pod.spec.volumes ?? []) {
    const limit = limitOf(emptyDir?.sizeLimit)
    if (limit && quantityValue(limit) > 0 && volumeBytes(worker, name) > quantityValue(limit))
      return `Usage of EmptyDir volume "${name}" exceeds the limit "${quantityText(limit)}". `
  }
  return undefined
}

function podExcess(worker: PodWorker): string | undefined {
  const limit = limitOf(podLimits(worker.pod.spec)['ephemeral-storage'])
  return limit && podDiskBytes(worker) > quantityValue(limit)
    ? `Pod ephemeral local storage usage exceeds the total limit of containers ${quantityText(limit)}. `
    : undefined
}

function containerExcess(worker: PodWorker): string | undefined {
  for (const container of worker.pod.spec.containers) {
    const limit = limitOf(container.resources?.limits?.['ephemeral-storage'])
    if (limit && containerDiskBytes(worker, container) > quantityValue(limit))
      return `Container ${container.name} exceeded its local ephemeral storage limit "${quantityText(limit)}". `
  }
  return undefined
}

const limitOf = (text: string | undefined): Quantity | undefined =>
  text === undefined ? undefined : parseQuantity(text)
