// exec and attach over WebSockets, protocol v5.channel.k8s.io. Follows apimachinery/pkg/util/remotecommand and
// apiserver/pkg/util/wsstream, v1.36: the first byte of a frame names the channel.
import type { Server } from 'node:http'
import { WebSocketServer, type WebSocket } from 'ws'
import { openExec } from '../handle/node'
import { requestOf, type HttpServerOptions } from './http-server'

const STDIN = 0
const STDOUT = 1
const STDERR = 2
const ERROR = 3
const CLOSE = 255
const PROTOCOLS = ['v5.channel.k8s.io', 'v4.channel.k8s.io', 'channel.k8s.io']

export function serveWebSockets(http: Server, options: HttpServerOptions): void {
  const sockets = new WebSocketServer({ noServer: true, handleProtocols: (offered) => PROTOCOLS.find((each) => offered.has(each)) ?? false })
  http.on('upgrade', (message, socket, head) => {
    const path = (message.url ?? '').split('?')[0] ?? ''
    if (!/\/(exec|attach)$/.test(path)) {
      socket.end('HTTP/1.1 404 Not Found\r\nconnection: close\r\n\r\n')
      return
    }
    sockets.handleUpgrade(message, socket, head, (connection) => {
      options.catchUp()
      connect(options, connection, requestOf(message))
      options.goOn()
    })
  })
}

function connect(options: HttpServerOptions, connection: WebSocket, request: ReturnType<typeof requestOf>): void {
  const frame = (channel: number, text: string): Buffer => Buffer.concat([Buffer.from([channel]), Buffer.from(text, 'utf8')])
  const stream = openExec(options.server, options.nodes, request)
  stream.onStdout((text) => connection.send(frame(STDOUT, text)))
  stream.onStderr((text) => connection.send(frame(STDERR, text)))
  connection.on('message', (data: Buffer) => {
    options.catchUp()
    if (data[0] === STDIN) stream.write(data.subarray(1).toString('utf8'))
    else if (data[0] === CLOSE && data[1] === STDIN) stream.write(undefined)
    options.goOn()
  })
  connection.on('close', () => stream.stop())
  void stream.done.then((status) => {
    connection.send(frame(ERROR, JSON.stringify(status)))
    connection.close(1000)
  })
}
