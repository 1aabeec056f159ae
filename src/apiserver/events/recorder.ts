// Events as client-go records them: repeated ones counted, similar ones folded, chatter dropped.
// Follows client-go/tools/record (event.go, events_cache.go), v1.36.
import type { Event } from '../../objects/kinds'
import { timeText } from '../../objects/time'
import type { Loop } from '../../simulation/loop'
import type { Api, EventRecorder, EventSubject } from '../client'
import { isApiError } from '../status'
import { EventCorrelator } from './correlator'

export interface RecorderOptions {
  readonly api: Api
  readonly loop: Loop
  /** `deployment-controller`, `kubelet` */
  readonly component: string
  /** the node, for a kubelet */
  readonly host?: string
}

/** A recorder for one source. An Event that cannot be written (its namespace goes) is dropped, as upstream does. */
export function createRecorder({ api, loop, component, host }: RecorderOptions): EventRecorder {
  const correlator = new EventCorrelator()
  return {
    event(about, type, reason, message, { fieldPath } = {}) {
      const found = correlator.correlate({ about: aboutKey(about, fieldPath), type, reason, message, now: loop.now() })
      if (found === 'dropped') return
      const create = (name: string): Event =>
        api.create('Event', {
          ...draft({ about, type, reason, message: found.message, component, host, fieldPath, name, now: loop.now() }),
          ...(found.name ? { count: found.count, firstTimestamp: timeText(found.firstAt) } : {}),
        })
      try {
        const { name } = found
        // An Event that grew too old meanwhile is made anew, with what is remembered of it.
        const written = name ? (recount(about, { ...found, name }) ?? create(name)) : create(eventName(about, loop))
        correlator.written(found.key, written.metadata.name)
      } catch (error) {
        if (!isApiError(error)) throw error
      }
    },
  }

  /** undefined: the Event is no longer there. */
  function recount(
    about: EventSubject,
    { name, count, message }: { name: string; count: number; message: string },
  ): Event | undefined {
    const namespace = about.metadata.namespace || 'default'
    const body = { count, lastTimestamp: timeText(loop.now()), message }
    try {
      return api.patch('Event', namespace, name, { type: 'merge', body })
    } catch (error) {
      if (isApiError(error, 'NotFound')) return undefined
      throw error
    }
  }
}

const aboutKey = ({ kind, apiVersion, metadata }: EventSubject, fieldPath = ''): string =>
  [kind, metadata.namespace ?? '', metadata.name, metadata.uid ?? '', apiVersion, fieldPath].join(' ')

/** `<object>.<nanoseconds in hexadecimal>`: virtual time, with a counter below the millisecond so that names differ. */
const lastNanos = new WeakMap<Loop, bigint>()
export function eventName({ metadata }: EventSubject, loop: Loop): string {
  let nanos = BigInt(loop.now()) * 1_000_000n
  const last = lastNanos.get(loop) ?? 0n
  if (nanos <= last) nanos = last + 1n
  lastNanos.set(loop, nanos)
  return `${metadata.name}.${nanos.toString(16)}`
}

interface EventDraft {
  about: EventSubject
  type: string
  reason: string
  message: string
  component: string
  host: string | undefined
  fieldPath: string | undefined
  name: string
  now: number
}

function draft({ about, type, reason, message, component, host, fieldPath, name, now }: EventDraft) {
  const { kind, apiVersion, metadata } = about
  const namespace = metadata.namespace || 'default'
  return {
    kind: 'Event' as const,
    apiVersion: 'v1',
    metadata: { name, namespace },
    involvedObject: {
      kind,
      ...(metadata.namespace ? { namespace: metadata.namespace } : {}),
      name: metadata.name,
      ...(metadata.uid ? { uid: metadata.uid } : {}),
      apiVersion,
      ...(metadata.resourceVersion ? { resourceVersion: metadata.resourceVersion } : {}),
      ...(fieldPath ? { fieldPath } : {}),
    },
    reason,
    message,
    type,
    source: { component, ...(host ? { host } : {}) },
    firstTimestamp: timeText(now),
    lastTimestamp: timeText(now),
    count: 1,
    eventTime: null as unknown as string,
    reportingComponent: component,
    reportingInstance: host ?? '',
  }
}
