import { sleep } from '../http-client'
import { fourArctan } from '../pi'
import { waiting } from '../program'

const DIGITS_MAX = 20_000
const MS_A_DIGIT = 2.5

/** `echo "scale=2000; 4*a(1)" | bc -l` */
export const bc = waiting(async (call) => {
  const text = (await call.stdin.text()).trim() || call.args.filter((arg) => !arg.startsWith('-')).join(' ')
  const digits = /scale\s*=\s*(\d+)\s*;\s*4\s*\*\s*a\(1\)/.exec(text)?.[1]
  if (digits !== undefined) {
    const count = Math.min(Number(digits), DIGITS_MAX)
    await sleep(call.machine, call.process, call.machine.options.meter.work(count * MS_A_DIGIT))
    call.out(`${wrapped(fourArctan(count))}\n`)
    return 0
  }
  for (const line of text.split(/[\n;]/).filter((each) => each.trim()))
    call.out(`${arithmetic(line) ?? '(standard_in) 1: not modelled'}\n`)
  return 0
})

/** bc breaks its lines after 69 digits. */
const wrapped = (text: string): string => text.replace(/(.{68})(?=.)/g, '$1\\\n')

function arithmetic(line: string): string | undefined {
  const match = /^\s*(-?\d+)\s*([-+*/%^])\s*(-?\d+)\s*$/.exec(line)
  if (!match) return /^\s*-?\d+\s*$/.test(line) ? line.trim() : undefined
  const [a, b] = [BigInt(match[1] ?? 0), BigInt(match[3] ?? 0)]
  if (b === 0n && '/%'.includes(match[2] ?? '')) return 'Runtime error (func=(main), adr=5): Divide by zero'
  return String(
    {
      '+': a + b,
      '-': a - b,
      '*': a * b,
      '/': b === 0n ? 0n : a / b,
      '%': b === 0n ? 0n : a % b,
      '^': b < 0n ? 0n : a ** b,
    }[match[2] as '+'],
  )
}
