import { HARMLESS } from '../../runtime/signals'
import { sleepMs } from '../flags'
import { exitCodeOf, server } from '../program'

const LONGEST_TIMER_MS = 1e13

/** `sleep 5`, `sleep 1m 30s`, `sleep infinity`: waits in virtual time. As process 1 it has no handler and ignores SIGTERM. */
export const sleep = server((call, exit) => {
  const parts = call.args.map(sleepMs)
  const wrong = call.args.find((_, i) => parts[i] === undefined)
  if (parts.length === 0 || wrong !== undefined) {
    const busybox = call.machine.options.flavour === 'busybox'
    call.err(
      parts.length === 0
        ? 'sleep: missing operand\n'
        : busybox
          ? `sleep: invalid number '${wrong}'\n`
          : `sleep: invalid time interval '${wrong}'\n`,
    )
    return 1
  }
  const ms = parts.reduce<number>((sum, part) => sum + (part ?? 0), 0)
  if (ms <= LONGEST_TIMER_MS) call.machine.promise(ms)
  const timer = ms > LONGEST_TIMER_MS ? undefined : call.machine.loop.after(ms, () => exit(0))
  return {
    signal: (signal) => {
      if (call.pid !== 1 && !HARMLESS.has(signal)) exit(exitCodeOf(signal))
    },
    stop: () => timer?.cancel(),
    steady: () => true,
  }
})
