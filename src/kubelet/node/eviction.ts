// Pods that have to go when a node runs short of memory or disk. Follows pkg/kubelet/eviction, v1.36.
import type { Pod } from '../../objects/kinds'
import { parseQuantity, quantityOf, quantityText, quantityValue } from '../../objects/quantity'
import type { PodWorker } from '../pod/pod-worker'
import { containerDiskBytes, containerUsages, podDiskBytes, usageOf } from '../pod/pod-usage'
import type { NodeAgent } from './node-agent'
import type { Pressure } from './node-status'

/** How often the eviction manager looks. */
export const EVICTION_MS = 10_000
/** A pressure that has ended stays in the conditions this long. */
export const PRESSURE_TRANSITION_MS = 300_000
export const GRACE_SECONDS = 1
const CRITICAL_PRIORITY = 2_000_000_000

interface Shortage {
  readonly resource: 'memory' | 'ephemeral-storage'
  readonly threshold: string
  readonly available: string
}

const SHORTAGES: Partial<Record<Pressure, Shortage>> = {
  MemoryPressure: { resource: 'memory', threshold: '100Mi', available: '50Mi' },
  DiskPressure: { resource: 'ephemeral-storage', threshold: '4115281280', available: '2Gi' },
}

interface Candidate {
  readonly worker: PodWorker
  readonly usage: number
  readonly request: number
}

const requestOf = (pod: Pod, resource: string): number =>
  pod.spec.containers.reduce(
    (sum, { resources }) => sum + quantityValue(parseQuantity(resources?.requests?.[resource] ?? '0')),
    0,
  )

/** Those above their request go first, then the least important, then those that use most beyond their request. */
export function rankForEviction(candidates: readonly Candidate[]): Candidate[] {
  const over = ({ usage, request }: Candidate): number => usage - request
  return [...candidates].sort(
    (a, b) =>
      Number(over(b) > 0) - Number(over(a) > 0) ||
      (a.worker.pod.spec.priority ?? 0) - (b.worker.pod.spec.priority ?? 0) ||
      over(b) - over(a) ||
      (a.worker.pod.metadata.name < b.worker.pod.metadata.name ? -1 : 1),
  )
}

/** Evicts one Pod, the worst of the ranking. @returns whether there was one */
export function evictOne(agent: NodeAgent, pressure: Pressure): boolean {
  const shortage = SHORTAGES[pressure]
  if (!shortage) return false
  const candidates = [...agent.workers.values()]
    .filter(
      ({ stage, pod, manifest }) =>
        stage === 'running' && manifest === undefined && (pod.spec.priority ?? 0) < CRITICAL_PRIORITY,
    )
    .map((worker) => ({
      worker,
      usage: shortage.resource === 'memory' ? usageOf(worker).memory : podDiskBytes(worker),
      request: requestOf(worker.pod, shortage.resource),
    }))
  const first = rankForEviction(candidates)[0]
  if (!first) return false
  evict(first, shortage)
  return true
}

/** Names the containers that use more than they asked for. */
function evictionMessage(worker: PodWorker, { resource, threshold, available }: Shortage): string {
  const usages = containerUsages(worker)
  const greedy = worker.pod.spec.containers.flatMap((container) => {
    const { name, resources } = container
    const request = parseQuantity(resources?.requests?.[resource] ?? '0')
    const used = resource === 'memory' ? (usages[name]?.memory ?? 0) : containerDiskBytes(worker, container)
    return used > quantityValue(request)
      ? [
          `Container ${name} was using ${quantityText(quantityOf(used, 'BinarySI'))}, request is ${quantityText(request)}, has larger consumption of ${resource}. `,
        ]
      : []
  })
  return `The node was low on resource: ${resource}. Threshold quantity: ${threshold}, available: ${available}. ${greedy.join('')}`
}

function evict({ worker }: Candidate, shortage: Shortage): void {
  const { host, pod } = worker
  const message = evictionMessage(worker, shortage)
  host.record.event(pod, 'Warning', 'Evicted', message)
  worker.end({ reason: 'Evicted', message, disruption: message }, GRACE_SECONDS)
}
