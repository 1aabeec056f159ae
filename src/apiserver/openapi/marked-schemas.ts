// Schemas as a client reads them: with the marks of lists and maps, and with all that they refer to.
import { atomicStructs, listMetadata, type FieldMark } from './list-metadata'
import { referenceOf, schemaOf, type Schema } from './schemas'

const REFERENCE = '#/components/schemas/'

/** Schemas that no object has, but that bodies and answers are described with. */
const FURTHER: Readonly<Record<string, Schema>> = {
  'io.k8s.apimachinery.pkg.apis.meta.v1.Patch': {
    description: 'Patch is provided to give a concrete name and type to the Kubernetes PATCH request body.',
    type: 'object',
  },
  'io.k8s.apimachinery.pkg.apis.meta.v1.WatchEvent': {
    description: 'Event represents a single event to a watched resource.',
    type: 'object',
    required: ['type', 'object'],
    properties: {
      object: { allOf: [{ $ref: `${REFERENCE}io.k8s.apimachinery.pkg.runtime.RawExtension` }] },
      type: { type: 'string' },
    },
  },
}

/** The named schemas and what they reach. */
export function markedSchemas(roots: readonly string[]): Record<string, unknown> {
  const reached = new Map<string, Schema>()
  const reach = (name: string): void => {
    const schema = FURTHER[name] ?? schemaOf(name)
    if (!schema || reached.has(name)) return
    reached.set(name, schema)
    for (const each of referencesIn(schema)) reach(each)
  }
  for (const root of roots) reach(root)
  return Object.fromEntries(
    [...reached].sort(([a], [b]) => (a < b ? -1 : 1)).map(([name, schema]) => [name, marked(name, schema)]),
  )
}

function referencesIn({ properties = {} }: Schema): string[] {
  return Object.values(properties).flatMap((property) =>
    [
      referenceOf(property),
      property.items && referenceOf(property.items),
      property.additionalProperties && referenceOf(property.additionalProperties),
    ].filter((name) => name !== undefined),
  )
}

function marked(name: string, schema: Schema): object {
  const marks = listMetadata[name] ?? {}
  const properties = Object.entries(schema.properties ?? {}).map(([field, property]) => [
    field,
    { ...property, ...marksOf(property, marks[field]) },
  ])
  return {
    ...schema,
    ...(properties.length ? { properties: Object.fromEntries(properties) as object } : {}),
    ...(atomicStructs.has(name) ? { 'x-kubernetes-map-type': 'atomic' } : {}),
  }
}

/** As upstream's document writes them; a list that nobody marked is atomic, which the document says too. */
function marksOf(property: Schema, mark: FieldMark | undefined): object {
  const listType = mark?.listType ?? (property.type === 'array' ? 'atomic' : undefined)
  return {
    ...(mark?.listMapKeys ? { 'x-kubernetes-list-map-keys': mark.listMapKeys } : {}),
    ...(listType ? { 'x-kubernetes-list-type': listType } : {}),
    ...(mark?.mapType ? { 'x-kubernetes-map-type': mark.mapType } : {}),
    ...(mark?.patchMergeKey ? { 'x-kubernetes-patch-merge-key': mark.patchMergeKey } : {}),
    ...(mark?.patchStrategy ? { 'x-kubernetes-patch-strategy': mark.patchStrategy } : {}),
  }
}
