// Follows pkg/apis/core/validation/events.go, v1.36: what core/v1 asks of Events, and what events.k8s.io asks besides.
import { dequal } from 'dequal/lite'
import type { Event } from '../../../objects/kinds'
import { invalid, required, type FieldError } from '../../field-errors'
import { immutable, invalidFor } from '../field-checks'
import { isQualifiedName } from '../metadata'
import { EVENTS_GROUP } from './events-v1'

const SHORT_MAX = 128
const MESSAGE_MAX = 1024
const SERIES_COUNT_MIN = 2
const TYPES = ['Normal', 'Warning']

/** `group` of the request: fields are named as the client wrote them. */
export function validateEvent(event: Event, group = ''): FieldError[] {
  const { metadata, involvedObject, eventTime } = event
  const about = involvedObject.namespace ?? ''
  const namespace = metadata.namespace ?? ''
  const strays = [invalid('involvedObject.namespace', about, 'does not match event.namespace')]
  if (!eventTime) return (about === '' ? ['', 'default'] : [about]).includes(namespace) ? [] : strays
  return [
    ...(about === '' && !['default', 'kube-system'].includes(namespace) ? strays : []),
    ...validateNewForm(event, group === EVENTS_GROUP ? 'reportingController' : 'reportingComponent'),
  ]
}

function validateNewForm(event: Event, controllerField: string): FieldError[] {
  const { reportingComponent = '', reportingInstance = '', action = '', reason = '', message = '' } = event
  const short = (field: string, value: string): FieldError[] => [
    ...(value === '' ? [required(field)] : []),
    ...tooManyCharacters(field, value, SHORT_MAX),
  ]
  return [
    ...(reportingComponent === '' ? [required(controllerField)] : []),
    ...invalidFor(controllerField, reportingComponent, isQualifiedName(reportingComponent)),
    ...short('reportingInstance', reportingInstance),
    ...short('action', action),
    ...short('reason', reason),
    ...tooManyCharacters('message', message, MESSAGE_MAX),
  ]
}

const tooManyCharacters = (field: string, value: string, max: number): FieldError[] =>
  value.length > max ? [invalid(field, '', `can have at most ${max} characters`)] : []

export function validateNewEvent(event: Event, group = ''): FieldError[] {
  if (group !== EVENTS_GROUP) return []
  const { eventTime, type = '', firstTimestamp, lastTimestamp, count, source } = event
  const unset = (field: string, isSet: boolean): FieldError[] =>
    isSet ? [invalid(field, '', 'needs to be unset')] : []
  return [
    ...validateSeries(event),
    ...(eventTime ? [] : [required('eventTime')]),
    ...(TYPES.includes(type) ? [] : [invalid('type', '', `has invalid value: ${type}`)]),
    ...unset('firstTimestamp', Boolean(firstTimestamp)),
    ...unset('lastTimestamp', Boolean(lastTimestamp)),
    ...unset('count', Boolean(count)),
    ...unset('source', Boolean(source?.component || source?.host)),
  ]
}

const validateSeries = ({ series }: Event): FieldError[] =>
  series
    ? [
        ...((series.count ?? 0) < SERIES_COUNT_MIN ? [invalid('series.count', '', 'should be at least 2')] : []),
        ...(series.lastObservedTime ? [] : [required('series.lastObservedTime')]),
      ]
    : []

const KEPT = [
  'involvedObject',
  'reason',
  'message',
  'firstTimestamp',
  'lastTimestamp',
  'count',
  'type',
  'eventTime',
  'action',
  ['reportingComponent', 'reportingController'],
  'reportingInstance',
  'related',
] as const

/** Of an Event of events.k8s.io only the series changes. */
export function validateEventUpdate(next: Event, previous: Event, group = ''): FieldError[] {
  if (group !== EVENTS_GROUP) return []
  return [
    ...(dequal(next.series, previous.series) ? [] : validateSeries(next)),
    ...KEPT.flatMap((each) => {
      const [name, field] = typeof each === 'string' ? [each, each] : each
      return immutable(field, next[name], previous[name])
    }),
  ]
}
