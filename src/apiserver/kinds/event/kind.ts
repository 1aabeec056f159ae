// Follows pkg/registry/core/event, v1.36.
import type { Event } from '../../../objects/kinds'
import { filled } from '../filled'
import type { KindDefinition } from '../kind'
import { eventColumns } from './columns'
import { eventsV1 } from './events-v1'
import { validateEvent, validateEventUpdate, validateNewEvent } from './validate'

export const eventKind: KindDefinition<Event> = {
  kind: 'Event',
  group: '',
  version: 'v1',
  plural: 'events',
  singular: 'event',
  madeByUpdate: true,
  shortNames: ['ev'],
  namespaced: true,
  versions: [eventsV1],
  defaults: defaultEvent,
  validate: validateEvent,
  validateCreate: validateNewEvent,
  validateUpdate: validateEventUpdate,
  fields: {
    'involvedObject.kind': ({ involvedObject }) => involvedObject.kind ?? '',
    'involvedObject.namespace': ({ involvedObject }) => involvedObject.namespace ?? '',
    'involvedObject.name': ({ involvedObject }) => involvedObject.name ?? '',
    'involvedObject.uid': ({ involvedObject }) => involvedObject.uid ?? '',
    'involvedObject.apiVersion': ({ involvedObject }) => involvedObject.apiVersion ?? '',
    'involvedObject.resourceVersion': ({ involvedObject }) => involvedObject.resourceVersion ?? '',
    'involvedObject.fieldPath': ({ involvedObject }) => involvedObject.fieldPath ?? '',
    reason: ({ reason }) => reason ?? '',
    reportingComponent: ({ reportingComponent }) => reportingComponent ?? '',
    source: ({ source, reportingComponent }) => source?.component || (reportingComponent ?? ''),
    type: ({ type }) => type ?? '',
  },
  columns: eventColumns,
}

/** Upstream prints these even when they are empty. */
function defaultEvent(event: Event): Event {
  return filled(event, {
    involvedObject: {},
    source: {},
    eventTime: null as unknown as string,
    firstTimestamp: null as unknown as string,
    lastTimestamp: null as unknown as string,
    reportingComponent: '',
    reportingInstance: '',
  })
}
