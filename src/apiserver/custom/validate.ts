// What a schema refuses, in the words of kube-openapi/pkg/validation/errors as apiextensions-apiserver/pkg/apiserver/validation
// hands them on, v1.36. Rules in CEL are not enforced; a definition that has some is warned of.
import { dequal } from 'dequal/lite'
import { invalid, notSupported, required, tooLong, tooMany, typeInvalid, type FieldError } from '../field-errors'
import { isFields, type Fields, type JsonSchema } from './schema'

/** @param path as messages print it: `spec.size`; '' for the whole object */
export function schemaErrors(value: unknown, schema: JsonSchema, path: string): FieldError[] {
  if (value === null && schema.nullable) return []
  const type = typeOf(value)
  const wanted = schema['x-kubernetes-int-or-string'] ? 'integer,string' : (schema.type ?? '')
  if (wanted !== '' && !isOfType(type, wanted))
    return [typeInvalid(path, type, `${path} in body must be of type ${wanted}: ${JSON.stringify(type)}`)]
  return [...enumErrors(value, schema, path), ...valueErrors(value, schema, path)]
}

const isOfType = (type: string, wanted: string): boolean =>
  wanted.split(',').includes(type) || (type === 'integer' && wanted === 'number')

function typeOf(value: unknown): string {
  if (value === null) return 'null'
  if (Array.isArray(value)) return 'array'
  return typeof value === 'number' && Number.isInteger(value) ? 'integer' : typeof value
}

const enumErrors = (value: unknown, { enum: allowed }: JsonSchema, path: string): FieldError[] =>
  !allowed || allowed.some((each) => dequal(each, value))
    ? []
    : [
        notSupported(
          path,
          value,
          allowed.map((each) => (typeof each === 'string' ? each : JSON.stringify(each))),
        ),
      ]

function valueErrors(value: unknown, schema: JsonSchema, path: string): FieldError[] {
  if (typeof value === 'number') return numberErrors(value, schema, path)
  if (typeof value === 'string') return textErrors(value, schema, path)
  if (Array.isArray(value)) return listErrors(value, schema, path)
  return isFields(value) ? objectErrors(value, schema, path) : []
}

const said = (path: string, value: unknown, isWrong: boolean, words: string): FieldError[] =>
  isWrong ? [invalid(path, value, `${path} in body ${words}`)] : []

function numberErrors(value: number, schema: JsonSchema, path: string): FieldError[] {
  const { minimum = -Infinity, maximum = Infinity, multipleOf } = schema
  const { exclusiveMinimum: above = false, exclusiveMaximum: below = false } = schema
  return [
    ...said(
      path,
      value,
      multipleOf !== undefined && !Number.isInteger(value / multipleOf),
      `should be a multiple of ${multipleOf}`,
    ),
    ...said(
      path,
      value,
      value > maximum || (below && value === maximum),
      `should be less than ${below ? '' : 'or equal to '}${maximum}`,
    ),
    ...said(
      path,
      value,
      value < minimum || (above && value === minimum),
      `should be greater than ${above ? '' : 'or equal to '}${minimum}`,
    ),
  ]
}

function textErrors(value: string, { minLength = 0, maxLength = Infinity, pattern }: JsonSchema, path: string) {
  const characters = [...value].length
  return [
    ...(characters > maxLength ? [tooLong(path, maxLength)] : []),
    ...said(path, value, characters < minLength, `should be at least ${minLength} chars long`),
    ...said(path, value, pattern !== undefined && !new RegExp(pattern, 'u').test(value), `should match '${pattern}'`),
  ]
}

function listErrors(value: readonly unknown[], schema: JsonSchema, path: string): FieldError[] {
  const { items, minItems = 0, maxItems = Infinity, uniqueItems } = schema
  return [
    ...(items ? value.flatMap((item, i) => schemaErrors(item, items, `${path}[${i}]`)) : []),
    ...said(path, value.length, value.length < minItems, `should have at least ${minItems} items`),
    ...(value.length > maxItems ? [tooMany(path, value.length, maxItems)] : []),
    ...(uniqueItems && value.some((item, i) => value.slice(0, i).some((before) => dequal(before, item)))
      ? [invalid(path, '', `${path} in body shouldn't contain duplicates`)]
      : []),
  ]
}

function objectErrors(value: Fields, schema: JsonSchema, path: string): FieldError[] {
  const { minProperties = 0, maxProperties = Infinity, additionalProperties } = schema
  const at = (field: string): string => (path === '' ? field : `${path}.${field}`)
  const count = Object.keys(value).length
  return [
    ...said(path, count, count < minProperties, `should have at least ${minProperties} properties`),
    ...(count > maxProperties ? [tooMany(path, count, maxProperties)] : []),
    ...(schema.required ?? []).filter((field) => value[field] === undefined).map((field) => required(at(field))),
    ...Object.entries(schema.properties ?? {}).flatMap(([field, below]) =>
      value[field] === undefined || (path === '' && field === 'metadata')
        ? []
        : schemaErrors(value[field], below, at(field)),
    ),
    ...(typeof additionalProperties === 'object'
      ? Object.keys(value).flatMap((field) => schemaErrors(value[field], additionalProperties, at(field)))
      : []),
  ]
}
