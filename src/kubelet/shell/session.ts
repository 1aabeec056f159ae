// One shell: a script that runs over a machine's files, in virtual time. Its lines reach the log when they are written.
import type { Process } from '../../simulation/processes'
import { ProcessInterrupted, ProcessKilled } from '../../simulation/processes'
import { HARMLESS, type Signal } from '../runtime/signals'
import { exportedNames } from './exported-names'
import { Interpreter, type InterpreterResult } from './interpreter'
import { loadJustBash } from './just-bash'
import type { Job, Machine } from './machine'
import { shellMessage, type ShellName } from './messages'
import { LoopPace } from './loop-pace'
import type { Input } from './program'
import { ERR_PATH, ZERO } from './transform-names'

export interface SessionOptions {
  readonly machine: Machine
  readonly process: Process
  readonly job: Job
  readonly name: ShellName
  readonly env: Readonly<Record<string, string>>
  readonly cwd: string
  readonly stdin: Input
  out(text: string): void
  err(text: string): void
  /** told before each statement of a script: where in its text it stands, and how the one before it ended */
  readonly onStatement?: (offset: number, exitCodeBefore: number) => void
}

export interface ScriptOptions {
  /** `-e`, `-x`, `-u`, as `set` takes them */
  readonly flags?: readonly string[]
  /** $1, $2 ... */
  readonly args?: readonly string[]
  /** $0 */
  readonly zero?: string
  /** all of standard input */
  readonly stdin?: string
  /** the same, but typed at a terminal: commands that read it still find one */
  readonly typed?: string
}

export interface ScriptResult {
  readonly exitCode: number
  /** the environment as the script left it */
  readonly env: Readonly<Record<string, string>>
}

/** What the interpreter refuses to hold, a container's limit would not have held either. */
const OUT_OF_MEMORY = /(?:string length|total size|array element|heredoc size) limit exceeded/
/** What ends a shell that is not bash, with a code of its own. */
const FATAL = /: (?:readonly|unbound) variable$/m
const FATAL_EXIT = 2
/** Sessions that run, for the commands that the interpreter calls on their behalf. */
const sessions = new Map<number, ShellSession>()
let sessionCount = 0

export class ShellSession {
  readonly traps = new Map<string, string>()
  readonly dueTraps: string[] = []
  /** when each `time` that runs began, the outermost first */
  readonly clocks: number[] = []
  /** why a redirection could not write, by path */
  readonly refusals = new Map<string, string>()
  /** wakes `wait` when a signal comes */
  wakeWait: (() => void) | undefined
  /** standard input that somebody typed */
  typed: string | undefined
  /** started with `&`, by process id */
  readonly backgroundJobs = new Map<number, Job>()
  /** a server that took the place of the shell: `exec nginx` */
  replacedBy: ((signal: Signal) => void) | undefined
  private closed = false
  /** ends the script that runs, and abandons the interpreter in the middle of it */
  private leave: ((result: InterpreterResult) => void) | undefined
  private hasLeft = false
  private hasFailed = false
  readonly pace: LoopPace

  readonly id: number

  constructor(readonly options: SessionOptions) {
    this.id = ++sessionCount
    this.pace = new LoopPace(options.machine.loop)
    sessions.set(this.id, this)
  }

  static withId(id: number): ShellSession {
    const session = sessions.get(id)
    if (!session) throw new Error('a command was called in a session that is over')
    return session
  }

  get machine(): Machine {
    return this.options.machine
  }

  get process(): Process {
    return this.options.process
  }

  out(text: string): void {
    if (!this.closed) this.options.out(text)
  }

  err(text: string): void {
    if (this.closed) return
    if (OUT_OF_MEMORY.test(text)) this.machine.hold(Infinity)
    if (this.machine.closed) return
    if (this.options.name !== 'bash' && FATAL.test(text)) this.hasFailed = true
    const shown = shellMessage(text, this.options.name, this.refusals)
    if (shown !== '') this.options.err(shown)
  }

  /** Runs a script to its end. Rejects with ProcessKilled when the session is killed. */
  async run(script: string, options: ScriptOptions = {}): Promise<ScriptResult> {
    return this.runIn(script, this.options.env, options)
  }

  /** The same with other variables: the next line of an interactive shell. */
  async runIn(
    script: string,
    env: Readonly<Record<string, string>>,
    { flags = [], args = [], zero, stdin: given, typed }: ScriptOptions = {},
  ): Promise<ScriptResult> {
    const stdin = typed ?? given
    this.typed = typed
    const exported = exportedNames(env)
    const interpreter = await this.interpreter(Object.fromEntries(exported.map((name) => [name, env[name] as string])))
    const prefix = [
      `exec 2>>${ERR_PATH}`,
      ...(args.length > 0 ? [`set -- ${args.map(quoted).join(' ')}`] : []),
      ...flags.map((flag) => `set ${flag}`),
    ].join('; ')
    const result = await this.alive(
      interpreter.main(
        { text: `${prefix}\n${script}`, from: prefix.length + 1 },
        {
          env: {
            [ZERO]: env[ZERO] ?? (this.options.name === 'bash' ? 'bash' : 'sh'),
            ...this.taken(env),
            ...(zero === undefined ? {} : { [ZERO]: zero }),
          },
          replaceEnv: true,
          cwd: env['PWD'] ?? this.options.cwd,
          ...(stdin === undefined ? {} : { stdin }),
        },
      ),
    )
    if (result.stdout) this.out(result.stdout)
    if (result.stderr) this.err(result.stderr)
    const exitCode = await this.lastTraps(interpreter, result)
    return { exitCode: this.hasFailed && exitCode === 1 ? FATAL_EXIT : exitCode, env: result.env }
  }

