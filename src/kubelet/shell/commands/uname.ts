import { quick } from '../program'

const KERNEL = '5.14.0-427.13.1.el9_4.x86_64'

/** `uname [-a | -s | -n | -r | -m]` */
export const uname = quick((call) => {
  const parts: Readonly<Record<string, string>> = {
    s: 'Linux',
    n: call.machine.options.hostname,
    r: KERNEL,
    v: '#1 SMP',
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
