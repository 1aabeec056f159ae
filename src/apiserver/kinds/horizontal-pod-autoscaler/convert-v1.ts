// autoscaling/v1 and the stored v2: v1 has a field for the CPU target and keeps the rest in annotations.
// Follows pkg/apis/autoscaling/v1/conversion.go, v1.36.
import type * as k from '../../../objects/generated/kubernetes'
import type { KubeObject } from '../../../objects/kube-object'
import type { HorizontalPodAutoscaler } from '../../../objects/kinds'

const METRICS = 'autoscaling.alpha.kubernetes.io/metrics'
const CURRENT_METRICS = 'autoscaling.alpha.kubernetes.io/current-metrics'
const CONDITIONS = 'autoscaling.alpha.kubernetes.io/conditions'
const BEHAVIOR = 'autoscaling.alpha.kubernetes.io/behavior'

type V1 = KubeObject & { spec: k.V1HorizontalPodAutoscalerSpec; status?: k.V1HorizontalPodAutoscalerStatus }

const isCpuUtilization = ({ type, resource }: k.V2MetricSpec): boolean =>
  type === 'Resource' && resource?.name === 'cpu' && resource.target.averageUtilization !== undefined

const isCpuStatus = ({ type, resource }: k.V2MetricStatus): boolean =>
  type === 'Resource' && resource?.name === 'cpu' && resource.current.averageUtilization !== undefined

export function horizontalPodAutoscalerFromV1(object: KubeObject): KubeObject {
  const { metadata, spec, status } = object as V1
  const { targetCPUUtilizationPercentage: percent, ...rest } = spec ?? {}
  const { annotations, taken } = takeAnnotations(metadata.annotations)
  const cpu: k.V2MetricSpec[] =
    percent === undefined
      ? []
      : [{ type: 'Resource', resource: { name: 'cpu', target: { type: 'Utilization', averageUtilization: percent } } }]
  const others = read<k.V2MetricSpec[]>(taken[METRICS]) ?? []
  const behavior = read<k.V2HorizontalPodAutoscalerBehavior>(taken[BEHAVIOR])
  const { annotations: _, ...bare } = metadata
  return {
    ...object,
    apiVersion: 'autoscaling/v2',
    metadata: annotations ? { ...bare, annotations } : bare,
    spec: {
      ...rest,
      ...(cpu.length + others.length > 0 ? { metrics: [...cpu, ...others] } : {}),
      ...(behavior ? { behavior } : {}),
    },
    status: statusFromV1(status, taken),
  } as KubeObject
}

function statusFromV1(
  status: k.V1HorizontalPodAutoscalerStatus | undefined,
  taken: Readonly<Record<string, string>>,
): unknown {
  const { currentCPUUtilizationPercentage: percent, ...rest } = status ?? { currentReplicas: 0, desiredReplicas: 0 }
  const conditions = read<k.V2HorizontalPodAutoscalerCondition[]>(taken[CONDITIONS])
  const kept = read<k.V2MetricStatus[]>(taken[CURRENT_METRICS]) ?? []
  const cpu =
    percent === undefined || kept.some(isCpuStatus)
      ? []
      : [{ type: 'Resource', resource: { name: 'cpu', current: { averageUtilization: percent } } }]
  const currentMetrics = [...cpu, ...kept]
  return { ...rest, ...(currentMetrics.length ? { currentMetrics } : {}), ...(conditions ? { conditions } : {}) }
}

export function horizontalPodAutoscalerToV1(object: KubeObject): KubeObject {
  const { metadata, spec, status } = object as HorizontalPodAutoscaler
  const { metrics = [], behavior, ...rest } = spec
  const { currentMetrics: told, conditions = [], ...statusRest } = status
  const currentMetrics = told ?? []
  const cpu = metrics.find(isCpuUtilization)?.resource?.target.averageUtilization
  const others = metrics.filter((metric) => !isCpuUtilization(metric))
  const currentCpu = currentMetrics.find(isCpuStatus)?.resource?.current.averageUtilization
  const annotations: Record<string, string> = {
    ...metadata.annotations,
    ...(others.length ? { [METRICS]: JSON.stringify(others) } : {}),
    ...(currentMetrics.length ? { [CURRENT_METRICS]: JSON.stringify(currentMetrics) } : {}),
    ...(conditions.length ? { [CONDITIONS]: JSON.stringify(conditions) } : {}),
    ...(behavior ? { [BEHAVIOR]: JSON.stringify(behavior) } : {}),
  }
  return {
    ...object,
    apiVersion: 'autoscaling/v1',
    metadata: Object.keys(annotations).length ? { ...metadata, annotations } : metadata,
    spec: { ...rest, ...(cpu === undefined ? {} : { targetCPUUtilizationPercentage: cpu }) },
    status: {
      currentReplicas: 0,
      ...statusRest,
      ...(currentCpu === undefined ? {} : { currentCPUUtilizationPercentage: currentCpu }),
    },
  } as KubeObject
}

function takeAnnotations(all: Readonly<Record<string, string>> | undefined) {
  const names = [METRICS, CURRENT_METRICS, CONDITIONS, BEHAVIOR]
  const entries = Object.entries(all ?? {})
  const rest = entries.filter(([name]) => !names.includes(name))
  return {
    annotations: rest.length > 0 ? Object.fromEntries(rest) : undefined,
    taken: Object.fromEntries(entries.filter(([name]) => names.includes(name))) as Readonly<Record<string, string>>,
  }
}

/** What a client wrote there may be anything: what is no JSON list or object is passed over, as upstream does. */
function read<T>(text: string | undefined): T | undefined {
  if (text === undefined) return undefined
  try {
    const value = JSON.parse(text) as unknown
    return typeof value === 'object' && value !== null ? (value as T) : undefined
  } catch {
    return undefined
  }
}
