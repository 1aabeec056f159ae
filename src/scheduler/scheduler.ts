// The scheduler: takes waiting Pods one by one, finds each a node and binds it. Follows pkg/scheduler/schedule_one.go, v1.36.
import type { Api, Reader, Watcher } from '../apiserver/client'
import { isApiError } from '../apiserver/client'
import { createSeriesRecorder, type SeriesRecorder } from '../apiserver/events/series-recorder'
import type { Pod } from '../objects/kinds'
import { NotModelled } from '../objects/not-modelled'
import { timeText } from '../objects/time'
import { Dice } from '../simulation/dice'
import type { Actor, Loop } from '../simulation/loop'
import type { Timer } from '../simulation/timers'
import { findNode, type CycleOptions, type PodFilters } from './cycle'
import { diagnosisText, NO_NODES, type Diagnosis } from './diagnosis'
import type { Profile } from './framework'
import { Nominations } from './nominations'
import { ClusterNodes } from './nodes'
import { withNomination, withUnscheduled } from './pod-status'
import { claimsOfPod, sortClaims } from './plugins/pod-claims'
import { planVolumes } from './plugins/volume-binding'
import { evictVictims } from './preemption/evict-victims'
import { preempt } from './preemption/preempt'
import type { Victims } from './preemption/victims'
import { defaultProfile } from './profiles'
import { SchedulingQueue, type QueuedPod } from './queue'
import { VolumeWaits } from './volume-waits'
import { watchCluster } from './watch-cluster'

export interface SchedulerOptions {
  readonly loop: Loop
  readonly read: Reader
  readonly watch: Watcher
  /** verbs in the scheduler's name */
  readonly api: Api
  /** default: one profile, default-scheduler */
  readonly profiles?: readonly Profile[]
  /** settles ties and where preemption begins, as chance does upstream; 0 or none: by fixed rules */
  readonly seed?: number
  /** the machine that it runs on, as Events name it */
  readonly host?: string
  /** default: Events of events.k8s.io through the same api */
  readonly recorderFor?: (schedulerName: string) => SeriesRecorder
}

/** What keeps a Pod from its node, told in its condition and Event. */
interface Failure {
  readonly reason: 'Unschedulable' | 'SchedulerError'
  readonly message: string
  readonly rejectedBy: ReadonlySet<string>
  /** '' takes a nomination back, undefined leaves it */
  readonly nominated: string | undefined
}

const NOBODY: ReadonlySet<string> = new Set()

export class Scheduler implements Actor {
  readonly name: string
  private readonly profiles = new Map<string, Profile>()
  private readonly recorders = new Map<string, SeriesRecorder>()
  private readonly nodes = new ClusterNodes()
  private readonly nominations = new Nominations()
  private readonly queue: SchedulingQueue
  private readonly waits: VolumeWaits
  private readonly cycle: CycleOptions
  private readonly options: SchedulerOptions
  private timer: Timer | undefined

  constructor(options: SchedulerOptions) {
    this.options = options
    const { loop, read, watch, seed = 0, profiles = [defaultProfile()] } = options
    for (const profile of profiles) this.profiles.set(profile.schedulerName, profile)
    this.name = profiles[0]?.schedulerName ?? 'scheduler'
    this.waits = new VolumeWaits(options)
    this.cycle = {
      nodes: this.nodes,
      read,
      nominations: this.nominations,
      start: 0,
      decisions: 0,
      dice: seed === 0 ? undefined : new Dice(seed),
    }
    this.queue = new SchedulingQueue(loop.now, {
      isGated: (pod) => this.profileOf(pod.pod)?.plugins.some(({ plugin }) => plugin.gates?.(pod)) ?? false,
      helps: (event, pod, rejectedBy) =>
        this.profileOf(pod.pod)?.plugins.some(
          ({ plugin }) => rejectedBy.has(plugin.name) && plugin.helps?.(event, pod, this.cycle),
        ) ?? false,
    })
    watchCluster({
      read,
      watch,
      nodes: this.nodes,
      queue: this.queue,
      nominations: this.nominations,
      waits: this.waits,
      takes: (pod) => this.profileOf(pod) !== undefined,
    })
  }

