// The inside of a container, or of the host where the terminal runs: files, processes, network, clock. Commands know
// nothing else, so that nothing of the real machine can be read.
import type { Dice } from '../../simulation/dice'
import type { Loop } from '../../simulation/loop'
import type { Caller, Listener, Wire } from '../../simulation/wire'
import type { MemoryFs } from '../files/memory-fs'
import type { ContainerSecurity, OutputStream, Signal } from '../runtime/container-runtime'
import type { Meter } from '../images/meter'
import { exitCodeOf, type Commands } from './program'
import type { SharedProcesses } from './shared-processes'

/** Whose habits the tools have: messages differ. */
export type Flavour = 'busybox' | 'debian' | 'centos'

export interface Job {
  readonly pid: number
  readonly ppid: number
  /** as `ps` shows it */
  command: string
  readonly user: string
  readonly startedAt: number
  /** 1 for what a container or `exec` starts, one more for what that starts */
  readonly generation: number
  signal(signal: Signal): void
  /** resolves `wait`: called with the exit code */
  onEnd: Set<(exitCode: number) => void> | undefined
  exitCode: number | undefined
}

export interface MachineOptions {
  readonly loop: Loop
  readonly wire: Wire
  readonly caller: Caller
  readonly hostname: string
  /** asked for when the first program looks at a file */
  files(): MemoryFs
  /** volumes are mounted: the image's files are not all there is */
  readonly hasMounts: boolean
  /** outside of mounts nothing can be written */
  readonly hasReadOnlyRoot?: boolean
  readonly flavour: Flavour
  readonly commands: Commands
  readonly user: { readonly uid: number; readonly gid: number; readonly name: string }
  readonly security: ContainerSecurity
  readonly meter: Meter
  /** what goes to the log of the container: /proc/1/fd/1 */
  log(stream: OutputStream, text: string): void
  /** a listener came or went: answers of probes may have changed */
  changed(): void
  /** the containers of the Pod see the processes of each other */
  readonly processes?: SharedProcesses | undefined
  /** extra lines of knowledge for images: labels, Pod, behaviour words */
  readonly facts?: MachineFacts
}

export interface MachineFacts {
  readonly namespace?: string
  readonly podName?: string
  readonly nodeName?: string
  readonly image?: string
  readonly memoryLimit?: number | undefined
  readonly cpuLimit?: number | undefined
  /** the ports that the manifest declares */
  readonly ports?: readonly number[]
}

const JOBS_MAX = 256
const FORKS_PER_INSTANT_MAX = 2_000
/** Scripts seldom start scripts that start scripts; bombs do nothing else, and have this many before nothing begins for a while. */
const DEEP_GENERATION = 5
const DEEP_FORKS_MAX = 100
const DEEP_FORKS_WITHIN_MS = 10_000
const NONE: never[] = []

export class Machine {
  readonly startedAt: number
  private lastPid = 0
  private hasForked = false
  private forks = 0
  private forkedAt = -1
  private deepForks = 0
  private deepSince = 0
  /** the first process alone in most containers: no table for it */
  private first: Job | undefined
  private others: Map<number, Job> | undefined
  private listening: { readonly close: () => void; readonly port: number }[] = NONE
  private isClosed = false
  private opened: MemoryFs | undefined

  /** something in it waits for this instant and is sure to go on then: a long sleep, a wait with an end */
  promisedUntil = 0

  constructor(readonly options: MachineOptions) {
    this.startedAt = options.loop.now()
  }

  get loop(): Loop {
    return this.options.loop
  }

  get dice(): Dice {
    return this.options.loop.dice
  }

  get files(): MemoryFs {
    return (this.opened ??= this.options.files())
  }

  /** Files that are not the image's: mounts, or what somebody may have written. */
  get hasOwnFiles(): boolean {
    return this.options.hasMounts || this.opened !== undefined
  }

  /** Most containers never open their files, and have written nothing. */
  writtenBytes(): number {
    return this.opened?.writtenBytes() ?? 0
  }

  get caller(): Caller {
    return this.options.caller
  }

  get closed(): boolean {
    return this.isClosed
  }

  /** processes by id, in order */
  get jobs(): ReadonlyMap<number, Job> {
    return this.options.processes?.jobs() ?? new Map(this.ownJobs().map((job) => [job.pid, job]))
  }

  /** those that were started here */
  ownJobs(): readonly Job[] {
    return [...(this.first ? [this.first] : []), ...(this.others?.values() ?? [])]
  }

  now(): number {
    return this.options.loop.now()
  }

  /** Memory that a program takes; beyond its limit the container is ended. @returns what gives it back */
  hold(bytes: number): () => void {
    const { meter, changed } = this.options
    meter.memory += bytes
    changed.call(this.options)
    return () => void (meter.memory -= bytes)
  }

  promise(ms: number): void {
    if (Number.isFinite(ms)) this.promisedUntil = Math.max(this.promisedUntil, this.now() + ms)
  }

  /** A new process; undefined when there are too many (fork: retry). */
  fork(command: string, ppid: number, signal: (signal: Signal) => void): Job | undefined {
    const parent = this.first?.pid === ppid ? this.first : this.others?.get(ppid)
    const generation = (parent?.generation ?? 0) + 1
    if (this.isFull(generation)) return undefined
    const job: Job = {
      pid: this.options.processes?.enter(this) ?? ++this.lastPid,
      ppid,
      command,
      user: this.options.user.name,
      startedAt: this.now(),
      generation,
      signal,
      onEnd: undefined,
      exitCode: undefined,
    }
    if (this.hasForked) (this.others ??= new Map()).set(job.pid, job)
    else this.first = job
    this.hasForked = true
    return job
  }

  private isFull(generation: number): boolean {
    const now = this.now()
    if (this.forkedAt !== now) {
      this.forkedAt = now
      this.forks = 0
    }
    if (now - this.deepSince >= DEEP_FORKS_WITHIN_MS) {
      this.deepSince = now
      this.deepForks = 0
    }
    if (generation >= DEEP_GENERATION) this.deepForks++
    return (
      (this.others?.size ?? 0) >= JOBS_MAX ||
      ++this.forks > FORKS_PER_INSTANT_MAX ||
      (generation > 1 && this.deepForks > DEEP_FORKS_MAX)
    )
  }

  end(job: Job, exitCode: number): void {
    if (job.exitCode !== undefined) return
    job.exitCode = exitCode
    if (this.first === job) this.first = undefined
    else this.others?.delete(job.pid)
    for (const tell of job.onEnd ?? []) tell(exitCode)
  }

  /** Plugs a listener in at this machine's address; throws when the port is taken. */
  listen(port: number, listener: Listener): () => void {
    const unplug = this.options.wire.listen(this.caller.ip, port, listener)
    let there = true
    const close = () => {
      if (!there) return
      there = false
      this.listening = this.listening.filter((each) => each.close !== close)
      unplug()
      this.options.changed()
    }
    this.listening = [...this.listening, { close, port }]
    this.options.changed()
    return close
  }

  /** the ports that are listened on, in order */
  ports(): number[] {
    return this.listening.map((each) => each.port).sort((a, b) => a - b)
  }

  /** Everything ends: processes are killed, ports closed. */
  close(): void {
    if (this.isClosed) return
    this.isClosed = true
    for (const { close } of this.listening) close()
    for (const job of this.ownJobs()) {
      job.signal('SIGKILL')
      this.end(job, exitCodeOf('SIGKILL'))
    }
    this.options.processes?.leave(this)
  }
}
