import type { Invocation } from '../program'
import { SIGNAL_NUMBERS } from '../../runtime/signals'
import { quick, signalOf } from '../program'

/** `kill [-s SIGNAL | -SIGNAL] PID ...`, `kill -0 PID`, `kill -l` */
export const kill = quick((call) => {
  let args = [...call.args]
  let name = 'TERM'
  if (args[0] === '-l') {
    const names = Object.keys(SIGNAL_NUMBERS).map((each) => each.slice(3))
    if (call.machine.options.flavour === 'busybox')
      for (const [place, each] of names.entries()) call.out(`${String(place + 1).padStart(2)}) ${each}\n`)
    else call.out(`${names.join(' ')}\n`)
    return 0
  }
  if (args[0] === '-s') [, name = 'TERM', ...args] = args
  else if (args[0]?.startsWith('-') && args[0] !== '--') {
    name = args[0].slice(1)
    args = args.slice(1)
  }
  if (args[0] === '--') args = args.slice(1)
  if (args.length === 0) {
    call.err('kill: usage: kill [-s sigspec | -n signum | -sigspec] pid | jobspec ... or kill -l [sigspec]\n')
    return 2
  }
  return args.reduce((exitCode, arg) => Math.max(exitCode, killOne(call, arg, name)), 0)
})

function killOne(call: Invocation, target: string, name: string): number {
  const signal = name === '0' ? undefined : signalOf(name)
  if (name !== '0' && !signal) {
    call.err(`kill: ${name}: invalid signal specification\n`)
    return 1
  }
  const job = call.machine.jobs.get(Number(target))
  if (!job) {
    call.err(`kill: can't kill pid ${target}: No such process\n`)
    return 1
  }
  // A signal from inside never kills process 1 unless it has a handler: not even SIGKILL does.
  if (signal && !(signal === 'SIGKILL' && job.pid === 1)) job.signal(signal)
  return 0
}

/** Processes whose command line holds this name. */
export const jobsNamed = (call: Invocation, name: string, whole: boolean) =>
  [...call.machine.jobs.values()].filter((job) => {
    if (job.pid === call.pid) return false
    const program = (job.command.split(/\s+/)[0] ?? '').split('/').pop() ?? ''
    return whole ? job.command.includes(name) : program.includes(name) || job.command.startsWith(`${name}:`)
  })

/** `killall nginx`, `pkill -HUP nginx` */
export const killall = quick((call) => {
  const [flag, ...rest] = call.args
  const name = flag?.startsWith('-') && flag !== '-f' ? flag.slice(1) : 'TERM'
  const names = flag?.startsWith('-') ? rest : call.args
  const jobs = names.flatMap((each) => jobsNamed(call, each, flag === '-f'))
  if (jobs.length === 0) {
    if (call.name === 'killall') call.err(`killall: ${names.join(' ')}: no process killed\n`)
    return 1
  }
  for (const job of jobs) killOne(call, String(job.pid), name)
  return 0
})

/** `pgrep java` */
export const pgrep = quick((call) => {
  const names = call.args.filter((arg) => !arg.startsWith('-'))
  const jobs = names.flatMap((each) => jobsNamed(call, each, call.args.includes('-f')))
  for (const job of jobs) call.out(`${job.pid}\n`)
  return jobs.length > 0 ? 0 : 1
})