  /** Another name that Pods may ask for by spec.schedulerName: those that wait for it already are taken now. */
  addProfile(profile: Profile): void {
    this.profiles.set(profile.schedulerName, profile)
    for (const pod of this.options.read.list('Pod')) {
      const open = !pod.spec.nodeName && pod.status.phase !== 'Succeeded' && pod.status.phase !== 'Failed'
      if (open && pod.spec.schedulerName === profile.schedulerName) this.queue.add(pod)
    }
  }

  pending(): number {
    return this.waits.ready + this.queue.ready
  }

  /** The queue has an order of its own, by priority and time, so the place that a seeded loop offers is not taken up. */
  turn(): string {
    const settled = this.waits.take()
    const queued = settled?.queued ?? this.queue.take()
    if (!queued) return 'nothing'
    if (!settled) this.schedule(queued)
    else if (settled.problem !== undefined)
      this.giveUpNode(queued, `running PreBind plugin "VolumeBinding": binding volumes: ${settled.problem}`)
    else this.bind(queued, settled.nodeName)
    this.setTimer()
    return queued.info.key
  }

  private schedule(queued: QueuedPod): void {
    const { info } = queued
    const { pod } = info
    const profile = this.profileOf(pod)
    if (!profile) return this.queue.done(queued)
    if (pod.spec.resourceClaims?.length)
      throw new NotModelled('dynamic resource allocation', `Pod ${info.key} has spec.resourceClaims`)
    if (info.terminating) {
      this.record(pod, `skip schedule deleting pod: ${info.key}`)
      return this.queue.done(queued)
    }
    const outcome = findNode(info, profile, this.cycle)
    if (outcome === 'no nodes')
      this.fail(queued, { reason: 'Unschedulable', message: NO_NODES, rejectedBy: NOBODY, nominated: undefined })
    else if ('node' in outcome) this.reserve(queued, outcome.node.name)
    else this.refuse(queued, outcome.diagnosis, outcome.filters)
  }

  /** Binds at once, or asks for the volumes first and binds when they are there. */
  private reserve(queued: QueuedPod, nodeName: string): void {
    const { info } = queued
    const { read } = this.options
    const node = this.nodes.get(nodeName)
    const { delayed } = sortClaims(claimsOfPod(info, read), read)
    const plan = delayed.length > 0 && node ? planVolumes(delayed, node, read) : undefined
    if (typeof plan !== 'object') return this.bind(queued, nodeName)
    this.nodes.place(info, nodeName)
    this.nominations.delete(info.uid)
    this.writeStatus(withNomination(this.current(info.pod) ?? info.pod, nodeName))
    this.waits.start(queued, nodeName, plan)
  }

  private bind(queued: QueuedPod, nodeName: string): void {
    const { namespace, name } = queued.info
    const { pod } = queued.info
    try {
      this.options.api.bind(namespace, name, nodeName)
    } catch (error) {
      if (!isApiError(error)) throw error
      return this.giveUpNode(queued, `running Bind plugin "DefaultBinder": ${error.message}`)
    }
    this.queue.done(queued)
    this.recorder(pod).event({
      about: pod,
      type: 'Normal',
      reason: 'Scheduled',
      action: 'Binding',
      message: `Successfully assigned ${namespace}/${name} to ${nodeName}`,
    })
  }

  /** It had a node, and something on the way there went wrong: it is tried anew after a back-off, and there first. */
  private giveUpNode(queued: QueuedPod, message: string): void {
    this.nodes.displace(queued.info.uid)
    this.queue.wake({ on: 'AssignedPodDelete', pod: queued.info.pod })
    this.fail(queued, { reason: 'SchedulerError', message, rejectedBy: NOBODY, nominated: undefined })
  }

