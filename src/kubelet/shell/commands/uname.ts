import { KERNEL_VERSION } from '../../runtime/kernel'
import { quick } from '../program'

/** `uname [-a | -s | -n | -r | -m]` */
export const uname = quick((call) => {
  const parts: Readonly<Record<string, string>> = {
    s: 'Linux',
    n: call.machine.options.hostname,
    r: KERNEL_VERSION,
    v: '#31-Ubuntu SMP PREEMPT_DYNAMIC',
    m: 'x86_64',
    o: 'GNU/Linux',
  }
  const letters = call.args.join('').replaceAll('-', '') || 's'
  const wanted = letters.includes('a') ? 'snrvmo' : letters
  call.out(
    `${[...'snrvmo']
      .filter((letter) => wanted.includes(letter))
      .map((letter) => parts[letter])
      .join(' ')}\n`,
  )
  return 0
})
