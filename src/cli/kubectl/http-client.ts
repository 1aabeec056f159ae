import { request as plainRequest, type ClientRequest, type IncomingMessage } from 'node:http'
import { request as tlsRequest } from 'node:https'
import { WebSocket } from 'ws'
import type { ExecStream, KubeClient, KubeRequest, KubeResponse, WatchEvent } from '../../kubectl/context'
import { CommandError, ConnectionError } from '../../kubectl/failure'
import { statusOfResponse } from '../../kubectl/request/status-of-response'
import type { Connection } from './kubeconfig'

/** kubectl's door to any Kubernetes API that a kubeconfig names. */
export function createHttpClient(connection: Connection, userAgent: string): KubeClient {
  return {
    server: connection.server,
    request: (request) => collect(connection, request, userAgent),
    watch: (request, onEvent) => watch(connection, request, userAgent, onEvent),
    stream: (request, onData) => stream(connection, request, userAgent, onData),
    exec: (request) => exec(connection, request),
  }
}

function urlOf({ server }: Connection, { path, query = {} }: KubeRequest): URL {
  const url = new URL(server + path)
  for (const [name, value] of Object.entries(query))
    for (const each of value === undefined ? [] : typeof value === 'string' ? [value] : value)
      url.searchParams.append(name, each)
  // As Go writes them.
  url.searchParams.sort()
  return url
}

export const tlsOf = ({ ca, cert, key, insecure, serverName }: Connection) => ({
  ca,
  cert,
  key,
  rejectUnauthorized: !insecure,
  ...(serverName === undefined ? {} : { servername: serverName }),
})

export const authorizationOf = ({ token, basic }: Connection): Record<string, string> =>
  token
    ? { authorization: `Bearer ${token}` }
    : basic
      ? { authorization: `Basic ${Buffer.from(basic).toString('base64')}` }
      : {}

/** Who asks. A program that is to tell may fail. */
function identified(connection: Connection, request: KubeRequest, url: URL) {
  try {
    return { tls: tlsOf(connection), authorization: authorizationOf(connection) }
  } catch (error) {
    if (error instanceof CommandError) throw error
    const reason = `getting credentials: ${(error as Error).message}`
    throw new ConnectionError(goMessage(request, url, reason), reason, `Unable to connect to the server: ${reason}`)
  }
}

const goMessage = ({ method }: Pick<KubeRequest, 'method'>, url: URL, reason: string): string =>
  `${method.charAt(0)}${method.slice(1).toLowerCase()} ${JSON.stringify(url.href)}: ${reason}`

function open(
  connection: Connection,
  request: KubeRequest,
  userAgent: string,
  onResponse: (message: IncomingMessage) => void,
): ClientRequest {
  const url = urlOf(connection, request)
  const { tls, authorization } = identified(connection, request, url)
  const options = {
    method: request.method,
    ...tls,
    headers: {
      'user-agent': userAgent,
      accept: 'application/json',
      ...asking(connection, request),
      ...authorization,
      ...(request.body === undefined ? {} : { 'content-length': Buffer.byteLength(request.body) }),
    },
  }
  const sent = (url.protocol === 'https:' ? tlsRequest : plainRequest)(url, options, onResponse)
  // Beside a text Node would write the headers as UTF-8 once more.
  sent.end(request.body === undefined ? undefined : Buffer.from(request.body))
  return sent
}

/** Repeated headers, and the bytes of names that are no ASCII, as the wire has them. */
export const asking = (
  { impersonation }: Connection,
  { headers }: Pick<KubeRequest, 'headers'> = {},
): Record<string, string[] | string> =>
  Object.fromEntries(
    Object.entries({ ...impersonation, ...headers }).map(([name, value]) => [
      name,
      name.startsWith('impersonate-')
        ? value.split('\n').map((each) => Buffer.from(each, 'utf8').toString('latin1'))
        : value,
    ]),
  )

const flat = (headers: IncomingMessage['headers']): Record<string, string> =>
  Object.fromEntries(
    Object.entries(headers).map(([name, value]) => [name, Array.isArray(value) ? value.join('\n') : (value ?? '')]),
  )

