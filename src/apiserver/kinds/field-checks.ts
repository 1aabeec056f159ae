// Small checks that the validation of every kind is made of. Each returns what is wrong, nothing when all is well.
import { dequal } from 'dequal/lite'
import { invalid, notSupported, required, type FieldError } from '../field-errors'

export const NEGATIVE = 'must be greater than or equal to 0'
export const NOT_POSITIVE = 'must be greater than zero'
export const IMMUTABLE = 'field is immutable'

/** The errors of every item of a list, with the field of the item: `spec.containers[0]`. */
export function each<T>(
  items: readonly T[] | undefined,
  field: string,
  check: (item: T, field: string, index: number) => FieldError[],
): FieldError[] {
  if (items === undefined || items.length === 0) return []
  return items.flatMap((item, index) => check(item, `${field}[${index}]`, index))
}

/** The errors of every entry of a map, by key. */
export function eachEntry<V>(
  map: Readonly<Record<string, V>> | undefined,
  check: (key: string, value: V) => FieldError[],
): FieldError[] {
  if (map === undefined) return []
  return Object.keys(map)
    .sort()
    .flatMap((key) => check(key, map[key] as V))
}

/** One Invalid for every message. */
export const invalidFor = (field: string, value: unknown, messages: readonly string[]): FieldError[] =>
  messages.length === 0 ? [] : messages.map((message) => invalid(field, value, message))

export const nonNegative = (field: string, value: number | undefined): FieldError[] =>
  value !== undefined && value < 0 ? [invalid(field, value, NEGATIVE)] : []

export const requiredText = (field: string, value: string | undefined, detail = ''): FieldError[] =>
  value ? [] : [required(field, detail)]

/** One of a few words. The list is printed as given: upstream mostly sorts it. */
export const oneOf = (field: string, value: string | undefined, supported: readonly string[]): FieldError[] =>
  value === undefined || supported.includes(value) ? [] : [notSupported(field, value, supported)]

/** One of a few words, and there must be one. */
export const requiredOneOf = (field: string, value: string | undefined, supported: readonly string[]): FieldError[] =>
  value ? oneOf(field, value, supported) : [required(field)]

export const immutable = (field: string, next: unknown, previous: unknown): FieldError[] =>
  dequal(next, previous) ? [] : [invalid(field, next, IMMUTABLE)]
