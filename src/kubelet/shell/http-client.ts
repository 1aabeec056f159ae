// HTTP and TCP from inside a machine: what curl, wget, probes of scripts and database clients are built on.
import type { Process } from '../../simulation/processes'
import { connectionPair } from '../../simulation/local-wire'
import {
  isOnlyUdp,
  type Connection,
  type HttpRequest,
  type HttpResponse,
  type Listener,
  type Unreachable,
} from '../../simulation/wire'
import type { Machine } from './machine'
import { resolveHost } from './resolver'

/** What a fresh process and one trip over the network cost, at the least. It also keeps endless request loops from running at one instant. */
export const REQUEST_MS = 25
const CONNECT_TIMEOUT_MS = 130_000
const NO_ROUTE_MS = 3_000

export type Reached =
  | { readonly kind: 'listener'; readonly listener: Listener; readonly ip: string }
  | { readonly kind: 'unresolved'; readonly noServer: boolean }
  | { readonly kind: 'unreachable'; readonly why: Unreachable; readonly ip: string }

export function reachHost(machine: Machine, host: string, port: number): Reached {
  const resolved = resolveHost(machine, host)
  if (resolved.kind !== 'found') return { kind: 'unresolved', noServer: resolved.kind === 'no server' }
  let last: Reached = { kind: 'unresolved', noServer: false }
  for (const ip of resolved.addresses) {
    const listener = machine.options.wire.reach(machine.caller, ip, port)
    if (typeof listener !== 'string' && !isOnlyUdp(listener)) return { kind: 'listener', listener, ip }
    const why = typeof listener === 'string' ? listener : 'refused'
    last = { kind: 'unreachable', why, ip }
    if (why === 'timeout') break
  }
  return last
}

export type Fetched =
  | {
      readonly kind: 'response'
      readonly response: HttpResponse
      readonly ip: string
      readonly ms: number
      /** the server speaks TLS */
      readonly isSecure: boolean
    }
  | { readonly kind: 'unresolved'; readonly noServer: boolean }
  | { readonly kind: 'refused' | 'no route'; readonly ip: string }
  /** during: connecting, or waiting for the answer */
  | { readonly kind: 'timeout'; readonly ip: string; readonly during: 'connect' | 'answer'; readonly afterMs: number }
  | { readonly kind: 'empty'; readonly ip: string }

export interface FetchOptions {
  readonly machine: Machine
  readonly process: Process
  readonly scheme: string
  readonly host: string
  readonly port: number
  readonly request: HttpRequest
  readonly connectTimeoutMs?: number | undefined
  readonly timeoutMs?: number | undefined
}

export const sleep = (machine: Machine, process: Process, ms: number): Promise<void> =>
  process.wait<void>((wake) => {
    const timer = machine.loop.after(ms, () => wake())
    return () => timer.cancel()
  })

/** What Go's server says to whoever does not speak TLS. */
const NOT_SECURE: HttpResponse = {
  status: 400,
  headers: {},
  body: 'Client sent an HTTP request to an HTTPS server.\n',
}

export async function fetchHttp(options: FetchOptions): Promise<Fetched> {
  const { machine, process, host, port, request, timeoutMs = Infinity } = options
  const connectMs = Math.min(options.connectTimeoutMs ?? CONNECT_TIMEOUT_MS, timeoutMs)
  const startedAt = machine.now()
  await sleep(machine, process, REQUEST_MS)
  const reached = reachHost(machine, host, port)
  if (reached.kind === 'unresolved') return reached
  if (reached.kind === 'unreachable') {
    if (reached.why === 'refused') return { kind: 'refused', ip: reached.ip }
    const waits = reached.why === 'no route' ? Math.min(NO_ROUTE_MS, connectMs) : connectMs
    await sleep(machine, process, Math.max(0, waits - REQUEST_MS))
    return reached.why === 'no route' && connectMs >= NO_ROUTE_MS
      ? { kind: 'no route', ip: reached.ip }
      : { kind: 'timeout', ip: reached.ip, during: 'connect', afterMs: connectMs }
  }
  const { listener, ip } = reached
  if (!listener.http) return { kind: 'empty', ip }
  const isSecure = listener.scheme === 'https'
  if (isSecure && options.scheme !== 'https')
    return { kind: 'response', response: NOT_SECURE, ip, ms: machine.now() - startedAt, isSecure }
  const answer = await exchange({ machine, process, listener, request, timeoutMs: timeoutMs - REQUEST_MS })
  return answer === 'timeout'
    ? { kind: 'timeout', ip, during: 'answer', afterMs: timeoutMs }
    : { kind: 'response', response: answer, ip, ms: machine.now() - startedAt, isSecure }
}

