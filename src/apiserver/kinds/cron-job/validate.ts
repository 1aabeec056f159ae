// Follows ValidateCronJobCreate and ValidateCronJobUpdate of pkg/apis/batch/validation, v1.36.
import type { CronJob } from '../../../objects/kinds'
import { invalid, notSupported, required, type FieldError } from '../../field-errors'
import { nonNegative } from '../field-checks'
import { selectorValue } from '../internal-diff'
import { validateJobSpec } from '../job/validate-spec'
import { isZone, scheduleFault } from './schedule'

/** The controller appends `-` and ten digits of minutes to make the names of its Jobs. */
const NAME_MAX = 63 - 11
const ZONE_PART = /^[A-Za-z.\-_0-9+]{1,14}$/
const POLICIES = ['Allow', 'Forbid', 'Replace']

export function validateCronJob({ metadata, spec }: CronJob): FieldError[] {
  const { schedule, timeZone, concurrencyPolicy } = spec
  return [
    ...(schedule ? validateSchedule(schedule) : [required('spec.schedule')]),
    ...nonNegative('spec.startingDeadlineSeconds', spec.startingDeadlineSeconds),
    ...validateTimeZone(timeZone, 'spec.timeZone'),
    ...(concurrencyPolicy ? [] : [required('spec.concurrencyPolicy')]),
    ...(!concurrencyPolicy || POLICIES.includes(concurrencyPolicy)
      ? []
      : [notSupported('spec.concurrencyPolicy', concurrencyPolicy, POLICIES)]),
    ...validateTemplate(spec.jobTemplate, 'spec.jobTemplate'),
    ...nonNegative('spec.successfulJobsHistoryLimit', spec.successfulJobsHistoryLimit),
    ...nonNegative('spec.failedJobsHistoryLimit', spec.failedJobsHistoryLimit),
    ...(metadata.name.length > NAME_MAX
      ? [invalid('metadata.name', metadata.name, `must be no more than ${NAME_MAX} characters`)]
      : []),
  ]
}

function validateSchedule(schedule: string): FieldError[] {
  const fault = scheduleFault(schedule)
  return [
    ...(fault === undefined ? [] : [invalid('spec.schedule', schedule, fault)]),
    ...(schedule.includes('TZ')
      ? [invalid('spec.schedule', schedule, 'cannot use TZ or CRON_TZ in schedule, use timeZone field instead')]
      : []),
  ]
}

function validateTimeZone(timeZone: string | undefined, field: string): FieldError[] {
  if (timeZone === undefined) return []
  if (timeZone === '') return [invalid(field, timeZone, 'timeZone must be nil or non-empty string')]
  if (
    timeZone.split('/').some((part) => part === '.' || part === '..' || part.startsWith('-') || !ZONE_PART.test(part))
  )
    return [invalid(field, timeZone, `unknown time zone ${timeZone}`)]
  const errors: FieldError[] = []
  if (timeZone.toLowerCase() === 'local')
    errors.push(
      invalid(field, timeZone, 'timeZone must be an explicit time zone as defined in https://www.iana.org/time-zones'),
    )
  if (!isZone(timeZone)) errors.push(invalid(field, timeZone, `unknown time zone ${timeZone}`))
  return errors
}

function validateTemplate({ spec = { template: {} } }: CronJob['spec']['jobTemplate'], field: string): FieldError[] {
  return [
    ...validateJobSpec(spec, `${field}.spec`),
    ...(spec.selector
      ? [invalid(`${field}.spec.selector`, selectorValue(spec.selector), '`selector` will be auto-generated')]
      : []),
    ...(spec.manualSelector ? [notSupported(`${field}.spec.manualSelector`, true, ['nil', 'false'])] : []),
  ]
}
