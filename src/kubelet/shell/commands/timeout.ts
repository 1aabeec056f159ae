import type { Process } from '../../../simulation/processes'
import { startAbandonable } from '../abandon'
import { parseFlags, sleepMs } from '../flags'
import { exitCodeOf, signalOf, waiting } from '../program'

/** `timeout [-s SIGNAL] [-k TIME] [-t] SECONDS COMMAND ...` in virtual time: 124 when the command is cut off. */
export const timeout = waiting(async (call) => {
  const { machine, process } = call
  const flags = parseFlags(call.args, {
    plain: ['preserve-status', 'foreground', 'v'],
    valued: ['s', 'signal', 'k', 'kill-after', 't'],
    stopAtWord: true,
  })
  const argv = flags.rest.slice(flags.has('t') ? 0 : 1)
  const limit = flags.has('t') ? flags.value('t') : flags.rest[0]
  const ms = sleepMs(limit ?? '')
  if (ms === undefined || argv.length === 0) {
    call.err(
      ms === undefined
        ? `timeout: invalid time interval '${limit ?? ''}'\n`
        : "timeout: missing operand\nTry 'timeout --help' for more information.\n",
    )
    return 125
  }
  let child: Process | undefined
  const outcome = await process.wait<number>((wake) => {
    const timer = machine.loop.after(ms, () => {
      child?.kill('SIGTERM')
      wake(
        flags.has('preserve-status')
          ? exitCodeOf(signalOf(flags.value('s', 'signal') ?? 'TERM') ?? 'SIGTERM')
          : machine.options.flavour === 'busybox'
            ? 143
            : 124,
      )
    })
    child = startAbandonable(machine.loop, `timeout ${argv.join(' ')}`, async (inner) =>
      wake(await call.run(argv, { process: inner })),
    )
    return () => {
      timer.cancel()
      child?.kill('SIGTERM')
    }
  })
  return outcome
})
