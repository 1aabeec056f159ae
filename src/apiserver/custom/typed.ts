// Whether a configuration of a custom resource is of the types of its schema. Follows structured-merge-diff/typed/validate.go and
// kube-openapi/pkg/schemaconv/openapi.go, as of Kubernetes v1.36.
import {
  below,
  faultsOfList,
  faultsOfScalar,
  faultsOfStruct,
  faultText,
  inPointer,
  told,
  type Items,
} from '../patch/server-side-apply/typed'
import { keyDefaults } from './shape'
import { isFields, type Fields, type JsonSchema } from './schema'

const OBJECT_META = 'io.k8s.apimachinery.pkg.apis.meta.v1.ObjectMeta'
const TEXT: JsonSchema = { type: 'string' }

/** `.spec.foo: field not declared in schema`; undefined when nothing is wrong. */
export const customTypedFault = (configuration: object, schema: JsonSchema): string | undefined =>
  faultText(faultsOfObject(configuration as Fields, { ...schema, 'x-kubernetes-embedded-resource': true }, false))

/** @param keeps whether a schema above takes fields that it does not know */
function faultsOf(value: unknown, schema: JsonSchema, keeps: boolean): string[] {
  if (value === null || value === undefined || schema['x-kubernetes-int-or-string']) return []
  const keepsBelow = keeps || schema['x-kubernetes-preserve-unknown-fields'] === true
  const type = schema.type ?? ''
  if (type === 'array' || (type === '' && Array.isArray(value)))
    return faultsOfList(value, itemsOf(schema), (item) =>
      schema.items ? faultsOf(item, schema.items, keepsBelow) : [],
    )
  if (type === 'object' || (type === '' && isFields(value)))
    return isFields(value) ? faultsOfObject(value, schema, keepsBelow) : [told(`expected map, got ${inPointer(value)}`)]
  if (type === 'integer' || type === 'number' || type === 'boolean') return faultsOfScalar(value, type)
  const isAnyScalar = type === '' || (schema.format && schema.format !== 'byte')
  if (isAnyScalar) return typeof value === 'object' ? [told(`expected any scalar, got ${inPointer(value)}`)] : []
  return faultsOfScalar(value, 'string')
}

function itemsOf(schema: JsonSchema): Items {
  const keys = schema['x-kubernetes-list-map-keys'] ?? []
  switch (schema['x-kubernetes-list-type']) {
    case 'set':
      return 'set'
    case 'map':
      return { keys, defaults: keyDefaults(schema) }
    default:
      return undefined
  }
}

function faultsOfObject(value: Fields, schema: JsonSchema, keeps: boolean): string[] {
  const { additionalProperties, properties = {} } = schema
  const isWhole = schema['x-kubernetes-embedded-resource'] === true
  const isFree =
    additionalProperties === true ||
    (additionalProperties === undefined && (keeps || Object.keys(properties).length === 0))
  const faults: string[] = []
  for (const name of Object.keys(value).sort()) {
    const each = value[name]
    const at = below(`.${name}`)
    if (isWhole && name === 'metadata') faults.push(...(each === null ? [] : faultsOfStruct(each, OBJECT_META).map(at)))
    else if (isWhole && (name === 'apiVersion' || name === 'kind')) faults.push(...faultsOf(each, TEXT, false).map(at))
    else if (Object.hasOwn(properties, name)) faults.push(...faultsOf(each, properties[name] ?? {}, keeps).map(at))
    else if (typeof additionalProperties === 'object')
      faults.push(...faultsOf(each, additionalProperties, keeps).map(at))
    // Upstream looks no further, either.
    else if (!isFree) return [...faults, at(told('field not declared in schema'))]
  }
  return faults
}
