// `/dial` of `agnhost netexec`: asks another server, over HTTP or with datagrams, as often as wanted. Follows
// test/images/agnhost/netexec, v1.36.
import type { HttpResponse } from '../../../simulation/wire'
import { reachHost } from '../../shell/http-client'
import type { Invocation } from '../../shell/program'
import { nameServer, resolveHost } from '../../shell/resolver'
import { textResponse } from '../http-server'

const TRIES_MAX = 1000
const WAIT_MS = 5_000

/** Gives what was answered, or why nothing was. */
export type Dialer = (told: (result: { readonly text: string } | { readonly error: string }) => void) => void

/** `{"responses":["web-0"]}`, `{"errors":[...]}` */
export function dial(call: Invocation, query: URLSearchParams, answer: (response: HttpResponse) => void): void {
  const host = query.get('host') ?? ''
  const port = Number(query.get('port'))
  const request = query.get('request') ?? ''
  const protocol = (query.get('protocol') ?? '').toLowerCase()
  const refuse = (text: string): void => answer(textResponse(400, `${text}\n`))
  if (request === '') return refuse('request parameter not specified. <nil>')
  if (!['', 'http', 'udp'].includes(protocol)) return refuse(`unsupported protocol. ${protocol}`)
  const resolved = resolveHost(call.machine, host)
  const [ip] = resolved.kind === 'found' ? resolved.addresses : []
  if (ip === undefined) {
    const where = nameServer(call.machine)
    return refuse(
      `host and/or port param are invalid. lookup ${host}${where === undefined ? '' : ` on ${where}:53`}: no such host`,
    )
  }
  const to = { ip, port, request }
  askOften(protocol === 'udp' ? overUdp(call, to) : overHttp(call, to), Number(query.get('tries') || 1), answer)
}

function askOften(ask: Dialer, tries: number, answer: (response: HttpResponse) => void): void {
  const responses: string[] = []
  const errors: string[] = []
  let last = ''
  const next = (left: number): void => {
    if (left === 0)
      return answer(
        textResponse(200, goJson({ ...(errors.length > 0 ? { errors } : {}), ...(last === '' ? {} : { responses }) })),
      )
    ask((result) => {
      last = 'text' in result ? result.text : ''
      if ('text' in result) responses.push(result.text)
      else errors.push(result.error)
      next(left - 1)
    })
  }
  next(Math.min(tries, TRIES_MAX))
}

interface Target {
  readonly ip: string
  readonly port: number
  readonly request: string
}

/** As Go's http.Get does it. */
export const overHttp =
  ({ machine }: Invocation, { ip, port, request }: Target): Dialer =>
  (told) => {
    const failed = (why: string): void => told({ error: `Get "http://${ip}:${port}/${request}": ${why}` })
    const reached = reachHost(machine, ip, port)
    if (reached.kind !== 'listener' || !reached.listener.http) {
      if (reached.kind !== 'unreachable' || reached.why === 'refused')
        return failed(`dial tcp ${ip}:${port}: connect: connection refused`)
      machine.loop.after(WAIT_MS, () =>
        failed('context deadline exceeded (Client.Timeout exceeded while awaiting headers)'),
      )
      return
    }
    reached.listener.http(
      { method: 'GET', path: `/${request}`, headers: { host: `${ip}:${port}` }, body: '' },
      machine.caller,
      ({ body }) => told({ text: body }),
    )
  }

const overUdp =
  ({ machine }: Invocation, { ip, port, request }: Target): Dialer =>
  (told) => {
    const failed = (why: string): void =>
      told({
        error: `reading from udp connection failed. err:'read udp ${machine.caller.ip}:40000->${ip}:${port}: ${why}'`,
      })
    const found = machine.options.wire.reach(machine.caller, ip, port)
    if (found === 'refused' || (typeof found !== 'string' && !found.udp)) return failed('read: connection refused')
    let isTold = false
    const timer = machine.loop.after(WAIT_MS, () => {
      isTold = true
      failed('i/o timeout')
    })
    if (typeof found === 'string') return
    found.udp?.(request, machine.caller, (text) => {
      if (isTold) return
      isTold = true
      timer.cancel()
      told({ text })
    })
  }

/** As Go's encoding/json writes it: what could be HTML is escaped. */
export const goJson = (value: object): string =>
  JSON.stringify(value).replace(/[<>&]/g, (each) => `\\u00${each.charCodeAt(0).toString(16)}`)
