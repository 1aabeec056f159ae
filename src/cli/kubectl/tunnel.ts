// The connection of port-forward: SPDY, which servers of every version speak, with a pair of streams for each connection that is
// carried. Follows client-go/tools/portforward, v1.36.
import { request as plainRequest } from 'node:http'
import { request as tlsRequest } from 'node:https'
import type { Socket } from 'node:net'
import { SpdySession } from '../../apiserver/http/spdy/session'
import { CommandError, type Status } from '../../kubectl/failure'
import { asking, authorizationOf, tlsOf } from './http-client'
import type { Connection } from './kubeconfig'

export interface Tunnel {
  /** Carries a connection to a port of the Pod; `failed` is told what the other end says of it. */
  connect(socket: Socket, port: number, failed: (text: string) => void): void
  readonly lost: Promise<void>
  close(): void
}

const PROTOCOL = 'portforward.k8s.io'

export function openTunnel(connection: Connection, namespace: string, pod: string): Promise<Tunnel> {
  const url = new URL(`${connection.server}/api/v1/namespaces/${namespace}/pods/${pod}/portforward`)
  const send = url.protocol === 'https:' ? tlsRequest : plainRequest
  const headers = { connection: 'Upgrade', upgrade: 'SPDY/3.1', 'x-stream-protocol-version': PROTOCOL }
  const request = send(url, {
    method: 'POST',
    ...tlsOf(connection),
    headers: { ...headers, ...asking(connection), ...authorizationOf(connection) },
  })
  return new Promise((resolve, reject) => {
    request.on('upgrade', (_response, socket: Socket, head: Buffer) => resolve(tunnelOver(socket, head)))
    request.on('response', (response) => {
      let body = ''
      response.setEncoding('utf8')
      response.on('data', (text: string) => (body += text))
      response.on('end', () => reject(refusal(body)))
    })
    request.on('error', (error) => reject(new CommandError(`error upgrading connection: ${error.message}`)))
    request.end()
  })
}

function refusal(body: string): Error {
  try {
    const { message = '' } = JSON.parse(body) as Status
    return new CommandError(`error upgrading connection: unable to upgrade connection: ${message}`)
  } catch {
    return new CommandError(`error upgrading connection: ${body.trim()}`)
  }
}

function tunnelOver(socket: Socket, head: Buffer): Tunnel {
  const lost = new Promise<void>((resolve) => socket.on('close', () => resolve()))
  const session = new SpdySession(
    (bytes) => void (socket.writable && socket.write(bytes)),
    () => {},
    () => socket.end(),
    true,
  )
  const receive = (bytes: Buffer): void => {
    try {
      session.receive(bytes)
    } catch {
      socket.destroy()
    }
  }
  socket.on('error', () => socket.destroy())
  socket.on('data', receive)
  if (head.length > 0) receive(head)
  let next = 0
  return {
    lost,
    close: () => socket.destroy(),
    connect(local, port, failed) {
      const headers = { port: String(port), requestid: String(next++) }
      const error = session.openStream(new Map(Object.entries({ streamtype: 'error', ...headers })))
      error.end()
      const data = session.openStream(new Map(Object.entries({ streamtype: 'data', ...headers })))
      let problem = ''
      error.onData((text) => (problem += text))
      error.onEnd(() => {
        if (problem === '') return
        // One connection that fails ends all, as with the real one.
        failed(problem)
        local.destroy()
        socket.destroy()
      })
      data.onBytes((bytes) => local.write(bytes))
      data.onEnd(() => local.end())
      local.on('data', (bytes: Buffer) => data.write(bytes))
      local.on('end', () => data.end())
      local.on('error', () => local.destroy())
      local.on('close', () => data.end())
    },
  }
}
