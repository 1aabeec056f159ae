// Follows apimachinery/pkg/api/errors NewGenericServerResponse and client-go/rest transformResponse, v1.36.
import type { KubeRequest, KubeResponse } from '../context'
import type { Status } from '../failure'
import { quote } from '../../objects/go-text'

const BY_CODE: Readonly<Record<number, readonly [reason: string, message: string]>> = {
  400: ['BadRequest', 'the server rejected our request for an unknown reason'],
  401: ['Unauthorized', 'the server has asked for the client to provide credentials'],
  403: ['Forbidden', 'the server does not allow access to the requested resource'],
  404: ['NotFound', 'the server could not find the requested resource'],
  405: ['MethodNotAllowed', 'the server does not allow this method on the requested resource'],
  406: ['NotAcceptable', 'the server was unable to respond with a content type that the client supports'],
  409: ['Conflict', 'the server reported a conflict'],
  413: ['RequestEntityTooLarge', 'Request entity too large: limit is 3145728'],
  415: ['UnsupportedMediaType', 'the server could not understand the content type of the request'],
  422: ['Invalid', 'the server rejected our request due to an error in our request'],
  429: ['TooManyRequests', 'the server has received too many requests and has asked us to try again later'],
  500: ['InternalError', 'an error on the server'],
  503: ['ServiceUnavailable', 'the server is currently unable to handle the request'],
  504: [
    'Timeout',
    'the server was unable to return a response in the time allotted, but may still be processing the request',
  ],
}

/** The Status of an answer that refuses; made up from the code when the body is none. */
export function statusOfResponse(request: KubeRequest, response: KubeResponse): Status {
  const given = statusIn(response.body)
  if (given) return given
  const [reason, message] = BY_CODE[response.status] ?? [
    'Unknown',
    `the server responded with the status code ${response.status} but did not return more information`,
  ]
  if (response.status === 500) {
    const text = `an error on the server (${quote(response.body.trim())}) has prevented the request from succeeding`
    return { status: 'Failure', code: 500, reason, message: text }
  }
  const wanted = resourceOf(request.path)
  const full = wanted ? `${message} (${request.method.toLowerCase()} ${wanted})` : message
  return { status: 'Failure', code: response.status, reason, message: full }
}

function statusIn(body: string): Status | undefined {
  try {
    const parsed: unknown = JSON.parse(body)
    return (parsed as { kind?: string } | null)?.kind === 'Status' ? (parsed as Status) : undefined
  } catch {
    return undefined
  }
}

function resourceOf(path: string): string | undefined {
  const match = /^\/api(?:s\/([^/]+))?\/[^/]+\/(?:namespaces\/[^/]+\/)?([^/]+)(?:\/([^/]+))?/.exec(path)
  if (!match) return undefined
  const resource = match[1] ? `${match[2]}.${match[1]}` : match[2]
  return match[3] ? `${resource} ${match[3]}` : resource
}
