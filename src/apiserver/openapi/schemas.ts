import type { KindDefinition } from '../kinds/kind'
import generated from './generated/schemas.json'

/** The part of OpenAPI v3 that Kubernetes' document uses. */
export interface Schema {
  readonly description?: string
  readonly type?: 'object' | 'array' | 'string' | 'integer' | 'number' | 'boolean'
  readonly format?: string
  readonly properties?: Readonly<Record<string, Schema>>
  readonly required?: readonly string[]
  readonly items?: Schema
  readonly additionalProperties?: Schema
  readonly allOf?: readonly Schema[]
  readonly oneOf?: readonly Schema[]
  readonly $ref?: string
  readonly default?: unknown
  readonly enum?: readonly string[]
  readonly 'x-kubernetes-group-version-kind'?: readonly { group: string; version: string; kind: string }[]
}

/** All schemas of Kubernetes 1.36 that the served kinds reach, by name. */
export const schemas = generated as unknown as Readonly<Record<string, Schema>>

export const schemaOf = (name: string): Schema | undefined => (Object.hasOwn(schemas, name) ? schemas[name] : undefined)

const REFERENCE = '#/components/schemas/'

/** The name of the schema that a field refers to: `io.k8s.api.core.v1.Container`. */
export function referenceOf(schema: Schema): string | undefined {
  const reference = schema.$ref ?? schema.allOf?.[0]?.$ref
  return reference?.startsWith(REFERENCE) ? reference.slice(REFERENCE.length) : undefined
}

let versionsByKind: Map<string, string[]> | undefined

/** The versions of a group in which a kind is known, served or not. */
export function kindVersions(group: string, kind: string): readonly string[] {
  versionsByKind ??= new Map()
  if (versionsByKind.size === 0)
    for (const gvk of Object.values(schemas).flatMap((schema) => schema['x-kubernetes-group-version-kind'] ?? [])) {
      const key = `${gvk.group}/${gvk.kind}`
      versionsByKind.set(key, [...(versionsByKind.get(key) ?? []), gvk.version])
    }
  return versionsByKind.get(`${group}/${kind}`) ?? []
}

let byKind: Map<string, string> | undefined

/** The schema's name of a kind: `io.k8s.api.apps.v1.Deployment`; undefined for kinds that only data knows. */
export function schemaNameOf({
  group,
  version,
  kind,
}: Pick<KindDefinition, 'group' | 'version' | 'kind'>): string | undefined {
  byKind ??= new Map(
    Object.entries(schemas).flatMap(([name, schema]) =>
      (schema['x-kubernetes-group-version-kind'] ?? []).map((gvk): [string, string] => [
        `${gvk.group}/${gvk.version}/${gvk.kind}`,
        name,
      ]),
    ),
  )
  return byKind.get(`${group}/${version}/${kind}`)
}
