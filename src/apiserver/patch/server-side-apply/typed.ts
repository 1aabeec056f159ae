// Whether a configuration is of its kind's types: who applies has to say what it means. Follows
// structured-merge-diff/typed/validate.go, as of Kubernetes v1.36.
import { listMetadata } from '../../openapi/list-metadata'
import { referenceOf, schemaOf, type Schema } from '../../openapi/schemas'
import { goText } from '../go-text'
import { keyDefaults, type ListShape } from './shape'

/** Types that take text and number alike. */
const ANY_SCALAR = new Set([
  'io.k8s.apimachinery.pkg.api.resource.Quantity',
  'io.k8s.apimachinery.pkg.apis.meta.v1.MicroTime',
  'io.k8s.apimachinery.pkg.apis.meta.v1.Time',
  'io.k8s.apimachinery.pkg.util.intstr.IntOrString',
])

type Keyed = Pick<ListShape, 'keys' | 'defaults'>
export type Items = Keyed | 'set' | undefined

/**
 * What is wrong with a configuration of a built-in kind, undefined when nothing is: `.spec.replicas: expected numeric (int or float), got
 * string`, several in lines of their own.
 * @param schema the name of the kind's schema
 */
export const typedFault = (configuration: object, schema: string): string | undefined =>
  faultText(faultsOfStruct(configuration, schema))

export const faultText = (faults: readonly string[]): string | undefined =>
  faults.length > 1 ? ['errors:', ...faults.map((fault) => `  ${fault}`)].join('\n') : faults[0]

function faultsOf(value: unknown, schema: Schema, items: Items): string[] {
  if (value === null || value === undefined) return []
  const name = referenceOf(schema)
  if (name !== undefined) return faultsOfNamed(value, name)
  if (schema.type === 'array')
    return faultsOfList(value, items, (each) => faultsOf(each, schema.items ?? {}, undefined))
  if (schema.additionalProperties) return faultsOfMap(value, schema.additionalProperties)
  return schema.type === undefined || schema.type === 'object' ? [] : faultsOfScalar(value, schema.type)
}

function faultsOfNamed(value: unknown, name: string): string[] {
  if (ANY_SCALAR.has(name)) return isScalar(value) ? [] : [told(`expected any scalar, got ${inPointer(value)}`)]
  const schema = schemaOf(name) ?? {}
  return schema.properties ? faultsOfStruct(value, name) : faultsOf(value, schema, undefined)
}

export function faultsOfStruct(value: unknown, name: string): string[] {
  if (!isMap(value)) return [told(`expected map, got ${inPointer(value)}`)]
  const properties = schemaOf(name)?.properties ?? {}
  const faults: string[] = []
  for (const [field, each] of Object.entries(value)) {
    const schema = Object.hasOwn(properties, field) ? properties[field] : undefined
    // Upstream looks no further, either.
    if (!schema) return [...faults, below(`.${field}`)(told('field not declared in schema'))]
    faults.push(...faultsOf(each, schema, itemsOf(name, field)).map(below(`.${field}`)))
  }
  return faults
}

function itemsOf(schema: string, field: string): Items {
  const mark = listMetadata[schema]?.[field]
  if (mark?.listType === 'set') return 'set'
  if (mark?.listType !== 'map') return undefined
  const { listMapKeys: keys = [] } = mark
  return { keys, defaults: keyDefaults(keys, schemaOf(schema)?.properties?.[field]?.items ?? {}) }
}

function faultsOfMap(value: unknown, item: Schema): string[] {
  if (!isMap(value)) return [told(`expected map, got ${inPointer(value)}`)]
  return Object.entries(value).flatMap(([key, each]) => faultsOf(each, item, undefined).map(below(`.${key}`)))
}

export function faultsOfList(value: unknown, items: Items, faultsOfItem: (item: unknown) => string[]): string[] {
  if (!Array.isArray(value)) return [told(`expected list, got ${inPointer(value)}`)]
  const seen = new Set<string>()
  const faults: string[] = []
  for (const [place, each] of (value as unknown[]).entries()) {
    const step = stepOf(each, place, items)
    if ('fault' in step) return [...faults, told(`element ${place}: ${step.fault}`)]
    if (items !== undefined && seen.has(step.text)) faults.push(told(`duplicate entries for key ${step.text}`))
    seen.add(step.text)
    faults.push(...faultsOfItem(each).map(below(step.text)))
  }
  return faults
}

/** `[0]`, `[="a"]`, `[name="web"]` */
function stepOf(item: unknown, place: number, items: Items): { text: string } | { fault: string } {
  if (items === undefined) return { text: `[${place}]` }
  return items === 'set' ? stepOfSet(item) : stepOfKeys(item, items)
}

function stepOfSet(item: unknown): { text: string } | { fault: string } {
  if (item === null) return { fault: "associative list without keys has an element that's an explicit null" }
  if (Array.isArray(item)) return { fault: 'not supported: associative list with lists as elements' }
  if (isMap(item)) return { fault: "associative list without keys has an element that's a map type" }
  return { text: `[=${JSON.stringify(item)}]` }
}

function stepOfKeys(item: unknown, { keys, defaults = {} }: Keyed): { text: string } | { fault: string } {
  if (item === null) return { fault: 'associative list with keys may not have a null element' }
  if (!isMap(item)) return { fault: 'associative list with keys may not have non-map elements' }
  const given = [...keys].sort().flatMap((key): [string, unknown][] => {
    const value = item[key] ?? defaults[key]
    return value === undefined ? [] : [[key, value]]
  })
  if (given.length === 0)
    return {
      fault: `associative list with keys has an element that omits all key fields [${keys.map((key) => JSON.stringify(key)).join(' ')}] (and doesn't have default values for any key fields)`,
    }
  return { text: `[${given.map(([key, value]) => `${key}=${JSON.stringify(value)}`).join(',')}]` }
}

export function faultsOfScalar(value: unknown, type: NonNullable<Schema['type']>): string[] {
  switch (type) {
    case 'integer':
    case 'number':
      return typeof value === 'number' ? [] : [told(`expected numeric (int or float), got ${goTypeOf(value)}`)]
    case 'string':
      return typeof value === 'string'
        ? []
        : [told(`expected string, got &value.valueUnstructured{Value:${goSyntax(value)}}`)]
    case 'boolean':
      return typeof value === 'boolean' ? [] : [told(`expected boolean, got ${inPointer(value)}`)]
    default:
      return []
  }
}

export const told = (message: string): string => `: ${message}`
export const below =
  (step: string) =>
  (fault: string): string =>
    step + fault

const isMap = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)
const isScalar = (value: unknown): boolean => typeof value !== 'object'

/** Go's %T of what a decoder of JSON made. */
function goTypeOf(value: unknown): string {
  if (Array.isArray(value)) return '[]interface {}'
  if (isMap(value)) return 'map[string]interface {}'
  return typeof value === 'boolean' ? 'bool' : typeof value
}

/** Go's %v of the value in a struct that is pointed at. */
export const inPointer = (value: unknown): string => `&{${goText(value)}}`

/** Go's %#v. */
function goSyntax(value: unknown): string {
  if (Array.isArray(value)) return `[]interface {}{${value.map(goSyntax).join(', ')}}`
  if (isMap(value))
    return `map[string]interface {}{${Object.keys(value)
      .sort()
      .map((key) => `${JSON.stringify(key)}:${goSyntax(value[key])}`)
      .join(', ')}}`
  return value === null ? 'interface {}(nil)' : JSON.stringify(value)
}
