// The signals of Linux on x86, and which of them end whoever has no handler.

/** In the order of their numbers, from 1. */
const SIGNAL_NAMES =
  'HUP INT QUIT ILL TRAP ABRT BUS FPE KILL USR1 SEGV USR2 PIPE ALRM TERM STKFLT CHLD CONT STOP TSTP TTIN TTOU URG XCPU XFSZ VTALRM PROF WINCH POLL PWR SYS'.split(
    ' ',
  )
export type Signal = `SIG${string}`
export const SIGNAL_NUMBERS: Readonly<Record<Signal, number>> = Object.fromEntries(
  SIGNAL_NAMES.map((name, place) => [`SIG${name}`, place + 1]),
)
/** What a process without a handler does not mind. */
export const HARMLESS: ReadonlySet<Signal> = new Set([
  'SIGCHLD',
  'SIGCONT',
  'SIGSTOP',
  'SIGTSTP',
  'SIGTTIN',
  'SIGTTOU',
  'SIGURG',
  'SIGWINCH',
])
