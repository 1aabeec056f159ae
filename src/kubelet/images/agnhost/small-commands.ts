// The smaller commands of agnhost. Follows test/images/agnhost, v1.36.
import type { HttpRequest, HttpResponse, Listener } from '../../../simulation/wire'
import { parseFlags } from '../../shell/flags'
import { quick, server, type Command, type Invocation } from '../../shell/program'
import { httpServer, textResponse } from '../http-server'
import { connect } from './connect'
import { fileServer, redirect } from './go-http'
import { detected, goServer, untrapped } from './go-program'
import { log } from './klog'
import { logsGenerator } from './logs-generator'
import { serveHostname } from './serve-hostname'

const bindError = (port: number): string => `listen tcp :${port}: bind: address already in use\n`
const flagsOf = (call: Invocation, valued: readonly string[], plain: readonly string[] = []) =>
  parseFlags(call.args.slice(1), { valued, plain })

/** Does nothing until it is told to stop; its code says by what. */
const pause = server((call, exit) => {
  call.out('Paused\n')
  return {
    signal: (signal) =>
      signal === 'SIGINT' ? exit(1) : signal === 'SIGTERM' ? exit(2) : untrapped(call, exit)(signal),
    stop: () => {},
    steady: () => true,
  }
})

/** Healthy for ten seconds, then no more: for tests of liveness probes. */
const HEALTHY_MS = 10_000
const liveness = server((call, exit) => {
  const started = call.machine.now()
  const listening = httpServer(call, exit, {
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
  return goServer(call, exit, listening)
})

const testWebserver = server((call, exit) => {
  const listening = httpServer(call, exit, {
    port: Number(flagsOf(call, ['port']).value('port') ?? 80),
    cpuMs: 1,
    bindError,
    answer: (request) => fileServer(call.machine.files, request),
  })
  return goServer(call, exit, listening)
})

const fakeGitserver = server((call, exit) => {
  const listening = httpServer(call, exit, {
    port: 8000,
    cpuMs: 1,
    bindError,
    isSteady: () => true,
    answer: () => textResponse(200, 'I am a fake git server'),
  })
  return goServer(call, exit, listening)
})

/** SERVE_PORT_80=foo, SERVE_TCP_PORT_80, SERVE_TLS_PORT_443 over HTTP, SERVE_UDP_PORT_53 to datagrams; a port that is taken is told, no more. */
const porter = server((call, exit) => {
  const asJson = flagsOf(call, [], ['json-response']).has('json-response')
  const body = ({ method }: HttpRequest, text: string): HttpResponse =>
    asJson ? textResponse(200, JSON.stringify({ Method: method, Body: text }), 'application/json') : detected(200, text)
  const closes = Object.entries(call.env).flatMap(([name, text]) => {
    const [, kind, port = ''] = /^SERVE_(TCP_|TLS_|UDP_)?PORT_(\d+)$/.exec(name) ?? []
    if (port === '') return []
    const listener: Listener =
      kind === 'UDP_'
        ? { udp: (_datagram, _caller, answer) => answer(text) }
        : {
            scheme: kind === 'TLS_' ? 'https' : 'http',
            http: (request, _caller, answer) => answer(body(request, text)),
          }
    try {
      return [call.machine.listen(Number(port), listener)]
    } catch {
      log(call, `server on port "${port}" failed: listen tcp 0.0.0.0:${port}: bind: address already in use`)
      return []
    }
  })
  return {
    signal: untrapped(call, exit),
    stop: () => closes.forEach((close) => close()),
    steady: () => true,
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
  return { signal: untrapped(call, exit), stop: () => (rpc.stop(), control.stop()) }
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
const etcHosts = quick((call) => (call.out(`${call.machine.files.readTextSync('/etc/hosts')}\n`), 0))

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
