import { exitCodeOf, server } from '../program'

const LINES = 10_000

/** `yes [WORD]`: an endless producer. Into a pipe it gives a bounded number of lines; alone it burns a processor, and what it says is not kept. */
export const yes = server((call, exit) => {
  const { meter } = call.machine.options
  if (call.pid !== 1 && !call.flowsAway) {
    call.out(`${call.args.join(' ') || 'y'}\n`.repeat(LINES))
    return 141
  }
  meter.steadyCpu += 1000
  return {
    signal: (signal) => exit(exitCodeOf(signal)),
    stop: () => {
      meter.steadyCpu -= 1000
    },
  }
})
