// What the containers of a Pod use now.
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
