// A terminal on k8s-master01: bash with kubectl, in virtual time, with files of its own.
import type { Cluster } from '../create-cluster'
import type { CommandRecord } from '../../objects/run-record'
import { Meter } from '../../kubelet/images/meter'
import { PLAIN_SECURITY } from '../../kubelet/runtime/container-runtime'
import { COMMON_COMMANDS } from '../../kubelet/shell/commands'
import { startAbandonable } from '../../kubelet/shell/abandon'
import { Machine } from '../../kubelet/shell/machine'
import { runWords } from '../../kubelet/shell/command-adapter'
import type { Command } from '../../kubelet/shell/program'
import { exportedNames } from '../../kubelet/shell/exported-names'
import { ShellSession, type ScriptOptions } from '../../kubelet/shell/session'
import type { Process } from '../../simulation/processes'
import { failedStatements, type Failure } from './failed-statements'
import { kubeconfigView } from './kubeconfig-view'
import { kubectlCommand } from './kubectl-command'
import { answeredLines, type StatementMark } from './answered-lines'
import { localPorts } from './local-ports'
import { plainLines, type PlainLine } from './plain-lines'
import { HOME, hostFiles, MASTER, put } from './master-files'
import { typedParts, withoutPrompts, type TypedPart } from './typed-lines'

export interface Answer {
  readonly stdout: string
  readonly stderr: string
  readonly exitCode: number
  /** statements that failed and of which the lines took no notice */
  readonly failed: readonly Failure[]
}

export interface TerminalOptions {
  /** files that lie in the folder where the terminal stands, by name */
  readonly files?: { names(): readonly string[]; read(name: string): string }
  /** told of each run: what was typed, and what was answered */
  readonly onCommand?: (command: CommandRecord) => void
}

/** What runs in another terminal until it is stopped. */
export interface Background {
  output(): string
  stop(): Promise<void>
}

export interface ClusterTerminal {
  /** Types lines and waits for their end, with virtual time going on. The variables stay for the next lines. */
  run(lines: string, stdin?: string): Promise<Answer>
  runInBackground(lines: string): Promise<Background>
  writeFile(name: string, text: string): void
  readFile(name: string): string | undefined
  /** what the person in `kubectl edit` does with the text, from now on */
  onEdit(edit: ((text: string) => string) | undefined): void
}

/** A command that waits for nothing in particular has so much virtual time. */
const COMMAND_MAX_MS = 3 * 3_600_000
/** One that waits for an instant, as `sleep 1d` does, has until then, but not longer than this. */
const PATIENCE_MS = 8 * 24 * 3_600_000

export function createClusterTerminal(
  cluster: Cluster,
  { files, onCommand = () => {} }: TerminalOptions = {},
): ClusterTerminal {
  return new Terminal(cluster, files, onCommand)
}

class Terminal implements ClusterTerminal {
  private readonly machine: Machine
  private env: Readonly<Record<string, string>> = {
    HOME,
    PWD: HOME,
    USER: 'root',
    SHELL: '/bin/bash',
    HOSTNAME: MASTER.name,
  }
  private edit: ((text: string) => string) | undefined
  private readonly config = kubeconfigView()
  private latest = nothingTyped()

  constructor(
    private readonly cluster: Cluster,
    given: TerminalOptions['files'],
    private readonly onCommand: (command: CommandRecord) => void,
  ) {
    const { loop } = cluster
    const fs = hostFiles(cluster)
    for (const name of given?.names() ?? []) put(fs, `${HOME}/${name}`, given?.read(name) ?? '')
    const kubectl = kubectlCommand({
      client: (userAgent, options) => cluster.client(userAgent, options),
      now: loop.now,
      after: (ms, run) => loop.after(ms, run),
      config: this.config,
      ports: localPorts(cluster, MASTER.ip, cluster.client('kubectl-proxy')),
      edit: () => this.edit,
    })
    this.machine = new Machine({
      loop,
      wire: cluster.machines.network.wire,
      caller: { ip: MASTER.ip, node: MASTER.name },
      hostname: MASTER.name,
      files: () => fs,
      hasMounts: true,
      flavour: 'centos',
      commands: new Map([...COMMON_COMMANDS, ['kubectl', kubectl], ['k', kubectl]]),
      user: { uid: 0, gid: 0, name: 'root' },
      security: { ...PLAIN_SECURITY, isPrivileged: true },
      meter: new Meter(loop.now, { cpu: 0, memory: 0, cpuLimit: undefined, startedAt: loop.now() }),
      log: () => {},
      changed: () => {},
    })
  }

  async run(lines: string, stdin = ''): Promise<Answer> {
    const script = withoutPrompts(lines)
    const from = this.cluster.now()
    const typed = this.start(typedParts(lines), stdin)
    const ended = await this.ends(typed)
    if (!ended) typed.process.kill('SIGINT')
    await this.cluster.settle()
    const answer = {
      stdout: typed.stdout,
      stderr: ended ? typed.stderr : `${typed.stderr}(it did not end by itself and was stopped)\n`,
      exitCode: typed.exitCode ?? 130,
    }
    const failed = ended ? typed.failed : [{ command: script, exitCode: answer.exitCode }]
    const whole = { from, to: this.cluster.now(), command: script, ...(stdin ? { stdin } : {}), ...answer }
    for (const command of answeredLines(whole, typed.marks)) this.onCommand(command)
    return { ...answer, failed }
  }

