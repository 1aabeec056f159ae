// Events as the events.k8s.io API has them: no counters, but a series when the same happens again.
// Follows client-go/tools/events (event_broadcaster.go, event_recorder.go), v1.36.
import type { Event } from '../../objects/kinds'
import type { Draft, KubeObject } from '../../objects/kube-object'
import { microTimeText } from '../../objects/time'
import type { Loop } from '../../simulation/loop'
import type { Instant, Timer } from '../../simulation/timers'
import type { Api } from '../client'
import { isApiError } from '../status'
import { eventName } from './recorder'

/** A series is written again this often while it goes on. */
const REFRESH_MS = 30 * 60_000
/** After this long without a repetition a series ends, and the next Event starts anew. */
const FINISH_MS = 6 * 60_000

export interface SeriesRecorderOptions {
  readonly api: Api
  readonly loop: Loop
  /** `default-scheduler` */
  readonly component: string
  /** the machine that the component runs on: `default-scheduler-<host>` is the reporting instance */
  readonly host: string
}

export interface SeriesEvent {
  readonly about: KubeObject
  readonly type: 'Normal' | 'Warning'
  readonly reason: string
  readonly action: string
  readonly message: string
}

export interface SeriesRecorder {
  /** An Event that the API server refuses (its namespace goes) is dropped, as upstream does. */
  event(event: SeriesEvent): void
}

interface Recorded {
  readonly draft: Draft<Event>
  name: string | undefined
  count: number
  lastAt: Instant
}

/** Upstream cuts notes at this length. */
const NOTE_MAX = 1024

/** Single Events are forgotten in sweeps, when this many have come together. */
const SWEEP_MIN = 1_000

export const createSeriesRecorder = (options: SeriesRecorderOptions): SeriesRecorder => new Recorder(options)

class Recorder implements SeriesRecorder {
  private readonly recorded = new Map<string, Recorded>()
  private refreshing: Timer | undefined
  private sweepAt = SWEEP_MIN

  constructor(private readonly options: SeriesRecorderOptions) {}

  /** Events are the same when all but their text and time is: also the version of the object they are about. */
  event(happened: SeriesEvent): void {
    const { loop } = this.options
    const key = keyOf(happened)
    const before = this.recorded.get(key)
    if (!before || this.isOver(before)) return this.first(key, happened)
    before.count++
    before.lastAt = loop.now()
    if (before.count > 2) return
    this.write(before)
    loop.after(FINISH_MS, () => this.finish(key))
    this.refreshing ??= loop.after(REFRESH_MS, () => this.refresh())
  }

  private first(key: string, happened: SeriesEvent): void {
    const fresh: Recorded = {
      draft: draftOf(happened, this.options),
      name: undefined,
      count: 1,
      lastAt: this.options.loop.now(),
    }
    this.recorded.set(key, fresh)
    this.write(fresh)
    if (this.recorded.size >= this.sweepAt) this.sweep()
  }

  private isOver({ count, lastAt }: Recorded): boolean {
    return count === 1 && this.options.loop.now() - lastAt >= FINISH_MS
  }

  private write(each: Recorded): void {
    try {
      this.put(each)
    } catch (error) {
      if (!isApiError(error)) throw error
    }
  }

  private put(each: Recorded): void {
    const { api } = this.options
    const series = each.count > 1 ? { count: each.count, lastObservedTime: microTimeText(each.lastAt) } : undefined
    try {
      if (each.name && series) {
        api.patch('Event', each.draft.metadata.namespace ?? '', each.name, { type: 'strategic', body: { series } })
        return
      }
    } catch (error) {
      // An Event that grew too old meanwhile is made anew.
      if (!isApiError(error, 'NotFound')) throw error
    }
    each.name = api.create('Event', { ...each.draft, ...(series ? { series } : {}) }).metadata.name
  }

  /** While series go on, their counts reach the API server only now and then. */
  private refresh(): void {
    const going = [...this.recorded.values()].filter(({ count }) => count > 1)
    for (const each of going) this.write(each)
    this.refreshing = going.length > 0 ? this.options.loop.after(REFRESH_MS, () => this.refresh()) : undefined
  }

  /** The last count of a series that has not gone on for a while. */
  private finish(key: string): void {
    const { loop } = this.options
    const each = this.recorded.get(key)
    if (!each) return
    const over = each.lastAt + FINISH_MS
    if (loop.now() < over) return void loop.at(over, () => this.finish(key))
    if (each.count > 2) this.write(each)
    this.recorded.delete(key)
  }

  private sweep(): void {
    for (const [key, each] of this.recorded) if (this.isOver(each)) this.recorded.delete(key)
    this.sweepAt = Math.max(SWEEP_MIN, 2 * this.recorded.size)
  }
}

const keyOf = ({ about: { kind, metadata }, type, reason, action }: SeriesEvent): string =>
  `${type} ${action} ${reason} ${kind} ${metadata.uid} ${metadata.resourceVersion}`

function draftOf(
  { about, type, reason, action, message }: SeriesEvent,
  { loop, component, host }: SeriesRecorderOptions,
): Draft<Event> {
  const { kind, apiVersion, metadata } = about
  const namespace = metadata.namespace || 'default'
  return {
    kind: 'Event',
    apiVersion: 'v1',
    metadata: { name: eventName(about, loop), namespace },
    involvedObject: {
      kind,
      namespace,
      name: metadata.name,
      uid: metadata.uid,
      apiVersion,
      resourceVersion: metadata.resourceVersion,
    },
    reason,
    message: message.length > NOTE_MAX ? `${message.slice(0, NOTE_MAX - 4)} ...` : message,
    source: {},
    ...NO_TIMES,
    type,
    eventTime: microTimeText(loop.now()),
    action,
    reportingComponent: component,
    reportingInstance: `${component}-${host}`,
  }
}

/** The core API shows the times of its own that such Events do not have as null. */
const NO_TIMES = { firstTimestamp: null, lastTimestamp: null } as unknown as {
  firstTimestamp?: string
  lastTimestamp?: string
}
