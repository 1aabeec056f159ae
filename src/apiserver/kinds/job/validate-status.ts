// Follows validateJobStatus and ValidateJobStatusUpdate of pkg/apis/batch/validation, v1.36.
import { isConditionTrue } from '../../../objects/conditions'
import type { Job } from '../../../objects/kinds'
import { duplicate, invalid, OMITTED_VALUE, required, type FieldError } from '../../field-errors'
import { nonNegative } from '../field-checks'
import { countIndexes } from './validate-success-policy'

const COUNTS = ['active', 'succeeded', 'failed', 'ready', 'terminating'] as const

const wrongConditions = (detail: string): FieldError => invalid('status.conditions', OMITTED_VALUE, detail)

export function validateJobStatus(next: Job, previous: Job): FieldError[] {
  return [
    ...COUNTS.flatMap((name) => nonNegative(`status.${name}`, next.status[name])),
    ...validateUncounted(next),
    ...validateConditions(next),
    ...validateTimes(next),
    ...validateFinished(next),
    ...validateIndexes(next, previous),
    ...validateStatusUpdate(next, previous),
  ]
}

function validateUncounted({ status: { uncountedTerminatedPods } }: Job): FieldError[] {
  const seen = new Set<string>()
  return (['succeeded', 'failed'] as const).flatMap((name) =>
    (uncountedTerminatedPods?.[name] ?? []).flatMap((uid, index) => {
      const field = `status.uncountedTerminatedPods.${name}[${index}]`
      if (uid === '') return [invalid(field, uid, 'must not be empty')]
      if (seen.has(uid)) return [duplicate(field, uid)]
      seen.add(uid)
      return []
    }),
  )
}

function validateConditions({ status, spec }: Job): FieldError[] {
  const has = (type: string) => isConditionTrue(status.conditions, type)
  const [complete, failed, target, met] = [
    has('Complete'),
    has('Failed'),
    has('FailureTarget'),
    has('SuccessCriteriaMet'),
  ]
  const rules: [broken: boolean, detail: string][] = [
    [complete && failed, 'cannot set Complete=True and Failed=true conditions'],
    [complete && target, 'cannot set Complete=True and FailureTarget=true conditions'],
    [failed && !target, 'cannot set Failed=True condition without the FailureTarget=true condition'],
    [complete && !met, 'cannot set Complete=True condition without the SuccessCriteriaMet=true condition'],
    [met && failed, 'cannot set SuccessCriteriaMet=True and Failed=true conditions'],
    [met && target, 'cannot set SuccessCriteriaMet=True and FailureTarget=true conditions'],
    [
      spec.successPolicy !== undefined && !met && complete,
      'cannot set Complete=True for Job with SuccessPolicy unless SuccessCriteriaMet=True',
    ],
  ]
  return rules.filter(([broken]) => broken).map(([, detail]) => wrongConditions(detail))
}

function validateTimes({ status: { conditions, startTime, completionTime } }: Job): FieldError[] {
  const complete = isConditionTrue(conditions, 'Complete')
  const field = 'status.completionTime'
  if (completionTime === undefined)
    return complete ? [required(field, 'completionTime is required for Complete jobs')] : []
  return [
    ...(complete
      ? []
      : [invalid(field, completionTime, 'cannot set completionTime when there is no Complete=True condition')]),
    ...(startTime !== undefined && Date.parse(completionTime) < Date.parse(startTime)
      ? [invalid(field, completionTime, 'completionTime cannot be set before startTime')]
      : []),
  ]
}

function validateFinished({ status }: Job): FieldError[] {
  const { conditions, active = 0, ready = 0, terminating = 0, startTime, uncountedTerminatedPods: uncounted } = status
  const finished = isConditionTrue(conditions, 'Complete') || isConditionTrue(conditions, 'Failed')
  const uncountedPods = (uncounted?.failed?.length ?? 0) + (uncounted?.succeeded?.length ?? 0)
  return [
    ...(finished && active > 0 ? [invalid('status.active', active, 'active>0 is invalid for finished job')] : []),
    ...(finished && startTime === undefined
      ? [required('status.startTime', 'startTime is required for finished job')]
      : []),
    ...(finished && uncountedPods > 0
      ? [
          invalid(
            'status.uncountedTerminatedPods',
            uncounted,
            'uncountedTerminatedPods needs to be empty for finished job',
          ),
        ]
      : []),
    ...(finished && terminating > 0
      ? [invalid('status.terminating', terminating, 'terminating>0 is invalid for finished job')]
      : []),
    ...(ready > active ? [invalid('status.ready', ready, 'cannot set more ready pods than active')] : []),
  ]
}

function validateIndexes({ spec, status }: Job, { status: before }: Job): FieldError[] {
  const { completedIndexes, failedIndexes } = status
  const { completions, completionMode, backoffLimitPerIndex } = spec
  const fault = (name: 'completedIndexes' | 'failedIndexes'): FieldError[] => {
    const text = status[name]
    if (text === undefined || text === before[name] || completions === undefined) return []
    const counted = countIndexes(text, completions)
    return typeof counted === 'string' ? [invalid(`status.${name}`, text, `error parsing ${name}: ${counted}`)] : []
  }
  return [
    ...fault('completedIndexes'),
    ...(backoffLimitPerIndex === undefined ? [] : fault('failedIndexes')),
    ...(completedIndexes && completionMode !== 'Indexed'
      ? [
          invalid(
            'status.completedIndexes',
            completedIndexes,
            'cannot set non-empty completedIndexes when non-indexed completion mode',
          ),
        ]
      : []),
    ...(failedIndexes !== undefined && backoffLimitPerIndex === undefined
      ? [
          invalid(
            'status.failedIndexes',
            failedIndexes,
            'cannot set non-null failedIndexes when backoffLimitPerIndex is null',
          ),
        ]
      : []),
  ]
}

const TERMINAL = ['Failed', 'Complete', 'FailureTarget', 'SuccessCriteriaMet']

function validateStatusUpdate({ spec, status }: Job, { status: before }: Job): FieldError[] {
  const errors = TERMINAL.filter(
    (type) => isConditionTrue(before.conditions, type) && !isConditionTrue(status.conditions, type),
  ).map((type) =>
    wrongConditions(`cannot disable the ${type === 'SuccessCriteriaMet' ? '' : 'terminal '}${type}=True condition`),
  )
  const [failed, succeeded] = [status.failed ?? 0, status.succeeded ?? 0]
  if (failed < (before.failed ?? 0)) errors.push(invalid('status.failed', failed, 'cannot decrease the failed counter'))
  // An Indexed Job that is scaled down forgets what its last indexes did.
  if (spec.completionMode !== 'Indexed' && succeeded < (before.succeeded ?? 0))
    errors.push(invalid('status.succeeded', succeeded, 'cannot decrease the succeeded counter'))
  if (
    status.completionTime !== undefined &&
    before.completionTime !== undefined &&
    status.completionTime !== before.completionTime
  )
    errors.push(invalid('status.completionTime', status.completionTime, 'completionTime cannot be mutated'))
  if (before.startTime !== undefined && before.startTime !== status.startTime && spec.suspend !== true)
    errors.push(required('status.startTime', 'startTime cannot be removed for unsuspended job'))
  return errors
}
