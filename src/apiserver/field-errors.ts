// Errors of validation: which field, what is wrong with it. Follows apimachinery/pkg/util/validation/field, v1.36.
import { escaped, quote } from '../objects/go-text'
import { failure, type ApiError } from './status'

export type FieldErrorType =
  | 'Required'
  | 'Invalid'
  | 'NotSupported'
  | 'Forbidden'
  | 'Duplicate'
  | 'NotFound'
  | 'TooLong'
  | 'TooMany'
  | 'TypeInvalid'
  | 'InternalError'

export interface FieldError {
  readonly type: FieldErrorType
  /** dotted path, as messages print it: `spec.template.spec.containers[0].image` */
  readonly field: string
  readonly value?: unknown
  readonly detail: string
}

export const required = (field: string, detail = ''): FieldError => ({ type: 'Required', field, detail })
export const invalid = (field: string, value: unknown, detail: string): FieldError => ({
  type: 'Invalid',
  field,
  value,
  detail,
})
export const typeInvalid = (field: string, value: unknown, detail: string): FieldError => ({
  type: 'TypeInvalid',
  field,
  value,
  detail,
})
export const forbiddenField = (field: string, detail: string): FieldError => ({ type: 'Forbidden', field, detail })
export const duplicate = (field: string, value: unknown): FieldError => ({
  type: 'Duplicate',
  field,
  value,
  detail: '',
})
export const notFoundField = (field: string, value: unknown): FieldError => ({
  type: 'NotFound',
  field,
  value,
  detail: '',
})
export const tooLong = (field: string, max: number): FieldError => ({
  type: 'TooLong',
  field,
  value: '',
  detail: max === 1 ? 'may not be more than 1 byte' : `may not be more than ${max} bytes`,
})
export const tooMany = (field: string, actual: number, max: number): FieldError => ({
  type: 'TooMany',
  field,
  value: actual,
  detail: `must have at most ${max} item${max === 1 ? '' : 's'}`,
})
/** The supported values are printed in the order given; upstream sorts them, so sort where it does. */
export const notSupported = (field: string, value: unknown, supported: readonly string[]): FieldError => ({
  type: 'NotSupported',
  field,
  value,
  detail: supported.length ? `supported values: ${supported.map((each) => JSON.stringify(each)).join(', ')}` : '',
})

const REASONS: Record<FieldErrorType, [reason: string, words: string]> = {
  Required: ['FieldValueRequired', 'Required value'],
  Invalid: ['FieldValueInvalid', 'Invalid value'],
  NotSupported: ['FieldValueNotSupported', 'Unsupported value'],
  Forbidden: ['FieldValueForbidden', 'Forbidden'],
  Duplicate: ['FieldValueDuplicate', 'Duplicate value'],
  NotFound: ['FieldValueNotFound', 'Not found'],
  TooLong: ['FieldValueTooLong', 'Too long'],
  TooMany: ['FieldValueTooMany', 'Too many'],
  TypeInvalid: ['FieldValueTypeInvalid', 'Invalid value'],
  InternalError: ['InternalError', 'Internal error'],
}

/** For Invalid answers that do not repeat the value (upstream's OmitValueType). */
export const OMITTED_VALUE = Symbol('omitted')

/**
 * The value as these messages print it: texts as Go quotes them, all else as JSON. null is a list or map that is not there;
 * undefined is a pointer to nothing, which upstream prints as the text "null".
 */
function valueText(value: unknown): string {
  if (value === undefined) return '"null"'
  if (typeof value === 'string') return quote(value)
  return escaped(JSON.stringify(value))
}

export function bodyText({ type, value, detail }: FieldError): string {
  const words = REASONS[type][1]
  const isBare = value === OMITTED_VALUE || ['Required', 'Forbidden', 'TooLong', 'InternalError'].includes(type)
  const head = isBare ? words : `${words}: ${valueText(value)}`
  return detail ? `${head}: ${detail}` : head
}

export const errorText = (error: FieldError): string => `${error.field}: ${bodyText(error)}`

/** 422: `Deployment.apps "x" is invalid: <field>: <what>`; several errors in brackets, repeated ones once. */
export function invalidObject(
  groupKind: { group: string; kind: string },
  name: string,
  errors: readonly FieldError[],
): ApiError {
  const texts = [...new Set(errors.map(errorText))]
  const kindText = groupKind.group ? `${groupKind.kind}.${groupKind.group}` : groupKind.kind
  const all = texts.length === 1 ? texts[0] : `[${texts.join(', ')}]`
  return failure(422, 'Invalid', `${kindText} "${name}" is invalid: ${all}`, {
    ...(name ? { name } : {}),
    ...(groupKind.group ? { group: groupKind.group } : {}),
    ...(groupKind.kind ? { kind: groupKind.kind } : {}),
    causes: errors.map((error) => ({ reason: REASONS[error.type][0], message: bodyText(error), field: error.field })),
  })
}
