// The one place where the loop waits. A process (a shell in a container, a terminal, a kubectl that watches) is
// asynchronous code on virtual time. Time does not move while one is runnable, and only one runs at a time, in the order
// in which they became runnable, so that what Node does in between (loading a chunk, a macrotask) changes nothing.

/** Registers how a waiting process is woken; returns what undoes the registration. */
export type Register<T> = (wake: (value: T) => void) => (() => void) | void

export class ProcessKilled extends Error {
  constructor(readonly signal: string) {
    super(`killed by ${signal}`)
    this.name = 'ProcessKilled'
  }
}

/** A part of a process is over, and whoever waited in it waits for nothing any more. The process itself goes on. */
export class ProcessInterrupted extends Error {}

export class Process {
  private cancelWait: (() => void) | undefined
  private failWait: ((reason: unknown) => void) | undefined
  private killedBy: string | undefined
  private controller: AbortController | undefined
  ended = false

  constructor(
    readonly name: string,
    private readonly table: Processes,
  ) {}

  get isKilled(): boolean {
    return this.killedBy !== undefined
  }

  /** Aborted when it is killed: for what goes on by itself on its behalf. Few ask. */
  get abortSignal(): AbortSignal {
    this.controller ??= new AbortController()
    if (this.isKilled) this.controller.abort(this.killedBy)
    return this.controller.signal
  }

  /** Gives the turn away until woken; resolves with the value it was woken with when it is this process's turn again. */
  wait<T>(register: Register<T>): Promise<T> {
    if (this.killedBy) return Promise.reject(new ProcessKilled(this.killedBy))
    if (this.failWait)
      return Promise.reject(
        new Error(`the process "${this.name}" waits for two things at once: it could never give its turn away again`),
      )
    return new Promise<T>((resolve, reject) => {
      let woken = false
      const goOn = (then: () => void) => {
        if (woken) return
        woken = true
        this.failWait = undefined
        this.cancelWait?.()
        this.cancelWait = undefined
        this.table.enqueue(this, then)
      }
      this.failWait = (reason) => goOn(() => reject(reason))
      const cancel = register((value) => goOn(() => resolve(value)))
      if (cancel && !woken) this.cancelWait = cancel
      this.table.release(this)
    })
  }

  /** Breaks off what it waits for. */
  interrupt(): void {
    this.failWait?.(new ProcessInterrupted())
  }

  /** Ends the process at its next wait (or at once when it waits now). */
  kill(signal: string): void {
    if (this.ended || this.killedBy) return
    this.killedBy = signal
    this.failWait?.(new ProcessKilled(signal))
    this.controller?.abort(signal)
  }
}

interface Resumption {
  readonly process: Process
  readonly goOn: () => void
}

export class Processes {
  private readonly line: Resumption[] = []
  /** whose turn it is */
  private holder: Process | undefined
  private idleWaiters: (() => void)[] = []

  /** How many processes run or could run now. */
  get runnable(): number {
    return this.line.length + (this.holder ? 1 : 0)
  }

  /** Starts a program; it gets its first turn when those before it in line have waited or ended. */
  start(name: string, program: (process: Process) => Promise<void>): Process {
    const process = new Process(name, this)
    this.enqueue(process, () => {
      const end = () => {
        process.ended = true
        this.release(process)
      }
      program(process).then(end, (error: unknown) => {
        end()
        if (!(error instanceof ProcessKilled)) throw error
      })
    })
    return process
  }

  /** Resolves when no process is runnable: then the loop may go on. */
  idle(): Promise<void> {
    if (this.runnable === 0) return Promise.resolve()
    return new Promise((resolve) => this.idleWaiters.push(resolve))
  }

  enqueue(process: Process, goOn: () => void): void {
    this.line.push({ process, goOn })
    if (!this.holder) this.next()
  }

  /** Gives the turn away, if it is this process's to give: a process that waits for two things at once gives it once. */
  release(process: Process): void {
    if (this.holder !== process) return
    this.holder = undefined
    this.next()
  }

  private next(): void {
    const resumption = this.line.shift()
    if (resumption) {
      this.holder = resumption.process
      resumption.goOn()
      return
    }
    const waiters = this.idleWaiters
    this.idleWaiters = []
    for (const resolve of waiters) resolve()
  }
}
