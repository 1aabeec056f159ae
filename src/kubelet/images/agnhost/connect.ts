// `agnhost connect --timeout=3s 10.0.0.1:80`: whether a port can be reached, told by the first word of a line. Follows
// test/images/agnhost/connect, v1.36.
import { parseFlags } from '../../shell/flags'
import { askUdp, reachHost, sleep } from '../../shell/http-client'
import { waiting, type WaitingInvocation } from '../../shell/program'
import { nameServer } from '../../shell/resolver'
import { durationMs } from './go-program'

/** Without a limit of its own it is the kernel that gives up. */
const KERNEL_MS = 130_000
const NO_ROUTE_MS = 3_000

interface Target {
  readonly host: string
  readonly port: number
  /** 0: no limit */
  readonly timeoutMs: number
}

export const connect = waiting(async (call) => {
  const flags = parseFlags(call.args.slice(1), { valued: ['timeout', 'protocol', 'udp-data', 'sctp-data'], plain: [] })
  const [to = ''] = flags.rest
  const colon = to.lastIndexOf(':')
  if (colon < 0) return fail(call, `UNKNOWN: address ${to}: missing port in address`)
  const target: Target = {
    host: to.slice(0, colon),
    port: Number(to.slice(colon + 1)),
    timeoutMs: durationMs(flags.value('timeout') ?? '0') ?? 0,
  }
  const protocol = flags.value('protocol') ?? 'tcp'
  if (protocol === 'udp') return overUdp(call, target, flags.value('udp-data') ?? 'hostname')
  // No node has the kernel's module for it.
  if (protocol === 'sctp') return fail(call, 'OTHER: protocol not supported')
  return ['', 'tcp'].includes(protocol) ? overTcp(call, target) : fail(call, 'Unsupported protocol')
})

function fail(call: WaitingInvocation, text: string): number {
  call.err(`${text}\n`)
  return 1
}

function unresolved(call: WaitingInvocation, host: string): number {
  const where = nameServer(call.machine)
  return fail(call, `DNS: lookup ${host}${where === undefined ? '' : ` on ${where}:53`}: no such host`)
}

async function overTcp(call: WaitingInvocation, { host, port, timeoutMs }: Target): Promise<number> {
  const reached = reachHost(call.machine, host, port)
  if (reached.kind === 'listener') return 0
  if (reached.kind === 'unresolved') return unresolved(call, host)
  if (reached.why === 'refused') return fail(call, 'REFUSED')
  const limitMs = timeoutMs || KERNEL_MS
  if (reached.why === 'no route' && limitMs > NO_ROUTE_MS) {
    await sleep(call.machine, call.process, NO_ROUTE_MS)
    return fail(call, `OTHER: dial tcp ${reached.ip}:${port}: connect: no route to host`)
  }
  await sleep(call.machine, call.process, limitMs)
  return fail(call, 'TIMEOUT')
}

async function overUdp(call: WaitingInvocation, { host, port, timeoutMs }: Target, data: string): Promise<number> {
  const found = await askUdp(call, { host, port, datagram: `${data}\n`, waitMs: timeoutMs || Infinity })
  if (found.kind === 'answer') return 0
  if (found.kind === 'unresolved') return unresolved(call, host)
  const way = `read udp ${call.machine.caller.ip}:40000->${host}:${port}`
  return found.kind === 'refused'
    ? fail(call, `REFUSED: ${way}: read: connection refused`)
    : fail(call, `TIMEOUT: ${way}: i/o timeout`)
}
