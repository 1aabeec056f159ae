/**
 * The fields that Go's JSON writes under `omitempty`: without those that are absent, zero, empty text or an empty list.
 * Fields that are always written (`replicas` of a ReplicaSet) are added beside it.
 */
export function omitEmpty<T extends object>(fields: T): Partial<T> {
  const kept: Partial<T> = {}
  for (const key in fields) {
    const value: unknown = fields[key]
    if (
      value === undefined ||
      value === null ||
      value === 0 ||
      value === '' ||
      (Array.isArray(value) && value.length === 0)
    )
      continue
    kept[key] = value as T[typeof key]
  }
  return kept
}
