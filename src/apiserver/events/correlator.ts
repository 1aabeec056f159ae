// Follows client-go/tools/record/events_cache.go (EventAggregator, eventLogger, EventSourceObjectSpamFilter), v1.36.
import { Recent } from './recent'

/** Similar events (same object and reason, other messages) within the window before they are folded into one. */
const SIMILAR_MAX = 10
const SIMILAR_WINDOW_MS = 600_000
/** Chatter about one object: this many at once, then one every five minutes. */
const BURST_MAX = 25
const REFILL_MS = 300_000
/** Of more than this many nothing is remembered (maxLruCacheEntries). */
const REMEMBERED_MAX = 4096

export interface Observed {
  /** identifies the object that the event is about */
  readonly about: string
  readonly type: string
  readonly reason: string
  readonly message: string
  readonly now: number
}

export interface Correlated {
  readonly key: string
  /** as written: folded events carry a prefix */
  readonly message: string
  readonly count: number
  /** the Event object that is counted up; undefined for a first one */
  readonly name?: string
  /** when it was first written */
  readonly firstAt: number
}

/** What one source has said so far. */
export class EventCorrelator {
  private readonly similar = new Recent<{ messages: Set<string>; last: number }>(REMEMBERED_MAX)
  private readonly seen = new Recent<{ count: number; firstAt: number; name?: string }>(REMEMBERED_MAX)
  private readonly buckets = new Recent<{ tokens: number; at: number }>(REMEMBERED_MAX)

  correlate({ about, type, reason, message, now }: Observed): Correlated | 'dropped' {
    const group = `${about} ${type} ${reason}`
    const folds = this.isFolded(group, message, now)
    const text = folds ? `(combined from similar events): ${message}` : message
    const key = folds ? group : `${group} ${message}`
    const entry = this.seen.get(key) ?? { count: 0, firstAt: now }
    entry.count++
    this.seen.set(key, entry)
    if (!this.maySpeak(about, now)) return 'dropped'
    return {
      key,
      message: text,
      count: entry.count,
      firstAt: entry.firstAt,
      ...(entry.name ? { name: entry.name } : {}),
    }
  }

  /** Remembers the object that was written for a key, so that the next one counts it up. */
  written(key: string, name: string): void {
    const entry = this.seen.get(key)
    if (entry) entry.name = name
  }

  /** Upstream keeps nine of the texts and forgets the tenth, any of them; here it is the new one: those that were written stand for themselves. */
  private isFolded(group: string, message: string, now: number): boolean {
    let record = this.similar.get(group)
    if (!record || now - record.last > SIMILAR_WINDOW_MS)
      this.similar.set(group, (record = { messages: new Set(), last: now }))
    record.last = now
    const { messages } = record
    if (messages.size < SIMILAR_MAX - 1) messages.add(message)
    return !messages.has(message)
  }

  private maySpeak(about: string, now: number): boolean {
    const bucket = this.buckets.get(about) ?? { tokens: BURST_MAX, at: now }
    const tokens = Math.min(BURST_MAX, bucket.tokens + (now - bucket.at) / REFILL_MS)
    const may = tokens >= 1
    this.buckets.set(about, { tokens: may ? tokens - 1 : tokens, at: now })
    return may
  }
}
