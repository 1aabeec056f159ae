// What a schema of a definition may say. Follows ValidateCustomResourceDefinitionOpenAPISchema of
// apiextensions-apiserver/pkg/apis/apiextensions/validation/validation.go, v1.36. Rules in CEL are kept and not compiled.
import { forbiddenField, invalid, notSupported, required, type FieldError } from '../../field-errors'
import type { JsonSchema } from '../schema'

const TYPES = ['array', 'boolean', 'integer', 'number', 'object', 'string']
const META_FIELDS = ['apiVersion', 'kind', 'metadata']

/** What nobody may say, with upstream's words for each. */
const UNSUPPORTED = ['id', 'additionalItems', 'patternProperties', 'definitions', 'dependencies', '$ref'] as const

type Unsupported = Readonly<Partial<Record<(typeof UNSUPPORTED)[number], unknown>>>

interface Place {
  readonly isRoot?: boolean
  /** within the metadata of a whole object */
  readonly isMeta?: boolean
  /** why no defaults may stand here */
  readonly noDefaults?: string
}

export function schemaRuleErrors(schema: JsonSchema, path: string, place: Place = {}): FieldError[] {
  return [
    ...standardErrors(schema, path, place),
    ...(schema.uniqueItems
      ? [
          forbiddenField(
            `${path}.uniqueItems`,
            'uniqueItems cannot be set to true since the runtime complexity becomes quadratic',
          ),
        ]
      : []),
    ...errorsBelow(schema, path, place),
    ...extensionErrors(schema, path),
    ...mapListErrors(schema, path),
    ...ruleErrors(schema, path),
  ]
}

function standardErrors(schema: JsonSchema, path: string, { isMeta, noDefaults }: Place): FieldError[] {
  const { type = '' } = schema
  return [
    ...(type !== '' && !TYPES.includes(type) ? [notSupported(`${path}.type`, type, TYPES)] : []),
    ...(schema.default !== undefined && noDefaults !== undefined
      ? [forbiddenField(`${path}.default`, `must not be set ${noDefaults}`)]
      : []),
    ...UNSUPPORTED.filter((name) => isSaid((schema as Unsupported)[name])).map((name) =>
      forbiddenField(`${path}.${name}`, `${name} is not supported`),
    ),
    ...(type === 'null'
      ? [forbiddenField(`${path}.type`, 'type cannot be set to null, use nullable as an alternative')]
      : []),
    ...(Array.isArray(schema.items)
      ? [forbiddenField(`${path}.items`, 'items must be a schema object and not an array')]
      : []),
    ...(isMeta && schema['x-kubernetes-embedded-resource']
      ? [forbiddenField(`${path}.x-kubernetes-embedded-resource`, 'must not be used inside of resource meta')]
      : []),
  ]
}

const isSaid = (value: unknown): boolean =>
  value !== undefined &&
  value !== '' &&
  !(typeof value === 'object' && value !== null && Object.keys(value).length === 0)

function errorsBelow(schema: JsonSchema, path: string, place: Place): FieldError[] {
  const { additionalProperties: others, properties = {}, items, not, allOf = [], oneOf = [], anyOf = [] } = schema
  const inMeta = {
    isMeta: place.isMeta ?? false,
    ...(place.noDefaults === undefined ? {} : { noDefaults: place.noDefaults }),
  }
  const isWhole = place.isRoot === true || schema['x-kubernetes-embedded-resource'] === true
  const of = (each: JsonSchema, at: string, where: Place = inMeta) => schemaRuleErrors(each, `${path}.${at}`, where)
  const ofEach = (list: readonly JsonSchema[], name: string) => list.flatMap((each, i) => of(each, `${name}[${i}]`))
  return [
    ...(others !== undefined && Object.keys(properties).length > 0 && others !== true
      ? [forbiddenField(`${path}.additionalProperties`, 'additionalProperties and properties are mutual exclusive')]
      : []),
    ...(typeof others === 'object'
      ? of(others, 'additionalProperties', {
          ...inMeta,
          ...(place.isMeta ? { noDefaults: 'inside additionalProperties applying to object metadata' } : {}),
        })
      : []),
    ...Object.keys(properties)
      .sort()
      .flatMap((name) => {
        const isHead = isWhole && META_FIELDS.includes(name)
        const where = isHead
          ? { ...inMeta, isMeta: true, ...(place.isRoot ? { noDefaults: `in top-level ${name}` } : {}) }
          : inMeta
        return of(properties[name] ?? {}, `properties[${name}]`, where)
      }),
    ...(not ? of(not, 'not') : []),
    ...ofEach(allOf, 'allOf'),
    ...ofEach(oneOf, 'oneOf'),
    ...ofEach(anyOf, 'anyOf'),
    ...(items && !Array.isArray(items) ? of(items, 'items') : []),
  ]
}

