import { startAbandonable } from './abandon'
import type { SessionCall } from './command-adapter'
import { ShellSession } from './session'
import { exitCodeOf } from './program'
import type { Process } from '../../simulation/processes'

/** `script &`: a process of its own, with a copy of the variables; writes the process id, which becomes `$!`. */
export async function createBackground(call: SessionCall): Promise<number> {
  const { session, machine, context } = call
  const script = call.args[0] ?? ''
  // The interpreter takes the call's context back when the call has returned: what the child needs is copied now.
  const env = Object.fromEntries(context.env)
  const { cwd } = context
  const started: { process?: Process; session?: ShellSession } = {}
  const job = machine.fork(script.trim(), call.pid, (signal) => {
    if (signal !== 'SIGKILL' && started.session && started.session.signal(signal) !== 'ends') return
    started.session?.close()
    started.process?.kill(signal)
    if (job) machine.end(job, exitCodeOf(signal))
  })
  if (!job) return session.cannotFork()
  session.pace.forked()
  session.backgroundJobs.set(job.pid, job)
  started.process = startAbandonable(machine.loop, `${machine.options.hostname} ${script.trim()}`, async (process) => {
    const child = new ShellSession({
      ...session.options,
      process,
      job,
      env,
      cwd,
      stdin: { isTerminal: false, text: () => Promise.resolve('') },
    })
    started.session = child
    const { exitCode } = await child.run(script)
    child.close()
    machine.end(job, exitCode)
  })
  call.out(String(job.pid))
  return 0
}
