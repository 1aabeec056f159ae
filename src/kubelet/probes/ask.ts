// How a container is asked: over HTTP, TCP, gRPC or by a command. The messages are those of Go's clients.
// Follows pkg/probe/{http,tcp,grpc,exec} and pkg/kubelet/prober/prober.go, v1.36.
import type * as k from '../../objects/generated/kubernetes'
import type { Container, Probe } from '../../objects/kinds'
import type { Dice } from '../../simulation/dice'
import type { Loop } from '../../simulation/loop'
import type { HttpResponse, Wire } from '../../simulation/wire'
import type { ProbeQuestion, RunningContainer } from '../runtime/container-runtime'
import type { ProbeAnswer } from './probe-worker'

export interface AskContext {
  readonly loop: Loop
  readonly wire: Wire
  /** where the kubelet calls from */
  readonly nodeIP: string
  readonly nodeName: string
  readonly podIP: string
  readonly container: Container
  readonly running: RunningContainer | undefined
  readonly timeoutMs: number
}

type Answer = (answer: ProbeAnswer) => void
const success = (message = ''): ProbeAnswer => ({ verdict: 'success', message })
const failed = (message: string): ProbeAnswer => ({ verdict: 'failure', message })

/** Characters of a command's output that become part of an Event. */
const OUTPUT_MAX = 10 * 1024
/** The node knows no names but its own. */
const IS_ADDRESS = /^[\d.]+$|:|^localhost$/
export const PLAIN_ANSWER = 'http: server gave HTTP response to HTTPS client'
const REDIRECTS_MAX = 10
const REDIRECTS = new Set([301, 302, 303, 307, 308])
const USER_AGENT = 'kube-probe/1.36'

/** A port by its number, or by its name in the container. */
export function portNumber(port: number | string, container: Container): number | undefined {
  if (typeof port === 'number') return port
  const named = container.ports?.find(({ name }) => name === port)
  if (named) return named.containerPort
  return /^\d+$/.test(port) ? Number(port) : undefined
}

/** What the runtime is asked about: whether the answer can change. Undefined when the probe asks somebody else. */
export function questionOf(probe: Probe, container: Container): ProbeQuestion | undefined {
  if (probe.exec) return { kind: 'exec', command: probe.exec.command ?? [] }
  const handler = probe.httpGet ?? probe.tcpSocket
  if (handler?.host) return undefined
  const port = portNumber(handler?.port ?? probe.grpc?.port ?? '', container)
  if (port === undefined) return undefined
  if (probe.httpGet) return { kind: 'http', port, path: probe.httpGet.path ?? '/' }
  return probe.tcpSocket ? { kind: 'tcp', port } : { kind: 'grpc', port, service: probe.grpc?.service ?? '' }
}

export function ask(probe: Probe, context: AskContext, answer: Answer): void {
  if (probe.exec) askCommand(probe.exec.command ?? [], context, answer)
  else if (probe.httpGet) askHttp(probe.httpGet, context, answer)
  else if (probe.tcpSocket) answer(askTcp(probe.tcpSocket, context))
  else if (probe.grpc) askGrpc(probe.grpc, context, answer)
  else answer({ verdict: 'error', message: 'missing probe handler for container' })
}

/** Calls back once: with the answer, or with `late` when none came in time. */
function inTime({ loop, timeoutMs }: AskContext, answer: Answer, late: ProbeAnswer): Answer {
  let open = true
  const timer = loop.after(timeoutMs, () => once(late))
  const once: Answer = (given) => {
    if (!open) return
    open = false
    timer.cancel()
    answer(given)
  }
  return once
}

function askCommand(command: readonly string[], context: AskContext, answer: Answer): void {
  if (!context.running) return answer({ verdict: 'error', message: 'container not running' })
  const seconds = context.timeoutMs / 1000
  let output = ''
  let kill = (): void => {}
  const once = inTime(
    context,
    (given) => {
      if (given.message.startsWith('command timed out')) kill()
      answer(given)
    },
    failed(`command timed out: "${command.join(' ')}" timed out after ${seconds}s`),
  )
  const session = context.running.exec({
    command,
    onOutput: (_stream, text) => {
      output = (output + text).slice(0, OUTPUT_MAX)
    },
    onExit: ({ exitCode, startError }) => {
      if (startError)
        once({
          verdict: 'error',
          message: execError(startError, context.loop.dice),
        })
      else once(exitCode === 0 ? success(output) : failed(output))
    },
  })
  kill = () => session.kill()
}

/** What the runtime says of a command that could not be started; each has an id of its own. */
export const execError = (startError: string, dice: Dice): string =>
  `rpc error: code = Unknown desc = failed to exec in container: failed to start exec "${dice.text(64, '0123456789abcdef')}": ${startError}`

function askTcp(
  { host, port }: k.V1TCPSocketAction,
  { wire, nodeIP, nodeName, podIP, container }: AskContext,
): ProbeAnswer {
  const number = portNumber(port, container)
  if (number === undefined) return { verdict: 'error', message: `strconv.Atoi: parsing "${port}": invalid syntax` }
  const ip = host || podIP
  const found = wire.reach({ ip: nodeIP, node: nodeName }, ip, number)
  if (found === 'refused') return failed(`dial tcp ${ip}:${number}: connect: connection refused`)
  if (found === 'no route') return failed(`dial tcp ${ip}:${number}: connect: no route to host`)
  return found === 'timeout' ? failed(`dial tcp ${ip}:${number}: i/o timeout`) : success()
}

