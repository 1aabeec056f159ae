// The schemas of custom resources in the OpenAPI document. Follows apiextensions-apiserver/pkg/controller/openapi/builder, v1.36.
import type { KindDefinition } from '../kinds/kind'
import type { CustomKind } from './definition'

const META = '#/components/schemas/io.k8s.apimachinery.pkg.apis.meta.v1'
const HEAD = {
  apiVersion: {
    type: 'string',
    description:
      'APIVersion defines the versioned schema of this representation of an object. Servers should convert recognized schemas to the latest internal value, and may reject unrecognized values. More info: https://git.k8s.io/community/contributors/devel/sig-architecture/api-conventions.md#resources',
  },
  kind: {
    type: 'string',
    description:
      'Kind is a string value representing the REST resource this object represents. Servers may infer this from the endpoint the client submits requests to. Cannot be updated. In CamelCase. More info: https://git.k8s.io/community/contributors/devel/sig-architecture/api-conventions.md#types-kinds',
  },
}
const metadata = (name: string, description: string): object => ({
  description: `${description} More info: https://git.k8s.io/community/contributors/devel/sig-architecture/api-conventions.md#metadata`,
  allOf: [{ $ref: `${META}.${name}` }],
})

export const isCustom = (definition: KindDefinition): definition is CustomKind => 'schemas' in definition

/** `com.example.stable.v1.CronTab` */
const schemaName = ({ group, kind }: KindDefinition, version: string): string =>
  `${group.split('.').reverse().join('.')}.${version}.${kind}`

/** The schemas of one version of a custom resource and of its list, by their names. */
export function customSchemas(definition: CustomKind, version: string): Record<string, object> {
  const { group, kind, schemas } = definition
  const name = schemaName(definition, version)
  const schema = schemas[version] ?? { type: 'object' }
  return {
    [name]: {
      ...schema,
      properties: {
        ...HEAD,
        metadata: metadata('ObjectMeta', "Standard object's metadata."),
        ...others(schema.properties),
      },
      'x-kubernetes-group-version-kind': [{ group, kind, version }],
    },
    [`${name}List`]: {
      description: `${kind}List is a list of ${kind}`,
      type: 'object',
      required: ['items'],
      properties: {
        ...HEAD,
        items: { type: 'array', items: { allOf: [{ $ref: `#/components/schemas/${name}` }] } },
        metadata: metadata('ListMeta', 'Standard list metadata.'),
      },
      'x-kubernetes-group-version-kind': [{ group, kind: `${kind}List`, version }],
    },
  }
}

/** What a definition says of the head is not taken over. */
function others(properties: Readonly<Record<string, unknown>> = {}): Record<string, unknown> {
  const { apiVersion: _a, kind: _k, metadata: _m, ...rest } = properties
  return rest
}
