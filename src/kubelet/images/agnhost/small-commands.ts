// The smaller commands of agnhost. Follows test/images/agnhost, v1.36.
import { parseFlags } from '../../shell/flags'
import { reachHost, sleep } from '../../shell/http-client'
import { quick, server, waiting, type Command, type Invocation } from '../../shell/program'
import { httpServer, textResponse } from '../http-server'
import { fileServer, redirect } from './go-http'

const bindError = (port: number): string => `listen tcp :${port}: bind: address already in use\n`
const flagsOf = (call: Invocation, valued: readonly string[], plain: readonly string[] = []) =>
  parseFlags(call.args.slice(1), { valued, plain })

/** Does nothing until it is told to stop. */
const pause = server((_call, exit) => ({
  signal: (signal) => (signal === 'SIGTERM' || signal === 'SIGINT') && exit(0),
  stop: () => {},
  steady: () => true,
}))

const serveHostname = server((call, exit) => {
  const flags = flagsOf(call, ['port'], ['http', 'tcp', 'udp', 'close'])
  return httpServer(call, exit, {
    port: Number(flags.value('port') ?? 9376),
    cpuMs: 1,
    bindError,
    isSteady: () => true,
    answer: () => textResponse(200, call.machine.options.hostname),
  })
})

/** Healthy for ten seconds, then no more: for tests of liveness probes. */
const HEALTHY_MS = 10_000
const liveness = server((call, exit) => {
  const started = call.machine.now()
  return httpServer(call, exit, {
    port: 8080,
    cpuMs: 1,
    bindError,
    answer: (request) => {
      const aliveMs = call.machine.now() - started
      const [path = '/', query = ''] = request.path.split('?')
      if (path === '/started') return textResponse(200, `${aliveMs / 1000}s`)
      if (path === '/healthz')
        return aliveMs > HEALTHY_MS ? textResponse(500, `error: ${aliveMs / 1000}`) : textResponse(200, 'ok')
      if (path === '/redirect') return redirect(request, new URLSearchParams(query).get('loc') ?? '', 302)
      return textResponse(404, '404 page not found\n')
    },
  })
})

const testWebserver = server((call, exit) =>
  httpServer(call, exit, {
    port: Number(flagsOf(call, ['port']).value('port') ?? 80),
    cpuMs: 1,
    bindError,
    answer: (request) => fileServer(call.machine.files, request),
  }),
)

const fakeGitserver = server((call, exit) =>
  httpServer(call, exit, {
    port: 8000,
    cpuMs: 1,
    bindError,
    isSteady: () => true,
    answer: () => textResponse(200, 'I am a fake git server'),
  }),
)

/** SERVE_PORT_80=foo serves foo on port 80. */
const porter = server((call, exit) => {
  const servers = Object.entries(call.env).flatMap(([name, text]) => {
    const port = /^SERVE_(?:TLS_)?PORT_(\d+)$/.exec(name)?.[1]
    return port === undefined
      ? []
      : [
          httpServer(call, exit, {
            port: Number(port),
            cpuMs: 1,
            bindError,
            isSteady: () => true,
            answer: () => textResponse(200, text, 'text/html; charset=utf-8'),
          }),
        ]
  })
  const failed = servers.find((each) => typeof each === 'number')
  if (typeof failed === 'number') return failed
  return {
    signal: (signal) => signal === 'SIGTERM' && exit(0),
    stop: () => servers.forEach((each) => typeof each !== 'number' && each.stop()),
    steady: (question) => servers.some((each) => typeof each !== 'number' && each.steady?.(question)),
  }
})

