import { joinPath } from '../../files/memory-fs'
import type { HttpResponse } from '../../../simulation/wire'
import { parseFlags, type Flags } from '../flags'
import { fetchHttp, parseUrl, reasonOf, type Fetched, type Url } from '../http-client'
import { waiting, type WaitingInvocation } from '../program'

const PLAIN = [
  's',
  'silent',
  'S',
  'show-error',
  'f',
  'fail',
  'L',
  'location',
  'I',
  'head',
  'i',
  'include',
  'v',
  'verbose',
  'k',
  'insecure',
  'O',
  'G',
  'get',
  '4',
  'N',
  'no-buffer',
  'q',
  'g',
  'retry-connrefused',
  'fail-with-body',
  'no-progress-meter',
  'compressed',
  'http1.1',
  '#',
]
const VALUED = [
  'o',
  'output',
  'X',
  'request',
  'd',
  'data',
  'data-raw',
  'data-binary',
  'data-urlencode',
  'H',
  'header',
  'm',
  'max-time',
  'connect-timeout',
  'w',
  'write-out',
  'u',
  'user',
  'A',
  'user-agent',
  'retry',
  'retry-delay',
  'resolve',
  'cacert',
  'x',
  'b',
  'e',
  'T',
  'F',
]
const REDIRECTS_MAX = 50
const NOT_TRUSTED = `SSL certificate problem: unable to get local issuer certificate
More details here: https://curl.se/docs/sslcerts.html

curl failed to verify the legitimacy of the server and therefore could not
establish a secure connection to it. To learn more about this situation and
how to fix it, please visit the web page mentioned above.`

/** `curl [options] URL ...`: what the network answers, with curl's own messages and exit codes (6, 7, 22, 28, 52). */
export const curl = waiting(async (call) => {
  const flags = parseFlags(call.args, { plain: PLAIN, valued: VALUED })
  if (flags.unknown) {
    call.err(
      `curl: option ${flags.unknown}: is unknown\ncurl: try 'curl --help' or 'curl --manual' for more information\n`,
    )
    return 2
  }
  if (flags.rest.length === 0) {
    call.err("curl: try 'curl --help' or 'curl --manual' for more information\n")
    return 2
  }
  let exitCode = 0
  for (const url of flags.rest) exitCode = await withRetries(call, flags, url)
  return exitCode
})

async function withRetries(call: WaitingInvocation, flags: Flags, text: string): Promise<number> {
  const retries = Number(flags.value('retry') ?? 0)
  for (let attempt = 0; ; attempt++) {
    const exitCode = await transfer(call, flags, text)
    if (exitCode === 0 || attempt >= retries || (exitCode === 7 && !flags.has('retry-connrefused'))) return exitCode
    await call.run(['sleep', flags.value('retry-delay') ?? '1'])
  }
}

async function transfer(call: WaitingInvocation, flags: Flags, text: string): Promise<number> {
  const fail = (exitCode: number, message: string) => {
    if (!flags.has('s', 'silent') || flags.has('S', 'show-error')) call.err(`curl: (${exitCode}) ${message}\n`)
    return exitCode
  }
  let url = parseUrl(text)
  if (!url) return fail(3, 'URL using bad/illegal format or missing URL')
  for (let i = 0; i <= REDIRECTS_MAX; i++) {
    if (url.scheme !== 'http' && url.scheme !== 'https') return fail(1, `Protocol "${url.scheme}" not supported`)
    const fetched = await fetchOne(call, flags, url)
    if (fetched.kind !== 'response') return fail(...failure(fetched, url, flags))
    if (url.scheme === 'https' && !fetched.isSecure)
      return fail(35, 'error:1408F10B:SSL routines:ssl3_get_record:wrong version number')
    if (url.scheme === 'https' && !flags.has('k', 'insecure') && flags.value('cacert') === undefined)
      return fail(60, NOT_TRUSTED)
    const target: string | undefined = header(fetched.response, 'location')
    const next: Url | undefined =
      target && flags.has('L', 'location') && fetched.response.status >= 300 && fetched.response.status < 400
        ? redirected(url, target)
        : undefined
    if (!next) return show(call, flags, { fetched, url, fail })
    url = next
  }
  return fail(47, `Maximum (${REDIRECTS_MAX}) redirects followed`)
}

