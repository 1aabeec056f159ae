// The wire: HTTP requests in, the API server's answers out. What they mean is decided in handle/.
import { createServer as createPlainServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import { createServer as createTlsServer } from 'node:https'
import type { Duplex } from 'node:stream'
import type { ApiServer } from '../api-server'
import { refuseUnlessAllowed } from '../authorization/authorize'
import { handle, refusal } from '../handle/handle'
import { openLogs } from '../handle/node'
import { PROTOBUF } from '../handle/media-types'
import { isProxy, proxy } from '../handle/proxy'
import { Query, type ApiRequest, type ApiResponse } from '../handle/request'
import { LEGACY_WATCH, resolvePath } from '../handle/resolve-path'
import type { NodeConnection } from '../node-connection'
import { ApiError, failure } from '../status'
import { readBody } from './read-body'
import { send } from './send'
import { streamWatch, UNREAD_MAX_BYTES } from './stream-watch'
import { serveUpgrades } from './upgrades'

export interface HttpServerOptions {
  readonly server: ApiServer
  readonly nodes: NodeConnection
  /** Brings virtual time up to now before a request is answered. */
  readonly catchUp: () => void
  /** Lets the cluster go on after something was written. */
  readonly goOn: () => void
  /** answers paths that are no part of Kubernetes' API; undefined for all others */
  readonly ownPath?: (request: ApiRequest) => Promise<ApiResponse> | undefined
  readonly tls?: { readonly key: string; readonly cert: string }
}

export function createHttpServer(options: HttpServerOptions): Server {
  const onRequest = (message: IncomingMessage, response: ServerResponse): void => {
    answer(options, message, response).catch((error: unknown) => fail(response, error))
  }
  const http = options.tls
    ? createTlsServer({ ...LIMITS, ...options.tls }, onRequest)
    : createPlainServer(LIMITS, onRequest)
  http.on('clientError', refuseMalformed)
  serveUpgrades(http, options)
  return http
}

/** Follows apiserver/pkg/server/secure_serving.go and net/http. A line of headers may be long: exec has its command in the URL. */
const LIMITS = {
  maxHeaderSize: 1 << 20,
  headersTimeout: 32_000,
  keepAliveTimeout: 90_000,
  // Told in Go's words, below.
  requireHostHeader: false,
}

/** What is no HTTP: the same words as Go's server has, and the end of the connection. */
function refuseMalformed(error: NodeJS.ErrnoException, socket: Duplex): void {
  const told = error.code === 'HPE_HEADER_OVERFLOW' ? '431 Request Header Fields Too Large' : '400 Bad Request'
  if (!socket.writable) return void socket.destroy()
  socket.end(`HTTP/1.1 ${told}\r\nContent-Type: text/plain; charset=utf-8\r\nConnection: close\r\n\r\n${told}`)
}

/** A body of protocol buffers goes on as the JSON that it stands for. */
export function requestOf(message: IncomingMessage, bytes?: Buffer): ApiRequest {
  const isProtobuf =
    bytes !== undefined && bytes.length > 0 && (message.headers['content-type'] ?? '').startsWith(PROTOBUF)
  const body = isProtobuf ? JSON.stringify(decodeObject(bytes)) : (bytes?.toString('utf8') ?? '')
  // A proxy's client sends whole URLs.
  const url = (message.url ?? '/').replace(/^https?:\/\/[^/?]*/i, '')
  const mark = url.indexOf('?')
  return {
    method: message.method ?? 'GET',
    path: mark < 0 ? url : url.slice(0, mark),
    query: mark < 0 ? NO_QUERY : queryOf(url.slice(mark + 1)),
    headers: {
      ...(message.headers as Record<string, string>),
      ...impersonating(message),
      ...(isProtobuf ? { 'content-type': 'application/json' } : {}),
    },
    body,
  }
}

/** Of these each value counts, and they are UTF-8. */
function impersonating(message: IncomingMessage): Record<string, string> {
  const asked: Record<string, string> = {}
  for (const name in message.headers)
    if (name.startsWith('impersonate-'))
      asked[name] = Buffer.from(message.headersDistinct[name]?.join('\n') ?? '', 'latin1').toString('utf8')
  return asked
}

const NO_QUERY = new Query()
const BROKEN_ESCAPE = /%(?![0-9a-fA-F]{2})/

/** Pairs that are malformed are passed over, as net/url has it. */
function queryOf(text: string): Query {
  const values: Record<string, string[]> = Object.create(null) as Record<string, string[]>
  const pairs = text.split('&').filter((pair) => !pair.includes(';') && !BROKEN_ESCAPE.test(pair))
  for (const [key, value] of new URLSearchParams(pairs.join('&'))) (values[key] ??= []).push(value)
  return new Query(values)
}

/** The table of messages is read when the first such body comes. */
function decodeObject(bytes: Buffer): object {
  // eslint-disable-next-line @typescript-eslint/no-require-imports -- clients that send JSON need not wait for it
  return (require('./protobuf/decode-object') as typeof import('./protobuf/decode-object.js')).decodeObject(bytes)
}

async function answer(options: HttpServerOptions, message: IncomingMessage, response: ServerResponse): Promise<void> {
  if (message.headers.host === undefined && message.httpVersion === '1.1') return refuseHostless(response)
  const hasBody = message.method !== 'GET' && message.method !== 'HEAD'
  const request = requestOf(message, hasBody ? await readBody(message) : undefined)
  const own = options.ownPath?.(request)
  if (own) return send(response, await own)
  options.catchUp()
  refuseUnlessAllowed(options.server, request)
  if (isWatch(options.server, request)) streamWatch(options.server, withoutWatch(request), response)
  else if (request.method === 'GET' && isLog(options.server, request)) streamLogs(options, request, response)
  else if (isProxy(options.server, request))
    proxy(options.server, options.nodes, request, (answered) => send(response, answered))
  else send(response, handle(options.server, request))
  if (hasBody || isProxy(options.server, request)) options.goOn()
}

function refuseHostless(response: ServerResponse): void {
  response.writeHead(400, { 'content-type': 'text/plain; charset=utf-8', connection: 'close' })
  response.end('400 Bad Request: missing required Host header')
}

const isLog = ({ registry }: ApiServer, { path }: ApiRequest): boolean =>
  path.endsWith('/log') && resolvePath(path, registry)?.subresource === 'log'

/** Of a list: who names an object gets it. */
const isWatch = ({ registry }: ApiServer, { method, path, query }: ApiRequest): boolean =>
  method === 'GET' &&
  (LEGACY_WATCH.test(path) || (query.flag('watch') && resolvePath(path, registry)?.name === undefined))

const withoutWatch = (request: ApiRequest): ApiRequest => ({
  ...request,
  path: request.path.replace(LEGACY_WATCH, '$1/'),
})

function streamLogs({ server, nodes }: HttpServerOptions, request: ApiRequest, response: ServerResponse): void {
  let begun = false
  const begin = (): void => {
    if (!begun) response.writeHead(200, { 'content-type': 'text/plain' })
    begun = true
  }
  const logs = openLogs(server, nodes, request, {
    onText: (text) => {
      begin()
      response.write(text)
      if (response.writableLength > UNREAD_MAX_BYTES) response.destroy()
    },
    onEnd: () => {
      begin()
      response.end()
    },
  })
  if ('status' in logs) send(response, logs)
  else {
    begin()
    response.on('close', logs.stop)
  }
}

/** A defect of the model is told as Kubernetes tells its own, and loudly on the terminal. */
function fail(response: ServerResponse, error: unknown): void {
  // A client that is still sending is not listened to any longer.
  if (!response.req.complete && !response.headersSent) response.setHeader('connection', 'close')
  if (error instanceof ApiError) return send(response, refusal(error))
  console.error(error)
  send(response, refusal(failure(500, 'InternalError', `Internal error occurred: ${(error as Error).message}`)))
}
