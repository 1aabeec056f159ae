// The inside of a container, or of the host where the terminal runs: files, processes, network, clock. Commands know
// nothing else, so that nothing of the real machine can be read.
import type { Dice } from '../../simulation/dice'
import type { Loop } from '../../simulation/loop'
import type { Caller, Listener, Wire } from '../../simulation/wire'
import type { MemoryFs } from '../files/memory-fs'
import type { OutputStream, Signal } from '../runtime/container-runtime'
import type { Meter } from '../images/meter'
import { exitCodeOf, type Commands } from './program'

/** Whose habits the tools have: messages differ. */
export type Flavour = 'busybox' | 'debian' | 'centos'

export interface Job {
  readonly pid: number
  readonly ppid: number
  /** as `ps` shows it */
  command: string
  readonly user: string
  readonly startedAt: number
  signal(signal: Signal): void
  /** resolves `wait`: called with the exit code */
  readonly onEnd: Set<(exitCode: number) => void>
  exitCode: number | undefined
}

export interface MachineOptions {
  readonly loop: Loop
  readonly wire: Wire
  readonly caller: Caller
  readonly hostname: string
  readonly files: MemoryFs
  readonly flavour: Flavour
  readonly commands: Commands
  readonly user: { readonly uid: number; readonly gid: number; readonly name: string }
  readonly meter: Meter
  /** what goes to the log of the container: /proc/1/fd/1 */
  log(stream: OutputStream, text: string): void
  /** a listener came or went: answers of probes may have changed */
  changed(): void
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
}

const JOBS_MAX = 500

export class Machine {
  readonly jobs = new Map<number, Job>()
  readonly startedAt: number
  private nextPid = 1
  private readonly listening = new Map<() => void, number>()
  private isClosed = false

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
    return this.options.files
  }

  get caller(): Caller {
    return this.options.caller
  }

  get closed(): boolean {
    return this.isClosed
  }

  now(): number {
    return this.options.loop.now()
  }

  /** A new process; undefined when there are too many (fork: retry). */
  fork(command: string, ppid: number, signal: (signal: Signal) => void): Job | undefined {
    if (this.jobs.size >= JOBS_MAX) return undefined
    const job: Job = {
      pid: this.nextPid++, ppid, command, user: this.options.user.name, startedAt: this.now(), signal, onEnd: new Set(), exitCode: undefined,
    }
    this.jobs.set(job.pid, job)
    return job
  }

  end(job: Job, exitCode: number): void {
    if (job.exitCode !== undefined) return
    job.exitCode = exitCode
    this.jobs.delete(job.pid)
    for (const tell of job.onEnd) tell(exitCode)
  }

  /** Plugs a listener in at this machine's address; throws when the port is taken. */
  listen(port: number, listener: Listener): () => void {
    const unplug = this.options.wire.listen(this.caller.ip, port, listener)
    let there = true
    const close = () => {
      if (!there) return
      there = false
      this.listening.delete(close)
      unplug()
      this.options.changed()
    }
    this.listening.set(close, port)
    this.options.changed()
    return close
  }

  /** the ports that are listened on, in order */
  ports(): number[] {
    return [...this.listening.values()].sort((a, b) => a - b)
  }

  /** Everything ends: processes are killed, ports closed. */
  close(): void {
    if (this.isClosed) return
    this.isClosed = true
    for (const close of [...this.listening.keys()]) close()
    for (const job of [...this.jobs.values()]) {
      job.signal('SIGKILL')
      this.end(job, exitCodeOf('SIGKILL'))
    }
  }
}
