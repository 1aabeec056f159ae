// What Pods use and request of a resource. Follows GetResourceMetric of pkg/controller/podautoscaler/metrics/client.go and
// calculateRequests of pkg/controller/podautoscaler/replica_calculator.go, v1.36. All amounts in thousandths.
import { MetricError, type Sample, type Samples } from './replica-calculator'
import type { MetricsReader, PodUsage } from '../../apiserver/client'
import type { Pod } from '../../objects/kinds'
import { isSidecar, podRequests } from '../../objects/pods'
import { parseQuantity, quantityMilliValue } from '../../objects/quantity'

export const milli = (text: string | undefined): number => quantityMilliValue(parseQuantity(text ?? '0'))

export function resourceSamples(
  resource: string,
  container: string | undefined,
  { pods, namespace, metrics }: { pods: readonly Pod[]; namespace: string; metrics: MetricsReader },
): Samples {
  const samples = new Map<string, Sample>()
  for (const { metadata } of pods) {
    const usage = metrics.podMetrics(namespace, metadata.name)
    const value = usage && usageOf(usage, resource, container)
    if (usage && value !== undefined)
      samples.set(metadata.name, { value, at: usage.timestamp + usage.windowMs, windowMs: usage.windowMs })
  }
  if (samples.size === 0) throw new MetricError('no metrics returned from resource metrics API')
  return samples
}

/** The reader counts cpu in millicores and memory in bytes. */
function usageOf({ containers }: PodUsage, resource: string, container: string | undefined): number | undefined {
  const counted = container === undefined ? Object.values(containers) : [containers[container]]
  let sum = 0
  for (const usage of counted) {
    if (!usage || (resource !== 'cpu' && resource !== 'memory')) return undefined
    sum += resource === 'cpu' ? usage.cpu : usage.memory * 1000
  }
  return sum
}

/** Pod -> request in thousandths: that of the whole Pod where it states one, else those of its containers. */
export function requestsOf(
  pods: readonly Pod[],
  resource: string,
  container: string | undefined,
): ReadonlyMap<string, number> {
  return new Map(
    pods.map((pod) => {
      const isWhole = container === undefined && Object.keys(pod.spec.resources?.requests ?? {}).length > 0
      return [pod.metadata.name, isWhole ? podRequest(pod, resource) : requestOfContainers(pod, resource, container)]
    }),
  )
}

function podRequest({ metadata, spec }: Pod, resource: string): number {
  const request = podRequests(spec)[resource]
  if (request === undefined) throw new MetricError(`missing pod-level request for ${resource} in Pod ${metadata.name}`)
  return milli(request)
}

/** One container without a request is enough to know nothing. */
function requestOfContainers({ metadata, spec }: Pod, resource: string, container: string | undefined): number {
  const containers = [...spec.containers, ...(spec.initContainers ?? []).filter(isSidecar)]
  const counted = container === undefined ? containers : containers.filter(({ name }) => name === container)
  if (container !== undefined && counted.length === 0)
    throw new MetricError(`container ${container} not found in Pod ${metadata.name}`)
  let sum = 0
  for (const { name, resources } of counted) {
    const request = resources?.requests?.[resource]
    if (request === undefined)
      throw new MetricError(`missing request for ${resource} in container ${name} of Pod ${metadata.name}`)
    sum += milli(request)
  }
  return sum
}
