// maxSurge, maxUnavailable and their like. Follows pkg/apis/apps/validation and core's IsValidPercent, v1.36.
import type { IntOrString } from '../../objects/kinds'
import { invalid, type FieldError } from '../field-errors'
import { nonNegative } from './field-checks'

const NO_PERCENT =
  "a valid percent string must be a numeric string followed by an ending '%' (e.g. '1%',  or '93%', regex used for validation is '[0-9]+%')"
const PERCENT = /^[0-9]+%$/

/** A number that is not negative, or digits with a percent sign. */
export function positiveIntOrPercent(field: string, value: IntOrString | undefined): FieldError[] {
  if (typeof value === 'string') return PERCENT.test(value) ? [] : [invalid(field, value, NO_PERCENT)]
  return nonNegative(field, value)
}

export const notMoreThanAll = (field: string, value: IntOrString | undefined): FieldError[] =>
  typeof value === 'string' && PERCENT.test(value) && Number.parseInt(value, 10) > 100
    ? [invalid(field, value, 'must not be greater than 100%')]
    : []

/** The number, also as text, or the digits before the percent sign; 0 for anything else. */
export function intOrPercentValue(value: IntOrString | undefined): number {
  if (typeof value === 'string')
    return PERCENT.test(value) || /^[-+]?[0-9]+$/.test(value) ? Number.parseInt(value, 10) : 0
  return value ?? 0
}
