import { joinPath } from '../../files/memory-fs'
import { parseFlags, type Flags } from '../flags'
import { fetchHttp, parseUrl, reasonOf, type Fetched } from '../http-client'
import { waiting, type Invocation } from '../program'

const DEFAULT_TIMEOUT_MS = 900_000

const OPTIONS = {
  plain: ['q', 'quiet', 'S', 'server-response', 'c', 'spider', 'no-check-certificate', 'nv', 'no-verbose'],
  valued: [
    'O',
    'output-document',
    'T',
    'timeout',
    't',
    'tries',
    'header',
    'post-data',
    'U',
    'user-agent',
    'P',
    'Y',
    'o',
  ],
}

/** `wget [-q] [-O FILE] [-T SECONDS] [--spider] URL`, with busybox's messages. */
export const wget = waiting(async (call) => {
  const flags = parseFlags(call.args, OPTIONS)
  const text = flags.rest[0]
  const url = text === undefined ? undefined : parseUrl(text)
  if (!url) {
    call.err(text === undefined ? 'wget: missing URL\n' : `wget: bad address '${text}'\n`)
    return 1
  }
  const fetched = await fetchHttp({
    machine: call.machine,
    process: call.process,
    scheme: url.scheme,
    host: url.host,
    port: url.port,
    request: {
      method: flags.has('post-data') ? 'POST' : 'GET',
      path: url.path,
      body: flags.value('post-data') ?? '',
      headers: {
        host: url.host,
        'user-agent': flags.value('U', 'user-agent') ?? 'Wget',
        connection: 'close',
        ...headersOf(flags),
      },
    },
    timeoutMs: Number(flags.value('T', 'timeout') ?? DEFAULT_TIMEOUT_MS / 1000) * 1000,
  })
  if (!flags.has('q', 'quiet') && 'ip' in fetched)
    call.err(`Connecting to ${url.host}${url.port === 80 ? '' : `:${url.port}`} (${fetched.ip}:${url.port})\n`)
  if (fetched.kind !== 'response') {
    call.err(`wget: ${failure(fetched, url.host)}\n`)
    return 1
  }
  const { response } = fetched
  if (response.status >= 400) {
    call.err(`wget: server returned error: HTTP/1.1 ${response.status} ${reasonOf(response.status)}\n`)
    return 1
  }
  return flags.has('spider') ? 0 : save(call, flags, url.path, response.body)
})

const headersOf = (flags: Flags): Record<string, string> =>
  Object.fromEntries(
    flags.values('header').map((line) => {
      const at = line.indexOf(':')
      return [line.slice(0, at).trim().toLowerCase(), line.slice(at + 1).trim()]
    }),
  )

function save(call: Invocation, flags: Flags, path: string, body: string): number {
  const file = flags.value('O', 'output-document') ?? (path.split('?')[0]?.split('/').pop() || 'index.html')
  if (file === '-') call.out(body)
  else if (file !== '/dev/null') {
    const target = joinPath(call.cwd, file)
    if (!flags.has('O', 'output-document') && call.machine.files.existsSync(target)) {
      call.err(`wget: can't open '${file}': File exists\n`)
      return 1
    }
    call.machine.files.writeFileSync(target, body)
  }
  if (!flags.has('q', 'quiet'))
    call.err(
      `${file.padEnd(20)} 100% |********************************| ${String(body.length).padStart(5)}  0:00:00 ETA\n`,
    )
  return 0
}

function failure(fetched: Exclude<Fetched, { kind: 'response' }>, host: string): string {
  switch (fetched.kind) {
    case 'unresolved':
      return `bad address '${host}'`
    case 'refused':
      return `can't connect to remote host (${fetched.ip}): Connection refused`
    case 'no route':
      return `can't connect to remote host (${fetched.ip}): No route to host`
    case 'timeout':
      return fetched.during === 'answer'
        ? 'download timed out'
        : `can't connect to remote host (${fetched.ip}): Connection timed out`
    case 'empty':
      return 'error getting response'
  }
}
