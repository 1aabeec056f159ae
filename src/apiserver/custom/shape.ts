// What server-side apply has to know of custom resources. Follows kube-openapi/pkg/schemaconv/openapi.go and the schemas that
// apiextensions-apiserver/pkg/controller/openapi/builder makes, v1.36.
import type { Shape } from '../patch/server-side-apply/shape'
import type { JsonSchema } from './schema'

const LEAF: Shape = { is: 'leaf' }
const META: Shape = { is: 'struct', schema: 'io.k8s.apimachinery.pkg.apis.meta.v1.ObjectMeta' }
/** Of a value of which no schema says anything: maps grow field by field, all else is replaced as a whole. */
const DEDUCED: Shape = { is: 'fields', fields: new Map(), rest: undefined }
;(DEDUCED as { rest: Shape }).rest = DEDUCED

const isWhole = (schema: JsonSchema, isRoot: boolean): boolean =>
  isRoot || schema['x-kubernetes-embedded-resource'] === true

export function shapeOfSchema(schema: JsonSchema, isRoot = false, keepsUnknown = false): Shape {
  const keeps = keepsUnknown || schema['x-kubernetes-preserve-unknown-fields'] === true
  if (schema['x-kubernetes-int-or-string']) return LEAF
  switch (schema.type) {
    case 'object':
      return shapeOfObject(schema, isRoot, keeps)
    case 'array':
      return shapeOfList(schema, keeps)
    case undefined:
    case '':
      return shapeOfObject(schema, isRoot, keeps)
    default:
      return LEAF
  }
}

function shapeOfObject(schema: JsonSchema, isRoot: boolean, keeps: boolean): Shape {
  if (schema['x-kubernetes-map-type'] === 'atomic') return LEAF
  const { properties = {}, additionalProperties } = schema
  const fields = new Map(Object.entries(properties).map(([name, each]) => [name, shapeOfSchema(each, false, keeps)]))
  if (isWhole(schema, isRoot)) fields.set('apiVersion', LEAF).set('kind', LEAF).set('metadata', META)
  if (typeof additionalProperties === 'object')
    return { is: 'fields', fields, rest: shapeOfSchema(additionalProperties, false, keeps) }
  const isFree = additionalProperties === true || (additionalProperties === undefined && (keeps || fields.size === 0))
  return { is: 'fields', fields, rest: isFree ? DEDUCED : undefined }
}

/** Of the keys that an item may leave out. */
export const keyDefaults = (schema: JsonSchema): Readonly<Record<string, unknown>> =>
  Object.fromEntries(
    (schema['x-kubernetes-list-map-keys'] ?? []).flatMap((key) => {
      const value = schema.items?.properties?.[key]?.default
      return value === undefined ? [] : [[key, value]]
    }),
  )

function shapeOfList(schema: JsonSchema, keeps: boolean): Shape {
  const { items = {} } = schema
  const keys = schema['x-kubernetes-list-map-keys'] ?? []
  switch (schema['x-kubernetes-list-type']) {
    case 'set':
      return { is: 'set' }
    case 'map':
      return { is: 'list', keys, item: shapeOfSchema(items, false, keeps), defaults: keyDefaults(schema) }
    default:
      return LEAF
  }
}
