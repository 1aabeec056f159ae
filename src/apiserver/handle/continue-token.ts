// Where the next page of a list begins. Follows apiserver/pkg/storage/continue.go, v1.36: clients must not look into a token, but may.
import { jsonFault } from '../decoding/go-syntax'
import { badRequest, type ApiError } from '../status'

const VERSION = 'meta.k8s.io/v1'

export interface Continuation {
  /** of the state that the first page showed; -1: goes on with what there is now */
  readonly rv: number
  /** the key after which the page begins, below what the list is of: `default/web-0` */
  readonly start: string
}

/** The next key is the last one and a byte of nothing. */
export const continueToken = ({ rv, start }: Continuation): string =>
  encoded(JSON.stringify({ v: VERSION, rv, start: `${start}\0` }))

/** Throws BadRequest in Go's words. */
export function readContinueToken(token: string): Continuation {
  const { v = '', rv = 0, start = '' } = contentOf(token)
  if (v !== VERSION) throw refused(`: server does not recognize this encoded version ${v}`)
  if (rv === 0) throw refused(`: incorrect encoded start resourceVersion (version ${VERSION})`)
  if (start === '') throw refused(`: encoded start key empty (version ${VERSION})`)
  if (/(^|\/)\.{0,2}(\/|$)/.test(start.replace(/^\//, ''))) throw refused(`: ${start}`)
  return { rv, start: start.replace(/\0$/, '') }
}

const refused = (why: string): ApiError => badRequest(`invalid continue token: continue key is not valid${why}`)

function contentOf(token: string): { v?: string; rv?: number; start?: string } {
  const at = faultyByte(token)
  if (at !== undefined) throw refused(`: illegal base64 data at input byte ${at}`)
  const text = decoded(token)
  try {
    return JSON.parse(text) as object
  } catch {
    throw refused(`: ${jsonFault(text) ?? ''}`)
  }
}

/** Base64 for URLs without padding: where it breaks. */
function faultyByte(token: string): number | undefined {
  const place = token.search(/[^A-Za-z0-9_-]/)
  if (place >= 0) return place
  return token.length % 4 === 1 ? token.length - 1 : undefined
}

const encoded = (text: string): string =>
  btoa(String.fromCharCode(...new TextEncoder().encode(text)))
    .replaceAll('+', '-')
    .replaceAll('/', '_')
    .replaceAll('=', '')

const decoded = (token: string): string =>
  new TextDecoder().decode(
    Uint8Array.from(atob(token.replaceAll('-', '+').replaceAll('_', '/')), (character) => character.charCodeAt(0)),
  )
