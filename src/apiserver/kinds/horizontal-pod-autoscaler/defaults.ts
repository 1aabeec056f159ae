// Follows SetDefaults_HorizontalPodAutoscaler of pkg/apis/autoscaling/v2, v1.36.
import type * as k from '../../../objects/generated/kubernetes'
import type { HorizontalPodAutoscaler } from '../../../objects/kinds'
import { canonicalQuantity } from '../../../objects/quantity'
import { changed, filled } from '../filled'

const DEFAULT_CPU_PERCENT = 80
const SCALE_UP: k.V2HPAScalingRules = {
  stabilizationWindowSeconds: 0,
  selectPolicy: 'Max',
  policies: [
    { type: 'Pods', value: 4, periodSeconds: 15 },
    { type: 'Percent', value: 100, periodSeconds: 15 },
  ],
}
const SCALE_DOWN: k.V2HPAScalingRules = {
  selectPolicy: 'Max',
  policies: [{ type: 'Percent', value: 100, periodSeconds: 15 }],
}

/** Upstream leaves out neither: no metrics are told as null. */
const NO_STATUS = { desiredReplicas: 0, currentMetrics: null as unknown as k.V2MetricStatus[] }

export function defaultHorizontalPodAutoscaler(autoscaler: HorizontalPodAutoscaler): HorizontalPodAutoscaler {
  const spec = filled(autoscaler.spec ?? {}, { minReplicas: 1 })
  const { behavior } = spec
  return changed(autoscaler, {
    spec: changed(spec, {
      metrics: spec.metrics?.length ? spec.metrics.map(canonicalMetric) : [cpuMetric()],
      ...(behavior ? { behavior: defaultBehavior(behavior) } : {}),
    }),
    status: withoutZero(filled(autoscaler.status ?? {}, NO_STATUS)),
  })
}

/** v1 tells of no replicas, v2 leaves them out. */
function withoutZero(status: k.V2HorizontalPodAutoscalerStatus): k.V2HorizontalPodAutoscalerStatus {
  if (status.currentReplicas !== 0) return status
  const { currentReplicas: _, ...rest } = status
  return rest
}

const cpuMetric = (): k.V2MetricSpec => ({
  type: 'Resource',
  resource: { name: 'cpu', target: { type: 'Utilization', averageUtilization: DEFAULT_CPU_PERCENT } },
})

const SOURCES = ['resource', 'containerResource', 'pods', 'object', 'external'] as const

function canonicalMetric(metric: k.V2MetricSpec): k.V2MetricSpec {
  const name = SOURCES.find((each) => metric[each] !== undefined)
  const source = name && metric[name]
  if (!source) return metric
  const { value, averageValue } = source.target
  const target = changed(source.target, {
    ...(value === undefined ? {} : { value: canonicalQuantity(value) }),
    ...(averageValue === undefined ? {} : { averageValue: canonicalQuantity(averageValue) }),
  })
  return target === source.target ? metric : { ...metric, [name]: { ...source, target } }
}

/** Rules are filled in only when somebody wrote a behavior; otherwise the controller has them as its own defaults. */
const defaultBehavior = (behavior: k.V2HorizontalPodAutoscalerBehavior): k.V2HorizontalPodAutoscalerBehavior =>
  changed(behavior, {
    scaleUp: filled(withoutNone(behavior.scaleUp), SCALE_UP),
    scaleDown: filled(withoutNone(behavior.scaleDown), SCALE_DOWN),
  })

function withoutNone(rules: k.V2HPAScalingRules = {}): k.V2HPAScalingRules {
  if (rules.policies === undefined || rules.policies.length > 0) return rules
  const { policies: _, ...rest } = rules
  return rest
}