interface Exchange {
  readonly machine: Machine
  readonly process: Process
  readonly listener: Listener
  readonly request: HttpRequest
  readonly timeoutMs: number
}

function exchange({ machine, process, listener, request, timeoutMs }: Exchange): Promise<HttpResponse | 'timeout'> {
  return process.wait<HttpResponse | 'timeout'>((wake) => {
    const timer = timeoutMs === Infinity ? undefined : machine.loop.after(timeoutMs, () => wake('timeout'))
    listener.http?.(request, machine.caller, (response) => wake(response))
    return () => timer?.cancel()
  })
}

/** Opens a byte stream; waits out the time that a host takes that does not answer. */
export async function connectTcp(
  { machine, process }: { machine: Machine; process: Process },
  host: string,
  port: number,
): Promise<
  | { readonly kind: 'open'; readonly connection: Connection; readonly ip: string }
  | Exclude<Fetched, { kind: 'response' }>
> {
  const reached = reachHost(machine, host, port)
  if (reached.kind === 'unresolved') return reached
  if (reached.kind === 'unreachable') {
    if (reached.why === 'refused') return { kind: 'refused', ip: reached.ip }
    await sleep(machine, process, reached.why === 'no route' ? NO_ROUTE_MS : CONNECT_TIMEOUT_MS)
    return reached.why === 'no route'
      ? { kind: 'no route', ip: reached.ip }
      : { kind: 'timeout', ip: reached.ip, during: 'connect', afterMs: CONNECT_TIMEOUT_MS }
  }
  if (!reached.listener.tcp) return { kind: 'empty', ip: reached.ip }
  const { client, server } = connectionPair(machine.caller, { ip: reached.ip })
  reached.listener.tcp(server)
  return { kind: 'open', connection: client, ip: reached.ip }
}

export type Datagram =
  | { readonly kind: 'answer'; readonly text: string }
  | { readonly kind: 'unresolved' }
  /** nobody listens there, or whoever does says nothing within the time */
  | { readonly kind: 'refused' | 'silence' }

/** Sends a datagram and waits a while for the answer. */
export async function askUdp(
  { machine, process }: { machine: Machine; process: Process },
  { host, port, datagram, waitMs }: { host: string; port: number; datagram: string; waitMs: number },
): Promise<Datagram> {
  const resolved = resolveHost(machine, host)
  const [ip] = resolved.kind === 'found' ? resolved.addresses : []
  if (ip === undefined) return { kind: 'unresolved' }
  const found = machine.options.wire.reach(machine.caller, ip, port)
  if (found === 'refused' || (typeof found !== 'string' && !found.udp)) return { kind: 'refused' }
  return process.wait<Datagram>((wake) => {
    const timer = machine.loop.after(waitMs, () => wake({ kind: 'silence' }))
    if (typeof found !== 'string') found.udp?.(datagram, machine.caller, (text) => wake({ kind: 'answer', text }))
    return () => timer.cancel()
  })
}

export interface Url {
  readonly scheme: string
  readonly host: string
  readonly port: number
  readonly path: string
  readonly credentials: string | undefined
}

/** `web`, `http://web:8080/x?y`, `http://user:pw@web`; undefined when it is no address. */
export function parseUrl(text: string): Url | undefined {
  const match = /^(?:([a-z]+):\/\/)?(?:([^@/]*)@)?(\[[^\]]*\]|[^:/?#]+)(?::(\d+))?([/?][^#]*)?(#.*)?$/i.exec(text)
  if (!match) return undefined
  const [, scheme = 'http', credentials, host = '', port, path = '/'] = match
  return {
    scheme: scheme.toLowerCase(),
    host,
    port: port ? Number(port) : scheme === 'https' ? 443 : 80,
    path: path.startsWith('?') ? `/${path}` : path,
    credentials,
  }
}

export const reasonOf = (status: number): string => REASONS[status] ?? ''
const REASONS: Readonly<Record<number, string>> = {
  200: 'OK',
  201: 'Created',
  204: 'No Content',
  301: 'Moved Permanently',
  302: 'Found',
  304: 'Not Modified',
  400: 'Bad Request',
  401: 'Unauthorized',
  403: 'Forbidden',
  404: 'Not Found',
  405: 'Method Not Allowed',
  500: 'Internal Server Error',
  502: 'Bad Gateway',
  503: 'Service Unavailable',
  504: 'Gateway Timeout',
}
