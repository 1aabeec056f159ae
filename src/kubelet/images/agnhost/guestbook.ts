// `agnhost guestbook`: a store with a primary, replicas that register there, and a front end that asks them. Follows
// test/images/agnhost/guestbook, v1.36.
import type { HttpRequest, HttpResponse } from '../../../simulation/wire'
import { parseFlags } from '../../shell/flags'
import { reachHost } from '../../shell/http-client'
import { server, type Invocation, type Server } from '../../shell/program'
import { httpServer, textResponse } from '../http-server'
import { goJson } from './dial'
import { goServer } from './go-program'
import { log } from './klog'

const REGISTER_TRIES = 15
const REGISTER_AGAIN_MS = 1_000

type Answer = (response: HttpResponse) => void

class Guestbook {
  private store: Record<string, string> = {}
  private readonly replicas: string[] = []

  constructor(
    private readonly call: Invocation,
    private readonly backendPort: number,
  ) {}

  handle({ path: whole }: HttpRequest, answer: Answer): void {
    const [path = '', text = ''] = whole.split('?')
    const query = new URLSearchParams(text)
    const [key = '', value = ''] = ['key', 'value'].map((name) => query.get(name) ?? '')
    if (path === '/register') return this.register(query.get('host') ?? '', answer)
    if (path === '/get') return this.get(key, answer)
    if (path === '/set') return this.set(key, value, answer)
    if (path === '/guestbook') return this.pass(query.get('cmd') ?? '', { key, value }, answer)
    answer(textResponse(404, '404 page not found\n'))
  }

  private register(host: string, answer: Answer): void {
    log(this.call, `GET /register?host=${host}`)
    answer(textResponse(200, goJson({ data: this.store })))
    this.replicas.push(host)
    log(this.call, `Node '${host}' registered.`)
  }

  private get(key: string, answer: Answer): void {
    log(this.call, `GET /get?key=${key}`)
    answer(textResponse(200, goJson({ data: key === '' ? this.store : (this.store[key] ?? '') })))
  }

  private set(key: string, value: string, answer: Answer): void {
    log(this.call, `GET /set?key=${key}&value=${value}`)
    if (key === '') return answer(textResponse(400, 'cannot set with empty key.\n'))
    this.store = { ...this.store, [key]: value }
    const tell = (left: readonly string[]): void => {
      const [replica, ...more] = left
      if (replica === undefined) return answer(textResponse(200, goJson({ message: 'Updated' })))
      this.ask(replica, `set?key=${key}&value=${value}`, (body, error) => {
        if (error === undefined) return tell(more)
        answer(textResponse(417, `encountered error while propagating to replica '${replica}': ${error}\n`))
      })
    }
    tell(this.replicas)
  }

  /** The front end: what is set goes to the primary, what is asked for to a replica. */
  private pass(cmd: string, { key, value }: { key: string; value: string }, answer: Answer): void {
    const wanted = cmd.toLowerCase()
    log(this.call, `GET /guestbook?cmd=${wanted}&key=${key}&value=${value}`)
    if (wanted !== 'get' && wanted !== 'set') return answer(textResponse(400, `unsupported cmd: '${wanted}'\n`))
    if (wanted === 'set' && key === '') return answer(textResponse(400, 'cannot set with empty key.\n'))
    const host = wanted === 'get' ? 'agnhost-replica' : 'agnhost-primary'
    this.ask(host, `${wanted}?key=${key}&value=${value}`, (body, error) =>
      answer(error === undefined ? textResponse(200, body) : textResponse(417, `encountered error: ${error}\n`)),
    )
  }

  /** A replica makes itself known, again and again until the primary answers. */
  registerAt(primary: string, exit: (exitCode: number) => void, left = REGISTER_TRIES): void {
    const { call } = this
    const request = `register?host=${call.machine.caller.ip}`
    log(call, `Registering to primary: ${primary}:${this.backendPort}/${request}`)
    this.ask(primary, request, (body, error) => {
      if (error === undefined) {
        this.store = (JSON.parse(body) as { data: Record<string, string> }).data
        log(call, `Registered to node: ${primary}`)
        return
      }
      log(call, `encountered error while registering to primary: ${error}. Retrying in 1s.`)
      if (left > 1) {
        call.machine.loop.after(REGISTER_AGAIN_MS, () => this.registerAt(primary, exit, left - 1))
        return
      }
      log(call, 'Timed out while registering to primary.')
      exit(1)
    })
  }

  private ask(host: string, request: string, told: (body: string, error?: string) => void): void {
    const { machine } = this.call
    if (machine.closed) return
    const url = `http://${host}:${this.backendPort}/${request}`
    const reached = reachHost(machine, host, this.backendPort)
    if (reached.kind === 'listener' && reached.listener.http)
      return reached.listener.http(
        { method: 'GET', path: `/${request}`, headers: { host }, body: '' },
        machine.caller,
        ({ body }) => told(body),
      )
    const why =
      reached.kind === 'unresolved'
        ? `dial tcp: lookup ${host}: no such host`
        : `dial tcp ${reached.ip}:${this.backendPort}: connect: connection refused`
    told('', `Get "${url}": ${why}`)
  }
}

export const guestbook = server((call, exit): Server | number => {
  const flags = parseFlags(call.args.slice(1), { valued: ['http-port', 'backend-port', 'replicaof'], plain: [] })
  const book = new Guestbook(call, Number(flags.value('backend-port') ?? 6379))
  const started = httpServer(call, exit, {
    port: Number(flags.value('http-port') ?? 80),
    cpuMs: 1,
    bindError: (taken) => `listen tcp :${taken}: bind: address already in use\n`,
    answer: () => textResponse(404, '404 page not found\n'),
    answerLater: (request, _caller, answer) => book.handle(request, answer),
  })
  const primary = flags.value('replicaof')
  if (typeof started !== 'number' && primary) call.machine.loop.after(0, () => book.registerAt(primary, exit))
  return goServer(call, exit, started)
})
