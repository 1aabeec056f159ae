import { parseFlags, sleepMs } from '../flags'
import { exitCodeOf, server } from '../program'

/** `stress --cpu 2 --vm 1 --vm-bytes 150M [--timeout 60]`: uses processors and memory, beyond the limit until it is killed for it. */
export const stress = server((call, exit) => {
  const flags = parseFlags(call.args, {
    plain: ['v', 'q', 'verbose', 'vm-keep'],
    valued: [
      'c',
      'cpu',
      'm',
      'vm',
      'vm-bytes',
      't',
      'timeout',
      'i',
      'io',
      'd',
      'hdd',
      'vm-hang',
      'cpus',
      'mem-total',
      'mem-alloc-size',
      'mem-alloc-sleep',
    ],
  })
  const { meter } = call.machine.options
  const workers = Number(flags.value('c', 'cpu', 'cpus') ?? 0)
  const hogs = Number(flags.value('m', 'vm') ?? (flags.has('mem-total') ? 1 : 0))
  const bytes = hogs * bytesOf(flags.value('vm-bytes', 'mem-total') ?? '256M')
  call.out(
    `stress: info: [${call.pid}] dispatching hogs: ${workers} cpu, ${flags.value('i', 'io') ?? 0} io, ${hogs} vm, ${flags.value('d', 'hdd') ?? 0} hdd\n`,
  )
  meter.steadyCpu += (workers + hogs) * 1000
  meter.memory += bytes
  call.machine.options.changed()
  const ms = sleepMs(flags.value('t', 'timeout') ?? '')
  const timer =
    ms === undefined
      ? undefined
      : call.machine.loop.after(ms, () => {
          call.out(`stress: info: [${call.pid}] successful run completed in ${Math.round(ms / 1000)}s\n`)
          exit(0)
        })
  return {
    signal: (signal) => exit(exitCodeOf(signal)),
    stop: () => {
      timer?.cancel()
      meter.steadyCpu -= (workers + hogs) * 1000
      meter.memory -= bytes
    },
  }
})

/** `150M`, `1G`, `100Mi`, `512k` in bytes */
export function bytesOf(text: string): number {
  const match = /^(\d+(?:\.\d+)?)([kKmMgG]?)i?[bB]?$/.exec(text)
  return match ? Number(match[1]) * { '': 1, k: 1024, m: 2 ** 20, g: 2 ** 30 }[(match[2] ?? '').toLowerCase() as ''] : 0
}
