// --sort-by. Follows kubectl/pkg/cmd/get/sorter.go, v1.36.
import { CommandError, ExitError } from '../failure'
import { compareQuantities, isQuantity, parseQuantity } from '../../objects/quantity'
import { quote } from '../../objects/go-text'
import { logLine } from '../klog'
import type { AnyObject } from '../objects'
import { goSort } from './go-sort'
import { JsonPath, relaxedJsonPath } from './jsonpath/jsonpath'
import { compareCodePoints } from './go-json'

/** What upstream sorts and where it gives up: objects, or the rows of a table that the server made. */
const SORTERS = {
  objects: { type: '*unstructured.Unstructured', place: 'sorter.go:329' },
  rows: { type: '[][][]reflect.Value', place: 'sorter.go:375' },
} as const

export interface SortedThings<T> {
  readonly of: keyof typeof SORTERS
  readonly items: readonly T[]
  readonly objectOf: (item: T) => AnyObject | undefined
}

/** The items in the order of a field of their objects. Items without the field come first. */
export function sortBy<T>({ of, items, objectOf }: SortedThings<T>, field: string, now: number): T[] {
  const text = of === 'objects' ? relaxedJsonPath(field) : relaxed(field)
  const path = new JsonPath(text, { allowMissingKeys: true })
  const keyed = items.map((item) => ({ item, keys: path.find(objectOf(item) ?? {})[0] ?? [] }))
  if (items.length > 0 && keyed.every(({ keys }) => keys.length === 0)) {
    throw new CommandError(`couldn't find any field with path ${quote(text)} in the list of objects`)
  }
  const { type, place } = SORTERS[of]
  const less = (a: readonly unknown[], b: readonly unknown[]): boolean => {
    if (a.length === 0) return true
    if (b.length === 0) return false
    const problem = unsortable(a[0], b[0])
    if (problem === undefined) return isLess(a[0], b[0])
    throw new ExitError(
      logLine('F', now, place, `Field ${text} in ${type} is an unsortable type: interface, err: ${problem}`),
      1,
    )
  }
  return goSort(keyed, (a, b) => less(a.keys, b.keys)).map(({ item }) => item)
}

function relaxed(field: string): string {
  try {
    return relaxedJsonPath(field)
  } catch {
    return field
  }
}

function isLess(a: unknown, b: unknown): boolean {
  if (a === null || b === null) return a === null && b !== null
  if (typeof a === 'number' && typeof b === 'number') return a < b
  const [first, second] = [a as string, b as string]
  return isQuantity(first) && isQuantity(second)
    ? compareQuantities(parseQuantity(first), parseQuantity(second)) < 0
    : compareCodePoints(first, second) < 0
}

/** Go has whole numbers and others. */
const goKind = (value: unknown): string => (Number.isInteger(value) ? 'int64' : typeof value)

function unsortable(a: unknown, b: unknown): string | undefined {
  if (a === null || b === null) return undefined
  if (typeof a === 'number' || typeof a === 'string')
    return goKind(a) === goKind(b) ? undefined : 'unsortable interface: interface'
  return `unsortable type: ${Array.isArray(a) ? '[]interface {}' : typeof a === 'boolean' ? 'bool' : 'map[string]interface {}'}`
}
