import { quick } from '../program'

const TOTAL_BYTES = 4 * 2 ** 30

/** `free [-m | -h]`: a container sees the memory of the node. */
export const free = quick((call) => {
  const used = call.machine.options.meter.memory
  const divisor = call.args.includes('-m') ? 2 ** 20 : 1024
  const cell = (bytes: number) => String(Math.round(bytes / divisor)).padStart(12)
  call.out(
    `              total        used        free\nMem:  ${cell(TOTAL_BYTES)}${cell(used)}${cell(TOTAL_BYTES - used)}\n`,
  )
  return 0
})
