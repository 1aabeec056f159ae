// A version of a definition as upstream's messages print it: all fields of its internal struct. Follows
// apiextensions-apiserver/pkg/apis/apiextensions/{types,types_jsonschema}.go, v1.36.
import type { DefinedVersion } from '../definition'
import { isFields, type JsonSchema } from '../schema'

/** The fields of JSONSchemaProps in order; what they are when nothing is said. */
const PLAIN: readonly (readonly [name: string, key: string, zero: unknown])[] = [
  ['ID', 'id', ''],
  ['Schema', '$schema', ''],
  ['Ref', '$ref', null],
  ['Description', 'description', ''],
  ['Type', 'type', ''],
  ['Nullable', 'nullable', false],
  ['Format', 'format', ''],
  ['Title', 'title', ''],
  ['Default', 'default', null],
  ['Maximum', 'maximum', null],
  ['ExclusiveMaximum', 'exclusiveMaximum', false],
  ['Minimum', 'minimum', null],
  ['ExclusiveMinimum', 'exclusiveMinimum', false],
  ['MaxLength', 'maxLength', null],
  ['MinLength', 'minLength', null],
  ['Pattern', 'pattern', ''],
  ['MaxItems', 'maxItems', null],
  ['MinItems', 'minItems', null],
  ['UniqueItems', 'uniqueItems', false],
  ['MultipleOf', 'multipleOf', null],
  ['Enum', 'enum', null],
  ['MaxProperties', 'maxProperties', null],
  ['MinProperties', 'minProperties', null],
  ['Required', 'required', null],
  ['Items', 'items', null],
  ['AllOf', 'allOf', null],
  ['OneOf', 'oneOf', null],
  ['AnyOf', 'anyOf', null],
  ['Not', 'not', null],
  ['Properties', 'properties', null],
  ['AdditionalProperties', 'additionalProperties', null],
  ['PatternProperties', 'patternProperties', null],
  ['Dependencies', 'dependencies', null],
  ['AdditionalItems', 'additionalItems', null],
  ['Definitions', 'definitions', null],
  ['ExternalDocs', 'externalDocs', null],
  ['Example', 'example', null],
  ['XPreserveUnknownFields', 'x-kubernetes-preserve-unknown-fields', null],
  ['XEmbeddedResource', 'x-kubernetes-embedded-resource', false],
  ['XIntOrString', 'x-kubernetes-int-or-string', false],
  ['XListMapKeys', 'x-kubernetes-list-map-keys', null],
  ['XListType', 'x-kubernetes-list-type', null],
  ['XMapType', 'x-kubernetes-map-type', null],
  ['XValidations', 'x-kubernetes-validations', null],
]

/** Whether a root has a field that gets lost when its status is judged alone. */
export const forbiddenAtRoot = (schema: JsonSchema): boolean =>
  PLAIN.some(([name, key]) => name !== 'Type' && Object.hasOwn(schema, key) && !AT_ROOT.includes(name))

export const AT_ROOT = [
  'Description',
  'Type',
  'Format',
  'Title',
  'Maximum',
  'ExclusiveMaximum',
  'Minimum',
  'ExclusiveMinimum',
  'MaxLength',
  'MinLength',
  'Pattern',
  'MaxItems',
  'MinItems',
  'UniqueItems',
  'MultipleOf',
  'Required',
  'Items',
  'Properties',
  'ExternalDocs',
  'Example',
  'XPreserveUnknownFields',
  'XValidations',
]

export const schemaOf = (schema: JsonSchema): object =>
  Object.fromEntries(
    PLAIN.map(([name, key, zero]) => {
      const value = (schema as Readonly<Record<string, unknown>>)[key]
      return [name, value === undefined ? zero : partOf(key, value)]
    }),
  )

function partOf(key: string, value: unknown): unknown {
  switch (key) {
    case 'items':
      return { Schema: schemaOf(value as JsonSchema), JSONSchemas: null }
    case 'additionalProperties':
      return typeof value === 'object'
        ? { Allows: true, Schema: schemaOf(value as JsonSchema) }
        : { Allows: value, Schema: null }
    case 'not':
      return schemaOf(value as JsonSchema)
    case 'allOf':
    case 'oneOf':
    case 'anyOf':
      return (value as JsonSchema[]).map(schemaOf)
    case 'properties':
      return Object.fromEntries(
        Object.keys(value as object)
          .sort()
          .map((name) => [name, schemaOf((value as Record<string, JsonSchema>)[name] ?? {})]),
      )
    default:
      return value
  }
}

const capitalized = (value: object, names: readonly (readonly [string, string, unknown])[]): object =>
  Object.fromEntries(names.map(([name, key, zero]) => [name, (value as Record<string, unknown>)[key] ?? zero]))

const COLUMN = [
  ['Name', 'name', ''],
  ['Type', 'type', ''],
  ['Format', 'format', ''],
  ['Description', 'description', ''],
  ['Priority', 'priority', 0],
  ['JSONPath', 'jsonPath', ''],
] as const

const SCALE = [
  ['SpecReplicasPath', 'specReplicasPath', ''],
  ['StatusReplicasPath', 'statusReplicasPath', ''],
  ['LabelSelectorPath', 'labelSelectorPath', null],
] as const

/** @param version what is said of all versions alike is left out of it already */
export function internalVersion(version: Partial<DefinedVersion> & { name: string }): object {
  const { schema, subresources, additionalPrinterColumns: columns, selectableFields } = version
  const { deprecated, deprecationWarning } = version
  return {
    Name: version.name,
    Served: version.served ?? false,
    Storage: version.storage ?? false,
    Deprecated: deprecated ?? false,
    DeprecationWarning: deprecationWarning ?? null,
    Schema: schema ? { OpenAPIV3Schema: schema.openAPIV3Schema ? schemaOf(schema.openAPIV3Schema) : null } : null,
    Subresources: subresources
      ? {
          Status: subresources.status ?? null,
          Scale: isFields(subresources.scale) ? capitalized(subresources.scale, SCALE) : null,
        }
      : null,
    AdditionalPrinterColumns: columns?.map((column) => capitalized(column, COLUMN)) ?? null,
    SelectableFields: selectableFields?.map(({ jsonPath }) => ({ JSONPath: jsonPath })) ?? null,
  }
}
