// Kind and version that a body names, against those of its URL. Follows apimachinery/pkg/runtime/serializer/json/{meta,json}.go and
// transformDecodeError of apiserver/pkg/endpoints/handlers/rest.go, v1.36.
import { apiVersionOf } from '../../objects/kube-object'
import { cannotBeHandled } from '../decoding/decode'
import { kindVersions } from '../openapi/schemas'
import { badRequest } from '../status'
import type { ResourcePath } from './resolve-path'

const SHOWN_BYTES_MAX = 30
const HEAD_TYPE =
  'struct { APIVersion string "json:\\"apiVersion,omitempty\\""; Kind string "json:\\"kind,omitempty\\"" }'
const SCHEME = 'k8s.io/kubernetes/pkg/api/legacyscheme/scheme.go:30'

/** A body of which not even the kind could be read. */
export const unrecognized = ({ definition: { kind } }: ResourcePath, error: string, body: string) =>
  badRequest(`the object provided is unrecognized (must be of type ${kind}): ${error} (${summary(body)})`)

/** An object's text as it begins, anything else as its bytes. */
function summary(body: string): string {
  if (body === '') return '<empty>'
  const bytes = new TextEncoder().encode(body)
  const shown = bytes.subarray(0, SHOWN_BYTES_MAX)
  const text =
    bytes[0] === 0x7b
      ? new TextDecoder().decode(shown)
      : [...shown].map((byte) => byte.toString(16).padStart(2, '0')).join('')
  return bytes.length > SHOWN_BYTES_MAX ? `${text} ...` : text
}

/** The error of a value that is no object, or whose head has other types than texts. */
export function headFault(value: unknown): string | undefined {
  if (typeof value !== 'object' || Array.isArray(value))
    return `couldn't get version/kind; json parse error: json: cannot unmarshal ${goTypeOf(value)} into Go value of type ${HEAD_TYPE}`
  const head = (value ?? {}) as Readonly<Record<string, unknown>>
  for (const field of Object.keys(head))
    if ((field === 'kind' || field === 'apiVersion') && typeof head[field] !== 'string' && head[field] !== null)
      return `couldn't get version/kind; json parse error: json: cannot unmarshal ${goTypeOf(head[field])} into Go struct field .${field} of type string`
  const apiVersion = (head.apiVersion ?? '') as string
  return apiVersion.split('/').length > 2 ? `unexpected GroupVersion string: ${apiVersion}` : undefined
}

export const goTypeOf = (value: unknown): string => {
  if (Array.isArray(value)) return 'array'
  return typeof value === 'boolean' ? 'bool' : typeof value
}

interface Head {
  readonly definition: { readonly kind: string }
  readonly group: string
  readonly version: string
}

/** Kind and version that a body names; what it leaves out is as the URL says. */
function headOf(value: object, path: Head): { apiVersion: string; kind: string; isOther: boolean } {
  const given = value as { apiVersion?: string | null; kind?: string | null }
  const kind = given.kind || path.definition.kind
  const apiVersion = given.apiVersion || apiVersionOf(path)
  return { apiVersion, kind, isOther: kind !== path.definition.kind || apiVersion !== apiVersionOf(path) }
}

const notRegistered = (kind: string, apiVersion: string): string =>
  `no kind ${JSON.stringify(kind)} is registered for version ${JSON.stringify(apiVersion)} in scheme ${JSON.stringify(SCHEME)}`

/** Throws BadRequest for an object of another kind or version. */
export function refuseOtherKind(value: object, path: Head): void {
  const { apiVersion, kind, isOther } = headOf(value, path)
  if (!isOther) return
  const [group, version] = apiVersion.includes('/') ? (apiVersion.split('/') as [string, string]) : ['', apiVersion]
  const refuse = (error: string) => badRequest(cannotBeHandled(kind, version, error, path.definition.kind))
  // Versions that are no longer served are still known upstream.
  const isKnown = kindVersions(group, kind).length > 0
  if (!isKnown) throw refuse(notRegistered(kind, apiVersion))
  if (kind !== path.definition.kind)
    throw refuse(
      `converting (${version}.${kind}) to (${packageOf(path.group)}.${path.definition.kind}): unknown conversion`,
    )
  throw badRequest(
    `the API version in the data (${apiVersion}) does not match the expected API version (${apiVersionOf(path)})`,
  )
}

const EVICTION = { definition: { kind: 'Eviction' }, group: 'policy', version: 'v1' }

/** Throws BadRequest. The older version is no longer served, and still taken (AcceptsGroupVersion of EvictionREST). */
export function refuseOtherEviction(value: object): void {
  const { apiVersion, kind } = headOf(value, EVICTION)
  if (kind !== 'Eviction') return refuseOtherKind(value, EVICTION)
  if (apiVersion === 'policy/v1' || apiVersion === 'policy/v1beta1') return
  const version = apiVersion.slice(apiVersion.indexOf('/') + 1)
  throw badRequest(cannotBeHandled(kind, version, notRegistered(kind, apiVersion), kind))
}

/** The error of a decoder that knows which kind it has to make, undefined when it is that one. */
export function otherKind(value: object, path: Head): string | undefined {
  const { apiVersion, kind, isOther } = headOf(value, path)
  return isOther ? notRegistered(kind, apiVersion) : undefined
}

/** The package of a group's internal types. */
export const packageOf = (group: string): string => (group === '' ? 'core' : (group.split('.')[0] as string))
