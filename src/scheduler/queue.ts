// Pods that wait for a node. Follows pkg/scheduler/backend/queue (scheduling_queue.go, active_queue.go, backoff_queue.go), v1.36:
// Pods that can be tried, Pods that back off after a failure (tried early when nothing else waits), and Pods that did not fit
// and wait for a change that may help them.
import type { Pod } from '../objects/kinds'
import type { Instant } from '../simulation/timers'
import type { ClusterEvent } from './cluster-event'
import { PodInfo } from './pod-info'
import { WaitingLine } from './waiting-line'

const BACKOFF_MIN_MS = 1_000
const BACKOFF_MAX_MS = 10_000
/**
 * A back-off ends with the window of this length in which its time is up, so that Pods of one window come back together, by
 * priority. Windows begin with whole seconds.
 */
const BACKOFF_WINDOW_MS = 1_000
/** After this long a Pod is tried again, whether or not something changed. */
export const UNSCHEDULABLE_MAX_MS = 5 * 60_000
/** Whether a Pod has waited that long is looked at this often. */
const FLUSH_EVERY_MS = 30_000

type Place = 'active' | 'backoff' | 'error' | 'unschedulable' | 'gated' | 'in flight' | 'gone'

export interface QueuedPod {
  readonly info: PodInfo
  place: Place
  /** since when it is in its place */
  since: Instant
  /** failures in a row: the longer, the longer it backs off */
  failures: number
  errors: number
  /** when the window begins in which its back-off is over */
  backoffWindow: Instant
  /** names of the plugins that refused it; empty after an error */
  rejectedBy: ReadonlySet<string>
}

/** What the queue needs to know from the profiles. */
export interface QueueRules {
  isGated(pod: PodInfo): boolean
  /** whether the change may help a Pod that these plugins refused */
  helps(event: ClusterEvent, pod: PodInfo, rejectedBy: ReadonlySet<string>): boolean
}

const windowOf = (instant: Instant): Instant => instant - (instant % BACKOFF_WINDOW_MS)

export class SchedulingQueue {
  private readonly pods = new Map<string, QueuedPod>()
  private readonly active = new WaitingLine<QueuedPod>(({ info, since }) => [-info.priority, since, 0])
  private readonly backoff = new WaitingLine<QueuedPod>(({ backoffWindow, info, since }) => [
    backoffWindow,
    -info.priority,
    since,
  ])
  private readonly errors = new WaitingLine<QueuedPod>(({ backoffWindow }) => [backoffWindow, 0, 0])
  /** the longest waiting first */
  private readonly unschedulable = new Set<QueuedPod>()
  private readonly gated = new Set<QueuedPod>()

  private readonly started: Instant

  constructor(
    private readonly now: () => Instant,
    private readonly rules: QueueRules,
  ) {
    this.started = now()
  }

  /** Pods that can be tried now. */
  get ready(): number {
    return this.active.size + this.backoff.size
  }

  get(uid: string): QueuedPod | undefined {
    return this.pods.get(uid)
  }

  /** Pods that wait for a change. */
  get waiting(): Iterable<QueuedPod> {
    return this.unschedulable
  }

  add(pod: Pod): void {
    if (this.pods.has(pod.metadata.uid)) return
    const queued: QueuedPod = {
      info: new PodInfo(pod),
      place: 'gone',
      since: this.now(),
      failures: 0,
      errors: 0,
      backoffWindow: 0,
      rejectedBy: new Set(),
    }
    this.pods.set(queued.info.uid, queued)
    this.activate(queued)
  }

  /** A waiting Pod has changed; `event` says how, when it matters. */
  update(pod: Pod, event: ClusterEvent | undefined): void {
    const queued = this.pods.get(pod.metadata.uid)
    if (!queued) return this.add(pod)
    queued.info.replace(pod)
    if (!event) return
    if (queued.place === 'gated') this.activate(queued)
    else if (queued.place === 'unschedulable' && this.rules.helps(event, queued.info, queued.rejectedBy))
      this.retry(queued)
  }

  delete(uid: string): QueuedPod | undefined {
    const queued = this.pods.get(uid)
    if (!queued) return undefined
    this.leave(queued)
    this.pods.delete(uid)
    return queued
  }

