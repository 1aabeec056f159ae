// Structural schemas: each field has one place where its type is said. Follows apiextensions-apiserver/pkg/apiserver/schema
// (validation.go, complete.go) and schema/defaulting/validation.go, v1.36.
import { dequal } from 'dequal/lite'
import { errorText, forbiddenField, invalid, required, type FieldError } from '../../field-errors'
import { embeddedErrors } from '../embedded'
import { pruned, type JsonSchema } from '../schema'
import { schemaErrors } from '../validate'

type Level = 'root' | 'item' | 'field'

const TYPE_NEEDED: Readonly<Record<Level, string>> = {
  root: 'must not be empty at the root',
  item: 'must not be empty for specified array items',
  field: 'must not be empty for specified object fields',
}

/** A schema with these is no structural one at all: upstream says so elsewhere. */
const NEVER = ['id', '$schema', '$ref', 'patternProperties', 'dependencies', 'additionalItems', 'definitions']

export function isStructurable(schema: JsonSchema): boolean {
  const { items, properties = {}, additionalProperties, allOf = [], anyOf = [], oneOf = [], not } = schema
  if (NEVER.some((name) => Object.hasOwn(schema, name)) || Array.isArray(items)) return false
  const below = [
    ...Object.values(properties),
    ...allOf,
    ...anyOf,
    ...oneOf,
    ...(items ? [items] : []),
    ...(not ? [not] : []),
    ...(typeof additionalProperties === 'object' ? [additionalProperties] : []),
  ]
  return below.every(isStructurable)
}

/** In the order of their texts, as upstream sorts them. */
export function structuralErrors(schema: JsonSchema, path: string): FieldError[] {
  const errors = [...invariantErrors(schema, 'root', path), ...completenessErrors(schema, schema, path, path)]
  return errors.sort((a, b) => (errorText(a) < errorText(b) ? -1 : errorText(a) > errorText(b) ? 1 : 0))
}

function invariantErrors(schema: JsonSchema, level: Level, path: string): FieldError[] {
  const { items, properties = {}, additionalProperties: others, type = '' } = schema
  const isEmbedded = schema['x-kubernetes-embedded-resource'] === true
  return [
    ...(type === 'array' && !items ? [required(`${path}.items`, 'must be specified')] : []),
    ...(items ? invariantErrors(items, 'item', `${path}.items`) : []),
    ...Object.entries(properties).flatMap(([name, each]) =>
      invariantErrors(each, 'field', `${path}.properties[${name}]`),
    ),
    ...(others !== undefined && level === 'root'
      ? [forbiddenField(`${path}.additionalProperties`, 'must not be used at the root')]
      : []),
    ...(typeof others === 'object' ? invariantErrors(others, 'field', `${path}.additionalProperties`) : []),
    ...exclusionErrors(schema, path),
    ...valueErrors(schema, path),
    ...typeErrors(schema, level, path),
    ...(isEmbedded && others !== undefined
      ? [forbiddenField(`${path}.additionalProperties`, 'must not be used if x-kubernetes-embedded-resource is set')]
      : []),
    ...(level === 'root' && type !== '' && type !== 'object'
      ? [invalid(`${path}.type`, type, 'must be object at the root')]
      : []),
    ...headErrors(schema, level, path),
    ...(isEmbedded && !schema['x-kubernetes-preserve-unknown-fields'] && Object.keys(properties).length === 0
      ? [
          required(
            `${path}.properties`,
            'must not be empty if x-kubernetes-embedded-resource is true without x-kubernetes-preserve-unknown-fields',
          ),
        ]
      : []),
  ]
}

function exclusionErrors(schema: JsonSchema, path: string): FieldError[] {
  if (!schema['x-kubernetes-int-or-string']) return []
  return (['x-kubernetes-preserve-unknown-fields', 'x-kubernetes-embedded-resource'] as const)
    .filter((name) => schema[name])
    .map((name) => invalid(`${path}.${name}`, true, 'must be false if x-kubernetes-int-or-string is true'))
}

