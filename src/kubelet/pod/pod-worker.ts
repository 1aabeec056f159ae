// One Pod on its node: its state, and whose turn it is to do what. The work itself is in sync-pod.ts and end-pod.ts.
// Follows pkg/kubelet/pod_workers.go and pkg/kubelet/pleg, v1.36.
import type { Container, Pod, PodStatus } from '../../objects/kinds'
import type { Instant, Timer } from '../../simulation/timers'
import type { DownwardSources } from '../env/downward'
import { fileNode, type FileNode } from '../files/tree'
import type { PodProber } from '../probes/pod-prober'
import { NOTHING_RUNS, type RuntimeStatus } from '../runtime/runtime-status'
import type { StartError } from '../status/container-statuses'
import type { PodVerdict } from '../status/pod-status'
import { RESYNC_MS } from '../timing'
import { PodVolumes } from '../volumes/pod-volumes'
import { BackOff } from './back-off'
import type { ContainerRecord } from './container-record'
import { endPod, leavePod, removeFromApi } from './end-pod'
import type { PodHost } from './pod-host'
import { report } from './report-status'
import { resizePod, type ResizeState } from './resize'
import { run } from './routine'
import { syncPod, type Outcome } from './sync-pod'

/** new: not admitted yet. ending: containers are being stopped. leaving: all have stopped. gone: nothing left to do. */
export type Stage = 'new' | 'running' | 'ending' | 'leaving' | 'gone'

/** Ended starts that are kept per container, as the kubelet's garbage collector does. */
const DEAD_PER_CONTAINER = 1

export class PodWorker {
  stage: Stage = 'new'
  /** what really is */
  records: ContainerRecord[] = []
  sandbox: RuntimeStatus['sandbox'] = 'none'
  attempt = 0
  ip = ''
  /** what the kubelet has seen of it */
  cache: RuntimeStatus = NOTHING_RUNS
  /** the status that the kubelet reported last */
  reported: PodStatus | undefined
  unreported = false
  mounted = false
  /** how long the next failed mount waits */
  mountWaitMs: number | undefined
  startErrors: Map<string, StartError> | undefined
  preStopped: Set<ContainerRecord> | undefined
  verdict: PodVerdict | undefined
  graceSeconds: number | undefined
  prober: PodProber | undefined
  restarts: BackOff | undefined
  resize: ResizeState | undefined
  forgetAddress: (() => void) | undefined
  /** restarts of containers that were removed */
  purged: Map<string, number> | undefined
  /** the exit of a container has made the whole Pod start anew, and what ran is not removed yet */
  restartingAll = false
  /** volumes of the downward API may show something else now */
  labelsChanged = false
  /** the API has forgotten it */
  removed = false
  /** a static Pod: from a file of the node, not from the API */
  manifest: string | undefined
  /** its mirror was deleted: it is made again */
  onMirrorGone: (() => void) | undefined
  private volumes: PodVolumes | undefined
  private files: Map<string, FileNode> | undefined
  private busy = false
  private wanted = false
  private stop: (() => void) | undefined
  private timer: Timer | undefined
  private relistTimer: Timer | undefined
  private deadlineTimer: Timer | undefined
  private seenSinceSync = true
  /** a sync waits for the next list */
  private waitsForList = false
  /** more happened than one sync is for: another one follows */
  private onceMore = false
  private syncEndedAt: Instant = -1

  constructor(
    public pod: Pod,
    readonly host: PodHost,
  ) {}

  get uid(): string {
    return this.pod.metadata.uid
  }

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

  /** Takes in what is. @returns how many containers and sandboxes have changed since it was done last */
  look(): number {
    this.seenSinceSync = true
    const { cache, records, sandbox, attempt, ip } = this
    const changed = records.filter(({ sight }) => !cache.containers.includes(sight)).length
    const events = changed + (cache.sandbox === sandbox && cache.attempt === attempt ? 0 : 1)
    if (events === 0 && cache.containers.length === records.length) return 0
    this.cache = {
      sandbox,
      attempt,
      ip: this.pod.spec.hostNetwork ? '' : ip,
      containers: records.map(({ sight }) => sight),
    }
    return events
  }

  addRecord(record: ContainerRecord): void {
    const { name } = record.container
    let dead = 0
    const kept = this.records.filter(
      (each) => each.container.name !== name || !each.hasEnded || dead++ < DEAD_PER_CONTAINER,
    )
    this.records = [record, ...kept]
  }

  /** A new sandbox runs all init containers again: the old ones are removed, their restarts are still counted. */
  purgeInitContainers(): void {
    this.purgeContainers(new Set(this.pod.spec.initContainers?.map(({ name }) => name)))
  }

  purgeContainers(names: ReadonlySet<string>): void {
    if (names.size === 0) return
    this.purged = new Map(
      this.records
        .filter(({ sight }) => names.has(sight.name))
        .reverse()
        .map(({ sight }) => [sight.name, sight.restartCount]),
    )
    this.records = this.records.filter(({ sight }) => !names.has(sight.name))
  }

  newest(name: string): ContainerRecord | undefined {
    return this.records.find((record) => record.container.name === name)
  }

  container(name: string): Container | undefined {
    const { containers, initContainers = [], ephemeralContainers = [] } = this.pod.spec
    return [...containers, ...initContainers, ...ephemeralContainers].find((each) => each.name === name)
  }

  /** A status goes to the API server, now or when it can be reached again. */
  report(status: PodStatus): void {
    this.reported = status
    report(this)
  }

  downward(): DownwardSources {
    return {
      pod: this.pod,
      podIP: this.pod.spec.hostNetwork ? this.host.ip : this.ip,
      hostIP: this.host.ip,
      allocatable: this.host.allocatable,
    }
  }

  podVolumes(): PodVolumes {
    const { read, storage, nodeName, loop } = this.host
    this.volumes ??= new PodVolumes({ read, storage, nodeName, now: loop.now, downward: () => this.downward() })
    return this.volumes
  }

  /** A file that all containers of the Pod share, made when it is first asked for. */
  sharedFile(name: string, content: () => string): FileNode {
    this.files ??= new Map()
    let file = this.files.get(name)
    if (!file) this.files.set(name, (file = fileNode(content(), { mtime: this.host.loop.now() })))
    return file
  }

  backOff(): BackOff {
    this.restarts ??= new BackOff()
    return this.restarts
  }
}

export const nextTick = (now: Instant, everyMs: number): Instant => (Math.floor(now / everyMs) + 1) * everyMs
