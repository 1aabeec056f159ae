// Our commands as the interpreter wants them. What belongs to one session (streams, process) is found by its files.
import { normalPath } from '../files/memory-fs'
import { orAbandon } from './abandon'
import { INTERNAL_COMMANDS } from './internal-commands'
import type { Commands, Command, Invocation, WaitingInvocation } from './program'
import { carryOut, runArgv } from './run-argv'
import { ShellSession } from './session'
import type { SessionFiles } from './session-files'
import { DIRECT, nameOfPath } from './transform-names'

interface Context {
  readonly fs: unknown
  readonly cwd: string
  readonly env: Map<string, string>
  readonly exportedEnv?: Record<string, string>
  readonly stdin: unknown
  exec?(
    command: string,
    options: { cwd: string; args?: string[]; stdin?: string; signal?: AbortSignal },
  ): Promise<{ stdout: string; stderr: string; exitCode: number }>
}

interface Adapted {
  readonly name: string
  readonly trusted: boolean
  execute(args: string[], context: Context): Promise<{ stdout: string; stderr: string; exitCode: number }>
}

interface Adaptation {
  readonly commands: readonly Adapted[]
  readonly streaming: ReadonlySet<string>
}

const adapted = new WeakMap<Commands, Adaptation>()

export const CommandAdapter = {
  /** The commands of an image for the interpreter; made once for all its containers. */
  of(commands: Commands): Adaptation {
    const known = adapted.get(commands)
    if (known) return known
    const streaming = new Set(
      [...commands].filter(([, command]) => command.kind !== 'quick').map(([name]) => nameOfPath(name)),
    )
    const all = [...commands, ...INTERNAL_COMMANDS]
    const list = all.flatMap(([name, command]) => [
      adapt(name, command, false),
      ...(command.kind === 'quick' ? [] : [adapt(name, command, true)]),
    ])
    const made = { commands: list, streaming }
    adapted.set(commands, made)
    return made
  },
}

/** After a `<(command)` the interpreter hands out the session's files with those of its pipes mounted above them. */
function sessionIdOf(files: unknown): number {
  const { sessionId, baseFs } = files as Partial<SessionFiles> & { readonly baseFs?: unknown }
  return sessionId ?? sessionIdOf(baseFs)
}

function adapt(name: string, command: Command, direct: boolean): Adapted {
  return {
    name: nameOfPath(direct ? name + DIRECT : name),
    trusted: true,
    async execute(args, context) {
      const session = ShellSession.withId(sessionIdOf(context.fs))
      let stdout = ''
      let stderr = ''
      const call = callOf(
        { name: name.slice(name.lastIndexOf('/') + 1), args, context, session, flowsAway: direct },
        direct ? session : { out: (text) => void (stdout += text), err: (text) => void (stderr += text) },
      )
      const exitCode = await orAbandon(session.process, async () => {
        session.checkKilled()
        const code = await carryOut(command, call)
        // It may have been the end of its own shell: `kill $$`.
        session.checkKilled()
        return code
      })
      return { stdout, stderr, exitCode }
    },
  }
}

/** One command and its words, with nothing for a shell to do around it. `env` is what the shell would give it. */
export function runWords(
  session: ShellSession,
  {
    command,
    words,
    env,
    cwd,
  }: { command: Command; words: readonly string[]; env: Record<string, string>; cwd: string },
): Promise<number> {
  const [name = '', ...args] = words
  const context: Context = { fs: undefined, cwd, env: new Map(), exportedEnv: env, stdin: '' }
  const call = callOf({ name, args, context, session }, session)
  return orAbandon(session.process, async () => {
    session.checkKilled()
    const exitCode = await carryOut(command, call)
    session.checkKilled()
    return exitCode
  })
}

interface Called {
  readonly name: string
  readonly args: readonly string[]
  readonly context: Context
  readonly session: ShellSession
  readonly flowsAway?: boolean
}

function callOf(
  { name, args, context, session, flowsAway }: Called,
  streams: { out(text: string): void; err(text: string): void },
): WaitingInvocation & { session: ShellSession; context: Context } {
  const { machine, process, job } = session.options
  const input = textOf(context.stdin)
  const call: Invocation = {
    name,
    args,
    // What the transformation of scripts put in is nobody's business.
    env: Object.fromEntries(
      Object.entries(context.exportedEnv ?? {}).filter(([variable]) => !variable.startsWith('__')),
    ),
    cwd: normalPath(context.cwd),
    machine,
    pid: job.pid,
    flowsAway,
    stdin: {
      isTerminal: session.options.stdin.isTerminal && (input === '' || input === session.typed),
      text: () => Promise.resolve(input),
    },
    out: (text) => streams.out(text),
    err: (text) => streams.err(text),
  }
  return {
    ...call,
    process,
    session,
    context,
    setVariable: (variable, value) => void context.env.set(variable, value),
    run: (argv, options = {}) =>
      runArgv({ ...call, session, process: options.process ?? process, run: notHere }, argv, options),
  }
}

const notHere = (): Promise<number> => Promise.reject(new Error('a command runs others through its own call'))

export type SessionCall = ReturnType<typeof callOf>

/** Bytes of a pipe (latin1) as text. */
function textOf(bytes: unknown): string {
  if (typeof bytes !== 'string' || bytes === '') return ''
  if (!/[^\x00-\x7f]/.test(bytes)) return bytes
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(Uint8Array.from(bytes, (each) => each.charCodeAt(0)))
  } catch {
    return bytes
  }
}
