// Bounds of numbers. Follows kube-openapi/pkg/validation/validate (numberValidator, values.go), v1.36.
import { knownFormat } from './formats'
import { plain, said, type Fault } from './result'
import type { JsonSchema } from './schema'

export function numberFaults(path: string, value: number, schema: JsonSchema): Fault[] {
  const { minimum, maximum, multipleOf, exclusiveMinimum: above = false, exclusiveMaximum: below = false } = schema
  const inRange = (bound: number, prefix: string): Fault[] => rangeFaults(path, bound, schema, prefix)
  const bounds = (bound: number | undefined, prefix: string, isWrong: (bound: number) => boolean, words: string) =>
    bound === undefined
      ? []
      : [...inRange(bound, prefix), ...(isWrong(bound) ? [said(path, value, `should be ${words}${bound}`)] : [])]
  return [
    ...inRange(value, 'Checked'),
    ...bounds(multipleOf, 'MultipleOf', (factor) => !isMultiple(value, factor), 'a multiple of '),
    ...bounds(
      minimum,
      'Minimum boundary',
      (bound) => value < bound || (above && value === bound),
      `greater than ${above ? '' : 'or equal to '}`,
    ),
    ...bounds(
      maximum,
      'Maximum boundary',
      (bound) => value > bound || (below && value === bound),
      `less than ${below ? '' : 'or equal to '}`,
    ),
  ]
}

const isMultiple = (value: number, factor: number): boolean =>
  Number.isInteger(factor < 1 ? (1 / factor) * value : value / factor)

const INT32 = 2 ** 31
const INT64 = 2 ** 63

/** A number that Go reads as one: larger ones are floats. */
export const isInteger = (value: number): boolean => Number.isInteger(value) && value >= -INT64 && value < INT64

/** A number that its type cannot hold. */
function rangeFaults(path: string, value: number, schema: JsonSchema, prefix: string): Fault[] {
  if (schema.type !== 'integer') return []
  const format = knownFormat(schema)
  const end = format === 'int32' ? INT32 : INT64
  if (isInteger(value) && value >= -end && value < end) return []
  return [
    plain(
      `${prefix} value must be of type integer ${format ? `with format ${format}` : '(default format)'} in ${path}`,
    ),
  ]
}
