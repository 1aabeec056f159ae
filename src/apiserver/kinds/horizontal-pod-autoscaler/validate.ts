// Follows pkg/apis/autoscaling/validation, v1.36.
import type * as k from '../../../objects/generated/kubernetes'
import type { HorizontalPodAutoscaler } from '../../../objects/kinds'
import { compareQuantities, parseQuantity, ZERO } from '../../../objects/quantity'
import { forbiddenField, invalid, notSupported, required, type FieldError } from '../../field-errors'
import { each, nonNegative, NOT_POSITIVE } from '../field-checks'
import { validateMetric } from './validate-metric'
import { validateReference } from './validate-reference'

const PERIOD_SECONDS_MAX = 1800
const WINDOW_SECONDS_MAX = 3600
const SELECT_POLICIES = ['Disabled', 'Max', 'Min']
const POLICY_TYPES = ['Percent', 'Pods']

/** HPAScaleToZero is off, as it is by default. */
const MIN_REPLICAS_MIN = 1

export function validateHorizontalPodAutoscaler({ spec }: HorizontalPodAutoscaler): FieldError[] {
  const { minReplicas, maxReplicas } = spec
  return [
    ...(minReplicas !== undefined && minReplicas < MIN_REPLICAS_MIN
      ? [invalid('spec.minReplicas', minReplicas, `must be greater than or equal to ${MIN_REPLICAS_MIN}`)]
      : []),
    ...(maxReplicas < 1 ? [invalid('spec.maxReplicas', maxReplicas, 'must be greater than 0')] : []),
    ...(minReplicas !== undefined && maxReplicas < minReplicas
      ? [invalid('spec.maxReplicas', maxReplicas, 'must be greater than or equal to `minReplicas`')]
      : []),
    // Of what can be scaled only the ReplicationController is in the core group.
    ...validateReference(spec.scaleTargetRef, 'spec.scaleTargetRef', {
      needsGroup: spec.scaleTargetRef?.kind !== 'ReplicationController',
    }),
    ...each(spec.metrics, 'spec.metrics', validateMetric),
    ...(minReplicas === 0 && !spec.metrics?.some(({ type }) => type === 'Object' || type === 'External')
      ? [
          forbiddenField(
            'spec.metrics',
            'must specify at least one Object or External metric to support scaling to zero replicas',
          ),
        ]
      : []),
    ...validateRules(spec.behavior?.scaleUp, 'spec.behavior.scaleUp'),
    ...validateRules(spec.behavior?.scaleDown, 'spec.behavior.scaleDown'),
  ]
}

function validateRules(rules: k.V2HPAScalingRules | undefined, field: string): FieldError[] {
  if (!rules) return []
  const { stabilizationWindowSeconds: window, selectPolicy, policies = [], tolerance } = rules
  const at = `${field}.stabilizationWindowSeconds`
  return [
    ...(window !== undefined && window < 0 ? [invalid(at, window, 'must be greater than or equal to zero')] : []),
    ...(window !== undefined && window > WINDOW_SECONDS_MAX
      ? [invalid(at, window, `must be less than or equal to ${WINDOW_SECONDS_MAX}`)]
      : []),
    ...(selectPolicy !== undefined && !SELECT_POLICIES.includes(selectPolicy)
      ? [notSupported(`${field}.selectPolicy`, selectPolicy, SELECT_POLICIES)]
      : []),
    ...(policies.length === 0 ? [required(`${field}.policies`, 'must specify at least one Policy')] : []),
    ...each(policies, `${field}.policies`, validatePolicy),
    ...(tolerance !== undefined && compareQuantities(parseQuantity(tolerance), ZERO) < 0
      ? [invalid(`${field}.tolerance`, tolerance, 'must be greater or equal to zero')]
      : []),
  ]
}

function validatePolicy({ type, value, periodSeconds }: k.V2HPAScalingPolicy, field: string): FieldError[] {
  return [
    ...(POLICY_TYPES.includes(type) ? [] : [notSupported(`${field}.type`, type, POLICY_TYPES)]),
    ...(value <= 0 ? [invalid(`${field}.value`, value, NOT_POSITIVE)] : []),
    ...(periodSeconds <= 0 ? [invalid(`${field}.periodSeconds`, periodSeconds, NOT_POSITIVE)] : []),
    ...(periodSeconds > PERIOD_SECONDS_MAX
      ? [invalid(`${field}.periodSeconds`, periodSeconds, `must be less than or equal to ${PERIOD_SECONDS_MAX}`)]
      : []),
  ]
}

export const validateHorizontalPodAutoscalerStatus = ({ status }: HorizontalPodAutoscaler): FieldError[] => [
  ...nonNegative('status.currentReplicas', status.currentReplicas),
  ...nonNegative('status.desiredReplicas', status.desiredReplicas),
]
