// metadata.managedFields: who manages which fields. Follows apimachinery/pkg/util/managedfields, v1.36.
import { fromFieldsV1, isEmpty, toFieldsV1, type FieldSet } from './field-set'

/** One entry of managedFields, its fields as a set. */
export interface Managed {
  readonly manager: string
  readonly operation: 'Apply' | 'Update'
  readonly apiVersion: string
  /** RFC 3339 */
  readonly time?: string
  readonly subresource: string
  readonly fields: FieldSet
}

export type ManagerKey = Pick<Managed, 'manager' | 'operation' | 'apiVersion' | 'subresource'>

/** An applier is the same whatever version it writes. */
export const isManager = (one: ManagerKey, other: ManagerKey): boolean =>
  one.manager === other.manager &&
  one.operation === other.operation &&
  one.subresource === other.subresource &&
  (one.operation === 'Apply' || one.apiVersion === other.apiVersion)

/** Entries of stored objects are read again and again, and never change. */
const decodedEntries = new WeakMap<readonly unknown[], Managed[] | undefined>()

/** undefined when the entries are none of ours: then what the server knows counts. */
export function decodeManagers(entries: readonly unknown[] | undefined): readonly Managed[] | undefined {
  if (!entries || !Object.isFrozen(entries)) return decode(entries)
  if (!decodedEntries.has(entries)) decodedEntries.set(entries, decode(entries))
  return decodedEntries.get(entries)
}

function decode(entries: readonly unknown[] | undefined): Managed[] | undefined {
  const decoded: Managed[] = []
  for (const entry of entries ?? []) {
    const {
      manager = '',
      operation,
      apiVersion,
      time,
      subresource = '',
      fieldsV1,
      fieldsType,
    } = (entry ?? {}) as Record<string, unknown>
    if (
      (operation !== 'Apply' && operation !== 'Update') ||
      typeof apiVersion !== 'string' ||
      typeof manager !== 'string' ||
      typeof subresource !== 'string'
    )
      return undefined
    if (fieldsType !== 'FieldsV1') return undefined
    decoded.push({
      manager,
      operation,
      apiVersion,
      ...(typeof time === 'string' ? { time } : {}),
      subresource,
      fields: fromFieldsV1(fieldsV1),
    })
  }
  return decoded
}

export const encodeManagers = (managers: readonly Managed[]): object[] =>
  [...managers]
    .filter(({ fields }) => !isEmpty(fields))
    .sort(inOrder)
    .map(({ manager, operation, apiVersion, time, subresource, fields }) => ({
      ...(manager ? { manager } : {}),
      operation,
      apiVersion,
      ...(time ? { time } : {}),
      fieldsType: 'FieldsV1',
      fieldsV1: toFieldsV1(fields),
      ...(subresource ? { subresource } : {}),
    }))

/** Appliers first, then the oldest first. */
function inOrder(a: Managed, b: Managed): number {
  const order = (x: Managed): readonly string[] => [x.operation, x.time ?? '', x.manager, x.apiVersion, x.subresource]
  const [left, right] = [order(a), order(b)]
  const place = left.findIndex((text, i) => text !== right[i])
  return place < 0 ? 0 : (left[place] as string) < (right[place] as string) ? -1 : 1
}

export const withManager = (managers: readonly Managed[], next: Managed): Managed[] => [
  ...managers.filter((each) => !isManager(each, next)),
  next,
]
