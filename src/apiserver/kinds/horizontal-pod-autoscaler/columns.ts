// Follows printHorizontalPodAutoscaler and formatHPAMetrics of pkg/printers/internalversion, v1.36.
import type * as k from '../../../objects/generated/kubernetes'
import type { HorizontalPodAutoscaler } from '../../../objects/kinds'
import type { Column } from '../kind'
import { between, numberColumn, textColumn } from '../workload-columns'

/** More metrics are counted, not shown. */
const METRICS_SHOWN_MAX = 2
const UNKNOWN = '<unknown>'

export const horizontalPodAutoscalerColumns: readonly Column<HorizontalPodAutoscaler>[] = between([
  textColumn('Reference', ({ spec: { scaleTargetRef } }) => `${scaleTargetRef.kind}/${scaleTargetRef.name}`),
  textColumn('Targets', ({ spec, status }) => metricsText(spec.metrics ?? [], status.currentMetrics ?? [])),
  textColumn('MinPods', ({ spec }) => (spec.minReplicas === undefined ? '<unset>' : String(spec.minReplicas))),
  numberColumn('MaxPods', ({ spec }) => spec.maxReplicas),
  numberColumn('Replicas', ({ status }) => status.currentReplicas ?? 0),
])

export function metricsText(specs: readonly k.V2MetricSpec[], statuses: readonly k.V2MetricStatus[]): string {
  if (specs.length === 0) return '<none>'
  const texts = specs.map((spec, index) => metricText(spec, statuses[index]))
  const more = texts.length - METRICS_SHOWN_MAX
  return more > 0 ? `${texts.slice(0, METRICS_SHOWN_MAX).join(', ')} + ${more} more...` : texts.join(', ')
}

function metricText(spec: k.V2MetricSpec, status: k.V2MetricStatus | undefined): string {
  switch (spec.type) {
    case 'External':
      return spec.external ? valueText(spec.external.target, status?.external?.current) : UNKNOWN
    case 'Object':
      return spec.object ? valueText(spec.object.target, status?.object?.current) : UNKNOWN
    case 'Pods':
      return `${status?.pods?.current.averageValue ?? UNKNOWN}/${spec.pods?.target.averageValue ?? UNKNOWN}`
    case 'Resource':
      return resourceText(spec.resource, status?.resource?.current)
    case 'ContainerResource':
      return resourceText(spec.containerResource, status?.containerResource?.current)
    default:
      return '<unknown type>'
  }
}

function valueText({ value, averageValue }: k.V2MetricTarget, current: k.V2MetricValueStatus | undefined): string {
  if (averageValue !== undefined) return `${current?.averageValue ?? UNKNOWN}/${averageValue} (avg)`
  return `${current?.value ?? UNKNOWN}/${value ?? UNKNOWN}`
}

function resourceText(
  source: k.V2ResourceMetricSource | undefined,
  current: k.V2MetricValueStatus | undefined,
): string {
  if (!source) return UNKNOWN
  const { averageValue, averageUtilization } = source.target
  if (averageValue !== undefined) return `${source.name}: ${current?.averageValue ?? UNKNOWN}/${averageValue}`
  const is = current?.averageUtilization === undefined ? UNKNOWN : `${current.averageUtilization}%`
  return `${source.name}: ${is}/${averageUtilization === undefined ? '<auto>' : `${averageUtilization}%`}`
}
