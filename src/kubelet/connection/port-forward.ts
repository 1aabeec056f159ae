// One forwarded connection to a port of a Pod. Follows containerd's portforward, v1.36.
import { failure } from '../../apiserver/status'
import { connectionPair } from '../../simulation/local-wire'
import type { Caller, Connection, Listener, Wire } from '../../simulation/wire'
import type { PodWorker } from '../pod/pod-worker'
import { reasonOf } from '../shell/http-client'

export interface Forward {
  readonly wire: Wire
  readonly worker: PodWorker
  readonly port: number
}

export function connectTo({ wire, worker, port }: Forward): Connection {
  const { ip, pod, host } = worker
  const caller: Caller = { ip: '127.0.0.1', node: host.nodeName }
  const found = wire.reach({ ip, node: host.nodeName }, ip, port)
  if (typeof found === 'string') {
    const where = `network namespace "/var/run/netns/cni-${pod.metadata.uid}"`
    throw failure(
      500,
      'InternalError',
      `error forwarding port ${port} to pod ${pod.metadata.uid}, uid : failed to execute portforward in ${where}: failed to connect to localhost:${port} inside namespace "${pod.metadata.uid}", IPv4: dial tcp4 127.0.0.1:${port}: connect: connection refused IPv6 dial tcp6: address localhost: no suitable address found `,
    )
  }
  const { client, server } = connectionPair(caller, { ip, node: host.nodeName })
  if (found.tcp) found.tcp(server)
  else serveHttp(found, server, caller)
  return {
    ...client,
    // Who writes no more may still read. When the other side does not end by itself, it is over soon after.
    end: () => {
      client.end()
      host.loop.after(AFTER_END_MS, () => server.end())
    },
  }
}

/** How long containerd waits for the other direction when one has ended. */
const AFTER_END_MS = 1_000

/** A listener that answers requests gets them out of the stream of bytes; one answer after the other. */
function serveHttp(listener: Listener, connection: Connection, caller: Caller): void {
  let waiting = ''
  const next = (): void => {
    const end = waiting.indexOf('\r\n\r\n')
    if (end < 0) return
    const [first = '', ...lines] = waiting.slice(0, end).split('\r\n')
    const headers = Object.fromEntries(
      lines.map((line) => [line.slice(0, line.indexOf(':')).toLowerCase(), line.slice(line.indexOf(':') + 1).trim()]),
    )
    const length = Number(headers['content-length'] ?? 0)
    if (waiting.length < end + 4 + length) return
    const body = waiting.slice(end + 4, end + 4 + length)
    waiting = waiting.slice(end + 4 + length)
    const [method = 'GET', path = '/'] = first.split(' ')
    const closes = headers['connection']?.toLowerCase() === 'close' || first.endsWith('HTTP/1.0')
    listener.http?.({ method, path, headers, body }, caller, (response) => {
      const hasLength = Object.keys(response.headers).some((name) => name.toLowerCase() === 'content-length')
      const length = String(new TextEncoder().encode(response.body).length)
      const all = { ...(hasLength ? {} : { 'content-length': length }), ...response.headers }
      const head = Object.entries(all)
        .map(([name, value]) => `${name}: ${value}\r\n`)
        .join('')
      connection.write(
        `HTTP/1.1 ${response.status} ${reasonOf(response.status)}\r\n${head}\r\n${method === 'HEAD' ? '' : response.body}`,
      )
      if (closes) connection.end()
      else next()
    })
  }
  connection.onData((data) => {
    waiting += data
    next()
  })
}
