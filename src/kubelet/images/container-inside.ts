// What the machine and the main process of a container are made of.
import type { Dice } from '../../simulation/dice'
import type { Loop } from '../../simulation/loop'
import type { Caller, Listener, Unreachable, Wire } from '../../simulation/wire'
import { MemoryFs } from '../files/memory-fs'
import { fileNode } from '../files/tree'
import type { ContainerSecurity, OutputStream, Signal } from '../runtime/container-runtime'
import type { Flavour, Machine, MachineFacts, MachineOptions } from '../shell/machine'
import { SIGNAL_NUMBERS } from '../runtime/signals'
import type { Commands } from '../shell/program'
import type { StandardInput } from '../shell/standard-input'
import type { ProgramStart } from '../shell/start-program'
import { ChangedListener, type Behaviour } from './behaviours'
import { imageCommands, imageLayer } from './image'
import { addKernelFiles } from './proc-files'
import type { Meter } from './meter'
import type { ContainerOptions, SimulatedContainer } from './simulated-container'

/** The main process of a container, as a program is started. */
export class MainProgram implements ProgramStart {
  constructor(
    private readonly container: SimulatedContainer,
    readonly argv: readonly string[],
    readonly cwd: string,
  ) {}

  get machine(): Machine {
    return this.container.machine
  }

  get stdin(): StandardInput {
    return this.container.stdin
  }

  env(): Readonly<Record<string, string>> {
    return this.container.environment()
  }

  out(text: string): void {
    this.container.log('stdout', text)
  }

  err(text: string): void {
    this.container.log('stderr', text)
  }

  onExit(exitCode: number, signal?: Signal): void {
    this.container.end({ exitCode, ...(signal === undefined ? {} : { signal: SIGNAL_NUMBERS[signal] }) })
  }
}

/**
 * What the machine of a container is made of. Almost everything is worked out when it is asked for: most of a great many
 * containers never do anything.
 */
export class ContainerInside implements MachineOptions, Wire {
  private readonly startedAt: number

  constructor(
    private readonly container: SimulatedContainer,
    private readonly options: ContainerOptions,
    readonly meter: Meter,
  ) {
    this.startedAt = options.loop.now()
  }

  get loop(): Loop {
    return this.options.loop
  }

  /** Listeners of this container answer as the scenario says. */
  get wire(): Wire {
    return this
  }

  get caller(): Caller {
    return { ip: this.options.spec.pod.ip, node: this.options.spec.pod.nodeName }
  }

  get hostname(): string {
    return this.options.spec.pod.hostname
  }

  get flavour(): Flavour {
    return this.options.image.flavour
  }

  get commands(): Commands {
    return imageCommands(this.options.image)
  }

  get hasMounts(): boolean {
    return this.options.spec.hasMounts
  }

  get hasReadOnlyRoot(): boolean {
    return this.options.spec.readOnlyRootFilesystem
  }

  get user(): MachineOptions['user'] {
    const { spec, image } = this.options
    const uid = spec.runAsUser ?? image.uid ?? 0
    return { uid, gid: spec.runAsGroup ?? 0, name: uid === 0 ? 'root' : String(uid) }
  }

  get security(): ContainerSecurity {
    return this.options.spec.security
  }

  get processes(): MachineOptions['processes'] {
    return this.options.spec.processes
  }

  get facts(): MachineFacts {
    const { spec } = this.options
    return {
      namespace: spec.pod.namespace,
      podName: spec.pod.name,
      nodeName: spec.pod.nodeName,
      image: spec.image,
      memoryLimit: spec.memoryLimit,
      cpuLimit: spec.cpuLimit,
      ports: spec.ports.filter((port) => port.protocol !== 'UDP').map((port) => port.containerPort),
    }
  }

  files(): MemoryFs {
    const { spec, image, loop } = this.options
    const files = spec.files(
      new MemoryFs({
        root: imageLayer(image),
        now: loop.now,
        readOnly: spec.readOnlyRootFilesystem,
        user: { ...this.user, groups: spec.security.groups },
      }),
    )
    addDevices(files, loop.dice, (stream, text) => this.container.log(stream, text))
    addKernelFiles(files, {
      spec,
      meter: this.meter,
      user: this.user,
      runsForMs: () => loop.now() - this.startedAt,
      memoryLimit: () => this.container.memoryLimit,
      cpuRequest: () => this.container.cpuRequest,
      commandLine: () => this.container.machine.jobs.get(1)?.command.split(' ') ?? [],
      environment: () => this.container.environment(),
    })
    return files
  }

  log(stream: OutputStream, text: string): void {
    this.container.log(stream, text)
  }

  changed(): void {
    this.container.machineChanged()
  }

  addAddress(ip: string): () => void {
    return this.options.wire.addAddress(ip, this.options.spec.pod.nodeName)
  }

  reach(caller: Caller, ip: string, port: number): Listener | Unreachable {
    return this.options.wire.reach(caller, ip, port)
  }

  listen(ip: string, port: number, listener: Listener): () => void {
    if (ip === '') return () => {}
    const {
      container,
      startedAt,
      options: { wire, loop },
    } = this
    return listenWith({
      wire,
      ip,
      port,
      listener: new ChangedListener(listener, container),
      behaviour: container.behaviour,
      loop,
      startedAt,
      changed: () => container.machineChanged(),
    })
  }
}

interface Listening {
  readonly wire: Wire
  readonly ip: string
  readonly port: number
  readonly listener: Listener
  readonly loop: Loop
  readonly startedAt: number
  readonly behaviour: Behaviour | undefined
  changed(): void
}

function listenWith({ wire, ip, port, listener, loop, startedAt, behaviour, changed }: Listening): () => void {
  const readyAt = startedAt + (behaviour?.readyAfterMs ?? 0)
  if (readyAt <= loop.now()) return wire.listen(ip, port, listener)
  let close: (() => void) | undefined
  const timer = loop.at(readyAt, () => {
    close = wire.listen(ip, port, listener)
    changed()
  })
  return () => {
    timer.cancel()
    close?.()
  }
}

/** What is read at once from a file that never ends. */
const ENDLESS_BYTES = 1 << 14

function randomBytes(dice: Dice, count: number): string {
  let bytes = ''
  while (bytes.length < count) bytes += String.fromCharCode(dice.below(128))
  return bytes
}

/** /dev/null, and the streams of the main process, which its log shows whoever writes to them. */
export function addDevices(files: MemoryFs, dice: Dice, log: (stream: OutputStream, text: string) => void): void {
  const device = (onWrite: (text: string) => void) => ({ ...fileNode('', { mode: 0o666 }), onWrite })
  files.put(
    '/dev/null',
    device(() => {}),
  )
  files.put('/dev/zero', { ...device(() => {}), live: () => '\0'.repeat(ENDLESS_BYTES) })
  for (const path of ['/dev/random', '/dev/urandom'])
    files.put(path, { ...device(() => {}), live: () => randomBytes(dice, ENDLESS_BYTES) })
  for (const [path, stream] of STREAM_PATHS)
    files.put(
      path,
      device((text) => log(stream, text)),
    )
}

const STREAM_PATHS: readonly (readonly [string, OutputStream])[] = [
  ['/dev/stdout', 'stdout'],
  ['/dev/stderr', 'stderr'],
  ['/proc/1/fd/1', 'stdout'],
  ['/proc/1/fd/2', 'stderr'],
]
