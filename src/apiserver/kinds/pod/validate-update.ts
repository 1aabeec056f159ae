// Follows ValidatePodUpdate of pkg/apis/core/validation, v1.36.
import { dequal } from 'dequal/lite'
import type { V1PodSchedulingGate } from '../../../objects/generated/kubernetes'
import type { Container, Pod, PodSpec } from '../../../objects/kinds'
import { forbiddenField, invalid, required, type FieldError } from '../../field-errors'
import { changed } from '../filled'
import { validatePodAnnotationUpdates } from '../pod-template/validate-annotations'
import { validateOnlyAddedTolerations } from '../pod-template/validate-tolerations'
import { internalDiff } from '../internal-diff'
import { withOldNodeSelection } from './gated'

const UPDATABLE = [
  '`spec.containers[*].image`',
  '`spec.initContainers[*].image`',
  '`spec.activeDeadlineSeconds`',
  '`spec.tolerations` (only additions to existing tolerations)',
  '`spec.terminationGracePeriodSeconds` (allow it to be set to 1 if it was previously negative)',
].join(',')

/** A running Pod hardly changes. What differs beside the few allowed fields is shown as a diff. */
export function validatePodUpdate(next: Pod, previous: Pod): FieldError[] {
  const errors = validatePodAnnotationUpdates(
    next.metadata.annotations,
    previous.metadata.annotations,
    next.spec,
    'metadata.annotations',
  )
  for (const name of ['containers', 'initContainers'] as const) {
    const found = validateContainers(next.spec[name] ?? [], previous.spec[name] ?? [], `spec.${name}`)
    errors.push(...found.errors)
    if (found.stop) return errors
  }
  const deadline = validateDeadline(next.spec.activeDeadlineSeconds, previous.spec.activeDeadlineSeconds)
  errors.push(...deadline.errors)
  if (deadline.stop) return errors
  errors.push(
    ...validateOnlyAddedTolerations(next.spec.tolerations, previous.spec.tolerations, 'spec.tolerations'),
    ...validateOnlyDeletedGates(next.spec.schedulingGates, previous.spec.schedulingGates, 'spec.schedulingGates'),
  )
  return dequal(next.spec, previous.spec) ? errors : [...errors, ...validateRest(next.spec, previous.spec)]
}

interface Found {
  readonly errors: FieldError[]
  readonly stop?: boolean
}

function validateContainers(next: readonly Container[], previous: readonly Container[], field: string): Found {
  if (next.length !== previous.length)
    return { errors: [forbiddenField(field, 'pod updates may not add or remove containers')], stop: true }
  const errors = next.flatMap(({ image = '' }, index) => [
    ...(image === '' ? [required(`${field}[${index}].image`)] : []),
    ...(image !== image.trim()
      ? [invalid(`${field}[${index}].image`, image, 'must not have leading or trailing whitespace')]
      : []),
  ])
  return { errors }
}

const DEADLINE = 'spec.activeDeadlineSeconds'
const SECONDS_MAX = 2147483647

/** It may come, and become shorter; it may not go. */
function validateDeadline(next: number | undefined, previous: number | undefined): Found {
  if (next === undefined)
    return {
      errors:
        previous === undefined ? [] : [invalid(DEADLINE, null, 'must not update from a positive integer to nil value')],
    }
  if (next < 0 || next > SECONDS_MAX)
    return { errors: [invalid(DEADLINE, next, `must be between 0 and ${SECONDS_MAX}, inclusive`)], stop: true }
  if (previous !== undefined && previous < next)
    return { errors: [invalid(DEADLINE, next, 'must be less than or equal to previous value')], stop: true }
  return { errors: [] }
}

function validateOnlyDeletedGates(
  next: V1PodSchedulingGate[] = [],
  previous: V1PodSchedulingGate[] = [],
  field: string,
): FieldError[] {
  return next.flatMap(({ name }, index) =>
    previous.some((gate) => gate.name === name)
      ? []
      : [
          forbiddenField(
            `${field}[${index}].name`,
            `only deletion is allowed, but found new scheduling gate '${name}'`,
          ),
        ],
  )
}

function validateRest(next: PodSpec, previous: PodSpec): FieldError[] {
  const masked = withOldFields(next, previous)
  const { spec, errors } = previous.schedulingGates?.length
    ? withOldNodeSelection(masked, previous)
    : { spec: masked, errors: [] }
  if (dequal(spec, previous)) return errors
  const words = `pod updates may not change fields other than ${UPDATABLE}\n${internalDiff('PodSpec', previous, spec)}`
  return [...errors, forbiddenField('spec', words)]
}

/** The new spec with the old values of all that may change. */
function withOldFields(next: PodSpec, previous: PodSpec): PodSpec {
  const { activeDeadlineSeconds, schedulingGates, tolerations, terminationGracePeriodSeconds: grace } = previous
  const endsNegative = grace !== undefined && grace < 0 && next.terminationGracePeriodSeconds === 1
  return changed(next, {
    containers: withOldImages(next.containers, previous.containers),
    ...(next.initContainers
      ? { initContainers: withOldImages(next.initContainers, previous.initContainers ?? []) }
      : {}),
    activeDeadlineSeconds,
    schedulingGates,
    tolerations,
    ...(endsNegative ? { terminationGracePeriodSeconds: grace } : {}),
  })
}

const withOldImages = (next: Container[], previous: readonly Container[]): Container[] =>
  next.map((container, index) => changed(container, { image: previous[index]?.image }))
