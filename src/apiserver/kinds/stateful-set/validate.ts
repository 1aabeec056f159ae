// Follows ValidateStatefulSet of pkg/apis/apps/validation, v1.36.
import { dequal } from 'dequal/lite'
import type { V1RollingUpdateStatefulSetStrategy } from '../../../objects/generated/kubernetes'
import type { PodTemplateSpec, StatefulSet, Volume } from '../../../objects/kinds'
import { forbiddenField, invalid, notSupported, required, type FieldError } from '../../field-errors'
import { each, invalidFor, nonNegative } from '../field-checks'
import { internalValue, selectorValue } from '../internal-diff'
import { intOrPercentValue, notMoreThanAll, positiveIntOrPercent } from '../int-or-percent-checks'
import { isDns1123Label, validateLabelSelector } from '../metadata'
import { validateClaimSpec } from '../persistent-volume-claim/validate-claim-spec'
import { validatePodTemplateSpec } from '../pod-template'
import { isEmptySelector, isSelectorUsable, selectorMatchesTemplate, validateLongRunning } from '../workload-template'

export function validateStatefulSet({ spec }: StatefulSet): FieldError[] {
  return [
    ...validatePolicy(spec.podManagementPolicy),
    ...validateUpdateStrategy(spec.updateStrategy ?? {}, 'spec.updateStrategy'),
    ...validateRetention(spec, 'spec.persistentVolumeClaimRetentionPolicy'),
    ...each(spec.volumeClaimTemplates, 'spec.volumeClaimTemplates', (claim, field) =>
      validateClaimSpec(claim.spec ?? {}, `${field}.spec`),
    ),
    ...nonNegative('spec.replicas', spec.replicas),
    ...nonNegative('spec.minReadySeconds', spec.minReadySeconds),
    ...nonNegative('spec.ordinals.start', spec.ordinals?.start),
    ...nonNegative('spec.revisionHistoryLimit', spec.revisionHistoryLimit),
    ...(spec.serviceName ? invalidFor('spec.serviceName', spec.serviceName, isDns1123Label(spec.serviceName)) : []),
    ...validateSelector(spec),
    ...validateTemplate(spec),
    ...validateLongRunning(spec.template, 'StatefulSet'),
  ]
}

function validatePolicy(policy: string | undefined): FieldError[] {
  if (!policy) return [required('spec.podManagementPolicy')]
  if (policy === 'OrderedReady' || policy === 'Parallel') return []
  return [invalid('spec.podManagementPolicy', policy, "must be 'OrderedReady' or 'Parallel'")]
}

function validateUpdateStrategy(
  strategy: NonNullable<StatefulSet['spec']['updateStrategy']>,
  field: string,
): FieldError[] {
  const { type, rollingUpdate } = strategy
  switch (type) {
    case undefined:
    case '':
      return [required(field)]
    case 'OnDelete':
      return rollingUpdate
        ? [
            invalid(
              `${field}.rollingUpdate`,
              internalValue('RollingUpdateStatefulSetStrategy', rollingUpdate),
              "only allowed for updateStrategy 'RollingUpdate'",
            ),
          ]
        : []
    case 'RollingUpdate':
      return rollingUpdate ? validateRollingUpdate(rollingUpdate, `${field}.rollingUpdate`) : []
    default:
      return [
        invalid(field, internalValue('StatefulSetUpdateStrategy', strategy), "must be 'RollingUpdate' or 'OnDelete'"),
      ]
  }
}

function validateRollingUpdate(
  { partition, maxUnavailable }: V1RollingUpdateStatefulSetStrategy,
  field: string,
): FieldError[] {
  const errors = nonNegative(`${field}.partition`, partition)
  if (maxUnavailable === undefined) return errors
  return [
    ...errors,
    ...positiveIntOrPercent(`${field}.maxUnavailable`, maxUnavailable),
    ...(intOrPercentValue(maxUnavailable) === 0
      ? [invalid(`${field}.maxUnavailable`, maxUnavailable, 'cannot be 0')]
      : []),
    ...notMoreThanAll(`${field}.maxUnavailable`, maxUnavailable),
  ]
}

const RETENTION = ['Retain', 'Delete']

