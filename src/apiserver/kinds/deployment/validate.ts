// Follows ValidateDeployment of pkg/apis/apps/validation, v1.36.
import type { V1DeploymentStrategy, V1RollingUpdateDeployment } from '../../../objects/generated/kubernetes'
import type { Deployment } from '../../../objects/kinds'
import { forbiddenField, invalid, notSupported, required, type FieldError } from '../../field-errors'
import { nonNegative } from '../field-checks'
import { internalValue } from '../internal-diff'
import { intOrPercentValue, notMoreThanAll, positiveIntOrPercent } from '../int-or-percent-checks'
import { sameSelector, validateReplicaSetTemplate, validateSelector } from '../workload-template'

export function validateDeployment({ spec }: Deployment): FieldError[] {
  return [
    ...nonNegative('spec.replicas', spec.replicas),
    ...validateSelector(spec.selector, 'deployment'),
    ...validateReplicaSetTemplate(spec.template, spec.selector),
    ...validateStrategy(spec.strategy ?? {}, 'spec.strategy'),
    ...nonNegative('spec.minReadySeconds', spec.minReadySeconds),
    ...nonNegative('spec.revisionHistoryLimit', spec.revisionHistoryLimit),
    ...validateProgressDeadline(spec.progressDeadlineSeconds, spec.minReadySeconds ?? 0),
  ]
}

function validateProgressDeadline(seconds: number | undefined, minReadySeconds: number): FieldError[] {
  const field = 'spec.progressDeadlineSeconds'
  if (seconds === undefined) return []
  return [
    ...nonNegative(field, seconds),
    ...(seconds <= minReadySeconds ? [invalid(field, seconds, 'must be greater than minReadySeconds')] : []),
  ]
}

function validateStrategy(strategy: V1DeploymentStrategy, field: string): FieldError[] {
  const { type, rollingUpdate } = strategy
  switch (type) {
    case 'Recreate':
      return rollingUpdate
        ? [forbiddenField(`${field}.rollingUpdate`, "may not be specified when strategy `type` is 'Recreate'")]
        : []
    case 'RollingUpdate':
      if (!rollingUpdate) return [required(`${field}.rollingUpdate`, 'this should be defaulted and never be nil')]
      return validateRollingUpdate(rollingUpdate, `${field}.rollingUpdate`)
    default:
      return [notSupported(field, internalValue('DeploymentStrategy', strategy), ['Recreate', 'RollingUpdate'])]
  }
}

function validateRollingUpdate({ maxSurge, maxUnavailable }: V1RollingUpdateDeployment, field: string): FieldError[] {
  const stands = intOrPercentValue(maxUnavailable) === 0 && intOrPercentValue(maxSurge) === 0
  return [
    ...positiveIntOrPercent(`${field}.maxUnavailable`, maxUnavailable),
    ...positiveIntOrPercent(`${field}.maxSurge`, maxSurge),
    ...(stands ? [invalid(`${field}.maxUnavailable`, maxUnavailable, 'may not be 0 when `maxSurge` is 0')] : []),
    ...notMoreThanAll(`${field}.maxUnavailable`, maxUnavailable),
  ]
}

export const validateDeploymentUpdate = (next: Deployment, previous: Deployment): FieldError[] =>
  sameSelector(next.spec.selector, previous.spec.selector)

const COUNTS = [
  'observedGeneration',
  'replicas',
  'updatedReplicas',
  'readyReplicas',
  'availableReplicas',
  'unavailableReplicas',
  'terminatingReplicas',
] as const

export function validateDeploymentStatus({ status }: Deployment, { status: before }: Deployment): FieldError[] {
  const { replicas = 0, updatedReplicas = 0, readyReplicas = 0, availableReplicas = 0, collisionCount } = status
  const more = (name: string, value: number, bound: number, of: string) =>
    value > bound ? [invalid(`status.${name}`, value, `cannot be greater than ${of}`)] : []
  return [
    ...COUNTS.flatMap((name) => nonNegative(`status.${name}`, status[name])),
    ...nonNegative('status.collisionCount', collisionCount),
    ...more('updatedReplicas', updatedReplicas, replicas, 'status.replicas'),
    ...more('readyReplicas', readyReplicas, replicas, 'status.replicas'),
    ...more('availableReplicas', availableReplicas, replicas, 'status.replicas'),
    ...more('availableReplicas', availableReplicas, readyReplicas, 'readyReplicas'),
    ...((collisionCount ?? 0) < (before.collisionCount ?? 0)
      ? [invalid('status.collisionCount', collisionCount ?? 0, 'cannot be decremented')]
      : []),
  ]
}
