// Follows pkg/printers/internalversion/printers.go, v1.36.
import { ageText } from '../../../objects/duration'
import type { Event } from '../../../objects/kinds'
import type { Column } from '../kind'
import { nameColumn } from '../name-and-age'

const time = (text: string | null | undefined): string | undefined => text ?? undefined

const firstSeen = ({ firstTimestamp, eventTime }: Event, now: number): string =>
  ageText(time(firstTimestamp) ?? time(eventTime), now)

function lastSeen(event: Event, now: number): string {
  if (event.series) return ageText(time(event.series.lastObservedTime), now)
  return time(event.lastTimestamp) === undefined ? firstSeen(event, now) : ageText(time(event.lastTimestamp), now)
}

function objectText({ involvedObject: { kind = '', name } }: Event): string {
  return name ? `${kind.toLowerCase()}/${name}` : kind.toLowerCase()
}

/** `kubelet, k8s-node01` */
function eventSourceText({ source, reportingComponent, reportingInstance }: Event): string {
  const component = source?.component || (reportingComponent ?? '')
  const instance = source?.host || (reportingInstance ?? '')
  return instance === '' ? component : `${component}, ${instance}`
}

export const eventColumns: readonly Column<Event>[] = [
  {
    name: 'Last Seen',
    type: 'string',
    description: 'The time at which the most recent occurrence of this event was recorded.',
    value: lastSeen,
  },
  {
    name: 'Type',
    type: 'string',
    description: 'Type of this event (Normal, Warning), new types could be added in the future',
    value: ({ type }) => type ?? '',
  },
  {
    name: 'Reason',
    type: 'string',
    description:
      "This should be a short, machine understandable string that gives the reason for the transition into the object's current status.",
    value: ({ reason }) => reason ?? '',
  },
  { name: 'Object', type: 'string', description: 'The object that this event is about.', value: objectText },
  { name: 'Subobject', type: 'string', priority: 1, value: ({ involvedObject }) => involvedObject.fieldPath ?? '' },
  {
    name: 'Source',
    type: 'string',
    priority: 1,
    description: 'The component reporting this event. Should be a short machine understandable string.',
    value: eventSourceText,
  },
  {
    name: 'Message',
    type: 'string',
    description: 'A human-readable description of the status of this operation.',
    value: ({ message }) => (message ?? '').trim(),
  },
  {
    name: 'First Seen',
    type: 'string',
    priority: 1,
    description: 'The time at which the event was first recorded. (Time of server receipt is in TypeMeta.)',
    value: firstSeen,
  },
  // Events of the new API that happened once carry no count.
  {
    name: 'Count',
    type: 'string',
    priority: 1,
    description: 'The number of times this event has occurred.',
    value: ({ series, count }) => series?.count ?? (count || 1),
  },
  { ...nameColumn, priority: 1 },
]
