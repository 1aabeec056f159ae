// `agnhost netexec`: a server that can be asked for its name, for a command, or to ask others, over HTTP and with datagrams.
// Follows test/images/agnhost/netexec, v1.36.
import type { Caller, HttpRequest, HttpResponse } from '../../../simulation/wire'
import { parseFlags, type Flags } from '../../shell/flags'
import { server, type Invocation } from '../../shell/program'
import { StandardInput } from '../../shell/standard-input'
import { startProgram } from '../../shell/start-program'
import { httpServer, textResponse } from '../http-server'
import { dial, goJson } from './dial'
import { redirect } from './go-http'
import { durationMs, untrapped } from './go-program'
import { log } from './klog'

type Answer = (response: HttpResponse) => void

/** One request, and what the handlers need to answer it. */
interface Asked {
  readonly call: Invocation
  readonly request: HttpRequest
  readonly query: URLSearchParams
  readonly caller: Caller
  readonly state: State
  readonly answer: Answer
  exit(exitCode: number): void
}

interface State {
  /** the server of datagrams runs: without it netexec never calls itself healthy */
  isReady: boolean
  isStopping: boolean
}

const UDP_PORT = 8081

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
  const state: State = { isReady: false, isStopping: false }
  const override = flags.value('http-override')
  const started = httpServer(call, exit, {
    port,
    scheme: flags.value('tls-cert-file') === undefined ? 'http' : 'https',
    cpuMs: 1,
    bindError: (taken) => `listen tcp :${taken}: bind: address already in use\n`,
    answer: () => NOT_FOUND,
    answerLater: (request, caller, answer) => {
      const [path = '/', query = ''] = (override ?? request.path).split('?')
      const parameters = new URLSearchParams(query || request.body)
      const handle = HANDLERS[path] ?? HANDLERS['/']
      handle?.({ call, request, query: parameters, caller, state, answer, exit })
    },
  })
  if (typeof started === 'number') return started
  log(call, `Started HTTP server on port ${port}`)
  const closeUdp = startUdp(call, flags, state)
  const delay = Number(flags.value('delay-shutdown') ?? 0)
  return {
    stop: () => {
      started.stop()
      closeUdp?.()
    },
    steady: (question) => started.steady?.(question) ?? false,
    signal: (signal) => {
      if (signal !== 'SIGTERM' || delay === 0) return untrapped(call, exit)(signal)
      state.isStopping = true
      log(call, `Sleeping ${delay} seconds before terminating...`)
      call.machine.loop.after(delay * 1000, () => exit(0))
    },
  }
})

function startUdp(call: Invocation, flags: Flags, state: State): (() => void) | undefined {
  const port = Number(flags.value('udp-port') ?? UDP_PORT)
  if (port === -1) return undefined
  const addresses = (flags.value('udp-listen-addresses') ?? '').split(',')
  try {
    const close = call.machine.listen(port, {
      udp: (datagram, caller, answer) => {
        const text = datagram.trim().toLowerCase()
        if (text === 'hostname') {
          log(call, 'Sending udp hostName response')
          answer(call.machine.options.hostname)
        } else if (text.startsWith('echo ')) {
          log(call, `Echoing ${text.slice(5)} to UDP client ${caller.ip}:40000`)
          answer(text.slice(5))
        } else if (text === 'clientip') {
          log(call, 'Sending back clientip to UDP client')
          answer(`${caller.ip}:40000`)
        } else if (text !== '') log(call, `Unknown UDP command received: ${text}`)
      },
    })
    for (const address of addresses) log(call, `Started UDP server on port ${address} ${port}`)
    state.isReady = true
    return close
  } catch {
    log(call, `listen udp :${port}: bind: address already in use`)
    return undefined
  }
}

const NOT_FOUND = textResponse(404, '404 page not found\n')

const hostname = ({ call, answer }: Asked): void => answer(textResponse(200, call.machine.options.hostname))

