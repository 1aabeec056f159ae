// What each metric of an autoscaler proposes, and what its status says of it.
// Follows computeReplicasForMetric of pkg/controller/podautoscaler/horizontal.go and metrics/client.go, v1.36.
import {
  MetricError,
  NO_PODS,
  averageReplicas,
  utilizationReplicas,
  valuePerPodReplicas,
  valueReplicas,
  type Proposal,
  type Question,
  type Sample,
} from './replica-calculator'
import { milli, requestsOf, resourceSamples } from './resource-usage'
import type { MetricsReader } from '../../apiserver/client'
import type * as k from '../../objects/generated/kubernetes'
import { quantityOfMilli, quantityText } from '../../objects/quantity'
import { selectorDump } from '../../objects/selector-dump'
import { selectorOf } from '../../objects/selectors'

type MetricSpec = k.V2MetricSpec
export type MetricStatus = k.V2MetricStatus

export interface MetricQuestion extends Omit<Question, 'samples' | 'resource'> {
  readonly namespace: string
  readonly statusReplicas: number
  readonly metrics: MetricsReader
}

export interface MetricProposal {
  readonly replicas: number
  /** `cpu resource utilization (percentage of request)` */
  readonly name: string
  readonly status: MetricStatus
}

/** A metric that proposes nothing: the reason for the condition, the message for it, and the message as it is passed on. */
export class InvalidMetric extends Error {
  constructor(
    readonly reason: string,
    readonly inner: string,
    message: string,
  ) {
    super(message)
  }
}

const milliText = (value: number): string => quantityText(quantityOfMilli(value))

export function proposeByMetric(spec: MetricSpec, question: MetricQuestion): MetricProposal {
  switch (spec.type) {
    case 'Resource':
      return attempt(
        'FailedGetResourceMetric',
        (why) => `failed to get ${spec.resource?.name} resource metric value: ${why}`,
        () => byResource(spec, question),
      )
    case 'ContainerResource':
      return attempt(
        'FailedGetContainerResourceMetric',
        (why) => `failed to get ${spec.containerResource?.container} container metric value: ${why}`,
        () => byContainer(spec, question),
      )
    case 'Pods':
      return attempt(
        'FailedGetPodsMetric',
        (why) => `failed to get pods metric value: ${why}`,
        () => byPods(spec, question),
      )
    case 'Object':
      return attempt(
        'FailedGetObjectMetric',
        (why) => `failed to get object metric value: ${aroundObject(spec, why)}`,
        () => byObject(spec, question),
      )
    case 'External':
      return attempt(
        'FailedGetExternalMetric',
        (why) => `failed to get ${spec.external?.metric.name} external metric value: ${aroundExternal(spec, why)}`,
        () => byExternal(spec, question),
      )
    default: {
      const why = `unknown metric source type ${JSON.stringify(spec.type)}`
      throw new InvalidMetric('InvalidMetricSourceType', why, why)
    }
  }
}

function attempt(reason: string, outer: (why: string) => string, propose: () => MetricProposal): MetricProposal {
  try {
    return propose()
  } catch (error) {
    if (!(error instanceof MetricError)) throw error
    throw new InvalidMetric(reason, error.message, outer(error.message))
  }
}

function within<T>(what: (why: string) => string, run: () => T): T {
  try {
    return run()
  } catch (error) {
    if (!(error instanceof MetricError)) throw error
    throw new MetricError(what(error.message))
  }
}

const byResource = (spec: MetricSpec, question: MetricQuestion): MetricProposal => {
  const { name = '', target } = spec.resource ?? {}
  const { proposal, current, isUtilization } = resourceProposal(name, undefined, target, question)
  const text = isUtilization ? `${name} resource utilization (percentage of request)` : `${name} resource`
  return { replicas: proposal.replicas, name: text, status: { type: 'Resource', resource: { name, current } } }
}

const byContainer = (spec: MetricSpec, question: MetricQuestion): MetricProposal => {
  const { name = '', container = '', target } = spec.containerResource ?? {}
  const { proposal, current, isUtilization } = resourceProposal(name, container, target, question)
  const text = isUtilization ? `${name} container resource utilization (percentage of request)` : `${name} resource`
  return {
    replicas: proposal.replicas,
    name: text,
    status: { type: 'ContainerResource', containerResource: { name, container, current } },
  }
}

function resourceProposal(
  resource: string,
  container: string | undefined,
  target: k.V2MetricTarget | undefined,
  question: MetricQuestion,
) {
  if (target?.averageValue !== undefined) {
    const proposal = within(
      (why) => `failed to get ${resource} usage: ${why}`,
      () => averageReplicas(sampled(resource, container, question), milli(target.averageValue)),
    )
    return { proposal, current: currentOf(proposal), isUtilization: false }
  }
  const percent = target?.averageUtilization
  if (percent === undefined)
    throw new MetricError(
      'invalid resource metric source: neither an average utilization target nor an average value (usage) target was set',
    )
  const proposal = within(
    (why) => `failed to get ${resource} utilization: ${why}`,
    () => {
      const asked = sampled(resource, container, question)
      return utilizationReplicas(asked, requestsOf(question.pods, resource, container), percent)
    },
  )
  return { proposal, current: currentOf(proposal), isUtilization: true }
}

