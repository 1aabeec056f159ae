// Events of events.k8s.io/v1: the same objects under other names. Follows pkg/apis/events/v1/conversion.go, v1.36.
import type { EventsV1Event } from '../../../objects/generated/kubernetes'
import type { KubeObject } from '../../../objects/kube-object'
import type { Event } from '../../../objects/kinds'
import type { ServedVersion } from '../kind'
import { eventColumns } from './columns'

/** [name in core/v1, name in events.k8s.io/v1] of the fields that differ. */
const NAMES: readonly [keyof Event, keyof EventsV1Event][] = [
  ['involvedObject', 'regarding'],
  ['message', 'note'],
  ['source', 'deprecatedSource'],
  ['firstTimestamp', 'deprecatedFirstTimestamp'],
  ['lastTimestamp', 'deprecatedLastTimestamp'],
  ['count', 'deprecatedCount'],
  ['reportingComponent', 'reportingController'],
]

const TO_STORED = new Map<string, string>(NAMES.map(([stored, served]) => [served, stored]))
const FROM_STORED = new Map<string, string>(NAMES)

const toStored = (object: KubeObject): KubeObject => renamed(object, 'v1', TO_STORED)

export const EVENTS_GROUP = 'events.k8s.io'

export const eventsV1: ServedVersion = {
  group: EVENTS_GROUP,
  version: 'v1',
  toStored,
  fromStored: (object) => renamed(object, 'events.k8s.io/v1', FROM_STORED),
  columns: eventColumns.map((column) => ({
    ...column,
    value: (object: KubeObject, now: number) => column.value(toStored(object) as Event, now),
  })),
}

function renamed(object: KubeObject, apiVersion: string, names: ReadonlyMap<string, string>): KubeObject {
  const entries = Object.entries(object).map(([key, value]) => [names.get(key) ?? key, value as unknown])
  return { ...(Object.fromEntries(entries) as unknown as KubeObject), apiVersion }
}
