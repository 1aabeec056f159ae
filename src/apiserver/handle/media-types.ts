// What a client sends and wants to have. Follows apiserver/pkg/endpoints/handlers/negotiation, v1.36.
import { goYaml } from '../../objects/go-yaml'
import { failure } from '../status'
import type { KindDefinition } from '../kinds/kind'
import { packageOf } from './object-head'
import { plain } from './object-list'
import type { ApiRequest, ApiResponse, Representation } from './request'

export const JSON_TYPE = 'application/json'
const YAML = 'application/yaml'
export const PROTOBUF = 'application/vnd.kubernetes.protobuf'
/** as clients ask for it; answered with a point in place of the @ */
export const OPENAPI_V2_PROTOBUF = 'application/com.github.proto-openapi.spec.v2@v1.0+protobuf'
/** in the order in which the server prefers them */
const TYPES = [JSON_TYPE, YAML, PROTOBUF] as const
const STREAMS = [`${JSON_TYPE};stream=watch`, `${PROTOBUF};stream=watch`] as const

export type Form = 'json' | 'yaml' | 'protobuf'
const FORMS: Readonly<Record<(typeof TYPES)[number], Form>> = {
  [JSON_TYPE]: 'json',
  [YAML]: 'yaml',
  [PROTOBUF]: 'protobuf',
}

/** What the client gets. */
export interface Negotiated {
  readonly form: Form
  readonly representation: Representation
  /** the version of meta.k8s.io in which a table or bare metadata are wanted */
  readonly version: 'v1' | 'v1beta1'
  readonly isPretty: boolean
}

const PLAIN: Negotiated = { form: 'json', representation: 'object', version: 'v1', isPretty: false }

export const mediaType = (text: string | undefined): string => (text ?? '').split(';')[0]?.trim().toLowerCase() ?? ''

/** Throws UnsupportedMediaType for a body in a form that nobody reads; no form named is JSON. */
export function refuseUnknownForm({ headers }: ApiRequest): void {
  const type = mediaType(headers['content-type'])
  if (type !== '' && !Object.hasOwn(FORMS, type))
    throw failure(
      415,
      'UnsupportedMediaType',
      `the body of the request was in an unknown format - accepted media types include: ${TYPES.join(', ')}`,
    )
}

/** One choice of an Accept header. */
interface Clause {
  readonly type: string
  readonly subtype: string
  readonly quality: number
  readonly parameters: ReadonlyMap<string, string>
}

/** Best first. Follows munnerz/goautoneg. */
function clausesOf(accept: string): Clause[] {
  const clauses = accept
    .split(',')
    .filter((text) => text.trim() !== '')
    .map((text): Clause => {
      const [range = '', ...rest] = text.split(';').map((part) => part.trim())
      const [type = '', subtype = '*'] = range.toLowerCase().split('/')
      const parameters = new Map(rest.map((part) => part.split('=', 2) as [string, string]))
      const quality = Number(parameters.get('q') ?? 1)
      parameters.delete('q')
      return { type, subtype, quality: Number.isNaN(quality) ? 1 : quality, parameters }
    })
  const isOpen = (text: string): number => (text === '*' ? 1 : 0)
  return clauses.sort(
    (a, b) => b.quality - a.quality || isOpen(a.type) - isOpen(b.type) || isOpen(a.subtype) - isOpen(b.subtype),
  )
}

/** Programs send the same header with every request. */
const known = new Map<string, Negotiated | undefined>()
const KNOWN_MAX = 100

/** undefined: the client takes nothing that there is. */
export function negotiated(accept: string | undefined): Negotiated | undefined {
  if (!accept) return PLAIN
  if (!known.has(accept)) {
    if (known.size >= KNOWN_MAX) known.clear()
    known.set(accept, firstOf(clausesOf(accept)))
  }
  return known.get(accept)
}

function firstOf(clauses: readonly Clause[]): Negotiated | undefined {
  for (const clause of clauses)
    for (const type of TYPES) {
      const [, subtype] = type.split('/')
      const isMeant =
        (clause.type === 'application' && (clause.subtype === subtype || clause.subtype === '*')) ||
        (clause.type === '*' && clause.subtype === '*')
      const answer = isMeant ? allowed(clause.parameters, FORMS[type]) : undefined
      if (answer) return answer
    }
  return undefined
}

