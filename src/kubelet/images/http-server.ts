// What programs that answer HTTP share: a port, an access log, time that a request takes.
import type { Caller, HttpRequest, HttpResponse, Listener } from '../../simulation/wire'
import type { ProbeQuestion, Signal } from '../runtime/container-runtime'
import { exitCodeOf, type Invocation, type Server } from '../shell/program'
import { formatDate } from '../shell/commands/date'

export interface HttpServerOptions {
  readonly port: number
  /** without it clients of both are served */
  readonly scheme?: 'http' | 'https'
  /** processor time of one request */
  readonly cpuMs: number
  answer(request: HttpRequest, caller: Caller): HttpResponse
  /** takes the place of `answer` where the answer may have to wait */
  answerLater?(request: HttpRequest, caller: Caller, answer: (response: HttpResponse) => void): void
  /** one line of the access log; undefined logs nothing */
  logLine?(request: HttpRequest, response: HttpResponse, caller: Caller): string
  /** when the port is taken */
  bindError(port: number): string
  /** true when the answer to a probe of this path cannot change by itself */
  isSteady?(path: string): boolean
}

/** Listens; a number is the exit code when the port is taken. Signals that end a program end it with 0 when it is polite. */
export function httpServer(
  call: Invocation,
  exit: (exitCode: number) => void,
  options: HttpServerOptions,
): Server | number {
  const started = new HttpServer(call, exit, options)
  try {
    started.open()
  } catch {
    call.err(options.bindError(options.port))
    return 1
  }
  return started
}

/** Both the program and what stands behind its port: one object for each of very many containers. */
class HttpServer implements Server, Listener {
  private close: () => void = nothing

  constructor(
    private readonly call: Invocation,
    private readonly exit: (exitCode: number) => void,
    private readonly options: HttpServerOptions,
  ) {}

  get scheme(): Listener['scheme'] {
    return this.options.scheme
  }

  open(): void {
    this.close = this.call.machine.listen(this.options.port, this)
  }

  http(request: HttpRequest, caller: Caller, answer: (response: HttpResponse) => void): void {
    const { machine } = this.call
    const ms = machine.options.meter.work(this.options.cpuMs)
    // A light request on an idle server is answered at this instant: probes by the hundred thousand need no timer.
    if (ms <= LIGHT_MS) this.reply(request, caller, answer)
    else machine.loop.after(ms, () => this.reply(request, caller, answer))
  }

  stop(): void {
    this.close()
  }

  signal(signal: Signal): void {
    if (signal === 'SIGTERM' || signal === 'SIGQUIT' || signal === 'SIGINT') this.exit(0)
    else if (signal === 'SIGKILL') this.exit(exitCodeOf(signal))
  }

  steady(question: ProbeQuestion): boolean {
    return (
      question.kind === 'tcp' ||
      (question.kind === 'http' &&
        question.port === this.options.port &&
        this.options.isSteady?.(question.path) === true)
    )
  }

  private reply(request: HttpRequest, caller: Caller, answer: (response: HttpResponse) => void): void {
    if (this.call.machine.closed) return
    const { answerLater } = this.options
    if (answerLater) return answerLater(request, caller, answer)
    const response = this.options.answer(request, caller)
    const line = this.options.logLine?.(request, response, caller)
    if (line !== undefined) this.call.out(line)
    answer(response)
  }
}

const nothing = (): void => {}
const LIGHT_MS = 5

export const textResponse = (status: number, body: string, type = 'text/plain'): HttpResponse => ({
  status,
  headers: { 'Content-Type': type, 'Content-Length': String(body.length) },
  body,
})

/** The line of nginx' and Apache's combined log. */
export function combinedLogLine(
  call: Invocation,
  request: HttpRequest,
  response: HttpResponse,
  caller: Caller,
): string {
  const when = formatDate('%d/%b/%Y:%H:%M:%S %z', call.machine.now(), { hours: 0, zone: 'UTC' })
  const agent = request.headers['user-agent'] ?? request.headers['User-Agent'] ?? '-'
  return `${caller.ip} - - [${when}] "${request.method} ${request.path} HTTP/1.1" ${response.status} ${response.body.length} "-" "${agent}"`
}
