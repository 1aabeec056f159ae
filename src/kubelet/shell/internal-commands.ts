// The words that the transformation of scripts puts in: `&`, traps, `wait`, `exec cmd`, clocks.
import { joinPath } from '../files/memory-fs'
import { createBackground } from './background'
import type { SessionCall } from './command-adapter'
import { TYPED } from './mark-statements'
import type { ShellName } from './messages'
import { quick, waiting, type Command } from './program'
import { COUNTS, DUE_TRAP, NOWHERE } from './transform-names'

const inSession = (call: unknown): SessionCall => call as SessionCall

export const INTERNAL_COMMANDS: ReadonlyMap<string, Command> = new Map<string, Command>([
  [
    '__round',
    waiting(async (call) => {
      const due = await inSession(call).session.round(call.args[0] === COUNTS)
      if (due === undefined) return 1
      call.setVariable?.(DUE_TRAP, due)
      return 0
    }),
  ],
  ['__background', waiting((call) => createBackground(inSession(call)))],
  ['__wait', waiting(async (call) => waitForJobs(inSession(call)))],
  [
    '__into',
    waiting((call) => {
      const [what, path = '', ...argv] = call.args
      const write = (text: string): void => call.machine.files.appendFileSync(joinPath(call.cwd, path), text)
      const flowsAway = path === NOWHERE
      return call.run(argv, { out: write, flowsAway, ...(what === 'both' ? { err: write } : {}) })
    }),
  ],
  [
    '__exec',
    waiting(async (call) => {
      return call.run(call.args, { replaces: true })
    }),
  ],
  [
    TYPED,
    quick((call) => {
      const [offset, exitCode] = call.args.map(Number)
      inSession(call).session.options.onStatement?.(offset ?? 0, exitCode ?? 0)
      return exitCode ?? 0
    }),
  ],
  ['__no_folder', quick((call) => (inSession(call).session.options.name === 'bash' ? 1 : 2))],
  [
    '__negative',
    quick((call) => {
      const { session } = inSession(call)
      const [number = ''] = call.args
      if (session.options.name === 'bash') return Number(number) & 255
      session.err(`bash: exit: Illegal number: ${number}\n`)
      return 2
    }),
  ],
  ['__quote', quick((call) => print(call, call.args.map((word) => `'${word.replaceAll("'", "'\\''")}'`).join(' ')))],
  [
    '__time',
    quick((call) => {
      inSession(call).session.clocks.push(call.machine.now())
      return 0
    }),
  ],
  [
    '__timed',
    quick((call) => {
      const { session, machine } = inSession(call)
      const seconds = (machine.now() - (session.clocks.pop() ?? machine.now())) / 1000
      call.err(timeText(seconds, call.args.includes('-p') ? 'posix' : session.options.name))
      return Number(call.args[0] ?? 0)
    }),
  ],
  ['__random', quick((call) => print(call, String(call.machine.dice.below(32_768))))],
  ['__seconds', quick((call) => print(call, String(Math.floor((call.machine.now() - call.machine.startedAt) / 1000))))],
  [
    '__epoch',
    quick((call) => {
      const seconds = call.machine.now() / 1000
      return print(call, call.args[0] === 'EPOCHREALTIME' ? seconds.toFixed(6) : String(Math.floor(seconds)))
    }),
  ],
])

/** What commands cost of the processor is not known: user and sys are 0. */
function timeText(seconds: number, format: ShellName | 'posix'): string {
  if (format === 'posix') return `real ${seconds.toFixed(2)}\nuser 0.00\nsys 0.00\n`
  const minutes = Math.floor(seconds / 60)
  const rest = seconds - 60 * minutes
  if (format === 'ash') return `real\t${minutes}m ${rest.toFixed(2)}s\nuser\t0m 0.00s\nsys\t0m 0.00s\n`
  return `\nreal\t${minutes}m${rest.toFixed(3)}s\nuser\t0m0.000s\nsys\t0m0.000s\n`
}

function print(call: { out(text: string): void }, text: string): number {
  call.out(text)
  return 0
}

/** `wait`, `wait PID ...`: a trap wakes it, as a signal does. */
async function waitForJobs(call: SessionCall): Promise<number> {
  const { session, machine, process } = call
  const wanted = call.args.filter((arg) => /^\d+$/.test(arg)).map(Number)
  const known = session.backgroundJobs
  let exitCode = 0
  for (const pid of wanted.length > 0 ? wanted : [...known.keys()]) {
    const job = machine.jobs.get(pid) ?? known.get(pid)
    if (!job) {
      call.err(`bash: wait: pid ${pid} is not a child of this shell\n`)
      exitCode = 127
      continue
    }
    if (job.exitCode === undefined) {
      const woken = await process.wait<number | 'signal'>((wake) => {
        const tell = (code: number) => wake(code)
        ;(job.onEnd ??= new Set()).add(tell)
        session.wakeWait = () => wake('signal')
        return () => {
          job.onEnd?.delete(tell)
          session.wakeWait = undefined
        }
      })
      if (woken === 'signal') return 143
    }
    exitCode = job.exitCode ?? 0
    known.delete(pid)
  }
  return wanted.length > 0 ? exitCode : 0
}
