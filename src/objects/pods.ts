// What every actor asks of a Pod. Follows pkg/api/v1/pod, pkg/apis/core/v1/helper/qos and
// component-helpers/resource, v1.36.
import { conditionOf } from './conditions'
import type { Container, Pod, PodSpec } from './kinds'
import {
  addQuantities,
  addResources,
  compareQuantities,
  maxResources,
  isZeroQuantity,
  parseQuantity,
  type Quantity,
  type ResourceList,
} from './quantity'

export const isPodReady = (pod: Pod): boolean => conditionOf(pod.status.conditions, 'Ready')?.status === 'True'

/** Ready, and for at least minReadySeconds. */
export function isPodAvailable(pod: Pod, minReadySeconds: number, now: number): boolean {
  const ready = conditionOf(pod.status.conditions, 'Ready')
  if (ready?.status !== 'True') return false
  if (minReadySeconds === 0) return true
  return ready.lastTransitionTime !== undefined && Date.parse(ready.lastTransitionTime) + minReadySeconds * 1000 <= now
}

/** Succeeded or Failed: it will never run again. */
export const isPodTerminal = ({ status }: Pod): boolean => status.phase === 'Succeeded' || status.phase === 'Failed'

export const isPodTerminating = ({ metadata }: Pod): boolean => metadata.deletionTimestamp !== undefined

/** Counts for controllers: neither finished nor being deleted. */
export const isPodActive = (pod: Pod): boolean => !isPodTerminal(pod) && !isPodTerminating(pod)

export const isPodPending = ({ status }: Pod): boolean => status.phase === 'Pending'
export const isPodRunning = ({ status }: Pod): boolean => status.phase === 'Running'
export const isPodScheduled = ({ spec }: Pod): boolean => (spec.nodeName ?? '') !== ''

/** An init container that keeps running beside the others: a sidecar. */
export const isSidecar = (container: Container): boolean => container.restartPolicy === 'Always'

/** A rule of one of its containers may start all containers anew. */
export const couldRestartAll = ({ containers, initContainers = [] }: PodSpec): boolean =>
  [...initContainers, ...containers].some(({ restartPolicyRules }) =>
    restartPolicyRules?.some(({ action }) => action === 'RestartAllContainers'),
  )

export type QosClass = 'Guaranteed' | 'Burstable' | 'BestEffort'

/** The class by cpu and memory of all containers and init containers, or of the Pod as a whole when spec.resources is set. */
export function qosClass(spec: PodSpec): QosClass {
  const parts = spec.resources ? [{ resources: spec.resources }] : [...spec.containers, ...(spec.initContainers ?? [])]
  const requests = new Map<string, Quantity>()
  const limits = new Map<string, Quantity>()
  let eachLimited = true
  for (const { resources } of parts) {
    addCompute(requests, resources?.requests)
    eachLimited = addCompute(limits, resources?.limits) === COMPUTE.length && eachLimited
  }
  if (requests.size === 0 && limits.size === 0) return 'BestEffort'
  const equal = [...requests].every(([name, amount]) => {
    const limit = limits.get(name)
    return limit !== undefined && compareQuantities(limit, amount) === 0
  })
  return eachLimited && equal && requests.size === limits.size ? 'Guaranteed' : 'Burstable'
}

const COMPUTE = ['cpu', 'memory'] as const

/** Adds what is more than zero; returns how many names there were. */
function addCompute(sum: Map<string, Quantity>, amounts: ResourceList | undefined): number {
  let found = 0
  for (const name of COMPUTE) {
    const amount = parseQuantity(amounts?.[name] ?? '0')
    if (amount.nano <= 0n) continue
    found++
    const before = sum.get(name)
    sum.set(name, before ? addQuantities(before, amount) : amount)
  }
  return found
}

/**
 * What the Pod asks of a node: its containers and sidecars together, or its most demanding moment during initialisation,
 * whichever is more; plus its overhead.
 */
export function podRequests(spec: PodSpec): Record<string, string> {
  const asked = withPodLevel(aggregate(spec, 'requests'), spec.resources?.requests)
  return spec.overhead ? addResources(asked, spec.overhead) : asked
}

/** The same for limits. Overhead counts only where there is a limit. */
export function podLimits(spec: PodSpec): Record<string, string> {
  const limits = withPodLevel(aggregate(spec, 'limits'), spec.resources?.limits)
  const overhead = Object.entries(spec.overhead ?? {}).filter(
    ([name]) => limits[name] !== undefined && !isZeroQuantity(parseQuantity(limits[name])),
  )
  return addResources(limits, Object.fromEntries(overhead))
}

function aggregate(spec: PodSpec, what: 'requests' | 'limits'): Record<string, string> {
  let running: Record<string, string> = {}
  for (const { resources } of spec.containers) running = addResources(running, resources?.[what] ?? {})
  let sidecars: Record<string, string> = {}
  let initialising: Record<string, string> = {}
  for (const container of spec.initContainers ?? []) {
    const own = container.resources?.[what] ?? {}
    const together = addResources(sidecars, own)
    if (isSidecar(container)) {
      running = addResources(running, own)
      sidecars = together
    }
    initialising = maxResources(initialising, together)
  }
  return maxResources(running, initialising)
}

/** spec.resources speaks for the Pod as a whole: its cpu, memory and huge pages replace the sums. */
function withPodLevel(sum: Record<string, string>, podLevel: ResourceList | undefined): Record<string, string> {
  const spoken = Object.entries(podLevel ?? {}).filter(
    ([name]) => name === 'cpu' || name === 'memory' || name.startsWith('hugepages-'),
  )
  return spoken.length === 0 ? sum : { ...sum, ...Object.fromEntries(spoken) }
}
