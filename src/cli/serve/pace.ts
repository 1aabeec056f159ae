import type { Cluster } from '../../cluster/create-cluster'

const WAIT_MAX_MS = 1_000

/** Makes virtual time follow the wall clock, times a factor; 0 stands still. */
export class Pace {
  private readonly wall = performance.now()
  private readonly begun: number
  private timer: NodeJS.Timeout | undefined
  private busy = false
  private hasStopped = false
  /** what was skipped on request */
  private skippedMs = 0

  /** @param onDefect is told of a defect of the model: the server goes on with all that it does not touch */
  constructor(
    private readonly cluster: Cluster,
    private readonly speed: number,
    private readonly onDefect: (error: unknown) => void = console.error,
  ) {
    this.begun = cluster.now()
  }

  /** Brings virtual time up to now, as far as that goes without waiting for a process. */
  catchUp = (): void => {
    if (this.busy) return
    try {
      this.cluster.loop.run({ until: () => false, deadline: this.target() })
    } catch (error) {
      this.onDefect(error)
    }
  }

  /** Lets virtual time pass at once, and all that happens in it; returns the instant that it is then. */
  skip = async (ms: number): Promise<number> => {
    while (this.busy) await new Promise((wake) => setTimeout(wake, 1))
    clearTimeout(this.timer)
    this.busy = true
    this.skippedMs += ms
    await this.pass()
    return this.cluster.now()
  }

  /** Goes on at once, and by itself when the next thing is due. */
  goOn = (): void => {
    if (this.busy || this.hasStopped) return
    clearTimeout(this.timer)
    this.busy = true
    void this.pass()
  }

  private async pass(): Promise<void> {
    try {
      await this.cluster.pass(Math.max(0, this.target() - this.cluster.now()))
    } catch (error) {
      this.onDefect(error)
    }
    this.busy = false
    this.sleep()
  }

  /** For good: what connections that close say afterwards starts nothing. */
  stop(): void {
    this.hasStopped = true
    clearTimeout(this.timer)
  }

  private target(): number {
    return Math.max(
      this.cluster.now(),
      this.begun + this.skippedMs + Math.floor((performance.now() - this.wall) * this.speed),
    )
  }

  private sleep(): void {
    const next = this.cluster.loop.nextTimerAt()
    if (this.speed <= 0 || this.hasStopped) return
    const wait = next === undefined ? WAIT_MAX_MS : (next - this.cluster.now()) / this.speed
    this.timer = setTimeout(this.goOn, Math.min(WAIT_MAX_MS, Math.max(0, wait)))
  }
}
