// Structural schemas: what a custom resource may hold, and what it holds when nothing is said. Follows
// apiextensions-apiserver/pkg/apiserver/schema/{pruning,defaulting}, v1.36.

export interface JsonSchema {
  readonly type?: string
  readonly format?: string
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
}

export type Fields = Readonly<Record<string, unknown>>

export const isFields = (value: unknown): value is Fields =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

const HEAD = ['apiVersion', 'kind', 'metadata']

/** The value without fields that its schema does not know, whose paths go to `unknown`. The same value when all are known. */
export function pruned(value: unknown, schema: JsonSchema, path: string, unknown: string[]): unknown {
  if (Array.isArray(value)) {
    const { items } = schema
    if (!items) return value
    const next = value.map((item, i) => pruned(item, items, `${path}[${i}]`, unknown))
    return next.every((item, i) => item === value[i]) ? value : next
  }
  return isFields(value) ? prunedFields(value, schema, path, unknown) : value
}

function prunedFields(value: Fields, schema: JsonSchema, path: string, unknown: string[]): Fields {
  const isWhole = path === '' || schema['x-kubernetes-embedded-resource'] === true
  const kept: [string, unknown][] = []
  for (const [field, each] of Object.entries(value)) {
    const below = path === '' ? field : `${path}.${field}`
    const known = schemaOfField(schema, field)
    if (isWhole && HEAD.includes(field)) kept.push([field, each])
    else if (known) kept.push([field, pruned(each, known, below, unknown)])
    else if (known !== undefined || schema['x-kubernetes-preserve-unknown-fields']) kept.push([field, each])
    else unknown.push(below)
  }
  const isSame = kept.length === Object.keys(value).length && kept.every(([field, each]) => each === value[field])
  return isSame ? value : Object.fromEntries(kept)
}

/** null: any value is taken; undefined: there is no such field. */
function schemaOfField({ properties, additionalProperties }: JsonSchema, field: string): JsonSchema | null | undefined {
  if (properties && Object.hasOwn(properties, field)) return properties[field]
  if (typeof additionalProperties === 'object') return additionalProperties
  return additionalProperties === true ? null : undefined
}

/** The value with the defaults of all that it leaves out. */
export function defaulted(value: unknown, schema: JsonSchema): unknown {
  if (Array.isArray(value)) {
    const { items } = schema
    if (!items) return value
    const next = value.map((item) => defaulted(item, items))
    return next.every((item, i) => item === value[i]) ? value : next
  }
  if (!isFields(value)) return value
  const next: Record<string, unknown> = { ...value }
  for (const [field, below] of Object.entries(schema.properties ?? {})) {
    const isEmpty = next[field] === undefined || (next[field] === null && !below.nullable)
    if (isEmpty && below.default !== undefined) next[field] = below.default
    if (next[field] !== undefined) next[field] = defaulted(next[field], below)
  }
  const { additionalProperties } = schema
  if (typeof additionalProperties === 'object')
    for (const field of Object.keys(next)) next[field] = defaulted(next[field], additionalProperties)
  const isSame =
    Object.keys(next).length === Object.keys(value).length &&
    Object.keys(next).every((field) => next[field] === value[field])
  return isSame ? value : next
}
