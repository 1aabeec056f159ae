// Starts a command line as a program of a machine: the main process of a container, or what `exec` asks for. What needs
// no waiting runs at once, without a promise.
import type { Process } from '../../simulation/processes'
import { HARMLESS, type Signal } from '../runtime/signals'
import { startAbandonable } from './abandon'
import { InteractiveShell } from './interactive-shell'
import { cat, catInput, namesFiles } from './commands/cat'
import { lookUp } from './look-up'
import type { Job, Machine } from './machine'
import { exitCodeOf, type Command, type Input, type Invocation, type Server, type WaitingInvocation } from './program'
import { endsRefused } from './refused-files'
import { carryOut, runArgv } from './run-argv'
import { shellArguments } from './run-shell'
import { ShellSession } from './session'
import type { StandardInput } from './standard-input'
import type { ShellName } from './messages'

export interface ProgramStart {
  readonly machine: Machine
  readonly argv: readonly string[]
  env(): Readonly<Record<string, string>>
  readonly cwd: string
  readonly stdin: StandardInput
  out(text: string): void
  err(text: string): void
  /** once; may be called before `startProgram` returns */
  onExit(exitCode: number, signal?: Signal): void
}

export interface StartedProgram {
  readonly pid: number
  signal(signal: Signal): void
  readonly server: Server | undefined
}

/** What runc says of a name that cannot be run is told as `missing`; in a machine full of processes no other begins. */
export function startProgram(start: ProgramStart): StartedProgram | { readonly missing: string } | 'too many' {
  const plain = plainWords(start)
  if (typeof plain === 'number') return endedAt(start, plain)
  const argv = plain ?? start.argv
  const found = lookUp(start.machine, argv[0] ?? '', start.cwd, argv.slice(1))
  if (found.kind === 'missing') return { missing: missingText(argv[0] ?? '', found.why) }
  const running = RunningProgram.create(start, argv)
  if (!running) return 'too many'
  if (found.kind === 'command')
    running.command(found.command === cat && !namesFiles(argv.slice(1)) ? catInput : found.command)
  else if (found.kind === 'shell') running.shell(found.shell)
  else running.process((call) => runArgv(call, argv))
  return running
}

function missingText(name: string, why: string | undefined): string {
  if (why !== undefined) return `"${name}": ${why}`
  return name.includes('/')
    ? `"${name}": stat ${name}: no such file or directory`
    : `"${name}": executable file not found in $PATH`
}

const PLAIN = /^[\w\s/.:=@%+,^-]+$/

/** `sh -c "sleep 3600"` is `sleep 3600`: a shell takes the place of itself for one simple command. `exit 3` is its code. */
function plainWords({ argv, machine, cwd }: ProgramStart): readonly string[] | number | undefined {
  const [name = '', flag, script, ...more] = argv
  if (flag !== '-c' || script === undefined || more.length > 0 || !PLAIN.test(script) || script.trim().includes('\n'))
    return undefined
  if (lookUp(machine, name, cwd).kind !== 'shell') return undefined
  const words = script.trim().split(/\s+/)
  const exit = /^\s*exit(?:\s+(\d+))?\s*$/.exec(script)
  if (exit) return Number(exit[1] ?? 0) & 255
  if (words[0] === ':' || words[0] === '') return 0
  if (words[0]?.includes('=')) return undefined
  const found = lookUp(machine, words[0] ?? '', cwd, words.slice(1))
  return found.kind === 'command' && words[0] !== 'exec' && words[0] !== 'trap' ? words : undefined
}

function endedAt(start: ProgramStart, exitCode: number): StartedProgram {
  start.onExit(exitCode)
  return { pid: 0, signal: () => {}, server: undefined }
}

class RunningProgram implements StartedProgram {
  server: Server | undefined
  private job!: Job
  private ended = false
  private session: ShellSession | undefined
  private waiting: Process | undefined

  private constructor(
    private readonly start: ProgramStart,
    private readonly argv: readonly string[],
  ) {}

  static create(start: ProgramStart, argv: readonly string[]): RunningProgram | undefined {
    const running = new RunningProgram(start, argv)
    const job = start.machine.fork(argv.join(' '), 0, (signal) => running.signal(signal))
    if (!job) return undefined
    running.job = job
    return running
  }

  get pid(): number {
    return this.job.pid
  }

  signal(signal: Signal): void {
    if (this.ended) return
    if (signal === 'SIGKILL') return this.end(exitCodeOf(signal), signal)
    if (this.server) return this.server.signal(signal)
    if (this.session) {
      if (this.session.signal(signal) === 'ends') this.end(exitCodeOf(signal), signal)
      return
    }
    // A process without a handler: the first of a container is not touched, any other ends.
    if (this.pid !== 1 && !HARMLESS.has(signal)) this.end(exitCodeOf(signal), signal)
  }