const HANDLERS: Readonly<Record<string, (asked: Asked) => void>> = {
  '/': ({ call, answer }) => {
    log(call, 'GET /')
    const now = new Date(call.machine.now()).toISOString().replace('T', ' ').replace('Z', '')
    answer(textResponse(200, `NOW: ${now} +0000 UTC`))
  },
  '/clientip': ({ call, caller, answer }) => {
    log(call, 'GET /clientip')
    answer(textResponse(200, `${caller.ip}:40000`))
  },
  '/header': header,
  '/dial': ({ call, query, answer }) => {
    const [host, protocol, port, request, tries] = ['host', 'protocol', 'port', 'request', 'tries'].map(
      (name) => query.get(name) ?? '',
    )
    log(call, `GET /dial?host=${host}&protocol=${protocol}&port=${port}&request=${request}&tries=${tries}`)
    dial(call, query, answer)
  },
  '/echo': ({ call, query, answer }) => {
    const message = query.get('msg') ?? ''
    const code = query.get('code') ?? ''
    log(call, `GET /echo?msg=${message}&code=${code}`)
    if (code !== '' && !/^[-+]?\d+$/.test(code))
      return answer(textResponse(200, `argument 'code' must be an integer or empty, got "${code}"\n`))
    answer(textResponse(code === '' ? 200 : Number(code), message))
  },
  '/exit': leave,
  '/healthz': ({ call, state, answer }) => {
    log(call, 'GET /healthz')
    answer(textResponse(state.isReady ? 200 : 412, ''))
  },
  '/readyz': ({ call, state, answer }) => {
    log(call, 'GET /readyz')
    if (state.isStopping) return answer(textResponse(503, 'shutting down'))
    answer(state.isReady ? textResponse(200, 'ok') : textResponse(412, ''))
  },
  '/hostname': (asked) => {
    log(asked.call, 'GET /hostname')
    hostname(asked)
  },
  '/hostName': (asked) => {
    log(asked.call, 'GET /hostName')
    hostname(asked)
  },
  '/redirect': ({ call, request, query, answer }) => {
    const location = query.get('location') ?? ''
    const code = query.get('code') ?? ''
    log(call, `${request.method} /redirect?msg=${location}&code=${code}`)
    answer(redirect(request, location, code === '' ? 302 : Number(code)))
  },
  '/shell': shell,
  '/shutdown': ({ call, answer, exit }) => {
    log(call, 'GET /shutdown')
    answer(textResponse(200, ''))
    exit(0)
  },
  '/upload': ({ call, answer }) => {
    log(call, 'GET /upload')
    answer(textResponse(200, goJson({ error: 'Unable to upload file.' })))
  },
}

function header({ call, request, query, answer }: Asked): void {
  const key = query.get('key')
  log(call, key ? `GET /header?key=${key}` : 'GET /header')
  if (key) return answer(textResponse(200, request.headers[key.toLowerCase()] ?? ''))
  const canonical = (name: string): string => name.replace(/(^|-)[a-z]/g, (letter) => letter.toUpperCase())
  const all = Object.entries(request.headers)
    .map(([name, value]) => [canonical(name), [value]] as const)
    .sort(([a], [b]) => (a < b ? -1 : 1))
  answer(textResponse(200, goJson(Object.fromEntries(all))))
}

function leave({ call, query, answer, exit }: Asked): void {
  const [code = '', timeout = '', wait = ''] = ['code', 'timeout', 'wait'].map((name) => query.get(name) ?? '')
  log(call, `GET /exit?code=${code}&timeout=${timeout}&wait=${wait}`)
  for (const [name, text] of [
    ['timeout', timeout],
    ['wait', wait],
  ] as const)
    if (text !== '' && durationMs(text) === undefined)
      return answer(textResponse(200, `argument '${name}' must be a valid golang duration or empty, got "${text}"\n`))
  if (code !== '' && !/^[-+]?\d+$/.test(code))
    return answer(textResponse(200, `argument 'code' must be an integer [0-127] or empty, got "${code}"\n`))
  log(
    call,
    `Will begin shutdown in ${wait || '0s'}, allowing ${timeout || '0s'} for connections to close, then will exit with ${Number(code)}`,
  )
  // It answers only when it has waited; without a time for connections to close it is gone before the answer is written.
  call.machine.loop.after(durationMs(wait) ?? 0, () => {
    answer(textResponse(200, ''))
    exit(Number(code))
  })
}

function shell({ call, query, answer }: Asked): void {
  const command = query.get('shellCommand') || (query.get('cmd') ?? '')
  log(call, `GET /shell?cmd=${command}`)
  let output = ''
  const started = startProgram({
    machine: call.machine,
    argv: ['sh', '-c', command],
    env: () => call.env,
    cwd: call.cwd,
    stdin: new StandardInput({ isOpen: false, isTerminal: false, waitsForEnd: false }),
    out: (text) => void (output += text),
    err: (text) => void (output += text),
    onExit: (exitCode) => {
      const said = {
        ...(exitCode === 0 ? {} : { error: `exit status ${exitCode}` }),
        ...(output ? { output } : {}),
      }
      log(
        call,
        `Output: map[${Object.entries(said)
          .map(([key, value]) => `${key}:${value}`)
          .join(' ')}]`,
      )
      answer(textResponse(200, goJson(said)))
    },
  })
  if (started === 'too many' || 'missing' in started)
    answer(textResponse(200, goJson({ error: 'fork/exec /bin/sh: resource temporarily unavailable' })))
}
