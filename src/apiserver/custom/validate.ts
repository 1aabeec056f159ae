// What a schema refuses. Follows kube-openapi/pkg/validation/validate (schema, type, values, slice and object validators, schema_props)
// and apiextensions-apiserver/pkg/apiserver/validation (validation.go, ratcheting.go), v1.36. Upstream asks the properties of an object in
// no order; here they come in that of their names. Rules in CEL are not enforced; a definition that has some is warned of.
import { dequal } from 'dequal/lite'
import type { FieldError } from '../field-errors'
import { formatFault, knownFormat } from './formats'
import { isInteger, numberFaults } from './numbers'
import { longerThan, missing, moreThan, notOneOf, plain, Result, said, wrongType, type Fault } from './result'
import { isFields, listMapStep, type Fields, type JsonSchema } from './schema'

/** What stood at the place before, where that is known. */
interface Before {
  readonly value: unknown
}

/**
 * @param at the field whose value this is: '' for the whole object, `status` for a write of the status
 * @param before the value that is replaced: what it already had wrong is let pass
 */
export function schemaErrors(value: unknown, schema: JsonSchema, at = '', before?: Before): FieldError[] {
  return check(value, schema, '', before).faults.map(({ path, error }) => {
    const field = path === '' || path === '.' ? '' : path.replace(/^\./, '')
    return error([at, field].filter((part) => part !== '').join('.') || '<nil>')
  })
}

function check(value: unknown, schema: JsonSchema, path: string, before: Before | undefined): Result {
  const result = checked(value, schema, path, before)
  // What was wrong before and did not change is let pass.
  return !result.isValid && before && dequal(before.value, value) ? new Result() : result
}

function checked(value: unknown, schema: JsonSchema, path: string, before: Before | undefined): Result {
  const result = new Result()
  const run = (faults: readonly Fault[] | Result): void => {
    result.merge(faults instanceof Result ? faults : new Result().add(...faults))
    result.matches++
  }
  run(typeFaults(value, schema, path))
  if (value === null) {
    result.add(...enumFaults(value, schema, path))
    return result
  }
  run(checkAlternatives(value, schema, path))
  if (typeof value === 'string') {
    run(textFaults(value, schema, path))
    run(formatFault(path, value, schema))
  }
  if (typeof value === 'number') run(numberFaults(path, value, schema))
  if (Array.isArray(value)) run(checkList(value, schema, path, before))
  run(enumFaults(value, schema, path))
  if (isFields(value)) run(checkFields(value, schema, path, before))
  result.matches++
  return result
}

function typesOf(schema: JsonSchema): readonly string[] {
  if (schema['x-kubernetes-int-or-string']) return ['integer', 'string']
  return schema.type ? [schema.type] : []
}

export function typeOf(value: unknown): string {
  if (value === null) return 'null'
  if (Array.isArray(value)) return 'array'
  return typeof value === 'number' && isInteger(value) ? 'integer' : typeof value
}

const GO_FORMATS: Readonly<Record<string, string>> = { integer: 'int64', number: 'float64' }

function typeFaults(value: unknown, schema: JsonSchema, path: string): Fault[] {
  const wanted = typesOf(schema)
  const format = knownFormat(schema)
  if (wanted.length === 0 && format === '') return []
  const type = typeOf(value)
  if (value === null) return wanted.length > 0 && !schema.nullable ? [wrongType(path, wanted.join(','), 'null')] : []
  const isRight = wanted.includes(type) || (type === 'integer' && wanted.includes('number'))
  const isTextOrList = typeof value === 'string' || Array.isArray(value)
  if (!isTextOrList && format !== '' && !isRight) return [wrongType(path, format, GO_FORMATS[type] ?? '')]
  if (isTextOrList && format !== '' && !wanted.includes('number') && !wanted.includes('integer')) return []
  return isRight ? [] : [wrongType(path, wanted.join(','), type)]
}

const enumFaults = (value: unknown, { enum: allowed }: JsonSchema, path: string): Fault[] =>
  !allowed?.length || (value !== null && allowed.some((each) => dequal(each, value)))
    ? []
    : [notOneOf(path, value, allowed)]

/** Only the first of these is told. */
function textFaults(value: string, { minLength, maxLength, pattern }: JsonSchema, path: string): Fault[] {
  const characters = minLength === undefined && maxLength === undefined ? 0 : [...value].length
  if (maxLength !== undefined && characters > maxLength) return [longerThan(path, maxLength)]
  if (minLength !== undefined && characters < minLength)
    return [said(path, value, `should be at least ${minLength} chars long`)]
  return pattern && !new RegExp(pattern, 'u').test(value) ? [said(path, value, `should match '${pattern}'`)] : []
}

