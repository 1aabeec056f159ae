// Objects that are no Go structs are maps, whose keys Go prints in their order.
import { define } from '../patch/merge-patch'

/** The value with the keys of all its maps in order; the same value when they are. */
export function sortedKeys<T>(value: T): T {
  if (Array.isArray(value)) {
    const next = value.map((item: unknown) => sortedKeys(item))
    return next.every((item, i) => item === value[i]) ? value : (next as T)
  }
  if (typeof value !== 'object' || value === null) return value
  const from = value as Readonly<Record<string, unknown>>
  const keys = Object.keys(from)
  const ordered = [...keys].sort()
  const next: Record<string, unknown> = {}
  let isSame = keys.every((key, i) => key === ordered[i])
  for (const key of ordered) {
    const each = sortedKeys(from[key])
    if (each !== from[key]) isSame = false
    define(next, key, each)
  }
  return isSame ? value : (next as T)
}