  /** busybox' ash forgets variables whose names it could not use: a key of a ConfigMap with a dot in it. */
  private taken(env: Readonly<Record<string, string>>): Record<string, string> {
    if (this.options.name !== 'ash') return { ...env }
    return Object.fromEntries(Object.entries(env).filter(([name]) => /^[A-Za-z_]\w*$/.test(name)))
  }

  /** One command with arguments that are not parsed. */
  async runCommand(argv: readonly string[], stdin?: string): Promise<number> {
    const interpreter = await this.interpreter({})
    const result = await this.alive(
      interpreter.exec(argv[0] as string, {
        args: argv.slice(1),
        env: { ...this.options.env },
        replaceEnv: true,
        cwd: this.options.cwd,
        ...(stdin === undefined ? {} : { stdin }),
      }),
    )
    if (result.stdout) this.out(result.stdout)
    if (result.stderr) this.err(result.stderr)
    return result.exitCode
  }

  /** What the shell does with a signal: its trap when the running command has ended; as process 1 without a trap, nothing. */
  signal(signal: Signal): 'ignored' | 'trapped' | 'ends' {
    if (this.replacedBy) {
      this.replacedBy(signal)
      return 'trapped'
    }
    const handler = this.traps.get(signal)
    if (handler === undefined) return this.options.job.pid === 1 || HARMLESS.has(signal) ? 'ignored' : 'ends'
    if (handler === '') return 'ignored'
    this.dueTraps.push(handler)
    this.wakeWait?.()
    return 'trapped'
  }

  /** Nothing that it says from now on is heard, and it runs no more commands. */
  close(): void {
    this.closed = true
    sessions.delete(this.id)
  }

  /**
   * A round of a loop: gives the trap that is due, if one is. A loop that never waits gives the turn away after a while
   * and is charged the time.
   */
  async round(isCounting: boolean): Promise<string | undefined> {
    this.checkKilled()
    const ms = this.pace.round(isCounting)
    if (ms > 0) await this.burn(ms)
    return this.dueTraps.shift()
  }

  private async burn(ms: number): Promise<void> {
    this.machine.options.meter.steadyCpu += 1000
    try {
      await this.process.wait<void>((wake) => {
        const timer = this.machine.loop.after(ms, () => wake())
        // A trap does not wait for the processor.
        this.wakeWait = () => wake()
        return () => {
          timer.cancel()
          this.wakeWait = undefined
        }
      })
    } finally {
      this.machine.options.meter.steadyCpu -= 1000
      this.pace.waited()
    }
  }

  sleep(ms: number): Promise<void> {
    return this.process.wait<void>((wake) => {
      const timer = this.machine.loop.after(ms, () => wake())
      return () => timer.cancel()
    })
  }

  checkKilled(): void {
    if (this.process.isKilled) throw new ProcessKilled('SIGKILL')
    if (this.hasLeft) throw new ProcessInterrupted()
  }

  private async lastTraps(
    interpreter: Interpreter,
    result: { exitCode: number; env: Record<string, string> },
  ): Promise<number> {
    let exitCode = result.exitCode
    const due = [...this.dueTraps.splice(0), ...(this.traps.has('EXIT') ? [this.traps.get('EXIT') as string] : [])]
    this.traps.delete('EXIT')
    for (const handler of due) {
      const done = await this.alive(
        interpreter.exec(handler, {
          env: { ...result.env },
          replaceEnv: true,
          cwd: result.env['PWD'] ?? this.options.cwd,
        }),
      )
      if (done.stdout) this.out(done.stdout)
      if (done.stderr) this.err(done.stderr)
      if (/\bexit\b/.test(handler)) exitCode = done.exitCode
    }
    return exitCode
  }

  /** A shell that cannot start a process says so and ends, whatever it was in the middle of. */
  cannotFork(): Promise<never> {
    this.err('bash: fork: Resource temporarily unavailable\n')
    this.end(this.options.name === 'bash' ? 254 : 2)
    return new Promise(() => {})
  }

  /** Ends it, whatever it was in the middle of; the process that it runs in goes on. */
  end(exitCode: number): void {
    this.hasLeft = true
    this.leave?.({ stdout: '', stderr: '', exitCode, env: {} })
    this.process.interrupt()
  }

  /** A killed process has no result. */
  private async alive(running: Promise<InterpreterResult>): Promise<InterpreterResult> {
    const left = new Promise<InterpreterResult>((resolve) => (this.leave = resolve))
    const result = await Promise.race([running, left])
    if (this.process.isKilled) throw new ProcessKilled('SIGKILL')
    return result
  }

  private async interpreter(exported: Readonly<Record<string, string>>): Promise<Interpreter> {
    const module = await loadJustBash()
    this.checkKilled()
    return new Interpreter(module, this, exported)
  }
}

export const quoted = (text: string): string => `'${text.replaceAll("'", `'\\''`)}'`
