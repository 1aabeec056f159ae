import type { Api, Change, EventRecorder, MetricsReader, Reader } from '../../apiserver/client'
import type { KindName } from '../../objects/kinds'
import type { ObjectKey } from '../../objects/kube-object'
import type { Dice } from '../../simulation/dice'
import type { Instant } from '../../simulation/timers'

/** Which changes put whose key on the queue. `kind` '*' listens to every kind. */
export interface WakeRule {
  readonly kind: KindName | '*'
  readonly keys: (change: Change, read: Reader) => readonly ObjectKey[]
  /** How long the keys wait before they get on the queue, so that changes come together: 0 when not given. */
  readonly delayMs?: number | ((change: Change, now: Instant) => number)
  /** The keys get on the queue only when no controller has anything else to do at this instant. */
  readonly late?: boolean
}

/** Come again: after this many milliseconds. */
export interface Requeue {
  readonly afterMs: number
}

export interface ReconcileContext {
  readonly read: Reader
  /** verbs in this controller's name */
  readonly api: Api
  readonly record: EventRecorder
  readonly metrics: MetricsReader
  readonly now: Instant
  /** virtual now, RFC 3339 to the second */
  readonly nowText: string
  readonly dice: Dice
}

/** Back-off of retries: `baseMs` after the first failure, doubling, at most `maxMs`. */
export interface RetryBackoff {
  readonly baseMs: number
  readonly maxMs: number
  /** retries after which the key is dropped until something wakes it anew: no limit when not given */
  readonly timesMax?: number
}

/** Follows client-go's default controller rate limiter, v1.36. */
export const DEFAULT_RETRY: RetryBackoff = { baseMs: 5, maxMs: 1_000_000 }

/**
 * A keyed, synchronous reconcile: a thin shell around pure `plan` and `status` functions.
 * A throw is retried with back-off (5 ms doubling to 1000 s), as upstream's rate-limited queue does,
 * unless `retry` says otherwise.
 */
export interface Controller {
  /** as Events name it: `deployment-controller` */
  readonly name: string
  readonly wakesOn: readonly WakeRule[]
  reconcile(key: ObjectKey, context: ReconcileContext): Requeue | undefined | void
  readonly retry?: RetryBackoff
  /** Keys to look at once when the controller starts, and then every `resyncMs`, if given. */
  readonly resyncMs?: number
  readonly resyncKeys?: (read: Reader) => readonly ObjectKey[]
}
