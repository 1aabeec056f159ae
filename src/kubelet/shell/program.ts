// What a command is to the shell, to exec and to the start of a container: the same thing in all three.
import type { Process } from '../../simulation/processes'
import type { ProbeQuestion } from '../runtime/container-runtime'
import { SIGNAL_NUMBERS, type Signal } from '../runtime/signals'
import type { Machine } from './machine'
import type { ShellSession } from './session'

/** Standard input: all of it, when it has ended. */
export interface Input {
  /** undefined when there is none */
  text(): Promise<string>
  readonly isTerminal: boolean
}

/** One call of a command: everything that it may know. */
export interface Invocation {
  readonly name: string
  readonly args: readonly string[]
  readonly env: Readonly<Record<string, string>>
  readonly cwd: string
  readonly machine: Machine
  readonly stdin: Input
  readonly pid: number
  /** what it writes nobody has to hold or to take: it goes to the log, or to /dev/null */
  readonly flowsAway?: boolean | undefined
  out(text: string): void
  err(text: string): void
}

/** A call that may wait in virtual time. */
export interface WaitingInvocation extends Invocation {
  readonly process: Process
  /** runs another command with this one's streams: `timeout 5 wget ...` */
  run(argv: readonly string[], options?: RunOptions): Promise<number>
  /** the shell around it, if there is one */
  readonly session?: ShellSession
  readonly replaces?: boolean
  setVariable?(name: string, value: string): void
}

export interface RunOptions {
  readonly process?: Process
  readonly stdin?: string
  readonly env?: Readonly<Record<string, string>>
  readonly cwd?: string
  /** the command takes the place of the shell: `exec cmd` */
  readonly replaces?: boolean
  readonly flowsAway?: boolean
  /** takes the output instead of the caller's own streams */
  out?(text: string): void
  err?(text: string): void
}

/** A program that stays: it is plugged in when `start` returns. */
export interface Server {
  /** what the program does with a signal; SIGKILL is not asked */
  signal(signal: Signal): void
  /** pulls everything out; called once, when the program has ended in whatever way */
  stop(): void
  /** true when the answer can only change by `machine.changed()` */
  steady?(question: ProbeQuestion): boolean
}

export type Command =
  /** done at once */
  | { readonly kind: 'quick'; run(call: Invocation): number }
  /** may wait: a process */
  | { readonly kind: 'waiting'; run(call: WaitingInvocation): Promise<number> }
  /** one program with many commands: its words say which it is */
  | { readonly kind: 'chosen'; choose(args: readonly string[]): Exclude<Command, { readonly kind: 'chosen' }> }
  /** stays until a signal or its own `exit`; a number is the exit code of one that could not start */
  | { readonly kind: 'server'; start(call: Invocation, exit: (exitCode: number) => void): Server | number }

export type Commands = ReadonlyMap<string, Command>

type Kind<K extends Command['kind']> = Extract<Command, { readonly kind: K }>
export const quick = (run: (call: Invocation) => number): Kind<'quick'> => ({ kind: 'quick', run })
export const waiting = (run: (call: WaitingInvocation) => Promise<number>): Kind<'waiting'> => ({
  kind: 'waiting',
  run,
})
export const server = (
  start: (call: Invocation, exit: (exitCode: number) => void) => Server | number,
): Kind<'server'> => ({ kind: 'server', start })

/** `TERM`, `SIGTERM`, `15` -> SIGTERM */
export function signalOf(text: string): Signal | undefined {
  const upper = text.toUpperCase()
  const name: Signal = upper.startsWith('SIG') ? (upper as Signal) : `SIG${upper}`
  const byNumber = Object.entries(SIGNAL_NUMBERS).find(([, number]) => String(number) === text)?.[0]
  return (byNumber ?? (name in SIGNAL_NUMBERS ? name : undefined)) as Signal | undefined
}

export const exitCodeOf = (signal: Signal): number => 128 + (SIGNAL_NUMBERS[signal] ?? 0)
