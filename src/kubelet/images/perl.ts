import { piText } from '../shell/pi'
import { waiting, type WaitingInvocation } from '../shell/program'
import { sleep } from '../shell/http-client'
import { MIB, type ImageDefinition } from './image'

const DIGITS_MAX = 20_000
const MS_A_DIGIT = 2.5

/** `perl -Mbignum=bpi -wle 'print bpi(2000)'`: pi, as the Job of every course computes it. Other programs are not modelled. */
const perl = waiting(async (call) => {
  const script = call.args
    .filter((arg) => !/^-(Mbignum|M|w$)/.test(arg))
    .map((arg) => arg.replace(/^-\w*e/, ''))
    .join(' ')
  const digits = /bpi\(\s*(\d+)\s*\)/.exec(script)?.[1]
  if (digits === undefined) return small(call, script)
  const count = Math.min(Number(digits), DIGITS_MAX)
  const { meter } = call.machine.options
  await sleep(call.machine, call.process, meter.work(count * MS_A_DIGIT))
  call.out(`${piText(count)}\n`)
  return 0
})

function small(call: WaitingInvocation, script: string): number {
  const printed = /^\s*print\s+["'](.*)["']\s*;?\s*$/.exec(script)?.[1]
  if (printed !== undefined) {
    call.out(printed.replaceAll('\\n', '\n'))
    return 0
  }
  // Without a program perl reads one from its standard input, and a Pod's is at its end.
  if (script === '') return 0
  const code = /^\s*exit\s*\(?\s*(\d+)/.exec(script)?.[1]
  if (code !== undefined) return Number(code)
  call.err(`perl: not modelled: the program ${JSON.stringify(script)} (known: print bpi(N), print "text", exit N)\n`)
  return 2
}

export const perlImage: ImageDefinition = {
  names: ['perl'],
  bytes: 340 * MIB,
  flavour: 'debian',
  command: ['perl'],
  programs: { perl },
  idle: { cpu: 0, memory: 10 * MIB },
}
