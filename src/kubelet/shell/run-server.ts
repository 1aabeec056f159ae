import type { Command, WaitingInvocation } from './program'

/** A server in the foreground of a shell: ends by its own exit, by a signal, or with the process. */
export async function runServer(
  command: Extract<Command, { kind: 'server' }>,
  call: WaitingInvocation,
): Promise<number> {
  const { machine, session } = call
  let ended: number | undefined
  let tell: ((exitCode: number) => void) | undefined
  let deliver: Parameters<typeof machine.fork>[2] = () => {}
  const job = call.replaces
    ? undefined
    : machine.fork([call.name, ...call.args].join(' '), call.pid, (signal) => deliver(signal))
  const started = command.start({ ...call, pid: job?.pid ?? call.pid }, (exitCode) => {
    ended ??= exitCode
    tell?.(ended)
  })
  if (typeof started === 'number') {
    if (job) machine.end(job, started)
    return started
  }
  deliver = (signal) => started.signal(signal)
  if (session && call.replaces) session.replacedBy = deliver
  try {
    if (ended === undefined) ended = await call.process.wait<number>((wake) => void (tell = wake))
    return ended
  } finally {
    started.stop()
    if (job) machine.end(job, ended ?? 137)
  }
}
