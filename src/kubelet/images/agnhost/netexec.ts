// `agnhost netexec`: a server that can be asked for its name, for a command, or to ask others. Follows
// test/images/agnhost/netexec, v1.36.
import type { Caller, HttpRequest, HttpResponse } from '../../../simulation/wire'
import { parseFlags } from '../../shell/flags'
import { reachHost } from '../../shell/http-client'
import { server, type Invocation } from '../../shell/program'
import { StandardInput } from '../../shell/standard-input'
import { startProgram } from '../../shell/start-program'
import { httpServer, textResponse } from '../http-server'

type Answer = (response: HttpResponse) => void

/** One request, and what the handlers need to answer it. */
interface Asked {
  readonly call: Invocation
  readonly request: HttpRequest
  readonly query: URLSearchParams
  readonly caller: Caller
  readonly answer: Answer
  exit(exitCode: number): void
}

export const netexec = server((call, exit) => {
  const flags = parseFlags(call.args.slice(1), {
    valued: [
      'http-port',
      'udp-port',
      'sctp-port',
      'http-override',
      'tls-cert-file',
      'tls-private-key-file',
      'udp-listen-addresses',
      'delay-shutdown',
    ],
    plain: [],
  })
  const port = Number(flags.value('http-port') ?? 8080)
  const delayMs = Number(flags.value('delay-shutdown') ?? 0) * 1000
  const override = flags.value('http-override')
  const started = httpServer(call, exit, {
    port,
    cpuMs: 1,
    bindError: (taken) => `listen tcp :${taken}: bind: address already in use\n`,
    isSteady: (path) => path === '/healthz' || path === '/hostname',
    answer: () => NOT_FOUND,
    answerLater: (request, caller, answer) => {
      const [path = '/', query = ''] = (override ?? request.path).split('?')
      const asked: Asked = { call, request, query: new URLSearchParams(query || request.body), caller, answer, exit }
      const handle = HANDLERS[path] ?? notFound
      handle(asked)
    },
  })
  if (typeof started === 'number') return started
  return {
    stop: () => started.stop(),
    steady: (question) => started.steady?.(question) ?? false,
    signal: (signal) => {
      if (signal === 'SIGTERM' && delayMs > 0) call.machine.loop.after(delayMs, () => exit(0))
      else started.signal(signal)
    },
  }
})

const NOT_FOUND = textResponse(404, '404 page not found\n')
const notFound = ({ answer }: Asked): void => answer(NOT_FOUND)

const HANDLERS: Readonly<Record<string, (asked: Asked) => void>> = {
  '/': ({ call, answer }) =>
    answer(
      textResponse(
        200,
        `NOW: ${new Date(call.machine.now()).toISOString().replace('T', ' ').replace('Z', '')} +0000 UTC`,
      ),
    ),
  '/clientip': ({ caller, answer }) => answer(textResponse(200, `${caller.ip}:40000`)),
  '/header': ({ request, query, answer }) =>
    answer(textResponse(200, request.headers[(query.get('key') ?? '').toLowerCase()] ?? '')),
  '/dial': dial,
  '/echo': ({ query, answer }) =>
    answer(textResponse(query.get('code') ? Number(query.get('code')) : 200, query.get('msg') ?? '')),
  '/exit': ({ query, answer, call, exit }) => {
    answer(textResponse(200, ''))
    call.machine.loop.after(secondsMs(query.get('wait')), () => exit(Number(query.get('code') ?? 0)))
  },
  '/healthz': ({ answer }) => answer(textResponse(200, '')),
  '/readyz': ({ answer }) => answer(textResponse(200, '')),
  '/hostname': ({ call, answer }) => answer(textResponse(200, call.machine.options.hostname)),
  '/hostName': ({ call, answer }) => answer(textResponse(200, call.machine.options.hostname)),
  '/redirect': ({ query, answer }) =>
    answer({
      ...textResponse(Number(query.get('code') ?? 302), ''),
      headers: { Location: query.get('location') ?? '/' },
    }),
  '/shell': shell,
  '/shutdown': ({ answer, exit }) => {
    answer(textResponse(200, ''))
    exit(0)
  },
}

/** `5s`, `1m`; nothing is no wait */
function secondsMs(text: string | null): number {
  const match = /^(\d+)(ms|s|m)$/.exec(text ?? '')
  return match ? Number(match[1]) * { ms: 1, s: 1000, m: 60_000 }[match[2] as 'ms' | 's' | 'm'] : 0
}

/** Asks another server as often as wanted: `{"responses":["web-0"]}`. */
function dial({ call, query, answer }: Asked): void {
  const host = query.get('host')
  const port = Number(query.get('port'))
  const tries = Number(query.get('tries') ?? 1)
  const path = query.get('request')
  if (!path) return answer(textResponse(400, 'request parameter not specified. try sending request=hostname'))
  if (!host) return answer(textResponse(400, 'host parameter not specified'))
  const responses: string[] = []
  const errors: string[] = []
  const next = (left: number): void => {
    if (left === 0)
      return answer(
        textResponse(
          200,
          JSON.stringify({ ...(errors.length > 0 ? { errors } : {}), ...(responses.length > 0 ? { responses } : {}) }),
        ),
      )
    const { machine } = call
    const url = `http://${host}:${port}/${path}`
    const reached = reachHost(machine, host, port)
    if (reached.kind !== 'listener' || !reached.listener.http) {
      const why =
        reached.kind === 'unreachable'
          ? `dial tcp ${reached.ip}:${port}: connect: connection refused`
          : `dial tcp: lookup ${host}: no such host`
      errors.push(`Get "${url}": ${why}`)
      return next(left - 1)
    }
    reached.listener.http(
      { method: 'GET', path: `/${path}`, headers: { host: `${host}:${port}` }, body: '' },
      machine.caller,
      ({ body }) => {
        responses.push(body)
        next(left - 1)
      },
    )
  }
  next(Math.min(Math.max(1, tries), TRIES_MAX))
}

const TRIES_MAX = 1000

function shell({ call, query, answer }: Asked): void {
  const command = query.get('shellCommand') ?? query.get('cmd') ?? ''
  let output = ''
  startProgram({
    machine: call.machine,
    argv: ['sh', '-c', command],
    env: () => call.env,
    cwd: call.cwd,
    stdin: new StandardInput({ isOpen: false, isTerminal: false, waitsForEnd: false }),
    out: (text) => void (output += text),
    err: (text) => void (output += text),
    onExit: (exitCode) =>
      answer(
        textResponse(
          200,
          JSON.stringify({
            ...(exitCode === 0 ? {} : { error: `exit status ${exitCode}` }),
            ...(output ? { output } : {}),
          }),
        ),
      ),
  })
}
