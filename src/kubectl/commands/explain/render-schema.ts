// The text of explain. Follows kubectl/pkg/explain/v2/templates/plaintext.tmpl, v1.36.
import { CommandError } from '../../failure'
import { isFields, valueAt } from '../../objects'
import { compareCodePoints } from '../../output/go-json'
import { goPrint } from '../../output/go-print'
import { wordWrap } from './word-wrap'

export interface Schema {
  readonly $ref?: string
  readonly type?: string
  readonly description?: string
  readonly properties?: Readonly<Record<string, Schema>>
  readonly required?: readonly string[]
  readonly items?: Schema
  readonly additionalProperties?: Schema | boolean
  readonly allOf?: readonly Schema[]
  readonly enum?: readonly unknown[]
  readonly externalDocs?: { readonly description?: string; readonly url?: string }
  readonly 'x-kubernetes-group-version-kind'?: readonly GroupVersionKind[]
}

interface GroupVersionKind {
  readonly group: string
  readonly version: string
  readonly kind: string
}

export interface OpenApiDocument {
  readonly paths: Readonly<Record<string, unknown>>
  readonly components: { readonly schemas: Readonly<Record<string, Schema>> }
}

export interface SchemaQuery {
  /** `spec`, `containers` */
  readonly path: readonly string[]
  readonly recursive: boolean
}

interface Wanted {
  readonly group: string
  readonly version: string
  readonly resource: string
}

/** Prints what explain says of a kind or of one of its fields. Throws CommandError for what the document does not have. */
export function renderSchema(
  document: OpenApiDocument,
  wanted: Wanted,
  query: SchemaQuery,
  print: (text: string) => void,
): void {
  const gvk = kindOf(document, wanted)
  if (!gvk) {
    throw new CommandError(
      `error: GVR (${wanted.group}/${wanted.version}, Resource=${wanted.resource}) not found in OpenAPI schema`,
    )
  }
  const schemas = Object.entries(document.components.schemas).sort(([a], [b]) => compareCodePoints(a, b))
  const schema = schemas.find(([, each]) =>
    each['x-kubernetes-group-version-kind']?.some((other) => sameKind(other, gvk)),
  )?.[1]
  if (!schema) throw new CommandError(`error: GVK ${goPrint(gvk)} not found in OpenAPI schema`)
  const text = new Renderer(document, query.recursive).output(schema, query.path, new Set())
  const group = gvk.group === '' ? '' : `GROUP:      ${gvk.group}\n`
  print(`${group}KIND:       ${gvk.kind}\nVERSION:    ${gvk.version}\n\n`)
  if (text === '') throw new CommandError(`error: field "${query.path.at(-1) ?? ''}" does not exist`)
  print(`${text}\n`)
}

const sameKind = (a: GroupVersionKind, b: GroupVersionKind): boolean =>
  a.group === b.group && a.version === b.version && a.kind === b.kind

const METHODS = ['get', 'post', 'put', 'patch', 'delete']

function kindOf({ paths }: OpenApiDocument, { group, version, resource }: Wanted): GroupVersionKind | undefined {
  const root = group === '' ? `/api/${version}` : `/apis/${group}/${version}`
  let found: GroupVersionKind | undefined
  for (const place of [
    resource,
    `${resource}/{name}`,
    `namespaces/{namespace}/${resource}`,
    `namespaces/{namespace}/${resource}/{name}`,
  ]) {
    for (const method of METHODS) {
      const gvk = valueAt(paths[`${root}/${place}`], method, 'x-kubernetes-group-version-kind')
      if (!isFields(gvk)) continue
      found = gvk as unknown as GroupVersionKind
      break
    }
  }
  return found
}

const WIDTH = 76
const ENUM_MAX = 4

const indent = (amount: number, text: string): string => {
  const pad = ' '.repeat(amount)
  return pad + text.replaceAll('\n', `\n${pad}`)
}

const schemaOf = (additional: Schema | boolean | undefined): Schema | undefined =>
  typeof additional === 'object' ? additional : undefined

class Renderer {
  constructor(
    private readonly document: OpenApiDocument,
    private readonly recursive: boolean,
  ) {}

