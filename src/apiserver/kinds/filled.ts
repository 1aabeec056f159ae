// Filling in what a client left out, without copying what needs no change: objects stay shared.

/** The object with defaults for its absent fields; the same object when none is absent. */
export function filled<T extends object>(object: T, defaults: Partial<T>): T {
  let next: T | undefined
  for (const key in defaults) {
    if (object[key] !== undefined) continue
    next ??= Object.assign({}, object)
    next[key] = defaults[key] as T[typeof key]
  }
  return next ?? object
}

/** The object with these fields instead; the same object when they are what it has. An undefined one is taken away. */
export function changed<T extends object>(object: T, fields: Partial<T>): T {
  let next: T | undefined
  for (const key in fields) {
    const value = fields[key]
    if (object[key] === value) continue
    next ??= Object.assign({}, object)
    if (value === undefined) delete next[key]
    else next[key] = value
  }
  return next ?? object
}

/** The list with each item changed; the same list when none changes. */
export function mapped<T>(items: T[] | undefined, change: (item: T) => T): T[] | undefined {
  if (items === undefined) return undefined
  const next = items.map(change)
  return next.every((item, index) => item === items[index]) ? items : next
}

/** A list that upstream never leaves out: an empty one is stored as none, and none is told as null. */
export const orNull = <T>(items: T[] | undefined, change: (items: T[]) => T[] | undefined = (same) => same): T[] =>
  (items?.length ? change(items) : null) as T[]

/**
 * The object without those of these fields that hold Go's zero value: upstream's encoder leaves them out. Only for
 * fields that are no pointers there; a pointer to zero (`replicas: 0`) stays.
 */
export function withoutZeros<T extends object>(object: T, keys: readonly (keyof T)[]): T {
  const zeros = keys.filter((key) => key in object && isZero(object[key]))
  if (zeros.length === 0) return object
  const next = { ...object }
  for (const key of zeros) delete next[key]
  return next
}

function isZero(value: unknown): boolean {
  if (value === undefined || value === null || value === '' || value === 0 || value === false) return true
  if (Array.isArray(value)) return value.length === 0
  return typeof value === 'object' && Object.keys(value).length === 0
}