/** The gRPC health service on port 5000; over HTTP on port 8080 it can be told to serve or not to. */
const grpcHealth = server((call, exit) => {
  const flags = flagsOf(call, ['port', 'http-port', 'service', 'delay-unhealthy-sec'])
  const delay = Number(flags.value('delay-unhealthy-sec') ?? -1)
  const service = flags.value('service') ?? ''
  let serving = true
  const rpc = httpServer(call, exit, {
    port: Number(flags.value('port') ?? 5000),
    cpuMs: 1,
    bindError,
    answer: ({ body }) => textResponse(200, body !== service ? 'SERVICE_UNKNOWN' : serving ? 'SERVING' : 'NOT_SERVING'),
  })
  const control = httpServer(call, exit, {
    port: Number(flags.value('http-port') ?? 8080),
    cpuMs: 1,
    bindError,
    answer: ({ path }) => {
      if (path !== '/make-serving' && path !== '/make-not-serving') return textResponse(404, '404 page not found\n')
      serving = path === '/make-serving'
      return textResponse(200, path.slice(1))
    },
  })
  if (typeof rpc === 'number' || typeof control === 'number') return 1
  if (delay > 0) call.machine.loop.after(delay * 1000, () => (serving = false))
  return { signal: (signal) => signal === 'SIGTERM' && exit(0), stop: () => (rpc.stop(), control.stop()) }
})

/** Prints how it was called: tests of command and args look for it. */
const entrypointTester = quick((call) => {
  call.out(`[${[`/${call.name}`, ...call.args].join(' ')}]\n`)
  return 0
})

const resolv = (call: Invocation, key: string): string[] =>
  call.machine.files
    .readTextSync('/etc/resolv.conf')
    .split('\n')
    .filter((line) => line.startsWith(`${key} `))
    .flatMap((line) => line.split(/\s+/).slice(1))

const dnsSuffix = quick((call) => (call.out(`${resolv(call, 'search').join(',')}\n`), 0))
const dnsServerList = quick((call) => (call.out(`${resolv(call, 'nameserver').join(',')}\n`), 0))
const etcHosts = quick((call) => (call.out(call.machine.files.readTextSync('/etc/hosts')), 0))

/** `agnhost connect --timeout=3s 10.0.0.1:80`: whether a port can be reached, told in one word. */
const connect = waiting(async (call) => {
  const flags = flagsOf(call, ['timeout', 'protocol'])
  const [host = '', port = '80'] = (flags.rest[0] ?? '').split(':')
  const timeoutMs = Number.parseFloat(flags.value('timeout') ?? '10') * 1000
  const reached = reachHost(call.machine, host, Number(port))
  if (reached.kind === 'listener') return 0
  if (reached.kind === 'unresolved') call.err('DNS\n')
  else if (reached.why === 'refused') call.err('REFUSED\n')
  else {
    await sleep(call.machine, call.process, timeoutMs)
    call.err('TIMEOUT\n')
  }
  return 1
})

/** Lines as an API server might log them, evenly over a time. */
const logsGenerator = waiting(async (call) => {
  const flags = flagsOf(call, ['log-lines-total', 'run-duration', 't', 'd'])
  const total = Number(flags.value('log-lines-total', 't') ?? 0)
  const durationMs = Number.parseFloat(flags.value('run-duration', 'd') ?? '0') * 1000
  if (!(total > 0 && durationMs > 0)) {
    call.err('logs-generator: both --log-lines-total and --run-duration are needed\n')
    return 1
  }
  for (let line = 0; line < total; line++) {
    await sleep(call.machine, call.process, durationMs / total)
    const time = new Date(call.machine.now()).toISOString().slice(11, 23)
    call.err(
      `I0101 ${time}000       1 logs_generator.go:76] ${line} ${line % 3 === 0 ? 'PUT' : 'GET'} /api/v1/namespaces/default/pods/p${line} ${200 + ((line * 37) % 400)}\n`,
    )
  }
  return 0
})

/** A program with the set-user-ID bit of root: whom it runs as. */
export const nonewprivs = quick((call) => {
  const { user, security } = call.machine.options
  call.out(`Effective uid: ${security.noNewPrivileges ? user.uid : 0}\n`)
  return 0
})

export type ChosenCommand = Exclude<Command, { readonly kind: 'chosen' }>

export const SMALL_COMMANDS: Readonly<Record<string, ChosenCommand>> = {
  pause,
  'serve-hostname': serveHostname,
  liveness,
  'test-webserver': testWebserver,
  porter,
  'fake-gitserver': fakeGitserver,
  'grpc-health-checking': grpcHealth,
  'entrypoint-tester': entrypointTester,
  'dns-suffix': dnsSuffix,
  'dns-server-list': dnsServerList,
  'etc-hosts': etcHosts,
  connect,
  'logs-generator': logsGenerator,
  nonewprivs,
}
