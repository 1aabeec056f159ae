/**
 * The fields that are there, in their order. Where an object has many that may be absent, this is many times faster than a
 * literal that begins with spreads under conditions: each field that follows such a spread is added to a copy, one by one.
 */
export function present<T extends object>(fields: T): T {
  const kept = {} as T
  for (const name in fields) if (fields[name] !== undefined) kept[name] = fields[name]
  return kept
}

/** Adds the fields of another object, but for some, to one that is being made. A spread amid a literal does the same much more slowly. */
export function addFields<T extends object>(made: T, fields: T, butFor: ReadonlySet<string>): void {
  for (const name in fields) if (!butFor.has(name)) made[name] = fields[name]
}
