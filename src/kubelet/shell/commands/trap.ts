import { signalOf, waiting, type WaitingInvocation } from '../program'

/** `trap 'cmd' TERM INT EXIT`, `trap '' TERM`, `trap - TERM`, `trap`: what the shell does with a signal. */
export const trap = waiting((call) => Promise.resolve(setTraps(call)))

function setTraps(call: WaitingInvocation): number {
  const { session } = call
  if (!session) return 0
  const [first, ...rest] = call.args[0] === '--' ? call.args.slice(1) : call.args
  if (first === undefined || first === '-p') {
    for (const [signal, handler] of session.traps) call.out(`trap -- '${handler}' ${signal}\n`)
    return 0
  }
  const names = rest.length === 0 ? [first] : rest
  const handler = rest.length === 0 || first === '-' ? undefined : first
  for (const name of names) {
    const signal =
      name === '0' || name.toUpperCase() === 'EXIT'
        ? 'EXIT'
        : (signalOf(name) ?? (IGNORED.has(name.toUpperCase()) ? name : undefined))
    if (signal === undefined) {
      call.err(`bash: trap: ${name}: invalid signal specification\n`)
      return 1
    }
    if (handler === undefined) session.traps.delete(signal)
    else session.traps.set(signal, handler)
  }
  return 0
}

/** Accepted, and never raised here. */
const IGNORED = new Set([
  'ERR',
  'DEBUG',
  'RETURN',
  'CHLD',
  'SIGCHLD',
  'PIPE',
  'SIGPIPE',
  'ALRM',
  'SIGALRM',
  'CONT',
  'TSTP',
])
