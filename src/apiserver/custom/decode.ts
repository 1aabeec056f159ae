// Reading a custom resource: its metadata has a type, all else is as the schema of its version has it. Follows
// apiextensions-apiserver/pkg/apiserver/customresource_handler.go (unstructuredSchemaCoercer) and schema/objectmeta, v1.36.
import { decode } from '../decoding/decode'
import type { Submitted } from '../write/create'
import type { CustomKind } from './definition'
import { pruned, withoutNulls, type JsonSchema } from './schema'
import { sortedKeys } from './sorted-keys'

const OBJECT_META = 'io.k8s.apimachinery.pkg.apis.meta.v1.ObjectMeta'
/** A version that is not defined has no fields. */
const NOTHING: JsonSchema = { type: 'object' }

export interface DecodedCustom {
  readonly object: Submitted
  /** paths of fields that are dropped */
  readonly unknown: readonly string[]
  /** why it cannot be read */
  readonly error: string | undefined
}

export function decodeCustom(value: object, { kind, group, schemas }: CustomKind): DecodedCustom {
  const { metadata, ...rest } = value as Readonly<Record<string, unknown>>
  const meta = metadata === undefined ? undefined : decodeMetadata(metadata)
  if (meta?.error !== undefined) return { object: value as Submitted, unknown: [], error: meta.error }
  const whole = meta ? { ...rest, metadata: meta.object } : rest
  const { apiVersion, kind: given } = rest as { apiVersion?: string; kind?: string }
  const [ownGroup = '', version = ''] = (apiVersion ?? '').split('/')
  const unknown: string[] = []
  const isOwn = ownGroup === group && given === kind
  const schema = schemas[version] ?? NOTHING
  const object = isOwn ? withoutNulls(pruned(whole, schema, '', unknown), schema) : whole
  return { object: object as Submitted, unknown: [...(meta?.unknown ?? []), ...unknown.sort()], error: undefined }
}

function decodeMetadata(metadata: unknown): { object: object; unknown: string[]; error: string | undefined } {
  const { object, warnings, errors } = decode(OBJECT_META, sortedKeys(metadata), 'Warn')
  const unknown = warnings.map((text) => `metadata.${/^unknown field "(.*)"$/.exec(text)?.[1] ?? text}`)
  return { object, unknown, error: errors[0] }
}