/** undefined: with these parameters the form is not to be had. Discovery looks at its own parameters itself. */
function allowed(parameters: ReadonlyMap<string, string>, form: Form): Negotiated | undefined {
  const stream = parameters.get('stream') ?? ''
  if (stream !== '' && (stream !== 'watch' || form === 'yaml')) return undefined
  const isPretty = parameters.get('pretty') === '1'
  const as = parameters.get('as')
  if ((as ?? parameters.get('g') ?? parameters.get('v')) === undefined || as === 'APIGroupDiscoveryList')
    return { ...PLAIN, form, isPretty }
  const version = parameters.get('v')
  if (parameters.get('g') !== 'meta.k8s.io' || (version !== 'v1' && version !== 'v1beta1')) return undefined
  if (as === 'Table') return form === 'protobuf' ? undefined : { form, representation: 'table', version, isPretty }
  if (as === 'PartialObjectMetadataList') return { form, representation: 'metadata list', version, isPretty }
  return as === 'PartialObjectMetadata' ? { form, representation: 'metadata', version, isPretty } : undefined
}

/** What the client wants of an object. Throws NotAcceptable when it takes nothing that there is. */
export function wanted({ headers }: ApiRequest): Negotiated {
  const answer = negotiated(headers.accept)
  if (!answer) throw notAcceptable()
  return answer
}

/**
 * The router looks at the media types of the Accept header only, and knows no pattern but that for anything. Throws NotAcceptable in its words.
 * Follows go-restful's detectRoute.
 */
export function refuseUnrouted({ headers: { accept } }: ApiRequest, produced: readonly string[]): void {
  if (!accept) return
  const ranges = accept.split(',').map((range) => range.split(';')[0]?.trim() ?? '')
  if (ranges.some((range) => range === '*/*' || produced.includes(range))) return
  throw failure(406, 'NotAcceptable', `406: Not Acceptable\n\nAvailable representations: ${produced.join(', ')}`, {})
}

/** What the routes of objects produce, and those of lists, which can be watched. */
export const PRODUCED: { readonly object: readonly string[]; readonly list: readonly string[] } = {
  object: TYPES,
  list: [...TYPES, ...STREAMS],
}

/** What the client wants of a watch. Throws NotAcceptable. */
export function wantedOfWatch({ headers }: ApiRequest): Negotiated {
  const answer = negotiated(headers.accept)
  if (!answer) throw notAcceptable()
  if (answer.form === 'yaml') throw notAcceptable(STREAMS.join(', '))
  return answer
}

/** Throws NotAcceptable for the metadata of a list where there is an object, and the other way round. Follows responsewriters and response.go. */
export function refuseOtherNumber(
  { representation }: Negotiated,
  { group, kind }: KindDefinition,
  isList: boolean,
): void {
  if (representation !== (isList ? 'metadata' : 'metadata list')) return
  const asked = isList ? 'PartialObjectMetadata' : 'PartialObjectMetadataList'
  const is = isList ? 'a list' : 'not a list'
  throw failure(
    406,
    'NotAcceptable',
    `you requested ${asked}, but the requested object is ${is} (*${packageOf(group)}.${kind}${isList ? 'List' : ''})`,
  )
}

export const notAcceptable = (types = TYPES.join(', ')) =>
  failure(406, 'NotAcceptable', `only the following media types are accepted: ${types}`)

/** A failure is never a table: it comes in the first form that the client takes, or as JSON. */
export function formOfFailure(accept: string | undefined): Form {
  const plain = (accept ?? '')
    .split(',')
    .filter((choice) => !/;\s*(as|g|v)=/.test(choice))
    .join(',')
  return plain === '' ? 'json' : (negotiated(plain)?.form ?? 'json')
}

/** The answer in the form that was asked for; protocol buffers are made at the wire, from the object. */
export function inForm(response: ApiResponse, form: Form): ApiResponse {
  if (form === 'json' || typeof response.body === 'string') return response
  if (form === 'protobuf') return { ...response, headers: { ...response.headers, 'content-type': PROTOBUF } }
  return {
    ...response,
    headers: { ...response.headers, 'content-type': YAML },
    body: goYaml(plain(response.body)),
  }
}