const currentOf = ({ utilization, usage }: Proposal): k.V2MetricValueStatus => ({
  ...(utilization === undefined ? {} : { averageUtilization: utilization }),
  averageValue: milliText(usage),
})

function sampled(resource: string, container: string | undefined, question: MetricQuestion): Question {
  const samples = within(
    (why) => `unable to get metrics for resource ${resource}: ${why}`,
    () => resourceSamples(resource, container, question),
  )
  if (question.pods.length === 0) throw new MetricError(NO_PODS)
  return { ...question, samples, resource }
}

const NO_CUSTOM_METRICS = 'unable to fetch metrics from custom metrics API: no known available metric versions found'

const byPods = (spec: MetricSpec, question: MetricQuestion): MetricProposal => {
  const { metric = { name: '' }, target } = spec.pods ?? {}
  const samples = new Map<string, Sample>()
  for (const { metadata } of question.pods) {
    const value = question.metrics.objectMetric('Pod', question.namespace, metadata.name, metric.name)
    if (value !== undefined)
      samples.set(metadata.name, { value: Math.round(value * 1000), at: question.now, windowMs: 60_000 })
  }
  if (samples.size === 0) throw new MetricError(`unable to get metric ${metric.name}: ${NO_CUSTOM_METRICS}`)
  const proposal = averageReplicas({ ...question, samples, resource: '' }, milli(target?.averageValue))
  const current = { averageValue: milliText(proposal.usage) }
  return {
    replicas: proposal.replicas,
    name: `pods metric ${metric.name}`,
    status: { type: 'Pods', pods: { metric, current } },
  }
}

const byObject = (spec: MetricSpec, question: MetricQuestion): MetricProposal => {
  const { metric = { name: '' }, describedObject = { kind: '', name: '' }, target } = spec.object ?? {}
  const value = question.metrics.objectMetric(
    describedObject.kind,
    question.namespace,
    describedObject.name,
    metric.name,
  )
  // The order of the words is upstream's.
  if (value === undefined)
    throw new MetricError(
      `unable to get metric ${metric.name}: ${describedObject.kind} on ${question.namespace} ${describedObject.name}/${NO_CUSTOM_METRICS}`,
    )
  const { proposal, current } = valueProposal(
    Math.round(value * 1000),
    target,
    question,
    'invalid object metric source: neither a value target nor an average value target was set',
  )
  const name =
    target?.type === 'Value'
      ? `${describedObject.kind} metric ${metric.name}`
      : `external metric ${metric.name}(${selectorDump(metric.selector)})`
  return { replicas: proposal.replicas, name, status: { type: 'Object', object: { describedObject, metric, current } } }
}

const byExternal = (spec: MetricSpec, question: MetricQuestion): MetricProposal => {
  const { metric = { name: '' }, target } = spec.external ?? {}
  const selector = metric.selector ? selectorOf(metric.selector) : undefined
  const values = question.metrics.externalMetric(question.namespace, metric.name, selector)
  if (values === undefined) {
    const about = `${question.namespace}/${metric.name}/${selectorDump(metric.selector)}`
    const why = `unable to fetch metrics from external metrics API: the server could not find the requested resource (get ${metric.name}.external.metrics.k8s.io)`
    throw new MetricError(`unable to get external metric ${about}: ${why}`)
  }
  const sum = Math.round(values.reduce((total, value) => total + value, 0) * 1000)
  const { proposal, current } = valueProposal(
    sum,
    target,
    question,
    'invalid external metric source: neither a value target nor an average value target was set',
  )
  return {
    replicas: proposal.replicas,
    name: `external metric ${metric.name}(${selectorDump(metric.selector)})`,
    status: { type: 'External', external: { metric, current } },
  }
}

/** What upstream puts around the words of a failure as they go up, for one sort of target and not for the other. */
const aroundObject = ({ object }: MetricSpec, why: string): string =>
  object?.target.type === 'AverageValue' ? `failed to get ${object.metric.name} object metric: ${why}` : why

function aroundExternal({ external }: MetricSpec, why: string): string {
  if (external?.target.averageValue !== undefined)
    return `failed to get ${external.metric.name} external metric: ${why}`
  return external?.target.value !== undefined ? `failed to get external metric ${external.metric.name}: ${why}` : why
}

function valueProposal(usage: number, target: k.V2MetricTarget | undefined, question: MetricQuestion, invalid: string) {
  if (target?.averageValue !== undefined) {
    const proposal = valuePerPodReplicas(
      usage,
      milli(target.averageValue),
      question.statusReplicas,
      question.tolerances,
    )
    return { proposal, current: { averageValue: milliText(proposal.usage) } }
  }
  if (target?.value === undefined) throw new MetricError(invalid)
  const proposal = valueReplicas(usage, milli(target.value), { ...question, samples: new Map(), resource: '' })
  return { proposal, current: { value: milliText(usage) } }
}
