// What server-side apply has to know of a value: whether it is replaced as a whole or grows field by field.
import { isValueStruct } from '../../decoding/go-shape'
import { atomicStructs, listMetadata } from '../../openapi/list-metadata'
import { referenceOf, schemaOf, type Schema } from '../../openapi/schemas'

export type Shape =
  /** a scalar, or a map or list that is replaced as a whole */
  | { readonly is: 'leaf' }
  | { readonly is: 'struct'; readonly schema: string }
  | { readonly is: 'map'; readonly item: Shape }
  | { readonly is: 'set' }
  | ListShape
  /** a struct of which only data knows: of a custom resource. `rest`: what other fields are, where there may be some */
  | FieldsShape

export interface ListShape {
  readonly is: 'list'
  readonly keys: readonly string[]
  readonly item: Shape
  /** of keys that clients may leave out */
  readonly defaults?: Readonly<Record<string, unknown>>
}

export interface FieldsShape {
  readonly is: 'fields'
  readonly fields: ReadonlyMap<string, Shape>
  readonly rest: Shape | undefined
}

const LEAF: Shape = { is: 'leaf' }

const KEY_DEFAULTS: Readonly<Record<string, unknown>> = { protocol: 'TCP' }

/** Keys of built-in kinds without a default are required: what is not there is Go's empty text, or 0. */
export function keyDefaults(keys: readonly string[], items: Schema): Readonly<Record<string, unknown>> {
  const properties = schemaOf(referenceOf(items) ?? '')?.properties ?? {}
  const empty = (key: string): unknown => (properties[key]?.type === 'integer' ? 0 : '')
  return Object.fromEntries(keys.map((key) => [key, KEY_DEFAULTS[key] ?? empty(key)]))
}

const known = new Map<string, Shape | undefined>()

/** undefined for a field that the schema does not have. */
export function shapeOfField(schema: string, field: string): Shape | undefined {
  const id = `${schema} ${field}`
  if (!known.has(id)) known.set(id, look(schema, field))
  return known.get(id)
}

export const shapeOfKind = (schema: string | undefined): Shape =>
  schema ? { is: 'struct', schema } : { is: 'map', item: LEAF }

function look(schema: string, field: string): Shape | undefined {
  const properties = schemaOf(schema)?.properties
  const property = properties && Object.hasOwn(properties, field) ? properties[field] : undefined
  if (!property) return undefined
  const mark = listMetadata[schema]?.[field]
  if (mark?.mapType === 'atomic') return LEAF
  if (property.type !== 'array') return shapeOf(property)
  if (mark?.listType === 'set') return { is: 'set' }
  if (mark?.listType !== 'map') return LEAF
  const { listMapKeys: keys = [] } = mark
  const { items = {} } = property
  return { is: 'list', keys, item: shapeOf(items), defaults: keyDefaults(keys, items) }
}

function shapeOf(schema: Schema): Shape {
  const name = referenceOf(schema)
  if (name !== undefined)
    return !atomicStructs.has(name) && schemaOf(name)?.properties ? { is: 'struct', schema: name } : LEAF
  return schema.additionalProperties ? { is: 'map', item: shapeOf(schema.additionalProperties) } : LEAF
}

/** What Go has for a field that nobody set: an empty struct or list where it is no pointer, else nothing. */
export function zeroOf(schema: string, field: string): unknown {
  const property = schemaOf(schema)?.properties?.[field]
  const isRequired = schemaOf(schema)?.required?.includes(field) ?? false
  if (!property) return undefined
  if (property.type === 'array') return isRequired ? [] : undefined
  return referenceOf(property) !== undefined &&
    shapeOfField(schema, field)?.is === 'struct' &&
    isValueStruct(schema, field, isRequired)
    ? {}
    : undefined
}

/** The step of a list's item: `k:{"containerPort":80,"protocol":"TCP"}`; undefined when a key is missing. */
export function stepOfItem({ keys, defaults = {} }: ListShape, item: unknown): string | undefined {
  if (typeof item !== 'object' || item === null) return undefined
  const values: Record<string, unknown> = {}
  for (const key of [...keys].sort()) {
    const value = (item as Record<string, unknown>)[key] ?? defaults[key]
    if (value !== undefined) values[key] = value
  }
  return Object.keys(values).length === 0 ? undefined : `k:${JSON.stringify(values)}`
}