  /** '' when the path leads nowhere */
  output(schema: Schema, path: readonly string[], history: ReadonlySet<string>): string {
    const resolved = this.resolve(schema)
    const [first, ...rest] = path
    if (first === undefined) return this.whole(schema, resolved)
    if (schema.$ref && history.has(schema.$ref)) return ''
    const seen = schema.$ref ? new Set([...history, schema.$ref]) : history
    const property = resolved.properties?.[first]
    if (property) {
      const head = rest.length > 0 ? '' : `FIELD: ${first} <${this.typeOf(property)}>\n${this.enumLong(property)}\n\n`
      const inner = this.output(property, rest, new Set())
      return head === '' ? inner : head + inner
    }
    if (resolved.items) return this.output(resolved.items, path, seen)
    const additional = schemaOf(resolved.additionalProperties)
    if (additional) return this.output(additional, path, seen)
    for (const each of resolved.allOf ?? []) {
      const text = this.output(each, path, seen)
      if (text !== '') return text
    }
    return ''
  }

  private resolve(schema: Schema): Schema {
    const name = schema.$ref?.split('/').at(-1)
    return (name === undefined ? undefined : this.document.components.schemas[name]) ?? schema
  }

  private whole(schema: Schema, resolved: Schema): string {
    const description = this.description(schema) || '<empty>'
    const docs = externalDocs(resolved, 0)
    const fields = this.fields(schema, 1, new Set())
    return `DESCRIPTION:\n${indent(4, wordWrap(description, WIDTH))}\n${docs === '' ? '' : `\n${docs}`}${fields === '' ? '' : `FIELDS:\n${fields}`}`
  }

  private description(schema: Schema): string {
    const resolved = this.resolve(schema)
    const own = resolved.description ? `${resolved.description}\n` : ''
    const parts = [...(resolved.allOf ?? []), resolved.items, schemaOf(resolved.additionalProperties)]
    return own + parts.map((part) => (part ? this.description(part) : '')).join('')
  }

  private fields(schema: Schema, level: number, history: ReadonlySet<string>): string {
    if (schema.$ref && history.has(schema.$ref)) return ''
    const seen = schema.$ref ? new Set([...history, schema.$ref]) : history
    const resolved = this.resolve(schema)
    const names = Object.keys(resolved.properties ?? {}).sort(compareCodePoints)
    const own = names.map((name) => {
      const property = resolved.properties?.[name] as Schema
      return (
        this.field(name, property, resolved, level) + (this.recursive ? this.fields(property, level + 1, seen) : '')
      )
    })
    const parts = [...(resolved.allOf ?? []), resolved.items, schemaOf(resolved.additionalProperties)]
    return own.join('') + parts.map((part) => (part ? this.fields(part, level, seen) : '')).join('')
  }

  private field(name: string, schema: Schema, parent: Schema, level: number): string {
    const amount = level * 2
    const required = parent.required?.includes(name) ? ' -required-' : ''
    const head = `${indent(amount, name)}\t<${this.typeOf(schema)}>${required}${enumShort(schema, amount)}\n`
    if (this.recursive) return head
    const description = wordWrap(schema.description ?? '<no description>', 78 - amount)
    const docs = externalDocs(schema, amount + 2)
    return `${head}${indent(amount + 2, description)}\n${docs === '' ? '' : `\n${docs}`}\n`
  }

  private typeOf(schema: Schema): string {
    if (schema.items) return `[]${this.typeOf(schema.items)}`
    const additional = schemaOf(schema.additionalProperties)
    if (additional) return `map[string]${this.typeOf(additional)}`
    if (schema.allOf?.length === 1 && !schema.properties) return this.typeOf(schema.allOf[0] as Schema)
    if (schema.$ref) {
      const target = this.resolve(schema)
      if (target !== schema && target.type && target.type !== 'object') return target.type
      return schema.$ref.split('/').at(-1)?.split('.').at(-1) || 'Object'
    }
    return schema.type === undefined || schema.type === 'object' ? 'Object' : schema.type
  }

  private enumLong(schema: Schema): string {
    return schema.enum ? `ENUM:${schema.enum.map((each) => `\n    ${enumText(each)}`).join('')}` : ''
  }
}

const enumText = (value: unknown): string => (value === '' ? '""' : goPrint(value))

function enumShort({ enum: values }: Schema, amount: number): string {
  if (!values) return ''
  const more = values.length > ENUM_MAX ? ', ....' : ''
  return `\n${' '.repeat(amount)}enum: ${values.slice(0, ENUM_MAX).map(enumText).join(', ')}${more}`
}

function externalDocs({ externalDocs: docs }: Schema, amount: number): string {
  if (!docs) return ''
  const description = docs.description ? `${indent(amount + 4, wordWrap(docs.description, WIDTH - amount))}\n` : ''
  const url = docs.url ? `${indent(amount + 4, `URL: ${docs.url}`)}\n` : ''
  return `${indent(amount, 'EXTERNAL DOCS:')}\n${description}${url}`
}