/** As Go says it, which is how kubectl tells it. */
function unreachable(
  { server }: Pick<Connection, 'server'>,
  request: Pick<KubeRequest, 'method'>,
  url: URL,
  error: Error,
): Error {
  const reason = reasonOf(error, url)
  return new ConnectionError(
    goMessage(request, url, reason),
    reason,
    reason.includes('connection refused')
      ? `The connection to the server ${new URL(server).host} was refused - did you specify the right host or port?`
      : `Unable to connect to the server: ${reason}`,
  )
}

const UNTRUSTED = 'tls: failed to verify certificate: x509: certificate signed by unknown authority'
const REASONS: Readonly<Record<string, string>> = {
  DEPTH_ZERO_SELF_SIGNED_CERT: UNTRUSTED,
  SELF_SIGNED_CERT_IN_CHAIN: UNTRUSTED,
  UNABLE_TO_GET_ISSUER_CERT_LOCALLY: UNTRUSTED,
  UNABLE_TO_VERIFY_LEAF_SIGNATURE: UNTRUSTED,
  CERT_HAS_EXPIRED: 'tls: failed to verify certificate: x509: certificate has expired or is not yet valid',
  ECONNRESET: 'EOF',
}
const DIAL_REASONS: Readonly<Record<string, string>> = {
  ECONNREFUSED: 'connect: connection refused',
  EHOSTUNREACH: 'connect: no route to host',
  ENETUNREACH: 'connect: network is unreachable',
  ETIMEDOUT: 'i/o timeout',
}

interface SystemError extends Error {
  readonly code?: string
  readonly address?: string
  readonly port?: number
  /** one of each address that was tried */
  readonly errors?: readonly SystemError[]
}

function reasonOf(error: SystemError, { hostname }: URL): string {
  const { code = '', address = '', port, message } = error.errors?.[0] ?? error
  if (code === 'ENOTFOUND') return `dial tcp: lookup ${hostname}: no such host`
  const dial = DIAL_REASONS[code]
  if (dial) return `dial tcp ${address.includes(':') ? `[${address}]` : address}:${port}: ${dial}`
  if (code === 'EPROTO' && message.includes('wrong version number'))
    return 'http: server gave HTTP response to HTTPS client'
  return REASONS[code] ?? message
}

/** What a URL of `-f` answers. Throws ConnectionError, or CommandError for an answer that is no success. */
export async function fetchText(address: string): Promise<string> {
  const url = new URL(address)
  const response = await fetch(url).catch((error: Error) => {
    throw unreachable({ server: url.origin }, { method: 'GET' }, url, (error.cause ?? error) as Error)
  })
  if (!response.ok) {
    const { status, statusText } = response
    throw new CommandError(
      `unable to read URL ${JSON.stringify(address)}, server reported ${status} ${statusText}, status code=${status}`,
    )
  }
  return response.text()
}

/** The whole of an answer. */
function collected(message: IncomingMessage): Promise<KubeResponse> {
  return new Promise((resolve, reject) => {
    const chunks: Buffer[] = []
    message.on('data', (chunk: Buffer) => chunks.push(chunk))
    message.on('end', () =>
      resolve({
        status: message.statusCode ?? 0,
        headers: flat(message.headers),
        body: Buffer.concat(chunks).toString('utf8'),
      }),
    )
    message.on('error', reject)
  })
}

function collect(connection: Connection, request: KubeRequest, userAgent: string): Promise<KubeResponse> {
  return new Promise((resolve, reject) => {
    const sent = open(connection, request, userAgent, (message) => void collected(message).then(resolve, reject))
    sent.on('error', (error) => reject(unreachable(connection, request, urlOf(connection, request), error)))
  })
}

