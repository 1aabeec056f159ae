import { parseFlags } from '../flags'
import { sleep } from '../http-client'
import { exitCodeOf, quick, waiting, type Command, type Invocation, type WaitingInvocation } from '../program'

/** So many numbers at once; more of them take time, as they do. */
const NUMBERS_A_STEP = 100_000
const STEP_MS = 20
/** What is not passed on has to be held. */
const HELD_MAX = 128 * 2 ** 20
const STEPS_KEPT = 16

interface Numbers {
  readonly first: number
  readonly step: number
  readonly count: number
  readonly decimals: number
  readonly width: number
  readonly separator: string
}

/** `seq LAST`, `seq FIRST LAST`, `seq FIRST STEP LAST`, with -s and -w */
function numbersOf(call: Invocation): Numbers | number {
  const words = call.args.map((arg) => (/^-[\d.]/.test(arg) ? `\0${arg}` : arg))
  const flags = parseFlags(words, { valued: ['s', 'f', 'separator'], plain: ['w', 'equal-width'] })
  const rest = flags.rest.map((word) => word.replace('\0', ''))
  const isBusybox = call.machine.options.flavour === 'busybox'
  if (rest.length === 0) {
    call.err(isBusybox ? USAGE : "seq: missing operand\nTry 'seq --help' for more information.\n")
    return 1
  }
  const wrong = rest.find((word) => word.trim() === '' || Number.isNaN(Number(word)))
  if (wrong !== undefined) {
    call.err(
      isBusybox
        ? `seq: invalid number '${wrong}'\n`
        : `seq: invalid floating point argument: '${wrong}'\nTry 'seq --help' for more information.\n`,
    )
    return 1
  }
  const [first, step, last] = [rest.length > 1 ? rest[0] : '1', rest.length > 2 ? rest[1] : '1', rest.at(-1)].map(
    (word = '1') => ({ value: Number(word), decimals: (word.split('.')[1] ?? '').length }),
  ) as [Word, Word, Word]
  const count =
    step.value === 0 ? Infinity : Math.max(0, Math.floor((last.value - first.value) / step.value + 1 + 1e-9))
  const decimals = Math.max(first.decimals, step.decimals)
  const widths = [first, last].map(({ value }) => value.toFixed(decimals).length)
  return {
    first: first.value,
    step: step.value,
    count,
    decimals,
    width: flags.has('w', 'equal-width') ? Math.max(...widths) : 0,
    separator: flags.value('s', 'separator') ?? '\n',
  }
}

interface Word {
  readonly value: number
  readonly decimals: number
}

/** A thousand containers that count to a million say the same: they share the text. */
const kept = new Map<string, string>()

function textOf(numbers: Numbers, from: number): string {
  const { first, step, count, decimals, width, separator } = numbers
  const key = JSON.stringify([numbers, from])
  const known = kept.get(key)
  if (known !== undefined) return known
  const till = Math.min(count, from + NUMBERS_A_STEP)
  let text = ''
  for (let i = from; i < till; i++) {
    const plain = decimals > 0 ? (first + i * step).toFixed(decimals) : String(first + i * step)
    text += (width > 0 ? plain.padStart(width, '0') : plain) + (i + 1 < count ? separator : '\n')
  }
  if (till - from < NUMBERS_A_STEP) return text
  const [oldest] = kept.keys()
  if (oldest !== undefined && kept.size >= STEPS_KEPT) kept.delete(oldest)
  kept.set(key, text)
  return text
}

const few = quick((call) => {
  const numbers = numbersOf(call)
  if (typeof numbers === 'number') return numbers
  call.out(textOf(numbers, 0))
  return 0
})

const many = waiting(async (call: WaitingInvocation) => {
  const numbers = numbersOf(call)
  if (typeof numbers === 'number') return numbers
  let held = 0
  for (let from = 0; from < numbers.count; from += NUMBERS_A_STEP) {
    const text = textOf(numbers, from)
    if (!call.flowsAway && call.pid !== 1 && (held += text.length) > HELD_MAX) {
      call.machine.hold(Infinity)
      return exitCodeOf('SIGKILL')
    }
    call.out(text)
    await sleep(call.machine, call.process, STEP_MS)
  }
  return 0
})

export const seq: Command = {
  kind: 'chosen',
  choose: (args) => (args.some((arg) => arg.length > 4) ? many : few),
}

const USAGE = `BusyBox v1.36.1 (2023-05-18 22:34:17 UTC) multi-call binary.

Usage: seq [-w] [-s SEP] [FIRST [INC]] LAST
`