function typeErrors(schema: JsonSchema, level: Level, path: string): FieldError[] {
  const { type = '' } = schema
  if (schema['x-kubernetes-embedded-resource']) {
    if (type === 'object') return []
    const words = 'must be object if x-kubernetes-embedded-resource is true'
    return type === '' ? [required(`${path}.type`, words)] : [invalid(`${path}.type`, type, words)]
  }
  return type === '' && !schema['x-kubernetes-int-or-string'] && !schema['x-kubernetes-preserve-unknown-fields']
    ? [required(`${path}.type`, TYPE_NEEDED[level])]
    : []
}

/** Of whole objects the head is known. */
function headErrors(schema: JsonSchema, level: Level, path: string): FieldError[] {
  const { properties = {} } = schema
  const isWhole = level === 'root' || schema['x-kubernetes-embedded-resource'] === true
  const { metadata } = properties
  const texts = isWhole ? ['kind', 'apiVersion'].filter((name) => Object.hasOwn(properties, name)) : []
  const at = `${path}.properties[metadata]`
  return [
    ...texts
      .filter((name) => properties[name]?.type !== 'string')
      .map((name) => invalid(`${path}.properties[${name}].type`, properties[name]?.type ?? '', 'must be string')),
    ...(metadata && isWhole && metadata.type !== 'object'
      ? [invalid(`${at}.type`, metadata.type ?? '', 'must be object')]
      : []),
    ...(metadata && level === 'root' && !saysNamesOnly(metadata)
      ? [
          forbiddenField(
            at,
            'must not specify anything other than name and generateName, but metadata is implicitly specified',
          ),
        ]
      : []),
  ]
}

function saysNamesOnly({ type: _t, default: _d, description: _s, properties, ...rest }: JsonSchema): boolean {
  const names = Object.keys(properties ?? {})
  return Object.keys(rest).length === 0 && names.every((name) => name === 'name' || name === 'generateName')
}

const INT_OR_STRING: readonly JsonSchema[] = [{ type: 'integer' }, { type: 'string' }]

function valueErrors(schema: JsonSchema, path: string): FieldError[] {
  const { anyOf = [], allOf = [], oneOf = [], not, pattern } = schema
  const isEither = schema['x-kubernetes-int-or-string'] === true
  const skipsAny = isEither && dequal(anyOf, INT_OR_STRING)
  return [
    ...(skipsAny ? [] : anyOf.flatMap((each, i) => nestedErrors(each, `${path}.anyOf[${i}]`))),
    ...allOf.flatMap((each, i) =>
      nestedErrors(
        isEither && i === 0 && dequal(each.anyOf, INT_OR_STRING) ? { ...each, anyOf: [] } : each,
        `${path}.allOf[${i}]`,
      ),
    ),
    ...oneOf.flatMap((each, i) => nestedErrors(each, `${path}.oneOf[${i}]`)),
    ...(not ? nestedErrors(not, `${path}.not`) : []),
    ...(pattern && !isPattern(pattern)
      ? [
          invalid(
            `${path}.pattern`,
            pattern,
            `must be a valid regular expression, but isn't: error parsing regexp: \`${pattern}\``,
          ),
        ]
      : []),
  ]
}

function isPattern(text: string): boolean {
  try {
    new RegExp(text, 'u')
    return true
  } catch {
    return false
  }
}