/** Something that goes with one type only. */
function ofType(schema: JsonSchema, path: string, wanted: string, mark: string): FieldError[] {
  const words = `must be ${wanted} if ${mark} is specified`
  return schema.type ? [invalid(`${path}.type`, schema.type, words)] : [required(`${path}.type`, words)]
}

function extensionErrors(schema: JsonSchema, path: string): FieldError[] {
  const { items } = schema
  const [mapType, listType] = [schema['x-kubernetes-map-type'], schema['x-kubernetes-list-type']]
  const keeps = schema['x-kubernetes-preserve-unknown-fields']
  return [
    ...(keeps === false
      ? [invalid(`${path}.x-kubernetes-preserve-unknown-fields`, false, 'must be true or undefined')]
      : []),
    ...(mapType !== undefined && schema.type !== 'object'
      ? ofType(schema, path, 'object', 'x-kubernetes-map-type')
      : []),
    ...(mapType !== undefined && mapType !== 'atomic' && mapType !== 'granular'
      ? [notSupported(`${path}.x-kubernetes-map-type`, mapType, ['atomic', 'granular'])]
      : []),
    ...(listType !== undefined && schema.type !== 'array'
      ? ofType(schema, path, 'array', 'x-kubernetes-list-type')
      : listType === 'set' && items
        ? itemsOfSetErrors(items, `${path}.items`)
        : []),
    ...(listType !== undefined && !['atomic', 'set', 'map'].includes(listType)
      ? [notSupported(`${path}.x-kubernetes-list-type`, listType, ['atomic', 'set', 'map'])]
      : []),
  ]
}

function itemsOfSetErrors(items: JsonSchema, path: string): FieldError[] {
  const words = 'must be atomic as item of a list with x-kubernetes-list-type=set'
  const [listType, mapType] = [items['x-kubernetes-list-type'], items['x-kubernetes-map-type']]
  if (items.type === 'array' && listType !== undefined && listType !== 'atomic')
    return [invalid(`${path}.x-kubernetes-list-type`, listType, words)]
  // Upstream names the list type here, too.
  return items.type === 'object' && mapType !== 'atomic'
    ? [invalid(`${path}.x-kubernetes-map-type`, listType ?? null, words)]
    : []
}

