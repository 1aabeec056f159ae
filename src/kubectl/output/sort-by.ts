// --sort-by. Follows kubectl/pkg/cmd/get/sorter.go, v1.36.
import { CommandError } from '../failure'
import { compareQuantities, isQuantity, parseQuantity } from '../../objects/quantity'
import { quote } from '../flags/quote'
import type { AnyObject } from '../objects'
import { JsonPath, relaxedJsonPath } from './jsonpath/jsonpath'

/** The items in the order of a field of their objects. Items without the field come first, in their own order. */
export function sortBy<T>(items: readonly T[], objectOf: (item: T) => AnyObject | undefined, field: string): T[] {
  const text = relaxed(field)
  const path = new JsonPath(text, { allowMissingKeys: true })
  const keyed = items.map((item) => ({ item, key: path.find(objectOf(item) ?? {})[0]?.[0] }))
  if (items.length > 0 && keyed.every(({ key }) => key === undefined)) {
    throw new CommandError(`couldn't find any field with path ${quote(text)} in the list of objects`)
  }
  return keyed.sort((a, b) => compareKeys(a.key, b.key)).map(({ item }) => item)
}

function relaxed(field: string): string {
  try {
    return relaxedJsonPath(field)
  } catch {
    return field
  }
}

function compareKeys(a: unknown, b: unknown): number {
  if (a === undefined || b === undefined) return a === b ? 0 : a === undefined ? -1 : 1
  if (typeof a === 'number' && typeof b === 'number') return a - b
  if (typeof a === 'string' && typeof b === 'string') {
    if (isQuantity(a) && isQuantity(b)) return compareQuantities(parseQuantity(a), parseQuantity(b))
    return a < b ? -1 : a > b ? 1 : 0
  }
  if (a === null || b === null) return a === b ? 0 : a === null ? -1 : 1
  throw new CommandError(`unsortable type: ${Array.isArray(a) ? '[]interface {}' : typeof a === 'boolean' ? 'bool' : 'map[string]interface {}'}`)
}
