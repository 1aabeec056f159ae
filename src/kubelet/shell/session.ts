// One shell: a script that runs over a machine's files, in virtual time. Its lines reach the log when they are written.
import type * as JustBash from 'just-bash'
import type { Process } from '../../simulation/processes'
import { ProcessKilled } from '../../simulation/processes'
import type { Signal } from '../runtime/container-runtime'
import { CommandAdapter } from './command-adapter'
import { exportedNames } from './exported-names'
import { BUNDLED_COMMANDS, loadJustBash } from './just-bash'
import type { Job, Machine } from './machine'
import { shellMessage, type ShellName } from './messages'
import { LoopPace } from './loop-pace'
import type { Input } from './program'
import { SessionFiles } from './session-files'
import { markStatements } from './mark-statements'
import { transformScript } from './transform'
import { ERR_PATH } from './transform-names'

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

const INTERPRETER_LIMITS = {
  maxCommandCount: Infinity,
  maxWorkUnits: Infinity,
  maxExecutionTimeMs: Infinity,
  maxOutputSize: 1 << 28,
  maxLoopIterations: 20_000_000,
  maxInputBytes: 1 << 30,
  maxCallDepth: 1000,
}
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
  private isMain = false
  /** the script that runs, and where in it the lines begin that were given */
  private main = { text: '', from: 0 }
  private closed = false
  private readonly pace: LoopPace

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
    { flags = [], args = [], stdin: given, typed }: ScriptOptions = {},
  ): Promise<ScriptResult> {
    const stdin = typed ?? given
    this.typed = typed
    const bash = await this.interpreter()
    const exported = exportedNames(env)
    const prefix = [
      `exec 2>>${ERR_PATH}`,
      ...(exported.length > 0 ? [`export ${exported.join(' ')}`] : []),
      ...(args.length > 0 ? [`set -- ${args.map(quoted).join(' ')}`] : []),
      ...flags.map((flag) => `set ${flag}`),
    ].join('; ')
    this.isMain = true
    const text = `${prefix}\n${script}`
    this.main = { text, from: prefix.length + 1 }
    const result = await this.execute(bash, text, {
      env: this.taken(env),
      replaceEnv: true,
      cwd: env['PWD'] ?? this.options.cwd,
      ...(stdin === undefined ? {} : { stdin }),
    })
    if (result.stdout) this.out(result.stdout)
    if (result.stderr) this.err(result.stderr)
    return { exitCode: await this.lastTraps(bash, result), env: result.env }
  }

  /** busybox' ash forgets variables whose names it could not use: a key of a ConfigMap with a dot in it. */
  private taken(env: Readonly<Record<string, string>>): Record<string, string> {
    if (this.options.name !== 'ash') return { ...env }
    return Object.fromEntries(Object.entries(env).filter(([name]) => /^[A-Za-z_]\w*$/.test(name)))
  }

  /** One command with arguments that are not parsed. */
  async runCommand(argv: readonly string[], stdin?: string): Promise<number> {
    const bash = await this.interpreter()
    const result = await this.execute(bash, argv[0] as string, {
      args: argv.slice(1),
      env: { ...this.options.env },
      replaceEnv: true,
      cwd: this.options.cwd,
      ...(stdin === undefined ? {} : { stdin }),
    })
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
    if (handler === undefined) return this.options.job.pid === 1 || signal === 'SIGWINCH' ? 'ignored' : 'ends'
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
  async round(): Promise<string | undefined> {
    this.checkKilled()
    const ms = this.pace.round()
    if (ms > 0) await this.burn(ms)
    return this.dueTraps.shift()
  }

  private async burn(ms: number): Promise<void> {
    this.machine.options.meter.steadyCpu += 1000
    try {
      await this.sleep(ms)
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
    if (this.process.abort.signal.aborted) throw new ProcessKilled('SIGKILL')
  }

  private async lastTraps(
    bash: JustBash.Bash,
    result: { exitCode: number; env: Record<string, string> },
  ): Promise<number> {
    let exitCode = result.exitCode
    const due = [...this.dueTraps.splice(0), ...(this.traps.has('EXIT') ? [this.traps.get('EXIT') as string] : [])]
    this.traps.delete('EXIT')
    for (const handler of due) {
      const done = await this.execute(bash, handler, {
        env: { ...result.env },
        replaceEnv: true,
        cwd: result.env['PWD'] ?? this.options.cwd,
      })
      if (done.stdout) this.out(done.stdout)
      if (done.stderr) this.err(done.stderr)
      if (/\bexit\b/.test(handler)) exitCode = done.exitCode
    }
    return exitCode
  }

  private async execute(
    bash: JustBash.Bash,
    text: string,
    options: JustBash.ExecOptions,
  ): Promise<JustBash.BashExecResult> {
    const result = await bash.exec(text, { rawScript: true, ...options })
    // A killed process has no result.
    this.checkKilled()
    return result
  }

  private async interpreter(): Promise<JustBash.Bash> {
    const { Bash, serialize } = await loadJustBash()
    this.checkKilled()
    const { machine } = this
    const { commands, streaming } = CommandAdapter.of(machine.options.commands)
    const bash = new Bash({
      fs: new SessionFiles(machine.files, this),
      cwd: this.options.cwd,
      env: {},
      defenseInDepth: false,
      processInfo: {
        pid: this.options.job.pid,
        ppid: this.options.job.ppid,
        uid: machine.options.user.uid,
        gid: machine.options.user.gid,
      },
      sleep: (ms) => this.sleep(ms),
      executionLimits: INTERPRETER_LIMITS,
      commands: BUNDLED_COMMANDS,
      customCommands: commands as JustBash.CustomCommand[],
    })
    bash.registerTransformPlugin({
      name: 'virtual-time',
      transform: ({ ast }) => {
        const isMain = this.isMain
        this.isMain = false
        if (isMain && this.options.onStatement) markStatements(ast, this.main.text, this.main.from)
        return {
          ast: transformScript(ast, {
            isMain,
            serialize,
            isStreaming: (name) => streaming.has(name),
            hasProgram: (path) => machine.options.commands.has(path),
          }),
        }
      },
    })
    return bash
  }
}

export const quoted = (text: string): string => `'${text.replaceAll("'", `'\\''`)}'`
