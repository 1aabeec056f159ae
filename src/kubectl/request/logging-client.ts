// -v=6 and more: what is asked and what is answered, told on standard error. Follows client-go/transport/round_trippers.go and
// client-go/rest/request.go, v1.36. What kubectl finds out about the server's kinds is not told: the real one keeps it in files.
import { CLIENT } from '../client-version'
import type { KubeClient, KubeRequest, KubeResponse } from '../context'
import { ConnectionError } from '../failure'
import { quote } from '../../objects/go-text'
import { klogText } from '../klog'
import { compareCodePoints } from '../output/go-json'

/** Levels of detail. */
const URLS = 6
const HEADERS = 7
const BODIES = 8
const CURL = 9
const WHOLE_BODIES = 10

const BODY_MAX: Readonly<Record<number, number>> = { [BODIES]: 1024, [CURL]: 10240 }
const USER_AGENT = `kubectl/${CLIENT.gitVersion} (${CLIENT.platform}) kubernetes/${CLIENT.gitCommit.slice(0, 7)}`

export interface Log {
  readonly level: number
  readonly now: () => number
  /** @param place a file and line of kubectl */
  readonly write: (place: string, text: string) => void
}

export function loggingClient(client: KubeClient, log: Log): KubeClient {
  if (log.level < URLS) return client
  let isConnected = false
  const tell = (request: KubeRequest): ReturnType<typeof tellRequest> => {
    const first = !isConnected
    isConnected = true
    return tellRequest(client.server, request, log, first)
  }
  const told = <T>(request: KubeRequest, stream: T): T => {
    const answered = tell(request)
    answered({ status: 200, headers: {}, body: '' })
    return stream
  }
  return {
    ...client,
    async request(request) {
      if (isDiscovery(request)) return client.request(request)
      const answered = tell(request)
      try {
        const response = await client.request(request)
        answered(response)
        return response
      } catch (error) {
        if (error instanceof ConnectionError) answered(undefined)
        throw error
      }
    },
    watch: (request, onEvent) => told(request, client.watch(request, onEvent)),
    stream: (request, onData) => told(request, client.stream(request, onData)),
    exec: async (request) => told(request, await client.exec(request)),
  }
}

const isDiscovery = ({ method, path }: KubeRequest): boolean =>
  method === 'GET' && (/^\/apis?$/.test(path) || /^\/api\/[^/]+$/.test(path) || /^\/apis\/[^/]+(\/[^/]+)?$/.test(path))

const GO_CLIENT = 'round_trippers.go'

/** Tells of a request; gives back what tells of its answer (undefined: there was none). */
function tellRequest(
  server: string,
  request: KubeRequest,
  log: Log,
  first: boolean,
): (response: KubeResponse | undefined) => void {
  const { level, now, write } = log
  const target = [['verb', quote(request.method)] as const, ['url', quote(urlOf(server, request))] as const]
  const headers = Object.entries({ ...request.headers, 'user-agent': USER_AGENT }).flatMap(([name, values]) =>
    values.split('\n').map((value) => [name, value] as const),
  )
  const place = bodyPlace(request)
  if (level >= BODIES) write(place, line('Request Body', [['body', bodyText(request.body ?? '', level)]]))
  if (level >= CURL) {
    const flags = sortedHeaders(headers).map(([name, value]) => ` -H ${quote(`${name}: ${value}`)}`)
    const curl = `curl -v -X${request.method} ${flags.join('')} '${urlOf(server, request)}'`
    write(`${GO_CLIENT}:527`, line('Request', [['curlCommand', klogText(`${curl}\n`)]]))
  } else if (level >= HEADERS)
    write(`${GO_CLIENT}:527`, line('Request', [...target, ['headers', klogText(headerText(headers))]]))
  const begun = now()
  return (response) => {
    if (level >= CURL && first && response)
      write(`${GO_CLIENT}:562`, `"HTTP Trace: Dial succeed" network="tcp" address=${quote(new URL(server).host)}`)
    const status = response ? `${response.status} ${STATUS_TEXTS[response.status] ?? ''}`.trim() : ''
    write(
      `${GO_CLIENT}:632`,
      line('Response', [
        ...(level === URLS || level >= CURL ? target : []),
        ['status', quote(status)],
        ...(level >= BODIES
          ? [['headers', klogText(headerText(Object.entries(response?.headers ?? {})))] as const]
          : []),
        ['milliseconds', String(now() - begun)],
        ...(level >= CURL ? timing(first, now() - begun) : []),
      ]),
    )
    if (level >= BODIES && response) write(place, line('Response Body', [['body', bodyText(response.body, level)]]))
  }
}

