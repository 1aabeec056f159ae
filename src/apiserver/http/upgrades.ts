/* eslint-disable @typescript-eslint/no-require-imports -- loaded when the first stream comes */
// Requests that become streams: exec, attach and port-forward, over WebSockets or SPDY.
import type { IncomingMessage, Server } from 'node:http'
import type { Duplex } from 'node:stream'
import { openExec, podOf } from '../handle/node'
import type { ApiRequest } from '../handle/request'
import { ApiError, badRequest } from '../status'
import { requestOf, type HttpServerOptions } from './http-server'

/** Loads what is needed when it is needed: most servers never see a stream. */
export function serveUpgrades(http: Server, options: HttpServerOptions): void {
  http.on('upgrade', (message: IncomingMessage, socket: Duplex, head: Buffer) => {
    socket.on('error', () => socket.destroy())
    try {
      upgrade(options, message, socket, head)
    } catch (error) {
      refuse(socket, error instanceof ApiError ? error : badRequest((error as Error).message))
    }
  })
}

function refuse(socket: Duplex, { status, code }: ApiError): void {
  const body = JSON.stringify(status)
  socket.end(
    `HTTP/1.1 ${code} ${status.reason ?? ''}\r\nconnection: close\r\ncontent-type: application/json\r\ncontent-length: ${Buffer.byteLength(body)}\r\n\r\n${body}`,
  )
}

function upgrade(options: HttpServerOptions, message: IncomingMessage, socket: Duplex, head: Buffer): void {
  const request = requestOf(message)
  options.catchUp()
  const { namespace, name, subresource } = podOf(options.server, request)
  const protocol = (message.headers.upgrade ?? '').toLowerCase()
  const isForward = subresource === 'portforward'
  if (!isForward && subresource !== 'exec' && subresource !== 'attach')
    throw badRequest('Upgrade request required for pods/exec, pods/attach and pods/portforward only')
  const forward = () =>
    (require('./spdy/serve-port-forward') as typeof import('./spdy/serve-port-forward.js')).servePortForward({
      nodes: options.nodes,
      namespace,
      pod: name,
      touch: () => touch(options),
    })
  if (protocol === 'websocket') {
    const sockets = require('./web-sockets') as typeof import('./web-sockets.js')
    if (isForward) sockets.tunnel({ message, socket, head }, forward())
    else sockets.channel({ message, socket, head }, options, request)
  } else if (protocol === 'spdy/3.1')
    overSpdy({ options, message, socket, head, request }, isForward ? forward() : undefined)
  else throw badRequest(`unable to upgrade: unexpected protocol ${JSON.stringify(message.headers.upgrade ?? '')}`)
  options.goOn()
}

function touch(options: HttpServerOptions): void {
  options.catchUp()
  options.goOn()
}

interface Upgrade {
  readonly options: HttpServerOptions
  readonly message: IncomingMessage
  readonly socket: Duplex
  readonly head: Buffer
  readonly request: ApiRequest
}

function overSpdy(
  { options, message, socket, head, request }: Upgrade,
  forward: ((stream: import('./spdy/session.js').SpdyStream) => void) | undefined,
): void {
  const { SpdySession } = require('./spdy/session') as typeof import('./spdy/session.js')
  const { serveExec } = require('./spdy/serve-exec') as typeof import('./spdy/serve-exec.js')
  const offered = String(message.headers['x-stream-protocol-version'] ?? '')
    .split(',')
    .map((each) => each.trim())
  const version = forward ? 'portforward.k8s.io' : 'v4.channel.k8s.io'
  if (offered[0] !== '' && !offered.includes(version))
    throw badRequest(
      `unable to upgrade: unable to negotiate protocol: client supports [${offered.join(' ')}], server accepts [${version}]`,
    )
  // What keeps a command from starting is an answer, not a stream.
  const channel = forward ? undefined : openExec(options.server, options.nodes, request, 'thrown')
  socket.write(
    `HTTP/1.1 101 Switching Protocols\r\nconnection: Upgrade\r\nupgrade: SPDY/3.1\r\nx-stream-protocol-version: ${version}\r\n\r\n`,
  )
  const onStream =
    forward ??
    serveExec(request, {
      begin: () => channel as NonNullable<typeof channel>,
      touch: () => touch(options),
      close: () => socket.end(),
    })
  const session = new SpdySession(
    (bytes) => void (socket.writable && socket.write(bytes)),
    onStream,
    () => socket.end(),
  )
  const receive = (bytes: Buffer): void => {
    try {
      session.receive(bytes)
    } catch {
      socket.destroy()
    }
  }
  if (head.length > 0) receive(head)
  socket.on('data', receive)
  // The server of Node leaves the other half open; streams end one by one, and a client that has hung up has ended them all.
  socket.on('end', () => socket.end())
  socket.on('close', () => {
    channel?.stop()
    touch(options)
  })
}
