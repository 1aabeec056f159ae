// The order in which Go marshals an object: fields as their struct has them, maps by their keys. Objects of the model carry their
// fields in the order in which they were written.
import { sortedKeys } from '../custom/sorted-keys'
import { EXTENSIONS, fieldsOf, isNamedList, messageOf, RAW_EXTENSION } from './messages'

type Arrange = (value: unknown) => unknown
type Shape = ReadonlyMap<string, { readonly rank: number; readonly arrange: Arrange | undefined }>

const isMap = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

/** Groups whose types are Go's, though not protocol buffers. */
const STRUCTS: ReadonlySet<string> = new Set(['apidiscovery.k8s.io', 'metrics.k8s.io'])

/** The object, its list or its table as the API server sends it; the same object when it is in order already. */
export function inGoOrder<T extends object>(object: T): T {
  const { kind, apiVersion } = object as { kind?: unknown; apiVersion?: unknown }
  if (typeof kind !== 'string' || typeof apiVersion !== 'string') return object
  if (kind === 'Table') return tableInGoOrder(object as never)
  const message = messageOf(apiVersion, kind)
  if (message !== undefined) return arrangeStruct(object, shapeOf(message)) as T
  // What is no struct of Go's is a map: custom resources.
  return STRUCTS.has(apiVersion.slice(0, apiVersion.indexOf('/'))) ? object : sortedKeys(object)
}

function tableInGoOrder<T extends { rows: readonly { object?: object }[] }>(table: T): T {
  return {
    ...table,
    rows: table.rows.map((row) => (row.object ? { ...row, object: inGoOrder(row.object) } : row)),
  }
}

const shapes = new Map<string, Shape>()

function shapeOf(message: string): Shape {
  const known = shapes.get(message)
  if (known) return known
  const shape = new Map<string, { rank: number; arrange: Arrange | undefined }>()
  // A struct may hold itself (JSONSchemaProps): it is known before its fields are.
  shapes.set(message, shape)
  // The head of a whole object is no field of its message; references have such fields of their own.
  const hasOwnHead = fieldsOf(message).some(([, name]) => name === 'kind' || name === 'apiVersion')
  for (const name of hasOwnHead ? [] : ['kind', 'apiVersion']) shape.set(name, { rank: shape.size, arrange: undefined })
  addFields(shape, message)
  return shape
}

function addFields(shape: Map<string, { rank: number; arrange: Arrange | undefined }>, message: string): void {
  for (const [, name, type] of fieldsOf(message))
    if (name === '') addFields(shape, type)
    else shape.set(name, { rank: shape.size, arrange: arrangementOf(type) })
}

/** undefined: values of this type have no order. */
function arrangementOf(type: string): Arrange | undefined {
  if (type.startsWith('{}')) {
    const arrange = arrangementOf(type.slice(2))
    return (value) => (isMap(value) ? arrangeMap(value, arrange) : value)
  }
  if (type.startsWith('[]')) {
    const arrange = arrangementOf(type.slice(2))
    return arrange && ((value) => (Array.isArray(value) ? arrangeList(value, arrange) : value))
  }
  if (!type.startsWith('io.') || isNamedList(type)) return undefined
  if (type === RAW_EXTENSION || type === `${EXTENSIONS}.JSON`) return undefined
  return arrangeMessage(UNIONS[type] ?? type)
}

/** Of these JSON has one of several forms: the schema, a list of schemas, a truth value, a list of names. */
const UNIONS: Readonly<Record<string, string>> = {
  [`${EXTENSIONS}.JSONSchemaPropsOrArray`]: `${EXTENSIONS}.JSONSchemaProps`,
  [`${EXTENSIONS}.JSONSchemaPropsOrBool`]: `${EXTENSIONS}.JSONSchemaProps`,
  [`${EXTENSIONS}.JSONSchemaPropsOrStringArray`]: `${EXTENSIONS}.JSONSchemaProps`,
}

function arrangeMessage(message: string): Arrange {
  const arrange: Arrange = (value) => {
    if (isMap(value)) return arrangeStruct(value, shapeOf(message))
    return Array.isArray(value) ? arrangeList(value, arrange) : value
  }
  return arrange
}

function arrangeList(list: readonly unknown[], arrange: Arrange): readonly unknown[] {
  let next: unknown[] | undefined
  for (let i = 0; i < list.length; i++) {
    const item = arrange(list[i])
    if (item !== list[i]) (next ??= [...list])[i] = item
  }
  return next ?? list
}

function arrangeStruct(value: object, shape: Shape): object {
  const from = value as Readonly<Record<string, unknown>>
  const keys = Object.keys(from)
  const rankOf = (key: string): number => shape.get(key)?.rank ?? shape.size
  const isOrdered = isSorted(keys.map(rankOf))
  const moved = movedValues(from, keys, (key) => shape.get(key)?.arrange)
  if (isOrdered && !moved) return value
  return rebuilt(from, isOrdered ? keys : keys.sort((a, b) => rankOf(a) - rankOf(b)), moved)
}

function arrangeMap(value: Readonly<Record<string, unknown>>, arrange: Arrange | undefined): object {
  const keys = Object.keys(value)
  const isOrdered = isSorted(keys)
  const moved = arrange && movedValues(value, keys, () => arrange)
  if (isOrdered && !moved) return value
  return rebuilt(value, isOrdered ? keys : keys.sort(), moved)
}

function isSorted(items: readonly (number | string)[]): boolean {
  for (let i = 1; i < items.length; i++) if ((items[i - 1] as number) > (items[i] as number)) return false
  return true
}

/** The values that change with what is in them; undefined when none does. */
function movedValues(
  value: Readonly<Record<string, unknown>>,
  keys: readonly string[],
  arrangementOf: (key: string) => Arrange | undefined,
): Map<string, unknown> | undefined {
  let moved: Map<string, unknown> | undefined
  for (const key of keys) {
    const each = value[key]
    if (typeof each !== 'object' || each === null) continue
    const arranged = arrangementOf(key)?.(each) ?? each
    if (arranged !== each) (moved ??= new Map()).set(key, arranged)
  }
  return moved
}

function rebuilt(
  value: Readonly<Record<string, unknown>>,
  keys: readonly string[],
  moved: ReadonlyMap<string, unknown> | undefined,
): object {
  const next: Record<string, unknown> = {}
  for (const key of keys) {
    const each = moved?.get(key) ?? value[key]
    // A map may have any key: `__proto__` is one like others.
    if (key === '__proto__') Object.defineProperty(next, key, { value: each, enumerable: true })
    else next[key] = each
  }
  return next
}
