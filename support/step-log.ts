import type { CommandRecord, StepRecord } from '../src/objects/run-record'

type Writable<T> = { -readonly [K in keyof T]: T[K] }

/** What happened in each step: when it began and ended, what was typed in it. Instants are virtual, ms since the epoch. */
export class StepLog {
  start: number | undefined
  readonly steps: Writable<StepRecord & { commands: CommandRecord[] }>[] = []
  /** place in the timeline at which each step began */
  readonly firstWrites: number[] = []

  /** @param now undefined while the cluster is not made yet: such a step takes no time */
  begin(now: number | undefined, writes: number): void {
    this.start ??= now
    const at = this.sinceStart(now)
    this.steps.push({ from: at, to: at, commands: [] })
    this.firstWrites.push(writes)
  }

  end(now: number | undefined, brokenAt?: number): void {
    const step = this.steps.at(-1)
    if (!step) return
    this.start ??= now
    step.to = this.sinceStart(now)
    if (brokenAt !== undefined) step.brokenAt = brokenAt
  }

  private sinceStart(now: number | undefined): number {
    return now === undefined || this.start === undefined ? 0 : now - this.start
  }

  /** A command as the terminal reports it, with instants since the epoch. */
  typed(command: CommandRecord): void {
    // A cluster that is made within a step begins with the first line typed in it.
    const start = (this.start ??= command.from)
    this.steps.at(-1)?.commands.push({ ...command, from: command.from - start, to: command.to - start })
  }
}
