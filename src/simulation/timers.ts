import TinyQueue from 'tinyqueue'

/** Milliseconds since the Unix epoch, in virtual time. */
export type Instant = number

export interface Timer {
  readonly at: Instant
  cancel(): void
}

interface Entry {
  at: Instant
  seq: number
  run: (() => void) | undefined
}

/** Timers in a total order: by instant, then by the order in which they were set. */
export class Timers {
  private readonly queue = new TinyQueue<Entry>([], (a, b) => a.at - b.at || a.seq - b.seq)
  private seq = 0
  private live = 0

  set(at: Instant, run: () => void): Timer {
    const entry: Entry = { at, seq: this.seq++, run }
    this.queue.push(entry)
    this.live++
    return {
      at,
      cancel: () => {
        if (!entry.run) return
        entry.run = undefined
        this.live--
      },
    }
  }

  /** When the next timer is due, if there is one. */
  nextAt(): Instant | undefined {
    while (this.queue.length > 0 && !this.queue.peek()?.run) this.queue.pop()
    return this.queue.peek()?.at
  }

  /** Takes the next timer that is due at `now` or before. */
  takeDue(now: Instant): (() => void) | undefined {
    const at = this.nextAt()
    if (at === undefined || at > now) return undefined
    const entry = this.queue.pop()
    const run = entry?.run
    if (entry) entry.run = undefined
    this.live--
    return run
  }

  /** How many timers wait. */
  get size(): number {
    return this.live
  }
}
