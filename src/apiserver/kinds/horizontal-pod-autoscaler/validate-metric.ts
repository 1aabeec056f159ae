// Follows validateMetricSpec of pkg/apis/autoscaling/validation, v1.36.
import type * as k from '../../../objects/generated/kubernetes'
import { compareQuantities, parseQuantity, ZERO } from '../../../objects/quantity'
import { forbiddenField, invalid, notSupported, required, type FieldError } from '../../field-errors'
import { isDns1123Label } from '../metadata'
import { validatePathSegment } from '../path-segment'
import { validateContainerResourceName } from '../pod-template/validate-resources'
import { validateReference } from './validate-reference'

const TYPES = ['ContainerResource', 'External', 'Object', 'Pods', 'Resource']
/** in the order in which upstream looks at them */
const SOURCES = ['object', 'external', 'pods', 'resource', 'containerResource'] as const
type Source = (typeof SOURCES)[number]

const EXPECTED: Readonly<Record<string, Source>> = {
  Object: 'object',
  Pods: 'pods',
  Resource: 'resource',
  External: 'external',
  ContainerResource: 'containerResource',
}

export function validateMetric(metric: k.V2MetricSpec, field: string): FieldError[] {
  const { type } = metric
  const expected = EXPECTED[type]
  const present = SOURCES.filter((source) => metric[source] !== undefined)
  const [first] = present
  const unknownType = notSupported(`${field}.type`, type, TYPES)
  return [
    ...(type ? [] : [required(`${field}.type`, 'must specify a metric source type')]),
    ...(expected ? [] : [unknownType]),
    ...(first ? validateSource(metric, first, `${field}.${first}`) : []),
    ...(!expected
      ? [unknownType]
      : metric[expected]
        ? []
        : [required(`${field}.${expected}`, 'must populate information for the given metric source')]),
    ...(present.length === 1
      ? []
      : present
          .filter((source) => source !== expected)
          .map((source) => forbiddenField(`${field}.${source}`, 'must populate the given metric source only'))),
  ]
}

function validateSource(metric: k.V2MetricSpec, source: Source, field: string): FieldError[] {
  switch (source) {
    case 'object':
      return validateObject(metric.object as k.V2ObjectMetricSource, field)
    case 'external':
      return validateExternal(metric.external as k.V2ExternalMetricSource, field)
    case 'pods':
      return validatePods(metric.pods as k.V2PodsMetricSource, field)
    case 'resource':
      return validateResource(metric.resource as k.V2ResourceMetricSource, field)
    case 'containerResource':
      return validateContainerResource(metric.containerResource as k.V2ContainerResourceMetricSource, field)
  }
}

const validateObject = ({ describedObject, metric, target }: k.V2ObjectMetricSource, field: string): FieldError[] => [
  ...validateReference(describedObject, `${field}.describedObject`, { needsGroup: false }),
  ...validateIdentifier(metric, `${field}.metric`),
  ...validateTarget(target, `${field}.target`),
  ...(target.value === undefined && target.averageValue === undefined
    ? [required(`${field}.target.averageValue`, 'must set either a target value or averageValue')]
    : []),
]

const validateExternal = ({ metric, target }: k.V2ExternalMetricSource, field: string): FieldError[] => [
  ...validateIdentifier(metric, `${field}.metric`),
  ...validateTarget(target, `${field}.target`),
  ...(target.value === undefined && target.averageValue === undefined
    ? [required(`${field}.target.averageValue`, 'must set either a target value for metric or a per-pod target')]
    : []),
  ...(target.value !== undefined && target.averageValue !== undefined
    ? [forbiddenField(`${field}.target.value`, 'may not set both a target value for metric and a per-pod target')]
    : []),
]

const validatePods = ({ metric, target }: k.V2PodsMetricSource, field: string): FieldError[] => [
  ...validateIdentifier(metric, `${field}.metric`),
  ...validateTarget(target, `${field}.target`),
  ...(target.averageValue === undefined
    ? [required(`${field}.target.averageValue`, 'must specify a positive target averageValue')]
    : []),
]

const validateResource = ({ name, target }: k.V2ResourceMetricSource, field: string): FieldError[] => [
  ...(name ? [] : [required(`${field}.name`, 'must specify a resource name')]),
  ...validateTarget(target, `${field}.target`),
  ...validateUtilizationOrValue(target, field),
]

const validateContainerResource = (
  { name, container, target }: k.V2ContainerResourceMetricSource,
  field: string,
): FieldError[] => [
  ...(name
    ? validateContainerResourceName(name, `${field}.name`)
    : [required(`${field}.name`, 'must specify a resource name')]),
  ...(container
    ? isDns1123Label(container).map((message) => invalid(`${field}.container`, container, message))
    : [required(`${field}.container`, 'must specify a container')]),
  ...validateTarget(target, `${field}.target`),
  ...validateUtilizationOrValue(target, field),
]

function validateUtilizationOrValue(
  { averageUtilization, averageValue }: k.V2MetricTarget,
  field: string,
): FieldError[] {
  if (averageUtilization === undefined && averageValue === undefined)
    return [
      required(`${field}.target.averageUtilization`, 'must set either a target raw value or a target utilization'),
    ]
  return averageUtilization !== undefined && averageValue !== undefined
    ? [forbiddenField(`${field}.target.averageValue`, 'may not set both a target raw value and a target utilization')]
    : []
}

const validateIdentifier = ({ name }: k.V2MetricIdentifier, field: string): FieldError[] =>
  name ? validatePathSegment(name, `${field}.name`) : [required(`${field}.name`, 'must specify a metric name')]

const TARGET_TYPES = ['Utilization', 'Value', 'AverageValue']

function validateTarget(
  { type, value, averageValue, averageUtilization }: k.V2MetricTarget,
  field: string,
): FieldError[] {
  const positive = (name: string, text: string | undefined) =>
    text !== undefined && compareQuantities(parseQuantity(text), ZERO) <= 0
      ? [invalid(`${field}.${name}`, text, 'must be positive')]
      : []
  return [
    ...(type ? [] : [required(`${field}.type`, 'must specify a metric target type')]),
    ...(TARGET_TYPES.includes(type)
      ? []
      : [invalid(`${field}.type`, type, 'must be either Utilization, Value, or AverageValue')]),
    ...positive('value', value),
    ...positive('averageValue', averageValue),
    ...(averageUtilization !== undefined && averageUtilization < 1
      ? [invalid(`${field}.averageUtilization`, averageUtilization, 'must be greater than 0')]
      : []),
  ]
}