const NOT_NESTED: readonly (readonly [keyof JsonSchema, string])[] = [
  ['type', 'must be empty to be structural'],
  ['additionalProperties', 'must be undefined to be structural'],
  ['default', 'must be undefined to be structural'],
  ['title', 'must be empty to be structural'],
  ['description', 'must be empty to be structural'],
  ['nullable', 'must be false to be structural'],
  ['x-kubernetes-preserve-unknown-fields', 'must be false to be structural'],
  ['x-kubernetes-embedded-resource', 'must be false to be structural'],
  ['x-kubernetes-int-or-string', 'must be false to be structural'],
  ['x-kubernetes-list-map-keys', 'must be empty to be structural'],
  ['x-kubernetes-list-type', 'must be undefined to be structural'],
  ['x-kubernetes-map-type', 'must be undefined to be structural'],
  ['x-kubernetes-validations', 'must be empty to be structural'],
]

/** Beside a schema only values are judged. */
function nestedErrors(schema: JsonSchema, path: string): FieldError[] {
  const { items, properties = {} } = schema
  return [
    ...valueErrors(schema, path),
    ...(items ? nestedErrors(items, `${path}.items`) : []),
    ...Object.entries(properties).flatMap(([name, each]) => nestedErrors(each, `${path}.properties[${name}]`)),
    ...NOT_NESTED.filter(([name]) => schema[name] !== undefined && schema[name] !== false && schema[name] !== '').map(
      ([name, words]) => forbiddenField(`${path}.${name}`, words),
    ),
    ...(Object.hasOwn(properties, 'metadata')
      ? [forbiddenField(`${path}.properties[metadata]`, 'must not be specified in a nested context')]
      : []),
  ]
}

/** What is judged beside the schema stands in it, too. */
function completenessErrors(value: JsonSchema, schema: JsonSchema | undefined, path: string, at: string): FieldError[] {
  const { anyOf = [], allOf = [], oneOf = [], not } = value
  const lists = [
    ['allOf', allOf],
    ['anyOf', anyOf],
    ['oneOf', oneOf],
  ] as const
  return [
    ...lists.flatMap(([name, list]) =>
      list.flatMap((each, i) => nestedCompleteness(each, schema, path, `${at}.${name}[${i}]`)),
    ),
    ...(not ? nestedCompleteness(not, schema, path, `${at}.not`) : []),
  ]
}

function nestedCompleteness(value: JsonSchema, schema: JsonSchema | undefined, path: string, at: string): FieldError[] {
  if (!schema) return [required(path, `because it is defined in ${at}`)]
  const { items, properties = {} } = value
  return [
    ...completenessErrors(value, schema, path, at),
    ...(items ? nestedCompleteness(items, schema.items, `${path}.items`, `${at}.items`) : []),
    ...Object.entries(properties).flatMap(([name, each]) =>
      nestedCompleteness(each, schema.properties?.[name], `${path}.properties[${name}]`, `${at}.properties[${name}]`),
    ),
  ]
}

/** A default is a value that its own schema takes. */
export function defaultErrors(schema: JsonSchema, path: string, isMeta = false, isRoot = true): FieldError[] {
  const { items, properties = {} } = schema
  const isWhole = isRoot || schema['x-kubernetes-embedded-resource'] === true
  return [
    ...(schema.default === undefined || isMeta ? [] : ownDefaultErrors(schema, `${path}.default`)),
    ...(items ? defaultErrors(items, `${path}.items`, isMeta, false) : []),
    ...Object.keys(properties)
      .sort()
      .flatMap((name) =>
        defaultErrors(
          properties[name] ?? {},
          `${path}.properties[${name}]`,
          isMeta || (isWhole && ['metadata', 'apiVersion', 'kind'].includes(name)),
          false,
        ),
      ),
  ]
}

function ownDefaultErrors(schema: JsonSchema, path: string): FieldError[] {
  const { default: value } = schema
  const unknown: string[] = []
  pruned({ value }, { type: 'object', properties: { value: schema } }, '', unknown)
  const embedded = embeddedErrors(value, schema, path)
  return [
    ...(unknown.length > 0 ? [invalid(path, value, 'must not have unknown fields')] : []),
    ...(embedded.length > 0 ? embedded : schemaErrors(value, schema, path)),
  ]
}
