// Follows client-go/util/flowcontrol.Backoff as pkg/controller/daemon uses it, v1.36: 1 s doubling to 15 minutes.
const FIRST_MS = 1000
const BACKOFF_MAX_MS = 15 * 60 * 1000

interface Entry {
  readonly backoffMs: number
  readonly since: number
}

/** A Pod that fails on its node again and again is replaced ever more slowly. */
export class FailedPodsBackoff {
  private readonly entries = new Map<string, Entry>()

  /**
   * Milliseconds until the next look; 0 when the Pod may be replaced now, which is then counted. Upstream looks again after
   * the whole back-off, not after what is left of it.
   */
  take(key: string, now: number): number {
    const entry = this.entries.get(key)
    const fresh = entry && now - entry.since <= 2 * BACKOFF_MAX_MS ? entry : undefined
    if (fresh && now - fresh.since < fresh.backoffMs) return fresh.backoffMs
    this.entries.set(key, { backoffMs: fresh ? Math.min(fresh.backoffMs * 2, BACKOFF_MAX_MS) : FIRST_MS, since: now })
    return 0
  }
}