async function fetchOne(call: WaitingInvocation, flags: Flags, url: Url): Promise<Fetched> {
  const data = flags.values('d', 'data', 'data-raw', 'data-binary', 'data-urlencode')
  const body = data.join('&')
  const method =
    flags.value('X', 'request') ??
    (flags.has('I', 'head') ? 'HEAD' : data.length > 0 && !flags.has('G', 'get') ? 'POST' : 'GET')
  const headers: Record<string, string> = {
    host: url.port === 80 || url.port === 443 ? url.host : `${url.host}:${url.port}`,
    'user-agent': flags.value('A', 'user-agent') ?? 'curl/7.88.1',
    accept: '*/*',
  }
  for (const line of flags.values('H', 'header')) {
    const at = line.indexOf(':')
    if (at > 0) headers[line.slice(0, at).trim().toLowerCase()] = line.slice(at + 1).trim()
  }
  const path = flags.has('G', 'get') && body ? `${url.path}${url.path.includes('?') ? '&' : '?'}${body}` : url.path
  const seconds = (text: string | undefined) => (text === undefined ? undefined : Number(text) * 1000)
  return fetchHttp({
    machine: call.machine,
    process: call.process,
    scheme: url.scheme,
    host: url.host,
    port: url.port,
    request: { method, path, headers, body: method === 'GET' ? '' : body },
    timeoutMs: seconds(flags.value('m', 'max-time')),
    connectTimeoutMs: seconds(flags.value('connect-timeout')),
  })
}

function failure(fetched: Exclude<Fetched, { kind: 'response' }>, url: Url, flags: Flags): [number, string] {
  switch (fetched.kind) {
    case 'unresolved':
      return [6, `Could not resolve host: ${url.host}`]
    case 'refused':
      return [7, `Failed to connect to ${url.host} port ${url.port}: Connection refused`]
    case 'no route':
      return [7, `Failed to connect to ${url.host} port ${url.port}: No route to host`]
    case 'empty':
      return [52, 'Empty reply from server']
    case 'timeout':
      if (fetched.during === 'answer')
        return [28, `Operation timed out after ${Math.round(fetched.afterMs) + 1} milliseconds with 0 bytes received`]
      return flags.has('m', 'max-time', 'connect-timeout')
        ? [28, `Connection timed out after ${Math.round(fetched.afterMs) + 1} milliseconds`]
        : [28, `Failed to connect to ${url.host} port ${url.port}: Connection timed out`]
  }
}

interface Shown {
  readonly fetched: Extract<Fetched, { kind: 'response' }>
  readonly url: Url
  fail(exitCode: number, message: string): number
}

function show(call: WaitingInvocation, flags: Flags, { fetched, url, fail }: Shown): number {
  const { response } = fetched
  const failed = response.status >= 400 && flags.has('f', 'fail')
  const head = `HTTP/1.1 ${response.status} ${reasonOf(response.status)}\r\n${Object.entries(response.headers)
    .map(([name, value]) => `${name}: ${value}\r\n`)
    .join('')}\r\n`
  if (flags.has('v', 'verbose')) {
    call.err(
      `*   Trying ${fetched.ip}:${url.port}...\n* Connected to ${url.host} (${fetched.ip}) port ${url.port} (#0)\n> GET ${url.path} HTTP/1.1\n> Host: ${url.host}\n> User-Agent: curl/7.88.1\n> Accept: */*\n> \n`,
    )
    call.err(
      head
        .split('\r\n')
        .slice(0, -1)
        .map((line) => `< ${line}\n`)
        .join(''),
    )
  }
  const body = flags.has('I', 'head') ? head : `${flags.has('i', 'include') ? head : ''}${failed ? '' : response.body}`
  const file = flags.value('o', 'output') ?? (flags.has('O') ? url.path.split('/').pop() || 'index.html' : undefined)
  if (file === undefined || file === '-') call.out(body)
  else if (file !== '/dev/null') call.machine.files.writeFileSync(joinPath(call.cwd, file), body)
  const format = flags.value('w', 'write-out')
  if (format !== undefined) call.out(writeOut(format, fetched, url))
  return failed ? fail(22, `The requested URL returned error: ${response.status}`) : 0
}

function writeOut(format: string, fetched: Shown['fetched'], url: Url): string {
  const values: Readonly<Record<string, string>> = {
    http_code: String(fetched.response.status),
    response_code: String(fetched.response.status),
    remote_ip: fetched.ip,
    remote_port: String(url.port),
    time_total: (fetched.ms / 1000).toFixed(6),
    time_connect: '0.000250',
    size_download: String(fetched.response.body.length),
    url_effective: `${url.scheme}://${url.host}${url.path}`,
    content_type: header(fetched.response, 'content-type') ?? '',
  }
  return format
    .replace(/%\{(\w+)\}/g, (whole, name: string) => values[name] ?? whole)
    .replaceAll('\\n', '\n')
    .replaceAll('\\t', '\t')
}

const header = (response: HttpResponse, name: string): string | undefined =>
  Object.entries(response.headers).find(([each]) => each.toLowerCase() === name)?.[1]

function redirected(from: Url, target: string): Url | undefined {
  return target.startsWith('/') ? { ...from, path: target } : parseUrl(target)
}
