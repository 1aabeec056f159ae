import { quick } from '../program'
import { formatDate } from './date'

/** `ps`, `ps aux`, `ps -ef`: the processes of this container. */
export const ps = quick((call) => {
  const { machine } = call
  const jobs = [...machine.jobs.values()].sort((a, b) => a.pid - b.pid)
  const self = {
    pid: Math.max(0, ...jobs.map((job) => job.pid)) + 1,
    ppid: call.pid,
    user: machine.options.user.name,
    command: ['ps', ...call.args].join(' '),
    startedAt: machine.now(),
  }
  const all = jobs.some((job) => job.pid === call.pid && job.command.startsWith('ps')) ? jobs : [...jobs, self]
  const clock = (at: number) => formatDate('%H:%M', at, { hours: 0, zone: 'UTC' })
  const flags = call.args.join('')
  if (machine.options.flavour === 'busybox') {
    call.out('PID   USER     TIME  COMMAND\n')
    for (const job of all) call.out(`${String(job.pid).padStart(5)} ${job.user.padEnd(8)}  0:00 ${job.command}\n`)
  } else if (flags.includes('u')) {
    call.out('USER         PID %CPU %MEM    VSZ   RSS TTY      STAT START   TIME COMMAND\n')
    for (const job of all)
      call.out(
        `${job.user.padEnd(8)} ${String(job.pid).padStart(7)}  0.0  0.0   4380  3400 ?        Ss   ${clock(job.startedAt)}   0:00 ${job.command}\n`,
      )
  } else if (flags.includes('f')) {
    call.out('UID          PID    PPID  C STIME TTY          TIME CMD\n')
    for (const job of all)
      call.out(
        `${job.user.padEnd(8)} ${String(job.pid).padStart(7)} ${String(job.ppid).padStart(7)}  0 ${clock(job.startedAt)} ?        00:00:00 ${job.command}\n`,
      )
  } else {
    call.out('    PID TTY          TIME CMD\n')
    for (const job of all)
      call.out(`${String(job.pid).padStart(7)} ?        00:00:00 ${job.command.split(' ')[0]?.split('/').pop()}\n`)
  }
  return 0
})

/** `jobs`: what runs in the background of this shell. */
export const jobs = quick((call) => {
  const mine = [...call.machine.jobs.values()].filter((job) => job.ppid === call.pid)
  for (const [i, job] of mine.entries())
    call.out(`[${i + 1}]${i === mine.length - 1 ? '+' : '-'}  Running                 ${job.command} &\n`)
  return 0
})