  /** The next Pod to try: by priority, then by time of waiting. Pods that back off come when nobody else is there. */
  take(): QueuedPod | undefined {
    const queued = this.active.take() ?? this.backoff.take()
    if (queued) queued.place = 'in flight'
    return queued
  }

  /** It fits nowhere: it waits until something changes that may help against what refused it. */
  rejected(queued: QueuedPod, rejectedBy: ReadonlySet<string>): void {
    if (rejectedBy.size === 0) return this.failed(queued)
    queued.rejectedBy = rejectedBy
    queued.failures++
    queued.errors = 0
    queued.since = this.now()
    queued.backoffWindow = windowOf(this.now() + backoffMs(queued.failures))
    queued.place = 'unschedulable'
    this.unschedulable.add(queued)
  }

  /** Something went wrong on the way: it is tried again after its back-off, not before. */
  failed(queued: QueuedPod): void {
    queued.rejectedBy = new Set()
    queued.errors++
    queued.since = this.now()
    queued.backoffWindow = windowOf(this.now() + backoffMs(queued.errors))
    this.waitInLine(queued, this.errors, 'error')
  }

  /** It is bound, or gone. */
  done(queued: QueuedPod): void {
    if (this.pods.get(queued.info.uid) === queued) this.delete(queued.info.uid)
  }

  /** A change that may help Pods which did not fit; of these, up to a priority. */
  wake(event: ClusterEvent, priorityMax = Infinity): void {
    if (this.unschedulable.size === 0) return
    for (const queued of [...this.unschedulable]) {
      if (queued.info.priority > priorityMax) continue
      if (this.rules.helps(event, queued.info, queued.rejectedBy)) this.retry(queued)
    }
  }

  /** When something in the queue is due by time alone, if ever. */
  nextDue(): Instant | undefined {
    const error = (this.errors.peek()?.backoffWindow ?? Infinity) + BACKOFF_WINDOW_MS
    const [oldest] = this.unschedulable
    const due = Math.min(error, oldest ? this.flushAfter(oldest.since + UNSCHEDULABLE_MAX_MS) : Infinity)
    return due === Infinity ? undefined : due
  }

  /** Lets go what is due: errors after their back-off, and Pods that have waited too long for a change. */
  releaseDue(): void {
    const now = this.now()
    for (let next = this.errors.peek(); next && !this.backsOff(next); next = this.errors.peek()) this.activate(next)
    for (const queued of [...this.unschedulable]) {
      if (queued.since + UNSCHEDULABLE_MAX_MS >= now) break
      this.retry(queued)
    }
  }

  /** The first look after this instant. */
  private flushAfter(instant: Instant): Instant {
    return this.started + (Math.floor((instant - this.started) / FLUSH_EVERY_MS) + 1) * FLUSH_EVERY_MS
  }

  private backsOff({ backoffWindow }: QueuedPod): boolean {
    return backoffWindow >= windowOf(this.now())
  }

  private retry(queued: QueuedPod): void {
    if (!this.backsOff(queued)) return this.activate(queued)
    this.leave(queued)
    this.waitInLine(queued, this.backoff, 'backoff')
  }

  private activate(queued: QueuedPod): void {
    this.leave(queued)
    if (!this.rules.isGated(queued.info)) return this.waitInLine(queued, this.active, 'active')
    queued.place = 'gated'
    this.gated.add(queued)
  }

  private waitInLine(queued: QueuedPod, line: WaitingLine<QueuedPod>, place: Place): void {
    queued.place = place
    line.add(queued)
  }

  private leave(queued: QueuedPod): void {
    if (queued.place === 'active') this.active.delete(queued)
    else if (queued.place === 'backoff') this.backoff.delete(queued)
    else if (queued.place === 'error') this.errors.delete(queued)
    else if (queued.place === 'unschedulable') this.unschedulable.delete(queued)
    else if (queued.place === 'gated') this.gated.delete(queued)
    queued.place = 'gone'
  }
}

/** 1 s after the first failure, doubled with each, at most 10 s. */
export const backoffMs = (failures: number): number =>
  Math.min(BACKOFF_MIN_MS * 2 ** Math.max(0, failures - 1), BACKOFF_MAX_MS)
