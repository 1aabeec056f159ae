// What a CustomResourceDefinition says, and the kind that it makes. Follows apiextensions-apiserver/pkg/registry/customresource
// (strategy, tableconvertor, status and scale), v1.36.
import { ageText } from '../../objects/duration'
import type { KubeObject } from '../../objects/kube-object'
import type { CellValue, Column, KindDefinition, ScaleMapping, ServedVersion } from '../kinds/kind'
import { ageColumn, nameColumn } from '../kinds/name-and-age'
import { parsePath } from './json-path'
import { scaleMapping } from './scale'
import { defaulted, pruned, withoutNulls, type JsonSchema } from './schema'
import { shapeOfSchema } from './shape'
import { strategyOf, withoutStatus } from './strategy'

export interface Names {
  readonly plural: string
  readonly singular?: string
  readonly shortNames?: readonly string[]
  readonly kind: string
  readonly listKind?: string
  readonly categories?: readonly string[]
}

interface PrinterColumn {
  readonly name: string
  readonly type: string
  readonly format?: string
  readonly description?: string
  readonly priority?: number
  readonly jsonPath: string
}

export interface ScaleSubresource {
  readonly specReplicasPath: string
  readonly statusReplicasPath: string
  readonly labelSelectorPath?: string
}

export interface DefinedVersion {
  readonly name: string
  readonly served: boolean
  readonly storage: boolean
  readonly deprecated?: boolean
  readonly deprecationWarning?: string
  readonly schema?: { readonly openAPIV3Schema?: JsonSchema }
  readonly subresources?: {
    readonly status?: object
    readonly scale?: ScaleSubresource
  }
  readonly additionalPrinterColumns?: readonly PrinterColumn[]
  readonly selectableFields?: readonly { readonly jsonPath: string }[]
}

export interface CrdCondition {
  readonly type: string
  readonly status: string
  readonly lastTransitionTime?: string
  readonly reason: string
  readonly message: string
}

export interface Crd extends KubeObject {
  readonly spec: {
    readonly group: string
    readonly names: Names
    readonly scope: 'Namespaced' | 'Cluster'
    readonly versions: readonly DefinedVersion[]
  }
  readonly status?: {
    readonly conditions?: readonly CrdCondition[]
    readonly acceptedNames?: Partial<Names>
    readonly storedVersions?: readonly string[]
  }
}

/** A custom resource's kind, and the schemas of its versions for the OpenAPI document. */
export interface CustomKind extends KindDefinition {
  readonly listKind: string
  readonly schemas: Readonly<Record<string, JsonSchema>>
}

const ANYTHING: JsonSchema = { type: 'object', 'x-kubernetes-preserve-unknown-fields': true }
const schemaOf = ({ schema }: DefinedVersion): JsonSchema => schema?.openAPIV3Schema ?? ANYTHING

/** In the order in which upstream's discovery tells them. */
const VERBS = ['delete', 'deletecollection', 'get', 'list', 'patch', 'create', 'update', 'watch']

/** The kind that a definition makes; undefined while it has no version that is kept. */
export function customKind({ spec }: Crd): CustomKind | undefined {
  const { group, names, scope } = spec
  const stored = spec.versions.find(({ storage }) => storage)
  if (!stored) return undefined
  const schema = schemaOf(stored)
  const others = spec.versions.filter(({ served, storage }) => served && !storage)
  const hasStatus = stored.subresources?.status !== undefined
  const { singular = names.kind.toLowerCase(), shortNames, categories } = names
  return {
    kind: names.kind,
    listKind: names.listKind ?? `${names.kind}List`,
    group,
    version: stored.name,
    plural: names.plural,
    singular,
    ...(shortNames ? { shortNames } : {}),
    ...(categories ? { categories } : {}),
    namespaced: scope === 'Namespaced',
    verbs: VERBS,
    hasStatus,
    ...scaleOf(stored),
    versions: others.map((version) => servedVersion(group, stored, version)),
    generation: ({ metadata: _m, ...rest }) => (hasStatus ? withoutStatus(rest) : rest),
    defaults: (object) => defaulted(withoutNulls(pruned(object, schema, '', []), schema), schema) as KubeObject,
    ...strategyOf({
      kind: names.kind,
      apiVersion: `${group}/${stored.name}`,
      schema,
      hasStatus,
      scale: stored.subresources?.scale,
    }),
    needsVersion: true,
    shape: shapeOfSchema(schema, true),
    fields: selectableFields(stored),
    columns: columnsOf(stored),
    schemas: Object.fromEntries(spec.versions.map((version) => [version.name, schemaOf(version)])),
  }
}

/** What lists may be asked for besides names. */
function selectableFields({ selectableFields: given = [] }: DefinedVersion): NonNullable<KindDefinition['fields']> {
  return Object.fromEntries(
    given.map(({ jsonPath }) => {
      const read = parsePath(jsonPath)
      return [
        jsonPath.replace(/^\./, ''),
        (object: KubeObject): string => {
          const value = read?.(object)
          return typeof value === 'string' ? value : value === undefined || value === null ? '' : JSON.stringify(value)
        },
      ]
    }),
  )
}

/** Without a webhook a version differs from another by its name only. */
function servedVersion(group: string, stored: DefinedVersion, version: DefinedVersion): ServedVersion {
  const [from, to] = [`${group}/${version.name}`, `${group}/${stored.name}`]
  const renamed =
    (given: string, wanted: string) =>
    (object: KubeObject): KubeObject =>
      object.apiVersion === given ? { ...object, apiVersion: wanted } : object
  return {
    group,
    version: version.name,
    toStored: renamed(from, to),
    fromStored: renamed(to, from),
    columns: columnsOf(version),
  }
}

/** Without columns of its own a definition has its age. */
function columnsOf({ additionalPrinterColumns }: DefinedVersion): Column<KubeObject>[] {
  if (!additionalPrinterColumns?.length) return [nameColumn, { ...ageColumn, type: 'date' }]
  return [nameColumn, ...additionalPrinterColumns.map(columnOf)]
}

function columnOf({ name, type, format, description, priority, jsonPath }: PrinterColumn): Column<KubeObject> {
  const read = parsePath(jsonPath)
  return {
    name,
    type: type as Column<KubeObject>['type'],
    ...(format ? { format } : {}),
    description: description || `Custom resource definition column (in JSONPath format): ${jsonPath}`,
    ...(priority ? { priority } : {}),
    value: (object, now) => cellOf(type, read?.(object), now),
  }
}

function cellOf(type: string, value: unknown, now: number): CellValue {
  if (value === undefined || value === null) return null
  switch (type) {
    case 'integer':
      return typeof value === 'number' ? Math.trunc(value) : null
    case 'number':
      return typeof value === 'number' ? value : null
    case 'boolean':
      return typeof value === 'boolean' ? value : null
    case 'date':
      if (typeof value !== 'string') return null
      return Number.isNaN(Date.parse(value)) ? '<invalid>' : ageText(value, now)
    default:
      return typeof value === 'string' ? value : JSON.stringify(value)
  }
}

function scaleOf({ subresources }: DefinedVersion): { scale?: ScaleMapping<KubeObject> } {
  return subresources?.scale ? { scale: scaleMapping(subresources.scale) } : {}
}
