// What programs that answer HTTP share: a port, an access log, time that a request takes.
import type { Caller, HttpRequest, HttpResponse } from '../../simulation/wire'
import { exitCodeOf, type Invocation, type Server } from '../shell/program'
import { formatDate } from '../shell/commands/date'

export interface HttpServerOptions {
  readonly port: number
  /** processor time of one request */
  readonly cpuMs: number
  answer(request: HttpRequest, caller: Caller): HttpResponse
  /** one line of the access log; undefined logs nothing */
  logLine?(request: HttpRequest, response: HttpResponse, caller: Caller): string
  /** when the port is taken */
  bindError(port: number): string
  /** true when the answer to a probe of this path cannot change by itself */
  isSteady?(path: string): boolean
}

/** Listens; a number is the exit code when the port is taken. Signals that end a program end it with 0 when it is polite. */
export function httpServer(call: Invocation, exit: (exitCode: number) => void, options: HttpServerOptions): Server | number {
  const { machine } = call
  const { meter } = machine.options
  let close: () => void
  try {
    close = machine.listen(options.port, {
      http: (request, caller, answer) => {
        const ms = meter.work(options.cpuMs)
        const reply = () => {
          if (machine.closed) return
          const response = options.answer(request, caller)
          const line = options.logLine?.(request, response, caller)
          if (line !== undefined) call.out(line)
          answer(response)
        }
        // A light request on an idle server is answered at this instant: probes by the hundred thousand need no timer.
        if (ms <= LIGHT_MS) reply()
        else machine.loop.after(ms, reply)
      },
    })
  } catch {
    call.err(options.bindError(options.port))
    return 1
  }
  return {
    stop: close,
    signal: (signal) => {
      if (signal === 'SIGTERM' || signal === 'SIGQUIT' || signal === 'SIGINT') exit(0)
      else if (signal === 'SIGKILL') exit(exitCodeOf(signal))
    },
    steady: (question) => question.kind === 'tcp' || (question.kind === 'http' && question.port === options.port && options.isSteady?.(question.path) === true),
  }
}

const LIGHT_MS = 5

export const textResponse = (status: number, body: string, type = 'text/plain'): HttpResponse => ({
  status,
  headers: { 'Content-Type': type, 'Content-Length': String(body.length) },
  body,
})

/** The line of nginx' and Apache's combined log. */
export function combinedLogLine(call: Invocation, request: HttpRequest, response: HttpResponse, caller: Caller): string {
  const when = formatDate('%d/%b/%Y:%H:%M:%S %z', call.machine.now(), { hours: 0, zone: 'UTC' })
  const agent = request.headers['user-agent'] ?? request.headers['User-Agent'] ?? '-'
  return `${caller.ip} - - [${when}] "${request.method} ${request.path} HTTP/1.1" ${response.status} ${response.body.length} "-" "${agent}"`
}
