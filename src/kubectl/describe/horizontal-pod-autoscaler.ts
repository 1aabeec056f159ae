// Follows kubectl/pkg/describe describeHorizontalPodAutoscalerV2, v1.36.
import type * as k from '../../objects/generated/kubernetes'
import type { HorizontalPodAutoscaler } from '../../objects/kinds'
import { quote } from '../../objects/go-text'
import type { DescribeWriter } from './describe-writer'
import type { Describer } from './describer'
import { describeAnnotations, describeLabels } from './labels-section'
import { longTime, orUnset, quantity } from './texts'

export const describeHorizontalPodAutoscaler: Describer<HorizontalPodAutoscaler> = async (autoscaler, w, context) => {
  const { metadata, spec, status } = autoscaler
  w.field(0, 'Name', metadata.name)
  w.field(0, 'Namespace', metadata.namespace)
  describeLabels(w, 'Labels', metadata.labels)
  describeAnnotations(w, 'Annotations', metadata.annotations)
  w.field(0, 'CreationTimestamp', longTime(metadata.creationTimestamp))
  w.field(0, 'Reference', `${spec.scaleTargetRef.kind}/${spec.scaleTargetRef.name}`)
  w.put(0, 'Metrics:\t( current / target )\n')
  ;(spec.metrics ?? []).forEach((metric, i) => w.put(1, metricText(metric, status.currentMetrics?.[i])))
  w.field(0, 'Min replicas', orUnset(spec.minReplicas))
  w.field(0, 'Max replicas', spec.maxReplicas)
  if (spec.behavior) {
    w.put(0, 'Behavior:\n')
    describeDirection(w, 'Scale Up', spec.behavior.scaleUp)
    describeDirection(w, 'Scale Down', spec.behavior.scaleDown)
  }
  w.field(
    0,
    `${spec.scaleTargetRef.kind} pods`,
    `${status.currentReplicas ?? 0} current / ${status.desiredReplicas ?? 0} desired`,
  )
  if (status.conditions?.length) {
    w.put(0, 'Conditions:\n')
    w.put(1, 'Type\tStatus\tReason\tMessage\n')
    w.put(1, '----\t------\t------\t-------\n')
    for (const condition of status.conditions) {
      w.row(1, condition.type, condition.status, condition.reason ?? '', condition.message ?? '')
    }
  }
  await context.events(autoscaler, w)
}

type Amounts = Partial<Pick<k.V2MetricValueStatus, 'averageUtilization' | 'averageValue' | 'value'>>

const amount = (text: string | undefined): string => (text === undefined ? '<unknown>' : quantity(text))

function metricText(metric: k.V2MetricSpec, current: k.V2MetricStatus | undefined): string {
  if (metric.external) {
    const { metric: identifier, target } = metric.external
    const now: Amounts = current?.external?.current ?? {}
    return target.averageValue !== undefined
      ? `${quote(identifier.name)} (target average value):\t${amount(now.averageValue)} / ${quantity(target.averageValue)}\n`
      : `${quote(identifier.name)} (target value):\t${amount(now.value)} / ${quantity(target.value)}\n`
  }
  if (metric.pods) {
    const now: Amounts = current?.pods?.current ?? {}
    return `${quote(metric.pods.metric.name)} on pods:\t${amount(now.averageValue)} / ${quantity(metric.pods.target.averageValue)}\n`
  }
  if (metric.object) {
    const { metric: identifier, describedObject, target } = metric.object
    const now: Amounts = current?.object?.current ?? {}
    const head = `"${identifier.name}" on ${describedObject.kind}/${describedObject.name} `
    return target.type === 'AverageValue'
      ? `${head}(target average value):\t${amount(now.averageValue)} / ${quantity(target.averageValue)}\n`
      : `${head}(target value):\t${amount(now.value)} / ${quantity(target.value)}\n`
  }
  if (metric.resource) {
    const head = `resource ${metric.resource.name} on pods`
    return `${head}${resourceText(metric.resource.target, current?.resource?.current)}`
  }
  if (metric.containerResource) {
    const { name, container, target } = metric.containerResource
    return `resource ${name} of container "${container}" on pods${resourceText(target, current?.containerResource?.current)}`
  }
  return `<unknown metric type ${quote(metric.type)}>\n`
}

function resourceText(target: k.V2MetricTarget, now: Amounts | undefined): string {
  if (target.averageValue !== undefined) return `:\t${amount(now?.averageValue)} / ${quantity(target.averageValue)}\n`
  const used = now?.averageUtilization
  const current = used === undefined ? '<unknown>' : `${used}% (${quantity(now?.averageValue)})`
  const wanted = target.averageUtilization === undefined ? '<auto>' : `${target.averageUtilization}%`
  // Upstream writes this part at a level of its own, hence the two spaces.
  return `  (as a percentage of request):\t${current} / ${wanted}\n`
}

function describeDirection(w: DescribeWriter, direction: string, rules: k.V2HPAScalingRules | undefined): void {
  if (!rules) return
  w.put(1, `${direction}:\n`)
  if (rules.stabilizationWindowSeconds !== undefined) {
    w.put(2, `Stabilization Window: ${rules.stabilizationWindowSeconds} seconds\n`)
  }
  if (!rules.policies?.length) return
  w.put(2, `Select Policy: ${rules.selectPolicy ?? 'Max'}\n`)
  w.put(2, 'Policies:\n')
  for (const { type, value, periodSeconds } of rules.policies) {
    w.put(3, `- Type: ${type}\tValue: ${value}\tPeriod: ${periodSeconds} seconds\n`)
  }
}
