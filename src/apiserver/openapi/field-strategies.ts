// What patches need to know of a field: how its list merges and which schema comes below it.
import type { FieldStrategy } from '../patch/strategic-merge-patch'
import { listMetadata } from './list-metadata'
import { schemaOf, type Schema } from './schemas'

const REFERENCE = '#/components/schemas/'

/** The schema's name of a kind: `io.k8s.api.apps.v1.Deployment`; undefined for kinds that only data knows. */
export { schemaNameOf } from './schemas'

const referenced = (schema: Schema | undefined): string | undefined => {
  const reference = schema?.$ref ?? schema?.allOf?.[0]?.$ref
  return reference?.startsWith(REFERENCE) ? reference.slice(REFERENCE.length) : undefined
}

const known = new Map<string, FieldStrategy | undefined>()

/** Strategy of a field in a schema; undefined for fields nobody described: their maps merge, their lists are replaced. */
export function fieldStrategy(schema: string | undefined, field: string): FieldStrategy | undefined {
  if (!schema) return undefined
  const id = `${schema} ${field}`
  if (!known.has(id)) known.set(id, look(schema, field))
  return known.get(id)
}

function look(schema: string, field: string): FieldStrategy | undefined {
  const property = schemaOf(schema)?.properties?.[field]
  const marks = listMetadata[schema]?.[field]
  if (!property && !marks) return undefined
  const below = referenced(property) ?? referenced(property?.items) ?? referenced(property?.additionalProperties)
  const isList = property?.type === 'array'
  return {
    strategy: marks?.patchStrategy ?? (isList ? 'replace' : 'merge'),
    ...(marks?.patchMergeKey ? { mergeKey: marks.patchMergeKey } : {}),
    ...(below ? { schema: below } : {}),
  }
}
