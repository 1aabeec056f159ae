// Answers as bytes: JSON as Go writes it, protocol buffers, compressed where that pays. Follows
// apiserver/pkg/endpoints/handlers/responsewriters, v1.36.
import type { IncomingMessage, ServerResponse } from 'node:http'
import { negotiated, OPENAPI_V2_PROTOBUF, PROTOBUF } from '../handle/media-types'
import { plain } from '../handle/object-list'
import type { ApiResponse } from '../handle/request'
import { isForPeople, jsonLine, prettyJson } from './go-json'

/** Smaller answers are not worth compressing. */
const COMPRESSED_FROM_BYTES = 128 * 1024

/** Longer texts are turned into bytes once; shorter ones go faster together with their headers. */
const LARGE_CHARACTERS = 64 * 1024

type Headers = Record<string, string | readonly string[] | number>

/** Sends an answer, unless the client has one already or is gone. */
export function send(response: ServerResponse, answer: ApiResponse): void {
  if (response.headersSent || response.destroyed) return
  const headers: Headers = {
    'cache-control': 'no-cache, private',
    'content-type': 'application/json',
    ...answer.headers,
  }
  const content = contentOf(response.req, answer, headers)
  if (answer.status === 304) return sayUnchanged(response, headers)
  const size = Buffer.byteLength(content)
  if (size > COMPRESSED_FROM_BYTES && takesGzip(response.req))
    return compress(response, answer.status, headers, content)
  headers['content-length'] = size
  response.writeHead(answer.status, headers as Record<string, string>)
  response.end(content)
}

/** The client goes on with the type and the content that it has. */
function sayUnchanged(response: ServerResponse, { 'content-type': _, ...headers }: Headers): void {
  response.writeHead(304, headers as Record<string, string>)
  response.end()
}

/** Texts go as they are; what has no form of protocol buffers goes as JSON. */
function contentOf(request: IncomingMessage, { body }: ApiResponse, headers: Headers): string | Buffer {
  if (typeof body === 'string') return body
  if (headers['content-type'] === PROTOBUF) {
    const bytes = encoder().encodeObject(plain(body))
    if (bytes) return bytes
    headers['content-type'] = 'application/json'
  }
  if (headers['content-type'] === OPENAPI_PROTOBUF) return openApiBytes(body)
  const text = isPretty(request) ? prettyJson(body) : jsonLine(body)
  return text.length > LARGE_CHARACTERS ? Buffer.from(text) : text
}

const OPENAPI_PROTOBUF = OPENAPI_V2_PROTOBUF.replace('@', '.')
const openApiDocuments = new WeakMap<object, Buffer>()

/** A document has two megabytes and stays as it is. */
function openApiBytes(document: object): Buffer {
  // eslint-disable-next-line @typescript-eslint/no-require-imports -- only old clients ask for it
  const { encodeOpenApi } = require('./protobuf/encode-openapi') as typeof import('./protobuf/encode-openapi.js')
  const content = openApiDocuments.get(document) ?? encodeOpenApi(document)
  openApiDocuments.set(document, content)
  return content
}

function isPretty({ url = '', headers }: IncomingMessage): boolean {
  if (negotiated(headers.accept)?.isPretty) return true
  const pretty = url.includes('pretty') ? new URL(url, 'http://server').searchParams.get('pretty') : null
  return isForPeople(pretty ?? undefined, headers['user-agent'])
}

/** Loaded when the first client wants it: most take JSON. */
export function encoder(): typeof import('./protobuf/encode-object.js') {
  // eslint-disable-next-line @typescript-eslint/no-require-imports -- see above
  return require('./protobuf/encode-object') as typeof import('./protobuf/encode-object.js')
}

const takesGzip = ({ headers }: IncomingMessage): boolean =>
  String(headers['accept-encoding'] ?? '')
    .split(',')
    .some((encoding) => encoding.trim() === 'gzip')

function compress(response: ServerResponse, status: number, headers: Headers, content: string | Buffer): void {
  // eslint-disable-next-line @typescript-eslint/no-require-imports -- loaded when the first large answer is made
  const { gzip } = require('node:zlib') as typeof import('node:zlib')
  gzip(content, { level: 1 }, (error, bytes) => {
    if (error) return void response.destroy(error)
    if (response.headersSent || response.destroyed) return
    Object.assign(headers, { 'content-encoding': 'gzip', vary: 'Accept-Encoding', 'content-length': bytes.length })
    response.writeHead(status, headers as Record<string, string>)
    response.end(bytes)
  })
}
