// Objects as kubectl handles them: plain data of whatever kind, read by path and never changed in place.

export type Fields = { readonly [name: string]: unknown }

/** An object of the API, as data. */
export interface AnyObject extends Fields {
  readonly apiVersion: string
  readonly kind: string
  readonly metadata: AnyMeta
}

export interface AnyMeta extends Fields {
  readonly name?: string
  readonly namespace?: string
  readonly uid?: string
  readonly resourceVersion?: string
  readonly creationTimestamp?: string | null
  readonly deletionTimestamp?: string
  readonly labels?: Readonly<Record<string, string>>
  readonly annotations?: Readonly<Record<string, string>>
}

export const isFields = (value: unknown): value is Fields =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

/** The value at a path of names and indexes; undefined where the path ends early. */
export function valueAt(value: unknown, ...path: readonly (string | number)[]): unknown {
  let current = value
  for (const step of path) {
    if (current === null || typeof current !== 'object') return undefined
    current = (current as Record<string | number, unknown>)[step]
  }
  return current
}

export const textAt = (value: unknown, ...path: readonly (string | number)[]): string => {
  const found = valueAt(value, ...path)
  if (typeof found === 'string') return found
  return found === undefined || found === null || typeof found === 'object' ? '' : `${found as number | boolean}`
}

export const listAt = (value: unknown, ...path: readonly (string | number)[]): readonly unknown[] => {
  const found = valueAt(value, ...path)
  return Array.isArray(found) ? found : []
}

/** The object with the value at the path replaced (or taken out when undefined); only the path is copied. */
export function withValueAt<T>(object: T, path: readonly (string | number)[], value: unknown): T {
  const [step, ...rest] = path
  if (step === undefined) return value as T
  const copy = (Array.isArray(object) ? [...object] : { ...(object as object) }) as Record<string | number, unknown>
  const changed =
    rest.length === 0 ? value : withValueAt(copy[step] ?? (typeof rest[0] === 'number' ? [] : {}), rest, value)
  if (changed === undefined) delete copy[step]
  else copy[step] = changed
  return copy as T
}

export const groupOf = (apiVersion: string): string =>
  apiVersion.includes('/') ? (apiVersion.split('/')[0] as string) : ''
export const versionOf = (apiVersion: string): string => apiVersion.split('/').at(-1) as string

/** A list, as meta.IsListType sees it: it has items. */
export const isList = (object: unknown): boolean => isFields(object) && Array.isArray(object['items'])
