// The interpreter of one session. What does not depend on the session is made once for all containers of an image: the table
// of commands, and each script as it was parsed and changed.
import type * as JustBash from 'just-bash'
import { CommandAdapter } from './command-adapter'
import { BUNDLED_COMMANDS, type JustBashModule } from './just-bash'
import { markStatements } from './mark-statements'
import type { Commands } from './program'
import { SessionFiles } from './session-files'
import type { ShellSession } from './session'
import { transformScript } from './transform'

const LIMITS = {
  maxCommandCount: Infinity,
  maxWorkUnits: Infinity,
  maxExecutionTimeMs: Infinity,
  maxOutputSize: 1 << 28,
  maxLoopIterations: 20_000_000,
  maxInputBytes: 1 << 30,
  maxCallDepth: 1000,
}
const SCRIPTS_KEPT = 200
/** Longer ones are few, and seldom run twice. */
const KEPT_LENGTH_MAX = 10_000
/** Stands for a script that is prepared; the interpreter runs nothing for an empty one. */
const PREPARED = ':'

export type InterpreterResult = JustBash.BashExecResult

type Table = ReadonlyMap<string, unknown>

interface Shared {
  readonly table: Table
  readonly streaming: ReadonlySet<string>
  /** the oldest first */
  readonly scripts: Map<string, JustBash.ScriptNode>
}

const shared = new WeakMap<Commands, Shared>()

/** The interpreter wraps each command as it is registered: 170 objects for a shell that calls two. One table serves all. */
const tableOf = (bash: JustBash.Bash): { commands: Table } => bash as unknown as { commands: Table }

function sharedOf(commands: Commands, { Bash }: JustBashModule): Shared {
  const known = shared.get(commands)
  if (known) return known
  const { commands: own, streaming } = CommandAdapter.of(commands)
  const names = new Set(own.map(({ name }) => name))
  const model = new Bash({
    cwd: '/',
    defenseInDepth: false,
    // One that lies above one of the interpreter's would be handed that one at every call.
    commands: BUNDLED_COMMANDS.filter((name) => !names.has(name)),
    customCommands: own as JustBash.CustomCommand[],
  })
  const made = { table: tableOf(model).commands, streaming, scripts: new Map<string, JustBash.ScriptNode>() }
  shared.set(commands, made)
  return made
}

export interface MainScript {
  readonly text: string
  /** where in it the lines begin that were given */
  readonly from: number
}

export class Interpreter {
  private readonly bash: JustBash.Bash
  private readonly shared: Shared
  private readonly commands: Commands
  private prepared: JustBash.ScriptNode | undefined

  constructor(
    private readonly module: JustBashModule,
    private readonly session: ShellSession,
    /** these the programs find that it starts */
    exported: Readonly<Record<string, string>>,
  ) {
    const { machine, options } = session
    const { user } = machine.options
    this.commands = machine.options.commands
    this.shared = sharedOf(this.commands, module)
    this.bash = new module.Bash({
      fs: new SessionFiles(machine.files, session),
      cwd: options.cwd,
      env: { ...exported },
      defenseInDepth: false,
      processInfo: { pid: options.job.pid, ppid: options.job.ppid, uid: user.uid, gid: user.gid },
      sleep: (ms) => session.sleep(ms),
      executionLimits: LIMITS,
      commands: [],
    })
    tableOf(this.bash).commands = this.shared.table
    this.bash.registerTransformPlugin({ name: 'virtual-time', transform: ({ ast }) => ({ ast: this.take(ast) }) })
  }

  /** The script of the session itself, whose output nobody collects. */
  main(script: MainScript, options: JustBash.ExecOptions): Promise<InterpreterResult> {
    this.prepared = this.prepare(script)
    return this.exec(this.prepared ? PREPARED : script.text, options)
  }

  exec(text: string, options: JustBash.ExecOptions): Promise<InterpreterResult> {
    return this.bash.exec(text, { rawScript: true, ...options })
  }

  private take(parsed: JustBash.ScriptNode): JustBash.ScriptNode {
    const { prepared } = this
    this.prepared = undefined
    return prepared ?? this.transform(parsed, false)
  }

  /** undefined where it cannot be parsed: the interpreter says why when it is given the text. */
  private prepare({ text, from }: MainScript): JustBash.ScriptNode | undefined {
    const { scripts } = this.shared
    const known = this.session.options.onStatement ? undefined : scripts.get(text)
    if (known) return known
    const parsed = this.parse(text)
    if (!parsed) return undefined
    if (this.session.options.onStatement) markStatements(parsed, text, from)
    const made = this.transform(parsed, true)
    if (this.session.options.onStatement || text.length > KEPT_LENGTH_MAX) return made
    const [oldest] = scripts.keys()
    if (oldest !== undefined && scripts.size >= SCRIPTS_KEPT) scripts.delete(oldest)
    scripts.set(text, made)
    return made
  }

  private parse(text: string): JustBash.ScriptNode | undefined {
    try {
      return this.module.parse(text)
    } catch {
      return undefined
    }
  }

  private transform(ast: JustBash.ScriptNode, isMain: boolean): JustBash.ScriptNode {
    return transformScript(ast, {
      isMain,
      serialize: this.module.serialize,
      parse: this.module.parse,
      isStreaming: (name) => this.shared.streaming.has(name),
      hasProgram: (path) => this.commands.has(path),
    })
  }
}
