import { parseFlags } from '../flags'
import { sleep } from '../http-client'
import { waiting } from '../program'

/** `watch [-n SECONDS] COMMAND`: the command again and again. */
export const watch = waiting(async (call) => {
  const flags = parseFlags(call.args, { plain: ['d', 't', 'e', 'g'], valued: ['n', 'interval'], stopAtWord: true })
  const ms = Math.max(100, Number(flags.value('n', 'interval') ?? 2) * 1000)
  for (;;) {
    await call.run(['sh', '-c', flags.rest.join(' ')])
    await sleep(call.machine, call.process, ms)
  }
})