  /** It fits nowhere. Perhaps others can make room. */
  private refuse(queued: QueuedPod, diagnosis: Diagnosis, filters: PodFilters | undefined): void {
    const { rejectedBy } = diagnosis
    // Upstream's plugin for dynamic resources speaks first, and stumbles when the Pod was refused before any node was looked at.
    if (!filters) {
      return this.fail(queued, {
        reason: 'Unschedulable',
        message: diagnosisText(diagnosis, 'not found'),
        rejectedBy,
        nominated: undefined,
      })
    }
    const found = preempt({ filters, diagnosis, context: this.cycle, dice: this.cycle.dice })
    if ('victims' in found) {
      this.fail(queued, {
        reason: 'Unschedulable',
        message: diagnosisText(diagnosis),
        rejectedBy,
        nominated: found.victims.node.name,
      })
      return this.makeRoom(queued, found.victims)
    }
    const message = diagnosisText(diagnosis, `no new claims to deallocate, preemption: ${found.message}`)
    this.fail(queued, {
      reason: 'Unschedulable',
      message,
      rejectedBy,
      nominated: found.clearsNomination ? '' : undefined,
    })
  }

  private makeRoom({ info }: QueuedPod, victims: Victims): void {
    const { api, read, loop } = this.options
    evictVictims({
      victims,
      preemptor: info.pod,
      api,
      read,
      nominations: this.nominations,
      recorder: this.recorder(info.pod),
      nowText: timeText(loop.now()),
    })
  }

  private fail(queued: QueuedPod, { reason, message, rejectedBy, nominated }: Failure): void {
    const pod = this.current(queued.info.pod)
    if (!pod || pod.spec.nodeName) return this.queue.done(queued)
    if (reason === 'SchedulerError') this.queue.failed(queued)
    else this.queue.rejected(queued, rejectedBy)
    const nodeName = nominated ?? pod.status.nominatedNodeName ?? ''
    if (nodeName) this.nominations.add(queued.info, nodeName)
    else this.nominations.delete(queued.info.uid)
    this.record(pod, message)
    this.writeStatus(withUnscheduled(pod, { reason, message }, nominated, timeText(this.options.loop.now())))
  }

  private writeStatus(pod: Pod): void {
    if (pod === this.current(pod)) return
    try {
      this.options.api.updateStatus(pod)
    } catch (error) {
      // The Pod may be gone by now; it is tried again if it is not.
      if (!isApiError(error)) throw error
    }
  }

  /** The Pod as it is now, if it still is the same one. */
  private current({ metadata }: Pod): Pod | undefined {
    const pod = this.options.read.get('Pod', metadata.namespace ?? '', metadata.name)
    return pod?.metadata.uid === metadata.uid ? pod : undefined
  }

  private record(pod: Pod, message: string): void {
    this.recorder(pod).event({ about: pod, type: 'Warning', reason: 'FailedScheduling', action: 'Scheduling', message })
  }

  private profileOf({ spec }: Pod): Profile | undefined {
    return this.profiles.get(spec.schedulerName ?? '')
  }

  private recorder({ spec: { schedulerName = '' } }: Pod): SeriesRecorder {
    const known = this.recorders.get(schedulerName)
    if (known) return known
    const { api, loop, host = 'k8s-master01', recorderFor } = this.options
    const recorder = recorderFor?.(schedulerName) ?? createSeriesRecorder({ api, loop, component: schedulerName, host })
    this.recorders.set(schedulerName, recorder)
    return recorder
  }

  private setTimer(): void {
    const due = this.queue.nextDue()
    if (due === undefined || (this.timer && this.timer.at <= due)) return
    this.timer?.cancel()
    this.timer = this.options.loop.at(due, () => {
      this.timer = undefined
      this.queue.releaseDue()
      this.setTimer()
    })
  }
}

export const createScheduler = (options: SchedulerOptions): Scheduler => new Scheduler(options)