  private async ends(typed: Typed): Promise<boolean> {
    const { cluster, machine } = this
    const last = cluster.now() + PATIENCE_MS
    const hasEnded = (): boolean => typed.exitCode !== undefined
    while (!(await cluster.until(hasEnded, COMMAND_MAX_MS))) {
      const ms = Math.min(machine.promisedUntil, last) - cluster.now()
      if (ms <= 0) return false
      await cluster.until(hasEnded, ms)
    }
    return true
  }

  async runInBackground(lines: string): Promise<Background> {
    const script = withoutPrompts(lines)
    const from = this.cluster.now()
    const typed = this.start(typedParts(lines), '')
    await this.cluster.settle()
    return {
      output: () => typed.stdout + typed.stderr,
      stop: async () => {
        typed.process.kill('SIGINT')
        await this.cluster.settle()
        this.onCommand({
          from,
          to: this.cluster.now(),
          command: script,
          stdout: typed.stdout,
          stderr: typed.stderr,
          exitCode: 0,
        })
      },
    }
  }

  writeFile(name: string, text: string): void {
    put(this.machine.files, name.startsWith('/') ? name : `${HOME}/${name}`, text)
  }

  readFile(name: string): string | undefined {
    const path = name.startsWith('/') ? name : `${HOME}/${name}`
    return this.machine.files.existsSync(path) ? this.machine.files.readTextSync(path) : undefined
  }

  onEdit(edit: ((text: string) => string) | undefined): void {
    this.edit = edit
  }

  /** Starts a shell on the lines; what it says is collected. */
  private start(parts: readonly TypedPart[], stdin: string): Typed {
    const typed = nothingTyped()
    this.latest = typed
    typed.process = startAbandonable(this.cluster.loop, 'terminal', async (process) => {
      let exitCode = 0
      for (const part of parts) exitCode = await this.carryOut(part, stdin, process, typed, parts.length === 1)
      typed.exitCode = exitCode
    })
    return typed
  }

  private async carryOut(
    { script, typed: keys }: TypedPart,
    stdin: string,
    process: Process,
    typed: Typed,
    isWhole: boolean,
  ): Promise<number> {
    // Places in the lines are told only of lines that are all typed here.
    const marks = isWhole && keys === undefined ? typed.marks : []
    const opened: { session?: ShellSession } = {}
    const job = this.machine.fork('bash', 0, (signal) => {
      if (opened.session?.signal(signal) === 'ignored') return
      process.kill(signal)
    })
    if (!job) return 254
    const session = new ShellSession({
      machine: this.machine,
      process,
      job,
      name: 'bash',
      env: this.env,
      cwd: this.env.PWD ?? HOME,
      // Somebody sits there, unless input was given along: `kubectl exec -it` gets its terminal.
      stdin: { isTerminal: stdin === '', text: () => Promise.resolve(stdin) },
      // What was started with `&` speaks between the answers of the commands after it.
      onStatement: (offset, exitCodeBefore) =>
        void marks.push({
          offset,
          exitCodeBefore,
          at: this.cluster.now(),
          stdout: typed.stdout.length,
          stderr: typed.stderr.length,
        }),
      out: (text) => ((typed.exitCode === undefined ? typed : this.latest).stdout += text),
      err: (text) => ((typed.exitCode === undefined ? typed : this.latest).stderr += text),
    })
    opened.session = session
    try {
      const plain = keys === undefined && stdin === '' ? plainLines(script, isKubectl) : undefined
      const exitCode = plain
        ? await this.runPlain(plain, session)
        : await this.interpret(session, script, keys !== undefined ? { typed: keys } : stdin ? { stdin } : {})
      typed.failed.push(...failedStatements(script, marks, exitCode))
      return exitCode
    } finally {
      session.close()
      this.machine.end(job, 0)
    }
  }

  private async interpret(session: ShellSession, script: string, options: ScriptOptions): Promise<number> {
    const { exitCode, env } = await session.run(script, options)
    this.env = env
    return exitCode
  }

  private async runPlain(lines: readonly PlainLine[], session: ShellSession): Promise<number> {
    const env = Object.fromEntries(exportedNames(this.env).map((name) => [name, this.env[name] ?? '']))
    let exitCode = 0
    for (const { offset, words } of lines) {
      session.options.onStatement?.(offset, exitCode)
      const command = this.machine.options.commands.get(words[0] ?? '') as Command
      exitCode = await runWords(session, { command, words, env, cwd: session.options.cwd })
    }
    return exitCode
  }
}

const isKubectl = (name: string): boolean => name === 'kubectl' || name === 'k'

interface Typed {
  stdout: string
  stderr: string
  exitCode: number | undefined
  process: Process
  readonly marks: StatementMark[]
  readonly failed: Failure[]
}

const nothingTyped = (): Typed => ({
  stdout: '',
  stderr: '',
  exitCode: undefined,
  process: undefined as never,
  marks: [],
  failed: [],
})