function mapListErrors(schema: JsonSchema, path: string): FieldError[] {
  const listType = schema['x-kubernetes-list-type']
  const keys = schema['x-kubernetes-list-map-keys'] ?? []
  const { items } = schema
  const needed = 'must be map if x-kubernetes-list-map-keys is non-empty'
  const nullable =
    items?.nullable && (listType === 'set' || listType === 'map')
      ? [forbiddenField(`${path}.items.nullable`, `cannot be nullable when x-kubernetes-list-type is ${listType}`)]
      : []
  if (listType !== 'map')
    return [
      ...(keys.length === 0
        ? []
        : listType === undefined
          ? [required(`${path}.x-kubernetes-list-type`, needed)]
          : [invalid(`${path}.x-kubernetes-list-type`, listType, needed)]),
      ...nullable,
    ]
  return [
    ...(keys.length === 0
      ? [required(`${path}.x-kubernetes-list-map-keys`, 'must not be empty if x-kubernetes-list-type is map')]
      : []),
    ...(items ? [] : [required(`${path}.items`, 'must have a schema if x-kubernetes-list-type is map')]),
    ...(items && items.type !== 'object'
      ? [
          invalid(
            `${path}.items.type`,
            items.type ?? '',
            "must be object if parent array's x-kubernetes-list-type is map",
          ),
        ]
      : []),
    ...(items?.type === 'object' ? keyErrors(items, keys, path) : []),
    ...nullable,
    ...(items ? keyNeedErrors(items, keys, path) : []),
  ]
}

function keyErrors({ type, properties = {} }: JsonSchema, keys: readonly string[], path: string): FieldError[] {
  const at = `${path}.x-kubernetes-list-map-keys`
  return keys.flatMap((key, i) => {
    const own = Object.hasOwn(properties, key) ? properties[key] : undefined
    const isScalar = own?.type !== 'array' && own?.type !== 'object'
    return [
      ...(own
        ? isScalar
          ? []
          : [
              invalid(
                `${path}.items.properties[${key}].type`,
                type,
                "must be a scalar type if parent array's x-kubernetes-list-type is map",
              ),
            ]
        : [invalid(at, keys, 'entries must all be names of item properties')]),
      ...(keys.indexOf(key) < i ? [invalid(at, keys, 'must not contain duplicate entries')] : []),
    ]
  })
}

/** An item can be without a key only if there is a default for it. */
function keyNeedErrors(items: JsonSchema, keys: readonly string[], path: string): FieldError[] {
  return keys.flatMap((key) => {
    const own = items.properties?.[key]
    if (!own) return []
    const at = `${path}.items.properties[${key}]`
    const mark = 'this property is in x-kubernetes-list-map-keys, so it'
    return [
      ...(!items.required?.includes(key) && own.default === undefined
        ? [required(`${at}.default`, `${mark} must have a default or be a required property`)]
        : []),
      ...(own.nullable ? [forbiddenField(`${at}.nullable`, `${mark} cannot be nullable`)] : []),
    ]
  })
}

interface CelRule {
  readonly rule?: string
  readonly message?: string
  readonly messageExpression?: string
  readonly reason?: string
}
const REASONS = ['FieldValueDuplicate', 'FieldValueForbidden', 'FieldValueInvalid', 'FieldValueRequired']

function ruleErrors(schema: JsonSchema, path: string): FieldError[] {
  const rules = (schema['x-kubernetes-validations'] ?? []) as readonly CelRule[]
  return rules.flatMap(({ rule = '', message = '', messageExpression = '', reason }, i) => {
    const at = `${path}.x-kubernetes-validations[${i}]`
    return [
      ...wordsErrors(rule.trim(), message, at),
      ...(messageExpression !== '' && messageExpression.trim() === ''
        ? [required(`${at}.messageExpression`, 'messageExpression must be non-empty if specified')]
        : []),
      ...(reason !== undefined && !REASONS.includes(reason) ? [notSupported(`${at}.reason`, reason, REASONS)] : []),
    ]
  })
}

function wordsErrors(rule: string, message: string, at: string): FieldError[] {
  const hasNewlines = (text: string): boolean => /[\n\r]/.test(text)
  const words = message.trim()
  if (rule === '') return [required(`${at}.rule`, 'rule is not specified')]
  if (message !== '' && words === '') return [invalid(`${at}.message`, message, 'must be non-empty if specified')]
  if (hasNewlines(words)) return [invalid(`${at}.message`, message, 'must not contain line breaks')]
  return hasNewlines(rule) && words === ''
    ? [required(`${at}.message`, 'message must be specified if rule contains line breaks')]
    : []
}