  command(command: Command): void {
    if (command.kind === 'chosen') return this.command(command.choose(this.argv.slice(1)))
    if (command.kind === 'waiting') return this.process((call) => carryOut(command, call))
    const call = this.call()
    if (command.kind === 'quick') return this.end(orRefused(call, () => command.run(call)))
    const started = orRefused(call, () => command.start(call, (exitCode) => this.end(exitCode)))
    if (typeof started === 'number') return this.end(started)
    if (this.ended) started.stop()
    else this.server = started
  }

  shell(shell: ShellName): void {
    const { stdin } = this.start
    const { argv } = this
    const parsed = shellArguments(argv.slice(1))
    if (parsed.command === undefined && parsed.file === undefined) {
      return this.process(async (call) => {
        const session = this.openSession(call, shell)
        return new InteractiveShell(session, stdin).run()
      })
    }
    this.process(async (call) => {
      const script = parsed.command ?? readScript(call, parsed.file ?? '')
      if (script === undefined) return shell === 'bash' ? 127 : 2
      const session = this.openSession(call, shell)
      const input = stdin.waitsForEnd ? await stdin.text(call.process) : ''
      const result = await session.run(script, {
        flags: parsed.flags,
        args: parsed.args,
        zero: parsed.zero ?? argv[0] ?? shell,
        ...(input ? { stdin: input } : {}),
      })
      return result.exitCode
    })
  }

  /** Runs as a process of the simulation, which may wait. */
  process(run: (call: WaitingInvocation) => Promise<number>): void {
    const { machine } = this.start
    const { argv } = this
    this.waiting = startAbandonable(machine.loop, `${machine.options.hostname}: ${argv.join(' ')}`, async (process) => {
      const call = this.waitingCall(process)
      this.end(await run(call))
    })
  }

  private openSession(call: WaitingInvocation, name: ShellName): ShellSession {
    const { machine, cwd } = this.start
    this.session = new ShellSession({
      machine,
      process: call.process,
      job: this.job,
      name,
      env: call.env,
      cwd,
      stdin: call.stdin,
      out: (text) => this.start.out(text),
      err: (text) => this.start.err(text),
    })
    return this.session
  }

  private call(): Invocation {
    return new ProgramCall(this.start, this.argv, this.pid)
  }

  private waitingCall(process: Process): WaitingInvocation {
    const { stdin } = this.start
    const { machine, cwd } = this.start
    const call: WaitingInvocation = {
      name: baseName(this.argv[0] ?? ''),
      args: this.argv.slice(1),
      env: this.start.env(),
      cwd,
      machine,
      pid: this.pid,
      process,
      stdin: { isTerminal: stdin.isTerminal, text: () => stdin.text(process) },
      out: (text) => this.start.out(text),
      err: (text) => this.start.err(text),
      run: (argv, options) => runArgv(call, argv, options),
    }
    return call
  }

  private end(exitCode: number, signal?: Signal): void {
    if (this.ended) return
    this.ended = true
    this.session?.close()
    this.server?.stop()
    this.start.machine.end(this.job, exitCode)
    this.waiting?.kill('SIGKILL')
    this.start.onExit(exitCode, signal)
  }
}

function orRefused<T>(call: Invocation, run: () => T): T | number {
  try {
    return run()
  } catch (error) {
    return endsRefused(call, error)
  }
}

function readScript(call: WaitingInvocation, file: string): string | undefined {
  const path = call.machine.files.resolvePath(call.cwd, file)
  if (call.machine.files.existsSync(path) && !call.machine.files.isFolderSync(path))
    return call.machine.files.readTextSync(path)
  call.err(
    `${call.name}: ${call.machine.options.flavour === 'busybox' ? `can't open '${file}'` : `0: cannot open ${file}`}: No such file${call.machine.options.flavour === 'busybox' ? ' or directory' : ''}\n`,
  )
  return undefined
}

/** The call of a program that does not wait; its environment is worked out when it is read. */
class ProgramCall implements Invocation {
  constructor(
    private readonly start: ProgramStart,
    private readonly argv: readonly string[],
    readonly pid: number,
  ) {}

  get name(): string {
    return baseName(this.argv[0] ?? '')
  }

  get args(): readonly string[] {
    return this.argv.slice(1)
  }

  get env(): Readonly<Record<string, string>> {
    return this.start.env()
  }

  get cwd(): string {
    return this.start.cwd
  }

  get machine(): Machine {
    return this.start.machine
  }

  get stdin(): Input {
    return this.start.stdin.isTerminal ? EMPTY_TERMINAL : EMPTY
  }

  out(text: string): void {
    this.start.out(text)
  }

  err(text: string): void {
    this.start.err(text)
  }
}

const EMPTY: Input = { isTerminal: false, text: () => Promise.resolve('') }
const EMPTY_TERMINAL: Input = { isTerminal: true, text: () => Promise.resolve('') }

const baseName = (path: string): string => path.slice(path.lastIndexOf('/') + 1)
