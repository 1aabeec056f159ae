// Waits that double. Follows client-go/util/flowcontrol Backoff without jitter, v1.36.
import type { Instant } from '../../simulation/timers'

interface Entry {
  backOffMs: number
  updatedAt: Instant
}

export interface BackOffLimits {
  readonly baseMs: number
  readonly maxMs: number
}

/** Restarts of containers and pulls of images: 10 s, 20 s ... 300 s, forgotten after twice the longest wait. */
export const KUBELET_BACK_OFF: BackOffLimits = { baseMs: 10_000, maxMs: 300_000 }

export class BackOff {
  private entries: Map<string, Entry> | undefined
  constructor(private readonly limits: BackOffLimits = KUBELET_BACK_OFF) {}

  /** The wait that holds for this key now, ms. */
  get(key: string): number {
    return this.entries?.get(key)?.backOffMs ?? 0
  }

  /** Doubles the wait; starts anew when the event is long after the last one. */
  next(key: string, eventAt: Instant, now: Instant): void {
    const entry = this.entries?.get(key)
    const fresh = !entry || this.hasExpired(eventAt, entry.updatedAt)
    const backOffMs = fresh ? this.limits.baseMs : Math.min(entry.backOffMs * 2, this.limits.maxMs)
    this.entries ??= new Map()
    this.entries.set(key, { backOffMs, updatedAt: now })
  }

  /** The wait has not passed since the event: since the container ended. */
  isInBackOffSince(key: string, eventAt: Instant, now: Instant): boolean {
    const entry = this.entries?.get(key)
    return entry !== undefined && !this.hasExpired(eventAt, entry.updatedAt) && now - eventAt < entry.backOffMs
  }

  /** The wait has not passed since it was last doubled: since the pull failed. */
  isInBackOffSinceUpdate(key: string, now: Instant): boolean {
    const entry = this.entries?.get(key)
    return entry !== undefined && !this.hasExpired(now, entry.updatedAt) && now - entry.updatedAt < entry.backOffMs
  }

  forget(key: string): void {
    this.entries?.delete(key)
  }

  private hasExpired(eventAt: Instant, updatedAt: Instant): boolean {
    return eventAt - updatedAt > this.limits.maxMs * 2
  }
}
