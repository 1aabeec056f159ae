// Structural schemas: what a custom resource may hold, and what it holds when nothing is said. Follows
// apiextensions-apiserver/pkg/apiserver/schema/{pruning,defaulting}, v1.36.

import { define } from '../patch/merge-patch'

export interface JsonSchema {
  readonly type?: string
  readonly format?: string
  readonly title?: string
  readonly description?: string
  readonly nullable?: boolean
  readonly default?: unknown
  readonly enum?: readonly unknown[]
  readonly required?: readonly string[]
  readonly properties?: Readonly<Record<string, JsonSchema>>
  readonly additionalProperties?: JsonSchema | boolean
  readonly items?: JsonSchema
  readonly minimum?: number
  readonly maximum?: number
  readonly exclusiveMinimum?: boolean
  readonly exclusiveMaximum?: boolean
  readonly multipleOf?: number
  readonly minLength?: number
  readonly maxLength?: number
  readonly pattern?: string
  readonly minItems?: number
  readonly maxItems?: number
  readonly uniqueItems?: boolean
  readonly minProperties?: number
  readonly maxProperties?: number
  readonly 'x-kubernetes-int-or-string'?: boolean
  readonly 'x-kubernetes-preserve-unknown-fields'?: boolean
  readonly 'x-kubernetes-embedded-resource'?: boolean
  readonly 'x-kubernetes-list-type'?: string
  readonly 'x-kubernetes-list-map-keys'?: readonly string[]
  readonly 'x-kubernetes-map-type'?: string
  readonly 'x-kubernetes-validations'?: readonly unknown[]
  readonly allOf?: readonly JsonSchema[]
  readonly anyOf?: readonly JsonSchema[]
  readonly oneOf?: readonly JsonSchema[]
  readonly not?: JsonSchema
}

export type Fields = Readonly<Record<string, unknown>>

export const isFields = (value: unknown): value is Fields =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

const HEAD = ['apiVersion', 'kind', 'metadata']

/** What an item of a list with keys is known by; undefined for what is no such item. */
export function listMapStep(schema: JsonSchema, item: unknown): string | undefined {
  if (!isFields(item)) return undefined
  const keys = schema['x-kubernetes-list-map-keys'] ?? []
  return JSON.stringify(keys.map((key) => item[key] ?? schema.items?.properties?.[key]?.default ?? null))
}

/** The same value when nothing in it changes. */
function mapped(value: Fields, change: (field: string, each: unknown) => unknown): Fields {
  const next: Record<string, unknown> = {}
  let isSame = true
  for (const [field, each] of Object.entries(value)) {
    const changed = change(field, each)
    if (changed !== undefined) define(next, field, changed)
    if (changed !== each) isSame = false
  }
  return isSame ? value : next
}

function mappedItems(list: readonly unknown[], change: (item: unknown, i: number) => unknown): readonly unknown[] {
  const next = list.map(change)
  return next.every((item, i) => item === list[i]) ? list : next
}

/** The value without fields that its schema does not know, whose paths go to `unknown`. The same value when all are known. */
export function pruned(value: unknown, schema: JsonSchema, path: string, unknown: string[]): unknown {
  if (Array.isArray(value)) {
    const { items } = schema
    return items ? mappedItems(value, (item, i) => pruned(item, items, `${path}[${i}]`, unknown)) : value
  }
  if (!isFields(value)) return value
  const isWhole = path === '' || schema['x-kubernetes-embedded-resource'] === true
  return mapped(value, (field, each) => {
    const below = path === '' ? field : `${path}.${field}`
    if (isWhole && HEAD.includes(field)) return each
    const known = schemaOfField(schema, field)
    if (known) return pruned(each, known, below, unknown)
    if (known !== undefined || schema['x-kubernetes-preserve-unknown-fields']) return each
    unknown.push(below)
    return undefined
  })
}

/** null: any value is taken; undefined: there is no such field. */
function schemaOfField({ properties, additionalProperties }: JsonSchema, field: string): JsonSchema | null | undefined {
  if (properties && Object.hasOwn(properties, field)) return properties[field]
  if (typeof additionalProperties === 'object') return additionalProperties
  return additionalProperties === true ? null : undefined
}

/** The value without nulls where none may stand and no default takes their place. */
export function withoutNulls(value: unknown, schema: JsonSchema): unknown {
  if (Array.isArray(value)) {
    const { items } = schema
    return items ? mappedItems(value, (item) => withoutNulls(item, items)) : value
  }
  if (!isFields(value)) return value
  return mapped(value, (field, each) => {
    const below = schemaOfField(schema, field)
    if (!below) return each
    return each === null && !below.nullable && below.default === undefined ? undefined : withoutNulls(each, below)
  })
}

const isFilled = (value: unknown, { nullable, default: instead }: JsonSchema): boolean =>
  instead !== undefined && (value === undefined || (value === null && !nullable))

/** The value with the defaults of all that it leaves out. */
export function defaulted(value: unknown, schema: JsonSchema): unknown {
  const filled = (each: unknown, below: JsonSchema): unknown =>
    defaulted(isFilled(each, below) ? below.default : each, below)
  if (Array.isArray(value)) {
    const { items } = schema
    return items ? mappedItems(value, (item) => filled(item, items)) : value
  }
  if (!isFields(value)) return value
  const added = Object.entries(schema.properties ?? {}).filter(
    ([field, below]) => !Object.hasOwn(value, field) && below.default !== undefined,
  )
  const whole = added.length === 0 ? value : { ...value, ...Object.fromEntries(added.map(([field]) => [field, null])) }
  return mapped(whole, (field, each) => {
    const below = schemaOfField(schema, field)
    if (!below) return each
    return added.some(([name]) => name === field) ? defaulted(below.default, below) : filled(each, below)
  })
}