/** One GET, as probes and lifecycle hooks send it. */
export function askHttp(action: k.V1HTTPGetAction, context: AskContext, answer: Answer): void {
  const { container, podIP } = context
  const port = portNumber(action.port, container)
  if (port === undefined)
    return answer({ verdict: 'error', message: `strconv.Atoi: parsing "${action.port}": invalid syntax` })
  const scheme = (action.scheme ?? 'HTTP').toLowerCase()
  const path = action.path?.startsWith('/') ? action.path : `/${action.path ?? ''}`
  const host = action.host || podIP
  const url = `${scheme}://${host}:${port}${path}`
  const late = failed(`Get "${url}": context deadline exceeded (Client.Timeout exceeded while awaiting headers)`)
  const once = inTime(context, answer, late)
  get({ url, host, port, path, action, redirects: 0 }, context, once)
}

interface Get {
  readonly url: string
  readonly host: string
  readonly port: number
  readonly path: string
  readonly action: k.V1HTTPGetAction
  readonly redirects: number
}

function get(request: Get, context: AskContext, once: Answer): void {
  const { url, host, port, path, action } = request
  const caller = { ip: context.nodeIP, node: context.nodeName }
  if (!IS_ADDRESS.test(host)) return once(failed(`Get "${url}": dial tcp: lookup ${host}: no such host`))
  const found = context.wire.reach(caller, host, port)
  if (found === 'timeout') return
  if (found === 'refused') return once(failed(`Get "${url}": dial tcp ${host}:${port}: connect: connection refused`))
  if (found === 'no route') return once(failed(`Get "${url}": dial tcp ${host}:${port}: connect: no route to host`))
  if (!found.http) return once(failed(`Get "${url}": EOF`))
  const isSecure = url.startsWith('https:')
  if (isSecure && found.scheme === 'http') return once(failed(`Get "${url}": ${PLAIN_ANSWER}`))
  if (!isSecure && found.scheme === 'https') return once(failed('HTTP probe failed with statuscode: 400'))
  const headers: Record<string, string> = {
    host: `${host}:${port}`,
    'user-agent': USER_AGENT,
    accept: '*/*',
    connection: 'close',
  }
  for (const { name, value } of action.httpHeaders ?? []) headers[name.toLowerCase()] = value
  found.http({ method: 'GET', path, headers, body: '' }, caller, (response) => take(response, request, context, once))
}

/** A redirect to the same host is followed; one to another is where the probe ends, with a warning. */
function take({ status, headers, body }: HttpResponse, request: Get, context: AskContext, once: Answer): void {
  const location = headers['location'] ?? headers['Location']
  if (REDIRECTS.has(status) && location !== undefined) {
    const to = new URL(location, request.url)
    if (to.hostname === new URL(request.url).hostname) {
      if (request.redirects >= REDIRECTS_MAX)
        return once(failed(`Get "${location}": stopped after ${REDIRECTS_MAX} redirects`))
      const port = Number(to.port || (to.protocol === 'https:' ? 443 : 80))
      const path = `${to.pathname}${to.search}`
      const next = { ...request, url: to.href, port, path, redirects: request.redirects + 1 }
      return get(next, context, once)
    }
  }
  if (status >= 300 && status < 400)
    once({ ...success(`Probe terminated redirects, Response body: ${body.slice(0, OUTPUT_MAX)}`), isWarning: true })
  else if (status >= 200 && status < 300) once(success())
  else once(failed(`HTTP probe failed with statuscode: ${status}`))
}

/** A server that serves answers 200 with `SERVING` on the path of the health service. */
function askGrpc({ port, service = '' }: k.V1GRPCAction, context: AskContext, answer: Answer): void {
  const { wire, nodeIP, nodeName, podIP, timeoutMs } = context
  const address = `${podIP}:${port}`
  const seconds = `${timeoutMs / 1000}s`
  const caller = { ip: nodeIP, node: nodeName }
  const found = wire.reach(caller, podIP, port)
  const unreachable = failed(
    `timeout: failed to connect service "${address}" within ${seconds}: context deadline exceeded`,
  )
  if (typeof found === 'string' || !found.http) {
    // It tries to connect until its time is over.
    context.loop.after(timeoutMs, () => answer(unreachable))
    return
  }
  const once = inTime(context, answer, failed(`timeout: health rpc did not complete within ${seconds}`))
  const headers = { 'content-type': 'application/grpc', 'user-agent': USER_AGENT }
  found.http(
    { method: 'POST', path: '/grpc.health.v1.Health/Check', headers, body: service },
    caller,
    ({ status, body }) => {
      if (status === 404)
        once(
          failed(
            'error: this server does not implement the grpc health protocol (grpc.health.v1.Health): unknown service grpc.health.v1.Health',
          ),
        )
      else once(body === 'SERVING' ? success() : failed(`service unhealthy (responded with "${body || 'UNKNOWN'}")`))
    },
  )
}