function stream(
  connection: Connection,
  request: KubeRequest,
  userAgent: string,
  onData: (text: string) => void,
): { done: Promise<KubeResponse>; stop(): void } {
  let sent: ClientRequest | undefined
  const done = new Promise<KubeResponse>((resolve, reject) => {
    sent = open(connection, request, userAgent, (message) => {
      const failed = (message.statusCode ?? 0) >= 400
      let body = ''
      message.setEncoding('utf8')
      message.on('data', (text: string) => (failed ? (body += text) : onData(text)))
      message.on('close', () => resolve({ status: message.statusCode ?? 0, headers: flat(message.headers), body }))
    })
    sent.on('error', (error: NodeJS.ErrnoException) =>
      error.code === 'ECONNRESET'
        ? resolve({ status: 200, headers: {}, body: '' })
        : reject(unreachable(connection, request, urlOf(connection, request), error)),
    )
  })
  return { done, stop: () => sent?.destroy() }
}

function watch(
  connection: Connection,
  request: KubeRequest,
  userAgent: string,
  onEvent: (event: WatchEvent) => void,
): { done: Promise<void>; stop(): void } {
  let rest = ''
  const { done, stop } = stream(
    connection,
    { ...request, query: { ...request.query, watch: 'true' } },
    userAgent,
    (text) => {
      const lines = (rest + text).split('\n')
      rest = lines.pop() ?? ''
      for (const line of lines) if (line) onEvent(JSON.parse(line) as WatchEvent)
    },
  )
  return {
    stop,
    done: done.then(({ status, body }) => {
      if (status >= 400) onEvent({ type: 'ERROR', object: JSON.parse(body) as unknown })
    }),
  }
}

/** kubectl then asks with a POST, and tells how that is refused. */
async function refusedUpgrade(connection: Connection, request: KubeRequest, response: KubeResponse): Promise<Error> {
  const asked: KubeRequest = { ...request, method: 'POST' }
  const second = await collect(connection, asked, 'kubectl')
  const { message = '' } = statusOfResponse(asked, second.status === 403 ? second : response)
  return new CommandError(`unable to upgrade connection: ${message}`)
}

/** v5.channel.k8s.io: the first byte of a frame names the channel. */
async function exec(connection: Connection, request: KubeRequest): Promise<ExecStream> {
  const url = urlOf(connection, request)
  url.protocol = url.protocol.replace('http', 'ws')
  const { tls, authorization } = identified(connection, request, url)
  const socket = new WebSocket(url, ['v5.channel.k8s.io', 'v4.channel.k8s.io'], {
    ...tls,
    headers: { ...asking(connection, request), ...authorization },
  })
  const encoding = request.bytes ? 'latin1' : 'utf8'
  const handlers: ((text: string) => void)[][] = [[], [], []]
  const waiting: string[][] = [[], [], []]
  const listen =
    (channel: number) =>
    (handler: (text: string) => void): void => {
      handlers[channel]?.push(handler)
      for (const text of waiting[channel]?.splice(0) ?? []) handler(text)
    }
  return new Promise((resolve, reject) => {
    let end: (status: unknown) => void
    const done = new Promise<unknown>((finish) => (end = finish))
    socket.on('message', (data: Buffer) => {
      const channel = data[0] as number
      if (channel === 3) return end(JSON.parse(data.subarray(1).toString('utf8')))
      const text = data.subarray(1).toString(encoding)
      if (handlers[channel]?.length) for (const handler of handlers[channel]) handler(text)
      else waiting[channel]?.push(text)
    })
    socket.on('close', () => end({ status: 'Success' }))
    socket.on('unexpected-response', (_, message) => {
      collected(message)
        .then((response) => refusedUpgrade(connection, request, response))
        .then(reject, reject)
    })
    socket.on('error', (error) => reject(unreachable(connection, request, urlOf(connection, request), error)))
    socket.on('open', () =>
      resolve({
        write: (data) =>
          data === undefined
            ? socket.send(Buffer.from([255, 0]))
            : socket.send(Buffer.concat([Buffer.from([0]), Buffer.from(data, encoding)])),
        onStdout: listen(1),
        onStderr: listen(2),
        done,
        stop: () => socket.close(),
      }),
    )
  })
}
