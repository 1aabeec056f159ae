// Follows kubectl/pkg/describe DescribeEvents and searchEvents, v1.36.
import { ageText } from '../../objects/duration'
import type { Event } from '../../objects/kinds'
import { goSort } from '../output/go-sort'
import type { DescribeContext } from './describer'
import type { DescribeWriter } from './describe-writer'

/** What events are searched by; kind and uid may be left out. */
export interface EventTarget {
  readonly kind?: string
  readonly metadata: { readonly name?: string; readonly namespace?: string; readonly uid?: string }
}

export function eventsOf(target: EventTarget, context: DescribeContext): Promise<readonly Event[]> {
  const { name = '', namespace = '', uid } = target.metadata
  const selector = [
    `involvedObject.name=${name}`,
    `involvedObject.namespace=${namespace}`,
    ...(target.kind ? [`involvedObject.kind=${target.kind}`] : []),
    ...(uid ? [`involvedObject.uid=${uid}`] : []),
  ].join(',')
  const path = namespace === '' ? '/api/v1/events' : `/api/v1/namespaces/${namespace}/events`
  return context.list<Event>(path, { fieldSelector: selector })
}

export function describeEvents(events: readonly Event[], w: DescribeWriter, now: number): void {
  if (events.length === 0) return w.put(0, 'Events:\t<none>\n')
  w.flush()
  w.put(0, 'Events:\n  Type\tReason\tAge\tFrom\tMessage\n')
  w.put(1, '----\t------\t----\t----\t-------\n')
  for (const event of sortedByLastTime(events)) {
    const source = event.source?.component || event.reportingComponent || ''
    const message = (event.message ?? '').trim()
    const where = event.involvedObject.fieldPath ? `${event.involvedObject.fieldPath}: ` : ''
    w.row(1, event.type ?? '', event.reason ?? '', eventInterval(event, now), source, `${where}${message}`)
  }
}

const sortedByLastTime = (events: readonly Event[]): Event[] =>
  goSort(events, (a, b) => timeOf(a.lastTimestamp) < timeOf(b.lastTimestamp))

const timeOf = (text: string | null | undefined): number => (text ? Date.parse(text) : -Infinity)

/** `23s`, `2s (x3 over 1m)` */
export function eventInterval(event: Event, now: number): string {
  const age = (time: string | null | undefined): string => ageText(time ?? undefined, now)
  const first = age(event.eventTime || event.firstTimestamp)
  if (event.series) return `${age(event.series.lastObservedTime)} (x${event.series.count ?? 0} over ${first})`
  return (event.count ?? 0) > 1 ? `${age(event.lastTimestamp)} (x${event.count} over ${first})` : first
}
