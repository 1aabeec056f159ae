// What the containers of a Pod use now.
import type { Container } from '../../objects/kinds'
import { ownBytes } from '../files/tree'
import type { ContainerUsage } from '../runtime/container-runtime'
import type { PodWorker } from './pod-worker'

/** cpu in millicores, memory in bytes, of each container that runs. */
export function containerUsages({ records }: PodWorker): Record<string, ContainerUsage> {
  const usages: Record<string, ContainerUsage> = {}
  for (const { container, running } of records) if (running) usages[container.name] = running.usage()
  return usages
}

export function usageOf(worker: PodWorker): ContainerUsage {
  const sum = { cpu: 0, memory: 0 }
  for (const { cpu, memory } of Object.values(containerUsages(worker))) {
    sum.cpu += cpu
    sum.memory += memory
  }
  return sum
}

/** Bytes on the node's disk of a container's log and of what it wrote outside of volumes. */
export const containerDiskBytes = (worker: PodWorker, { name }: Container): number =>
  worker.newest(name)?.diskBytes ?? 0

/** Bytes in an emptyDir. */
export function volumeBytes(worker: PodWorker, name: string): number {
  const volume = worker.pod.spec.volumes?.find((each) => each.name === name)
  return volume?.emptyDir ? ownBytes(worker.podVolumes().rootOf(worker.pod, volume)) : 0
}

/** The Pod's part of the node's disk: containers, those that have ended too, and emptyDirs that do not lie in memory. */
export function podDiskBytes(worker: PodWorker): number {
  let sum = 0
  for (const record of worker.records) sum += record.diskBytes
  for (const { name, emptyDir } of worker.pod.spec.volumes ?? [])
    if (emptyDir && emptyDir.medium !== 'Memory') sum += volumeBytes(worker, name)
  return sum
}
