// explain --output=plaintext-openapiv2: the text of old. Follows kubectl/pkg/explain (model_printer.go, fields_printer.go, formatter.go)
// and kube-openapi/pkg/util/proto, v1.36.
import { apiVersionOf } from '../../../objects/kube-object'
import { CommandError } from '../../failure'
import { quote } from '../../../objects/go-text'
import { compareCodePoints } from '../../output/go-json'
import type { Schema, SchemaQuery } from './render-schema'

export interface SwaggerDocument {
  readonly definitions: Readonly<Record<string, Schema>>
}

export interface Kind {
  readonly group: string
  readonly version: string
  readonly kind: string
}

const WIDTH = 80
const FIELD_INDENT = 3
const DESCRIPTION_INDENT = 5

/** Prints what explain says of a kind or of one of its fields. Throws CommandError for what the document does not have. */
export function renderSchemaV2(
  { definitions }: SwaggerDocument,
  kind: Kind,
  { path, recursive }: SchemaQuery,
  print: (text: string) => void,
): void {
  const schema = Object.values(definitions).find((each) =>
    each['x-kubernetes-group-version-kind']?.some(
      (other) => other.group === kind.group && other.version === kind.version && other.kind === kind.kind,
    ),
  )
  if (!schema)
    throw new CommandError(`couldn't find resource for ${quote(`${kind.group}/${kind.version}, Kind=${kind.kind}`)}`)
  print(new Renderer(definitions, recursive).output(schema, kind, path))
}

/** What is in a list or a map. An object of which nothing is known is a map of anything. */
const subOf = ({ items, additionalProperties, type, description }: Schema): Schema | undefined =>
  items ??
  (typeof additionalProperties === 'object'
    ? additionalProperties
    : type === 'object'
      ? { ...(description === undefined ? {} : { description }) }
      : undefined)

const isObject = ({ properties, type }: Schema): boolean =>
  properties !== undefined && (type === undefined || type === 'object')
const isPrimitive = ({ type }: Schema): boolean => type !== undefined && type !== 'object' && type !== 'array'

class Renderer {
  constructor(
    private readonly definitions: Readonly<Record<string, Schema>>,
    private readonly recursive: boolean,
  ) {}

  output(schema: Schema, { group, version, kind }: Kind, path: readonly string[]): string {
    const found = this.lookedUp(schema, path)
    const descriptions: string[] = []
    let type = ''
    let current = found
    for (;;) {
      if (current.$ref !== undefined) {
        descriptions.push(current.description ?? '')
        current = this.target(current)
        continue
      }
      const sub = subOf(current)
      if (isObject(current) || isPrimitive(current) || !sub) break
      descriptions.push(current.description ?? '')
      type ||= this.typeOf(current)
      current = sub
    }
    type ||= this.typeOf(current)
    const head = `KIND:     ${kind}\nVERSION:  ${apiVersionOf({ group, version })}\n\n`
    const text = descriptionText([...descriptions, current.description ?? ''])
    const name = path.at(-1) ?? ''
    if (isPrimitive(current)) return `${head}FIELD:    ${name} <${type}>\n\n${text}`
    if (!isObject(current)) return head + text
    const resource = name === '' ? '' : `RESOURCE: ${name} <${type}>\n\n`
    const fields = this.recursive ? this.names(current, FIELD_INDENT, new Set()) : this.fields(current)
    return `${head}${resource}${text}\nFIELDS:\n${fields}`
  }

  private target(schema: Schema): Schema {
    return this.definitions[schema.$ref?.split('/').at(-1) ?? ''] ?? {}
  }

  private lookedUp(schema: Schema, path: readonly string[]): Schema {
    const [first, ...rest] = path
    if (first === undefined || isPrimitive(schema)) return schema
    if (schema.$ref !== undefined) return this.lookedUp(this.target(schema), path)
    if (!isObject(schema)) {
      const sub = subOf(schema)
      return sub ? this.lookedUp(sub, path) : schema
    }
    const property = schema.properties?.[first]
    if (!property) throw new CommandError(`field ${quote(first)} does not exist`)
    return this.lookedUp(property, rest)
  }

  private typeOf(schema: Schema): string {
    if (schema.$ref !== undefined) return this.typeOf(this.target(schema))
    if (isObject(schema)) return 'Object'
    if (isPrimitive(schema)) return schema.type ?? ''
    const sub = subOf(schema)
    if (schema.type === 'array') return `[]${sub ? this.typeOf(sub) : ''}`
    return schema.type === 'object' ? `map[string]${sub ? this.typeOf(sub) : ''}` : ''
  }

  private fields({ properties = {}, required }: Schema): string {
    return sortedNames(properties)
      .map((name) => {
        const property = properties[name] as Schema
        const mark = required?.includes(name) ? ' -required-' : ''
        const lines = wrapped(property.description ?? '', WIDTH - DESCRIPTION_INDENT)
        return `   ${name}\t<${this.typeOf(property)}>${mark}\n${indented(lines)}\n`
      })
      .join('')
  }

  /** Names and types only, of what is inside as well; what is inside itself is not gone into again. */
  private names(schema: Schema, amount: number, within: ReadonlySet<string>): string {
    if (schema.$ref !== undefined) {
      if (within.has(schema.$ref)) return ''
      return this.names(this.target(schema), amount, new Set([...within, schema.$ref]))
    }
    if (!isObject(schema)) {
      const sub = subOf(schema)
      return sub && !isPrimitive(schema) ? this.names(sub, amount, within) : ''
    }
    const { properties = {} } = schema
    return sortedNames(properties)
      .map((name) => {
        const property = properties[name] as Schema
        return `${' '.repeat(amount)}${name}\t<${this.typeOf(property)}>\n${this.names(property, amount + FIELD_INDENT, within)}`
      })
      .join('')
  }
}

const sortedNames = (properties: Readonly<Record<string, Schema>>): string[] =>
  Object.keys(properties).sort(compareCodePoints)

function descriptionText(descriptions: readonly string[]): string {
  const parts = descriptions.flatMap((description, i) =>
    description === '' ? [] : [`${i === 0 ? '' : '\n'}${indented(wrapped(description, WIDTH - DESCRIPTION_INDENT))}`],
  )
  return `DESCRIPTION:\n${parts.length === 0 ? indented(['<empty>']) : parts.join('')}`
}

const indented = (lines: readonly string[]): string =>
  lines.map((line) => (line === '' ? '\n' : `${' '.repeat(DESCRIPTION_INDENT)}${line}\n`)).join('')

/** Lines anew, but for lists, what is indented, and empty lines. */
export function wrapped(text: string, width: number): string[] {
  const lines: string[] = []
  let words: string[] = []
  let last = ''
  const flush = (): void => {
    if (words.length > 0) lines.push(words.join(' '))
    if (words.length > 0) last = ''
    words = []
  }
  for (const line of text.split('\n')) {
    if (line.startsWith('    ')) {
      flush()
      lines.push(line)
      continue
    }
    if (lines.length > 0 && line.trim() === '') {
      flush()
      lines.push('')
      continue
    }
    if (last.endsWith(':') || line.trim() === '' || /^(\d+\.?|-|\*)\s/.test(line.trim())) flush()
    for (const word of line.split(/\s+/).filter((each) => each !== '')) {
      last = word
      if (words.length > 0 && [...words, word].join(' ').length > width) flush()
      words.push(word)
    }
  }
  flush()
  return lines
}
