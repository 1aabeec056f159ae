// exec and attach over WebSockets, protocol v5.channel.k8s.io, and SPDY tunnelled through them for port-forward. Follows
// apimachinery/pkg/util/remotecommand, apiserver/pkg/util/wsstream and .../portforward, v1.36.
import type { IncomingMessage } from 'node:http'
import type { Duplex } from 'node:stream'
import { WebSocketServer, type WebSocket } from 'ws'
import { openExec } from '../handle/node'
import type { ApiRequest } from '../handle/request'
import type { HttpServerOptions } from './http-server'
import { SpdySession, type SpdyStream } from './spdy/session'

/** The first byte of a frame names the channel. */
const STDIN = 0
const STDOUT = 1
const STDERR = 2
const ERROR = 3
const CLOSE = 255
const CHANNELS = ['v5.channel.k8s.io', 'v4.channel.k8s.io', 'channel.k8s.io']
const TUNNELS = ['SPDY/3.1+portforward.k8s.io']
/** A client that neither reads nor goes away is cut off when so much waits for it. */
const UNREAD_MAX_BYTES = 64 * 1024 * 1024

interface Handshake {
  readonly message: IncomingMessage
  readonly socket: Duplex
  readonly head: Buffer
}

const serverFor = (protocols: readonly string[]): WebSocketServer =>
  new WebSocketServer({
    noServer: true,
    handleProtocols: (offered) => protocols.find((each) => offered.has(each)) ?? false,
  })
const channels = serverFor(CHANNELS)
const tunnels = serverFor(TUNNELS)

function sender(connection: WebSocket): (bytes: Buffer) => void {
  connection.on('error', () => connection.terminate())
  return (bytes) => {
    if (connection.readyState !== connection.OPEN) return
    connection.send(bytes)
    if (connection.bufferedAmount > UNREAD_MAX_BYTES) connection.terminate()
  }
}

export function channel({ message, socket, head }: Handshake, options: HttpServerOptions, request: ApiRequest): void {
  channels.handleUpgrade(message, socket, head, (connection) => {
    options.catchUp()
    connect(options, connection, request)
    options.goOn()
  })
}

function connect(options: HttpServerOptions, connection: WebSocket, request: ApiRequest): void {
  const send = sender(connection)
  const frame = (number: number, text: string): Buffer =>
    Buffer.concat([Buffer.from([number]), Buffer.from(text, 'utf8')])
  const stream = openExec(options.server, options.nodes, request)
  stream.onStdout((text) => send(frame(STDOUT, text)))
  stream.onStderr((text) => send(frame(STDERR, text)))
  const input = new TextDecoder()
  connection.on('message', (data: Buffer) => {
    options.catchUp()
    if (data[0] === STDIN && data.length > 1) stream.write(input.decode(data.subarray(1), { stream: true }))
    else if (data[0] === CLOSE && data[1] === STDIN) stream.write(undefined)
    options.goOn()
  })
  connection.on('close', () => stream.stop())
  void stream.done.then((status) => {
    send(frame(ERROR, JSON.stringify(status)))
    connection.close(1000)
  })
}

export function tunnel({ message, socket, head }: Handshake, onStream: (stream: SpdyStream) => void): void {
  tunnels.handleUpgrade(message, socket, head, (connection) => {
    const session = new SpdySession(sender(connection), onStream, () => connection.close(1000))
    connection.on('message', (data: Buffer) => {
      try {
        session.receive(data)
      } catch {
        connection.terminate()
      }
    })
  })
}
