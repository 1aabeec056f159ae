// Follows validateJobSpec of pkg/apis/batch/validation, v1.36.
import type { V1JobSpec } from '../../../objects/generated/kubernetes'
import { invalid, notSupported, required, tooLong, type FieldError } from '../../field-errors'
import { nonNegative } from '../field-checks'
import { isDns1123Label } from '../metadata'
import { validateDomainPrefixedPath } from '../path-segment'
import { validatePodTemplateSpec } from '../pod-template'
import { validateFailurePolicy } from './validate-failure-policy'
import { validateSuccessPolicy } from './validate-success-policy'

/** An Indexed Job has an index in the host names of its Pods; more of them are not counted. */
const INDEXED_PARALLELISM_MAX = 100_000
const INDEXED_FAILURES_MAX = 100_000
const COMPLETIONS_SOFT_MAX = 100_000
const PARALLELISM_MAX_FOR_MANY = 10_000
const FAILURES_MAX_FOR_MANY = 10_000
const MANAGED_BY_MAX = 63

const COUNTS = [
  'parallelism',
  'completions',
  'activeDeadlineSeconds',
  'backoffLimit',
  'ttlSecondsAfterFinished',
  'backoffLimitPerIndex',
] as const

export function validateJobSpec(spec: V1JobSpec, field: string): FieldError[] {
  return [
    ...COUNTS.flatMap((name) => nonNegative(`${field}.${name}`, spec[name])),
    ...validateMaxFailedIndexes(spec, field),
    ...validateManagedBy(spec.managedBy, `${field}.managedBy`),
    ...validateCompletionMode(spec, field),
    ...(spec.podFailurePolicy ? validateFailurePolicy(spec, `${field}.podFailurePolicy`) : []),
    ...(spec.successPolicy ? validateSuccessPolicy(spec, `${field}.successPolicy`) : []),
    ...validateReplacementPolicy(spec, `${field}.podReplacementPolicy`),
    ...validatePodTemplateSpec(spec.template, `${field}.template`),
    ...validateRestartPolicy(spec, field),
  ]
}

function validateMaxFailedIndexes({ backoffLimitPerIndex, maxFailedIndexes }: V1JobSpec, field: string): FieldError[] {
  if (maxFailedIndexes === undefined) return []
  return [
    ...nonNegative(`${field}.maxFailedIndexes`, maxFailedIndexes),
    ...(backoffLimitPerIndex === undefined
      ? [required(`${field}.backoffLimitPerIndex`, 'when maxFailedIndexes is specified')]
      : []),
  ]
}

function validateManagedBy(managedBy: string | undefined, field: string): FieldError[] {
  if (managedBy === undefined) return []
  const errors = validateDomainPrefixedPath(managedBy, field)
  return managedBy.length > MANAGED_BY_MAX ? [...errors, tooLong(field, MANAGED_BY_MAX)] : errors
}

function validateCompletionMode(spec: V1JobSpec, field: string): FieldError[] {
  const { completionMode, completions } = spec
  if (completionMode === undefined || completionMode === 'NonIndexed') return onlyIndexed(spec, field)
  if (completionMode !== 'Indexed')
    return [notSupported(`${field}.completionMode`, completionMode, ['NonIndexed', 'Indexed'])]
  const errors: FieldError[] =
    completions === undefined ? [required(`${field}.completions`, 'when completion mode is Indexed')] : []
  return [...errors, ...validateIndexed(spec, field)]
}

const onlyIndexed = ({ backoffLimitPerIndex, maxFailedIndexes }: V1JobSpec, field: string): FieldError[] => [
  ...(backoffLimitPerIndex === undefined
    ? []
    : [invalid(`${field}.backoffLimitPerIndex`, backoffLimitPerIndex, 'requires indexed completion mode')]),
  ...(maxFailedIndexes === undefined
    ? []
    : [invalid(`${field}.maxFailedIndexes`, maxFailedIndexes, 'requires indexed completion mode')]),
]

function validateIndexed(spec: V1JobSpec, field: string): FieldError[] {
  const { parallelism, completions, backoffLimitPerIndex, maxFailedIndexes } = spec
  const errors: FieldError[] = []
  const atMost = (name: string, value: number | undefined, max: number, why = '') => {
    if (value !== undefined && value > max)
      errors.push(invalid(`${field}.${name}`, value, `must be less than or equal to ${max}${why}`))
  }
  atMost('parallelism', parallelism, INDEXED_PARALLELISM_MAX, ' when completion mode is Indexed')
  if (completions !== undefined && maxFailedIndexes !== undefined && maxFailedIndexes > completions)
    errors.push(invalid(`${field}.maxFailedIndexes`, maxFailedIndexes, 'must be less than or equal to completions'))
  atMost('maxFailedIndexes', maxFailedIndexes, INDEXED_FAILURES_MAX)
  if (completions === undefined || completions <= COMPLETIONS_SOFT_MAX || backoffLimitPerIndex === undefined)
    return errors
  const many = ` when completions are above ${COMPLETIONS_SOFT_MAX} and used with backoff limit per index`
  if (maxFailedIndexes === undefined)
    errors.push(
      required(`${field}.maxFailedIndexes`, `must be specified when completions is above ${COMPLETIONS_SOFT_MAX}`),
    )
  atMost('parallelism', parallelism, PARALLELISM_MAX_FOR_MANY, many)
  atMost('maxFailedIndexes', maxFailedIndexes, FAILURES_MAX_FOR_MANY, many)
  return errors
}

function validateReplacementPolicy({ podReplacementPolicy, podFailurePolicy }: V1JobSpec, field: string): FieldError[] {
  if (podReplacementPolicy === undefined) return []
  // With a failure policy a Pod must have failed for certain before it is judged, and so before it is replaced.
  if (podFailurePolicy)
    return podReplacementPolicy === 'Failed' ? [] : [notSupported(field, podReplacementPolicy, ['Failed'])]
  const known = ['Failed', 'TerminatingOrFailed']
  return known.includes(podReplacementPolicy) ? [] : [notSupported(field, podReplacementPolicy, known)]
}

function validateRestartPolicy({ template, podFailurePolicy }: V1JobSpec, field: string): FieldError[] {
  const policy = template.spec?.restartPolicy ?? ''
  const at = `${field}.template.spec.restartPolicy`
  if (policy === '' || policy === 'Always') return [required(at, `valid values: "OnFailure", "Never"`)]
  if (policy !== 'OnFailure' && policy !== 'Never') return [notSupported(at, policy, ['OnFailure', 'Never'])]
  return podFailurePolicy && policy !== 'Never'
    ? [invalid(at, policy, `only "Never" is supported when podFailurePolicy is specified`)]
    : []
}

/** Indexes are part of the host names of the Pods, so a long name leaves no room for them. */
export function validateIndexedName(name: string, spec: V1JobSpec): FieldError[] {
  if (spec.completionMode !== 'Indexed' || spec.completions === undefined || spec.completions < 1) return []
  const hostname = `${name}-${spec.completions - 1}`
  if (isDns1123Label(hostname).length === 0) return []
  return [invalid('metadata.name', name, `will not able to create pod with invalid DNS label: ${hostname}`)]
}
