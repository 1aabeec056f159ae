// A running container: one program of an image in a machine of its own.
import { parseQuantity, quantityMilliValue, quantityValue } from '../../objects/quantity'
import type { Loop } from '../../simulation/loop'
import type { Wire } from '../../simulation/wire'
import type {
  ContainerExit,
  ContainerHooks,
  ContainerSpec,
  ContainerUsage,
  ExecRequest,
  ExecSession,
  NewResources,
  OutputStream,
  ProbeQuestion,
  RunningContainer,
  Signal,
  StartFailure,
} from '../runtime/container-runtime'
import { homeOf } from '../shell/accounts'
import { Machine } from '../shell/machine'
import { SIGNAL_NUMBERS } from '../runtime/signals'
import type { Server } from '../shell/program'
import { StandardInput } from '../shell/standard-input'
import { startProgram, type StartedProgram } from '../shell/start-program'
import type { Behaviour, Behaviours, ContainerFacts } from './behaviours'
import { ContainerInside, MainProgram } from './container-inside'
import type { ImageDefinition } from './image'
import { Meter } from './meter'

export interface ContainerOptions {
  readonly loop: Loop
  readonly wire: Wire
  readonly behaviours: Behaviours
  readonly image: ImageDefinition
  readonly spec: ContainerSpec
  readonly hooks: ContainerHooks
}

const PATH = '/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin'
const NEVER_FOUND =
  'failed to create containerd task: failed to create shim task: OCI runtime create failed: runc create failed: unable to start container process: error during container init: exec: '
const SIGKILL_EXIT = 137

export class SimulatedContainer implements RunningContainer, ContainerFacts {
  readonly machine: Machine
  private readonly meter: Meter
  /** bytes */
  memoryLimit: number | undefined
  /** millicores */
  cpuRequest: number | undefined
  readonly stdin: StandardInput
  private program: StartedProgram | undefined
  private started = false
  private exit: ContainerExit | undefined
  private told = false
  private pendingOutput: [OutputStream, string][] | undefined
  behaviour: Behaviour | undefined
  private variables: Readonly<Record<string, string>> | undefined

  constructor(private readonly options: ContainerOptions) {
    const { loop, spec, image, behaviours } = options
    this.behaviour = behaviours.of(this)
    this.memoryLimit = spec.memoryLimit
    this.cpuRequest = spec.cpuRequest
    const idle = image.idle ?? {
      cpu: Math.ceil((spec.cpuRequest ?? 0) * UNKNOWN_SHARE),
      memory: (spec.memoryRequest ?? 0) * UNKNOWN_SHARE || UNKNOWN_MEMORY,
    }
    this.meter = new Meter(loop.now, {
      cpu: this.behaviour?.cpu ?? idle.cpu,
      memory: this.behaviour?.memory ?? Math.min(idle.memory, (spec.memoryLimit ?? Infinity) * 0.8),
      cpuLimit: spec.cpuLimit,
      startedAt: loop.now(),
    })
    this.stdin = spec.stdin
      ? new StandardInput({ isOpen: true, isTerminal: spec.tty, waitsForEnd: false })
      : spec.tty
        ? NO_INPUT_TTY
        : NO_INPUT
    this.machine = new Machine(new ContainerInside(this, options, this.meter))
  }

  /** Starts the main process; says why when it cannot be started. */
  begin(): StartFailure | undefined {
    const { spec, image, loop, behaviours } = this.options
    const argv = commandLine(spec, image)
    if (argv.length === 0) return { failed: 'failed to create containerd container: no command specified' }
    const folder = this.workingDir
    let started = startProgram(new MainProgram(this, argv, folder))
    // Of an image that nobody described, any program may be there: it is a server like the one it starts by itself.
    if (started !== 'too many' && 'missing' in started && image.anyProgram)
      started = startProgram(new MainProgram(this, [image.anyProgram, ...argv.slice(1)], folder))
    if (started === 'too many' || 'missing' in started) {
      this.machine.close()
      return { failed: NEVER_FOUND + (started === 'too many' ? TOO_MANY : started.missing) }
    }
    this.program = started
    behaviours.add(this)
    if (this.behaviour) this.follow(this.behaviour)
    if (this.outOfMemory() || this.exit || this.pendingOutput) loop.after(0, () => this.afterStart())
    else this.started = true
    return undefined
  }

  signal(signal: Signal): void {
    if (this.exit) return
    if (signal === 'SIGKILL') return this.end({ exitCode: SIGKILL_EXIT, signal: SIGNAL_NUMBERS.SIGKILL })
    this.program?.signal(signal)
  }

  exec(request: ExecRequest): ExecSession {
    const { command } = request
    const stdin = new StandardInput({
      isOpen: request.stdin ?? false,
      isTerminal: request.tty ?? false,
      waitsForEnd: true,
    })
    if (this.exit) {
      request.onExit({ exitCode: SIGKILL_EXIT, startError: 'container not running' })
      return DEAD_SESSION
    }
    let isOver = false
    const over = (exitCode: number, startError?: string) => {
      if (isOver) return
      isOver = true
      request.onExit({ exitCode, ...(startError === undefined ? {} : { startError }) })
    }
    const started = startProgram({
      machine: this.machine,
      argv: command,
      cwd: this.workingDir,
      env: () => this.environment(request.tty ? { TERM: 'xterm' } : undefined),
      stdin,
      out: (text) => !isOver && request.onOutput('stdout', text),
      err: (text) => !isOver && request.onOutput(request.tty ? 'stdout' : 'stderr', text),
      onExit: (exitCode) => over(exitCode),
    })
    if (started === 'too many') {
      over(126, `OCI runtime exec failed: exec failed: unable to start container process: ${TOO_MANY}`)
      return DEAD_SESSION
    }
    if ('missing' in started) {
      over(
        command[0]?.includes('/') ? 126 : 127,
        `OCI runtime exec failed: exec failed: unable to start container process: exec: ${started.missing}`,
      )
      return DEAD_SESSION
    }
    this.outOfMemory()
    return {
      input: (text) => stdin.write(text),
      closeInput: () => stdin.close(),
      kill: () => started.signal('SIGKILL'),
    }
  }