function checkList(list: readonly unknown[], schema: JsonSchema, path: string, before: Before | undefined): Result {
  const { items, minItems = 0, maxItems = Infinity, uniqueItems } = schema
  const result = new Result()
  if (items)
    list.forEach((item, i) => result.merge(check(item, items, `${path}[${i}]`, itemBefore(schema, item, before))))
  if (list.length < minItems) result.add(said(path, list.length, `should have at least ${minItems} items`))
  if (list.length > maxItems) result.add(moreThan(path, list.length, maxItems, 'items'))
  if (uniqueItems && list.some((item, i) => list.slice(0, i).some((other) => dequal(other, item))))
    result.add(said(path, '', "shouldn't contain duplicates"))
  result.matches++
  return result
}

/** Items of lists with keys are known again by these; those of other lists are not. */
function itemBefore(schema: JsonSchema, item: unknown, before: Before | undefined): Before | undefined {
  if (schema['x-kubernetes-list-type'] !== 'map' || !Array.isArray(before?.value)) return undefined
  const step = listMapStep(schema, item)
  const found = before.value.findIndex((each) => listMapStep(schema, each) === step)
  return found < 0 ? undefined : { value: before.value[found] as unknown }
}

function fieldBefore(before: Before | undefined, path: string, field: string): Before | undefined {
  if (path === '' && (field === 'kind' || field === 'apiVersion')) return undefined
  return before && isFields(before.value) && Object.hasOwn(before.value, field)
    ? { value: before.value[field] }
    : undefined
}

function checkFields(value: Fields, schema: JsonSchema, path: string, before: Before | undefined): Result {
  const { minProperties = 0, maxProperties = Infinity, additionalProperties, properties = {} } = schema
  const names = Object.keys(value).sort()
  const result = new Result()
  if (names.length < minProperties)
    result.add(said(path, names.length, `should have at least ${minProperties} properties`))
  if (names.length > maxProperties) result.add(moreThan(path, names.length, maxProperties, 'properties'))
  const others = names.filter((name) => !Object.hasOwn(properties, name))
  if (additionalProperties === false)
    for (const name of others) result.add(plain(`${path}.${name} in body is a forbidden property`))
  if (typeof additionalProperties === 'object')
    for (const name of others)
      result.merge(check(value[name], additionalProperties, `${path}.${name}`, fieldBefore(before, path, name)))
  for (const name of names) {
    const below = Object.hasOwn(properties, name) ? properties[name] : undefined
    const at = path === '' ? name : `${path}.${name}`
    if (below) result.merge(check(value[name], below, at, fieldBefore(before, path, name)))
  }
  const lacking = (schema.required ?? []).filter((name) => !Object.hasOwn(value, name))
  return result.add(...lacking.map((name) => missing(path === '' ? name : `${path}.${name}`)))
}

/** The value against the schemas that stand beside its own: what was nearest to fit is told. */
function checkAlternatives(value: unknown, schema: JsonSchema, path: string): Result {
  const { anyOf = [], oneOf = [], allOf = [], not } = schema
  const result = new Result()
  const against = (each: JsonSchema): Result => check(value, each, path, undefined)
  if (anyOf.length > 0) {
    const found = tried(anyOf, against)
    if (found.valid === 0) result.add(plain(`"${path}" must validate at least one schema (anyOf)`))
    result.merge(found.best)
  }
  if (oneOf.length > 0) {
    const { valid, best } = tried(oneOf, against)
    const words = valid === 0 ? 'Found none valid' : `Found ${valid} valid alternatives`
    if (valid !== 1) result.add(plain(`"${path}" must validate one and only one schema (oneOf). ${words}`))
    if (valid < 2) result.merge(best)
  }
  const all = allOf.map(against)
  for (const each of all) result.merge(each)
  const valid = all.filter(({ isValid }) => isValid).length
  if (valid < all.length)
    result.add(plain(`"${path}" must validate all the schemas (allOf)${valid === 0 ? '. None validated' : ''}`))
  if (not && against(not).isValid) result.add(plain(`"${path}" must not validate the schema (not)`))
  result.matches++
  return result
}

function tried(schemas: readonly JsonSchema[], against: (each: JsonSchema) => Result): { valid: number; best: Result } {
  const results = schemas.map(against)
  const fitting = results.filter(({ isValid }) => isValid)
  const best = fitting[0] ?? results.reduce((a, b) => (b.matches > a.matches ? b : a))
  return { valid: fitting.length, best }
}
