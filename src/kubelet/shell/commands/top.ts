import { quick } from '../program'

/** `top -b -n 1`: one picture; a terminal that moves is not shown. */
export const top = quick((call) => {
  const { machine } = call
  const { meter } = machine.options
  const jobs = [...machine.jobs.values()].sort((a, b) => a.pid - b.pid)
  const cpu = (meter.cpu() / 10).toFixed(1)
  call.out(
    `Mem: ${Math.round(meter.memory / 1024)}K used\nCPU: ${cpu}% usr\n  PID  PPID USER     STAT   %CPU COMMAND\n`,
  )
  for (const [i, job] of jobs.entries())
    call.out(
      `${String(job.pid).padStart(5)} ${String(job.ppid).padStart(5)} ${job.user.padEnd(8)} S    ${i === 0 ? cpu.padStart(6) : '   0.0'} ${job.command}\n`,
    )
  return 0
})
