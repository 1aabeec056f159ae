// Follows ValidateDaemonSet of pkg/apis/apps/validation, v1.36.
import type { V1RollingUpdateDaemonSet } from '../../../objects/generated/kubernetes'
import type { DaemonSet } from '../../../objects/kinds'
import { invalid, notSupported, required, type FieldError } from '../../field-errors'
import { nonNegative } from '../field-checks'
import { internalValue } from '../internal-diff'
import { intOrPercentValue, notMoreThanAll, positiveIntOrPercent } from '../int-or-percent-checks'
import { validateLabelSelector } from '../metadata'
import { validatePodTemplateSpec } from '../pod-template'
import {
  isSelectorUsable,
  notEmpty,
  sameSelector,
  selectorMatchesTemplate,
  validateLongRunning,
} from '../workload-template'

export function validateDaemonSet({ spec }: DaemonSet): FieldError[] {
  return [
    ...validateLabelSelector(spec.selector, 'spec.selector'),
    ...(isSelectorUsable(spec.selector) ? selectorMatchesTemplate(spec.selector, spec.template) : []),
    ...notEmpty(spec.selector, 'daemonset'),
    ...validatePodTemplateSpec(spec.template, 'spec.template'),
    ...validateLongRunning(spec.template, 'DaemonSet'),
    ...nonNegative('spec.minReadySeconds', spec.minReadySeconds),
    ...validateUpdateStrategy(spec.updateStrategy ?? {}, 'spec.updateStrategy'),
    ...nonNegative('spec.revisionHistoryLimit', spec.revisionHistoryLimit),
  ]
}

function validateUpdateStrategy(
  strategy: NonNullable<DaemonSet['spec']['updateStrategy']>,
  field: string,
): FieldError[] {
  const { type, rollingUpdate } = strategy
  switch (type) {
    case 'OnDelete':
      return []
    case 'RollingUpdate':
      return rollingUpdate
        ? validateRollingUpdate(rollingUpdate, `${field}.rollingUpdate`)
        : [required(`${field}.rollingUpdate`)]
    default:
      return [notSupported(field, internalValue('DaemonSetUpdateStrategy', strategy), ['RollingUpdate', 'OnDelete'])]
  }
}

function validateRollingUpdate({ maxUnavailable, maxSurge }: V1RollingUpdateDaemonSet, field: string): FieldError[] {
  const [unavailable, surge] = [intOrPercentValue(maxUnavailable) !== 0, intOrPercentValue(maxSurge) !== 0]
  return [
    ...positiveIntOrPercent(`${field}.maxUnavailable`, maxUnavailable),
    ...positiveIntOrPercent(`${field}.maxSurge`, maxSurge),
    ...notMoreThanAll(`${field}.maxUnavailable`, maxUnavailable),
    ...notMoreThanAll(`${field}.maxSurge`, maxSurge),
    ...(unavailable && surge
      ? [invalid(`${field}.maxSurge`, maxSurge, 'may not be set when maxUnavailable is non-zero')]
      : []),
    ...(!unavailable && !surge ? [required(`${field}.maxUnavailable`, 'cannot be 0 when maxSurge is 0')] : []),
  ]
}

export const validateDaemonSetUpdate = (next: DaemonSet, previous: DaemonSet): FieldError[] =>
  sameSelector(next.spec.selector, previous.spec.selector)

const COUNTS = [
  'currentNumberScheduled',
  'numberMisscheduled',
  'desiredNumberScheduled',
  'numberReady',
  'observedGeneration',
  'updatedNumberScheduled',
  'numberAvailable',
  'numberUnavailable',
  'collisionCount',
] as const

export const validateDaemonSetStatus = ({ status }: DaemonSet, { status: before }: DaemonSet): FieldError[] => [
  ...COUNTS.flatMap((name) => nonNegative(`status.${name}`, status[name])),
  ...((status.collisionCount ?? 0) < (before.collisionCount ?? 0)
    ? [invalid('status.collisionCount', status.collisionCount ?? 0, 'cannot be decremented')]
    : []),
]
