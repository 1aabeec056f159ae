// `kubectl port-forward` and `kubectl proxy` on this machine: ports of its own, and the connections behind them.
// Follows client-go/tools/portforward and kubectl/pkg/proxy, v1.36.
import {
  createServer as createHttp,
  request as plainRequest,
  type IncomingMessage,
  type ServerResponse,
} from 'node:http'
import { request as tlsRequest } from 'node:https'
import { createServer, type AddressInfo, type Server, type Socket } from 'node:net'
import type { Forwarding, KubectlContext, LocalPort, PodPort } from '../../kubectl/context'
import { ListenError } from '../../kubectl/failure'
import { asking, authorizationOf, tlsOf } from './http-client'
import type { Connection } from './kubeconfig'
import { openTunnel, type Tunnel } from './tunnel'

type Ports = Required<Pick<KubectlContext, 'forward' | 'serve'>>

export function localPorts(connection: Connection): Ports {
  const tunnels = new Map<string, Promise<Tunnel>>()
  const keyOf = ({ namespace, pod }: PodPort): string => `${namespace}/${pod}`
  const tunnelTo = (pod: PodPort): Promise<Tunnel> => {
    const tunnel = tunnels.get(keyOf(pod)) ?? openTunnel(connection, pod.namespace, pod.pod)
    tunnels.set(keyOf(pod), tunnel)
    return tunnel
  }
  const used = new Set<Tunnel>()
  /** One that no port listens for would keep the process alive. */
  const closeUnused = (tunnel: Tunnel, pod: PodPort): void => {
    if (used.has(tunnel)) return
    tunnels.delete(keyOf(pod))
    tunnel.close()
  }
  return {
    async forward(pod, local, { connected, failed }) {
      const tunnel = await tunnelTo(pod)
      const server = createServer((socket) => {
        connected()
        tunnel.connect(socket, pod.port, (text) =>
          failed(`an error occurred forwarding ${forwarding.port} -> ${pod.port}: ${text}`),
        )
      })
      const forwarding = await listen(server, local).catch((error: unknown) => {
        closeUnused(tunnel, pod)
        throw error
      })
      used.add(tunnel)
      return {
        ...forwarding,
        lost: tunnel.lost,
        stop: () => {
          forwarding.stop()
          tunnel.close()
        },
      }
    },
    serve: (local, route) =>
      listen(
        createHttp((asked, response) => {
          const [path = '', search] = (asked.url ?? '').split(/\?(.*)/s)
          const to = route({ method: asked.method as 'GET', path })
          if ('path' in to)
            return passOn(connection, search === undefined ? to.path : `${to.path}?${search}`, asked, response)
          response.writeHead(to.answer.status, to.answer.headers).end(to.answer.body)
        }),
        local,
      ),
  }
}

function listen(server: Server, { address, port }: LocalPort): Promise<Forwarding> {
  const open = new Set<Socket>()
  server.on('connection', (socket: Socket) => {
    open.add(socket)
    socket.on('close', () => open.delete(socket))
  })
  return new Promise((resolve, reject) => {
    server.once('error', (error) => reject(new ListenError(listenText(error, address, port))))
    server.listen(port, address, () =>
      resolve({
        port: (server.address() as AddressInfo).port,
        stop: () => {
          server.close()
          for (const socket of open) socket.destroy()
        },
      }),
    )
  })
}

const REASONS: Readonly<Record<string, string>> = {
  EADDRINUSE: 'bind: address already in use',
  EACCES: 'bind: permission denied',
  EADDRNOTAVAIL: 'bind: cannot assign requested address',
}

function listenText({ code = '', message }: NodeJS.ErrnoException, address: string, port: number): string {
  const isV6 = address.includes(':')
  const place = `listen tcp${isV6 ? '6' : '4'} ${isV6 ? `[${address}]` : address}:${port}`
  return `${place}: ${REASONS[code] ?? message}`
}

/** What belongs to one connection only. */
const HOP_BY_HOP = ['connection', 'keep-alive', 'transfer-encoding', 'upgrade', 'host', 'authorization']

/** The answer comes as it is made: a watch goes on. */
function passOn(connection: Connection, path: string, asked: IncomingMessage, response: ServerResponse): void {
  const url = new URL(connection.server + path)
  const headers = Object.fromEntries(Object.entries(asked.headers).filter(([name]) => !HOP_BY_HOP.includes(name)))
  const send = url.protocol === 'https:' ? tlsRequest : plainRequest
  const request = send(
    url,
    {
      method: asked.method,
      ...tlsOf(connection),
      headers: { ...headers, ...asking(connection), ...authorizationOf(connection) },
    },
    (answer) => {
      const kept = Object.entries(answer.headers).filter(([name]) => !HOP_BY_HOP.includes(name))
      response.writeHead(answer.statusCode ?? 502, Object.fromEntries(kept))
      answer.pipe(response)
    },
  )
  request.on('error', () => (response.headersSent ? response.destroy() : response.writeHead(502).end()))
  response.on('close', () => request.destroy())
  asked.pipe(request)
}