  input(text: string): void {
    this.stdin.write(text)
  }

  closeInput(): void {
    this.stdin.close()
  }

  usage(): ContainerUsage {
    return { cpu: this.meter.cpu(), memory: Math.round(this.meter.memory) }
  }

  writtenBytes(): number {
    return this.machine.writtenBytes()
  }

  resize({ cpuRequest, cpuLimit, memoryLimit }: NewResources): void {
    const milli = (amount: string | undefined): number | undefined =>
      amount === undefined ? undefined : quantityMilliValue(parseQuantity(amount))
    this.cpuRequest = milli(cpuRequest)
    this.meter.cpuLimit = milli(cpuLimit)
    this.memoryLimit = memoryLimit === undefined ? undefined : quantityValue(parseQuantity(memoryLimit))
    this.outOfMemory()
  }

  steady(question: ProbeQuestion): boolean {
    if (this.behaviour) return false
    if (question.kind === 'exec') return false
    return this.server?.steady?.(question) ?? false
  }

  /** The scenario said something about this container. */
  changed(): void {
    const before = this.behaviour
    const next = this.options.behaviours.of(this)
    this.behaviour = next
    if (next?.memory !== undefined) this.meter.memory = next.memory
    if (next?.cpu !== undefined) this.meter.steadyCpu = next.cpu
    if (next?.exits && next.exits !== before?.exits) this.endLater(next.exits)
    this.outOfMemory()
    this.options.hooks.onChange()
  }

  /** A listener came or went, or the program holds another amount of memory. */
  machineChanged(): void {
    if (!this.started || this.exit) return
    if (!this.outOfMemory()) this.options.hooks.onChange()
  }

  get namespace(): string {
    return this.options.spec.pod.namespace
  }

  get pod(): string {
    return this.options.spec.pod.name
  }

  get container(): string {
    return this.options.spec.name
  }

  get image(): string {
    return this.options.spec.image
  }

  private get server(): Server | undefined {
    return this.program?.server
  }

  private get workingDir(): string {
    return this.options.spec.workingDir ?? this.options.image.workingDir ?? '/'
  }

  private follow({ exits }: Behaviour): void {
    if (exits) this.endLater(exits)
  }

  private endLater({ code, afterMs }: { code: number; afterMs: number }): void {
    this.options.loop.after(afterMs, () => this.end({ exitCode: code }))
  }

  private afterStart(): void {
    this.started = true
    for (const [stream, text] of this.pendingOutput?.splice(0) ?? []) this.options.hooks.onOutput(stream, text)
    this.pendingOutput = undefined
    this.tellExit()
  }

  log(stream: OutputStream, text: string): void {
    if (this.told || text === '') return
    if (this.started) this.options.hooks.onOutput(stream, text)
    else (this.pendingOutput ??= []).push([stream, text])
  }

  end(exit: ContainerExit): void {
    if (this.exit) return
    this.exit = exit
    this.options.behaviours.remove(this)
    this.machine.close()
    if (this.started) this.options.loop.after(0, () => this.tellExit())
  }

  private tellExit(): void {
    if (!this.exit || this.told) return
    this.told = true
    this.options.hooks.onExit(this.exit)
  }

  /** The kernel ends what holds more than its limit. */
  private outOfMemory(): boolean {
    const { memoryLimit } = this
    if (memoryLimit === undefined || this.meter.memory <= memoryLimit || this.exit) return false
    this.end({ exitCode: SIGKILL_EXIT, reason: 'OOMKilled', signal: SIGNAL_NUMBERS.SIGKILL })
    return true
  }

  environment(more?: Readonly<Record<string, string>>): Readonly<Record<string, string>> {
    const { spec, image } = this.options
    this.variables ??= {
      PATH,
      HOSTNAME: spec.pod.hostname,
      ...(spec.tty ? { TERM: 'xterm' } : {}),
      ...image.env,
      ...spec.env(),
      HOME: spec.env()['HOME'] ?? homeOf(this.machine, this.machine.options.user.uid),
    }
    return more ? { ...this.variables, ...more } : this.variables
  }
}

/** What an unknown program uses of what it asked for. */
const UNKNOWN_SHARE = 0.1
const UNKNOWN_MEMORY = 16 * 2 ** 20

const NO_INPUT = new StandardInput({ isOpen: false, isTerminal: false, waitsForEnd: false })
const NO_INPUT_TTY = new StandardInput({ isOpen: false, isTerminal: true, waitsForEnd: false })

const DEAD_SESSION: ExecSession = { input: () => {}, closeInput: () => {}, kill: () => {} }

/** The kernel makes no more processes for this container. */
const TOO_MANY = 'error executing setns process: fork/exec /proc/self/exe: resource temporarily unavailable'

/** The manifest's command replaces the image's entry point and arguments; its args alone replace the arguments. */
export function commandLine(
  spec: Pick<ContainerSpec, 'command' | 'args'>,
  image: Pick<ImageDefinition, 'entrypoint' | 'command'>,
): readonly string[] {
  if (spec.command) return [...spec.command, ...(spec.args ?? [])]
  return [...(image.entrypoint ?? []), ...(spec.args ?? image.command ?? [])]
}