function validateRetention(
  { persistentVolumeClaimRetentionPolicy: policy }: StatefulSet['spec'],
  field: string,
): FieldError[] {
  if (!policy) return []
  return (['whenDeleted', 'whenScaled'] as const).flatMap((when) =>
    RETENTION.includes(policy[when] ?? '') ? [] : [notSupported(`${field}.${when}`, policy[when] ?? '', RETENTION)],
  )
}

function validateSelector({ selector }: StatefulSet['spec']): FieldError[] {
  if (!(selector as typeof selector | undefined)) return [required('spec.selector')]
  const errors = validateLabelSelector(selector, 'spec.selector')
  return isEmptySelector(selector)
    ? [...errors, invalid('spec.selector', selectorValue(selector), 'empty selector is invalid for statefulset')]
    : errors
}

function validateTemplate(spec: StatefulSet['spec']): FieldError[] {
  const { selector, template } = spec
  if (!isSelectorUsable(selector)) return [invalid('spec.selector', selectorValue(selector), '')]
  return [
    ...selectorMatchesTemplate(selector, template),
    ...validatePodTemplateSpec(withClaimVolumes(spec), 'spec.template'),
  ]
}

/** The template as its Pods will be: with a volume for each claim, so that mounts of claims are known. */
function withClaimVolumes({ template, volumeClaimTemplates = [] }: StatefulSet['spec']): PodTemplateSpec {
  if (!template.spec || volumeClaimTemplates.length === 0) return template
  const names = volumeClaimTemplates.map(({ metadata }) => metadata?.name ?? '')
  const own = (template.spec.volumes ?? []).filter(({ name }) => !names.includes(name))
  const claims = names.map((name): Volume => ({ name, persistentVolumeClaim: { claimName: name } }))
  return { ...template, spec: { ...template.spec, volumes: [...own, ...claims] } }
}

const CHANGEABLE = [
  'replicas',
  'ordinals',
  'template',
  'updateStrategy',
  'revisionHistoryLimit',
  'persistentVolumeClaimRetentionPolicy',
  'minReadySeconds',
] as const

const FIXED = `updates to statefulset spec for fields other than 'replicas', 'ordinals', 'template', 'updateStrategy', 'revisionHistoryLimit', 'persistentVolumeClaimRetentionPolicy' and 'minReadySeconds' are forbidden`

export const validateStatefulSetUpdate = (next: StatefulSet, previous: StatefulSet): FieldError[] =>
  dequal(fixedPart(next.spec), fixedPart(previous.spec)) ? [] : [forbiddenField('spec', FIXED)]

function fixedPart(spec: StatefulSet['spec']): Partial<StatefulSet['spec']> {
  const fixed: Partial<StatefulSet['spec']> = { ...spec }
  for (const field of CHANGEABLE) delete fixed[field]
  return fixed
}

const COUNTS = [
  'replicas',
  'readyReplicas',
  'currentReplicas',
  'updatedReplicas',
  'availableReplicas',
  'observedGeneration',
  'collisionCount',
] as const

export function validateStatefulSetStatus({ status }: StatefulSet, { status: before }: StatefulSet): FieldError[] {
  const {
    replicas,
    readyReplicas = 0,
    currentReplicas = 0,
    updatedReplicas = 0,
    availableReplicas = 0,
    collisionCount,
  } = status
  const more = (name: string, value: number, bound: number, of = 'status.replicas') =>
    value > bound ? [invalid(`status.${name}`, value, `cannot be greater than ${of}`)] : []
  return [
    ...COUNTS.flatMap((name) => nonNegative(`status.${name}`, status[name])),
    ...more('readyReplicas', readyReplicas, replicas),
    ...more('currentReplicas', currentReplicas, replicas),
    ...more('updatedReplicas', updatedReplicas, replicas),
    ...more('availableReplicas', availableReplicas, replicas),
    ...more('availableReplicas', availableReplicas, readyReplicas, 'status.readyReplicas'),
    ...((collisionCount ?? 0) < (before.collisionCount ?? 0)
      ? [invalid('status.collisionCount', collisionCount ?? 0, 'cannot be decremented')]
      : []),
  ]
}
