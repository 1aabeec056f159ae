/**
 * The fields that Go's JSON writes under `omitempty`: without those that are absent, zero, empty text or an empty list.
 * Fields that are always written (`replicas` of a ReplicaSet) are added beside it.
 */
export function omitEmpty<T extends object>(fields: T): Partial<T> {
  const kept = Object.entries(fields).filter(
    ([, value]) =>
      value !== undefined &&
      value !== null &&
      value !== 0 &&
      value !== '' &&
      !(Array.isArray(value) && value.length === 0),
  )
  return Object.fromEntries(kept) as Partial<T>
}
