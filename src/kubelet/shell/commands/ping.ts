import { parseFlags } from '../flags'
import { sleep } from '../http-client'
import { resolveHost } from '../resolver'
import { waiting } from '../program'

const ROUND_TRIP_MS = 0.08

/** `ping [-c N] [-W S] HOST`: a Pod or node answers, a virtual address does not. Without -c it goes on. */
export const ping = waiting(async (call) => {
  const { machine, process } = call
  const flags = parseFlags(call.args, { plain: ['q', '4', 'n'], valued: ['c', 'W', 'w', 'i', 's', 'I', 't'] })
  const host = flags.rest[0]
  const busybox = machine.options.flavour === 'busybox'
  if (host === undefined) {
    call.err('ping: usage error: Destination address required\n')
    return 1
  }
  const found = resolveHost(machine, host)
  const ip = found.kind === 'found' ? found.addresses[0] : undefined
  if (ip === undefined) {
    call.err(busybox ? `ping: bad address '${host}'\n` : `ping: ${host}: Name or service not known\n`)
    return busybox ? 1 : 2
  }
  const count = Number(flags.value('c') ?? Infinity)
  const intervalMs = Number(flags.value('i') ?? 1) * 1000
  call.out(busybox ? `PING ${host} (${ip}): 56 data bytes\n` : `PING ${host} (${ip}) 56(84) bytes of data.\n`)
  let received = 0
  let sent = 0
  for (; sent < count; sent++) {
    if (sent > 0) await sleep(machine, process, intervalMs)
    const reached = machine.options.wire.reach(machine.caller, ip, 0)
    if (reached === 'timeout' || reached === 'no route') continue
    received++
    call.out(
      busybox
        ? `64 bytes from ${ip}: seq=${sent} ttl=63 time=${ROUND_TRIP_MS.toFixed(3)} ms\n`
        : `64 bytes from ${ip}: icmp_seq=${sent + 1} ttl=63 time=${ROUND_TRIP_MS.toFixed(3)} ms\n`,
    )
  }
  if (received < sent) await sleep(machine, process, Number(flags.value('W') ?? 10) * 1000)
  const lost = Math.round(((sent - received) / Math.max(1, sent)) * 100)
  call.out(
    `\n--- ${host} ping statistics ---\n${sent} packets transmitted, ${received} ${busybox ? 'packets received' : 'received'}, ${lost}% packet loss${busybox ? '' : `, time ${(sent - 1) * intervalMs}ms`}\n`,
  )
  const rtt = ROUND_TRIP_MS.toFixed(3)
  if (received > 0)
    call.out(
      busybox
        ? `round-trip min/avg/max = ${rtt}/${rtt}/${rtt} ms\n`
        : `rtt min/avg/max/mdev = ${rtt}/${rtt}/${rtt}/0.000 ms\n`,
    )
  return received > 0 ? 0 : 1
})