/** Connections here take no time to speak of. */
const timing = (first: boolean, ms: number): (readonly [string, string])[] => [
  ...(first
    ? [
        ['dnsLookupMilliseconds', '0'] as const,
        ['dialMilliseconds', '0'] as const,
        ['tlsHandshakeMilliseconds', '0'] as const,
      ]
    : [['getConnectionMilliseconds', '0'] as const]),
  ['serverProcessingMilliseconds', String(ms)],
]

const line = (message: string, fields: readonly (readonly [string, string])[]): string =>
  `${quote(message)}${fields.map(([name, value]) => ` ${name}=${value}`).join('')}`

const canonical = (name: string): string => name.replace(/(^|-)[a-z]/g, (letters) => letters.toUpperCase())

const sortedHeaders = (headers: readonly (readonly [string, string])[]): (readonly [string, string])[] =>
  headers
    .map(([name, value]) => [canonical(name), masked(name, value)] as const)
    .sort(([a], [b]) => compareCodePoints(a, b))

const headerText = (headers: readonly (readonly [string, string])[]): string =>
  sortedHeaders(headers)
    .map(([name, value]) => `${name}: ${value}\n`)
    .join('')

const masked = (name: string, value: string): string =>
  name.toLowerCase() === 'authorization'
    ? value.replace(/^(bearer|basic|negotiate) .*$|^.*$/i, (_, type?: string) =>
        type ? `${type} <masked>` : '<masked>',
      )
    : value

function bodyText(body: string, level: number): string {
  const max = level >= WHOLE_BODIES ? Infinity : (BODY_MAX[level] as number)
  return klogText(body.length <= max ? body : `${body.slice(0, max)} [truncated ${body.length - max} chars]`)
}

function urlOf(server: string, { path, query = {} }: KubeRequest): string {
  const pairs = Object.entries(query)
    .flatMap(([name, value]) => (value === undefined ? [] : [value].flat().map((each) => [name, each] as const)))
    .sort(([a], [b]) => compareCodePoints(a, b))
  return `${server}${path}${pairs.length > 0 ? `?${new URLSearchParams(pairs.map((pair) => [...pair])).toString()}` : ''}`
}

/** Where kubectl asked: a list, one object, or something that is written. */
function bodyPlace({ method, path }: KubeRequest): string {
  const rest = path.replace(/^\/api\/[^/]+\/|^\/apis\/[^/]+\/[^/]+\//, '').replace(/^namespaces\/[^/]+\/(?=.)/, '')
  const named = rest.includes('/')
  const places = { GET: named ? 105 : 113, DELETE: 202, POST: 246, PATCH: 269, PUT: 319 }
  return `helper.go:${places[method]}`
}

const STATUS_TEXTS: Readonly<Record<number, string>> = {
  200: 'OK',
  201: 'Created',
  202: 'Accepted',
  400: 'Bad Request',
  401: 'Unauthorized',
  403: 'Forbidden',
  404: 'Not Found',
  405: 'Method Not Allowed',
  409: 'Conflict',
  410: 'Gone',
  415: 'Unsupported Media Type',
  422: 'Unprocessable Entity',
  429: 'Too Many Requests',
  500: 'Internal Server Error',
  503: 'Service Unavailable',
}
