// One Pod on its node: whose turn it is to do what. Its state is in pod-state.ts, the work itself in sync-pod.ts and end-pod.ts.
// Follows pkg/kubelet/pod_workers.go and pkg/kubelet/pleg, v1.36.
import type { Pod, PodStatus } from '../../objects/kinds'
import type { Instant, Timer } from '../../simulation/timers'
import type { PodVerdict } from '../status/pod-status'
import { RESYNC_MS } from '../timing'
import { endPod, leavePod, removeFromApi } from './end-pod'
import { PodState } from './pod-state'
import { report } from './report-status'
import { resizePod } from './resize'
import { run } from './routine'
import { syncPod, type Outcome } from './sync-pod'

export class PodWorker extends PodState {
  private busy = false
  private wanted = false
  private stop: (() => void) | undefined
  private timer: Timer | undefined
  private relistTimer: Timer | undefined
  private deadlineTimer: Timer | undefined
  /** a sync waits for the next list */
  private waitsForList = false
  /** more happened than one sync is for: another one follows */
  private onceMore = false
  private syncEndedAt: Instant = -1

  /** The Pod's desired state has changed. */
  update(pod: Pod): void {
    const before = this.pod
    if (this.manifest !== undefined && pod.metadata.deletionTimestamp !== undefined) {
      this.onMirrorGone?.()
      return
    }
    this.pod = pod
    if (pod.spec.containers !== before.spec.containers || pod.spec.initContainers !== before.spec.initContainers)
      this.resourcesChanged(before)
    if (pod.metadata.labels !== before.metadata.labels || pod.metadata.annotations !== before.metadata.annotations)
      this.labelsChanged = true
    if (pod.metadata.deletionTimestamp !== undefined) {
      const shorter =
        (pod.metadata.deletionGracePeriodSeconds ?? 0) < (before.metadata.deletionGracePeriodSeconds ?? Infinity)
      if (before.metadata.deletionTimestamp === undefined || shorter) this.end()
    } else if (
      pod.metadata.generation !== before.metadata.generation ||
      pod.metadata.labels !== before.metadata.labels ||
      pod.metadata.annotations !== before.metadata.annotations ||
      pod.spec.readinessGates?.length
    )
      this.wake()
  }

  private resourcesChanged(before: Pod): void {
    const of = ({ spec }: Pod): string =>
      JSON.stringify([...spec.containers, ...(spec.initContainers ?? [])].map(({ resources }) => resources))
    if (
      this.stage === 'running' &&
      this.pod.metadata.deletionTimestamp === undefined &&
      (this.resize?.allocation || of(before) !== of(this.pod))
    )
      resizePod(this, before)
  }

  /** The containers shall stop and the Pod end: it was deleted, evicted, or has run its time. */
  end(verdict?: PodVerdict, graceSeconds?: number): void {
    if (verdict) this.verdict ??= verdict
    if (graceSeconds !== undefined) this.graceSeconds = Math.min(graceSeconds, this.graceSeconds ?? Infinity)
    if (this.stage === 'gone') removeFromApi(this)
    if (this.stage === 'leaving' || this.stage === 'gone') return
    // A sync that is broken off has ended now.
    if (this.busy) this.endedSync()
    this.interrupt()
    this.stage = 'ending'
    this.wake()
  }

  /** Gives up what is being done: the kubelet has stopped, or something more urgent has come. */
  interrupt(): void {
    this.stop?.()
    this.stop = undefined
    this.busy = false
    this.wanted = false
    this.timer?.cancel()
    this.timer = undefined
  }

  wake(): void {
    this.host.enqueue(this)
  }

  /** One step of the loop: begins a sync, unless one goes on or what was seen is older than the last one. */
  turn(): void {
    if (this.stage === 'gone' || !this.host.running) return
    if (this.busy) {
      this.wanted = true
      return
    }
    const { loop, timing } = this.host
    if (!this.isFresh()) {
      this.waitsForList = true
      this.again(nextTick(loop.now(), timing.relistMs) - loop.now())
      return
    }
    this.timer?.cancel()
    this.timer = undefined
    this.look()
    this.busy = true
    this.wanted = this.onceMore
    this.onceMore = false
    this.waitsForList = false
    const routine = this.stage === 'ending' ? endPod(this) : this.stage === 'leaving' ? leavePod(this) : syncPod(this)
    const stop = run(loop, routine, (outcome) => this.done(outcome))
    if (this.busy) this.stop = stop
  }

  private done(outcome: Outcome): void {
    const { loop, timing } = this.host
    this.busy = false
    this.stop = undefined
    this.endedSync()
    if (outcome.stage) {
      this.stage = outcome.stage
      // Once all has stopped the node has its resources back: the next Pod may come before this one is gone.
      if (outcome.stage === 'gone' || outcome.stage === 'leaving') this.host.finished(this)
      if (outcome.stage !== 'gone') this.wake()
      return
    }
    if (this.wanted) this.wake()
    else if (outcome.retryMs !== undefined) {
      const at = loop.now() + Math.min(Math.max(outcome.retryMs, 0), RESYNC_MS) * (1 + timing.retryJitter)
      this.again((timing.relistMs > 0 ? Math.ceil(at / timing.relistMs) * timing.relistMs : at) - loop.now())
    }
  }

  /** how long ago the last sync ended */
  get sinceSyncMs(): number {
    return this.host.loop.now() - this.syncEndedAt
  }

  private endedSync(): void {
    this.syncEndedAt = this.host.loop.now()
    this.seenSinceSync = false
  }

  /** Of several wishes to come again the earliest holds. */
  again(ms: number): void {
    const at = this.host.loop.now() + ms
    if (this.timer && this.timer.at <= at) return
    this.timer?.cancel()
    this.timer = this.host.loop.at(at, () => {
      this.timer = undefined
      this.wake()
    })
  }

  /** A sync at this instant, whatever happens before. */
  remindAt(at: Instant): void {
    if (this.deadlineTimer?.at === at) return
    this.deadlineTimer?.cancel()
    this.deadlineTimer = this.host.loop.at(at, () => this.wake())
  }

  /**
   * A sync acts only on what was seen after the one before it: on the next second at the latest. So from the last sync of a Pod that
   * runs to the stop of its containers, and from there to its removal, it is up to a second, too.
   */
  private isFresh(): boolean {
    const { timing, loop } = this.host
    if (timing.relistMs === 0 || this.seenSinceSync) return true
    return Math.floor(loop.now() / timing.relistMs) * timing.relistMs > this.syncEndedAt
  }

  /** Something about the containers has changed: it is noticed when the kubelet lists them next. */
  changed(): void {
    const { loop, timing } = this.host
    if (this.relistTimer) return
    const at = timing.relistMs > 0 ? nextTick(loop.now(), timing.relistMs) : loop.now()
    this.relistTimer = loop.at(at, () => {
      this.relistTimer = undefined
      this.noticed(this.waitsForList)
    })
  }

  /** A container that was started is looked at without waiting for the next list. */
  startedContainer(): void {
    this.host.loop.after(0, () => this.noticed(false))
  }

  /** Each event asks for a sync: the first is at once, and all the others together are the next one. */
  private noticed(syncWaits: boolean): void {
    const events = this.host.running ? this.look() : 0
    if (events === 0) return
    this.onceMore = this.host.timing.relistMs > 0 && (events > 1 || syncWaits)
    this.wake()
  }

  /** A status goes to the API server, now or when it can be reached again. */
  report(status: PodStatus): void {
    this.reported = status
    report(this)
  }
}

const nextTick = (now: Instant, everyMs: number): Instant => (Math.floor(now / everyMs) + 1) * everyMs
