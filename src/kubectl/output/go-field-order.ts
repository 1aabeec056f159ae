// Objects that kubectl decoded into Go types print their JSON fields in the order of those types, not by name.

const META = [
  'name',
  'generateName',
  'namespace',
  'uid',
  'resourceVersion',
  'generation',
  'creationTimestamp',
  'deletionTimestamp',
  'deletionGracePeriodSeconds',
  'labels',
  'annotations',
  'ownerReferences',
  'finalizers',
  'managedFields',
]
const EVENT = [
  'kind',
  'apiVersion',
  'metadata',
  'involvedObject',
  'reason',
  'message',
  'source',
  'firstTimestamp',
  'lastTimestamp',
  'count',
  'type',
  'eventTime',
  'series',
  'action',
  'related',
  'reportingComponent',
  'reportingInstance',
]
const REFERENCE = ['kind', 'namespace', 'name', 'uid', 'apiVersion', 'resourceVersion', 'fieldPath']

type Fields = Readonly<Record<string, unknown>>

/** The fields in the given order; the others behind, as they were. */
function inOrder(object: Fields, order: readonly string[]): Fields {
  const known = order.filter((name) => object[name] !== undefined).map((name) => [name, object[name]] as const)
  const others = Object.entries(object).filter(([name]) => !order.includes(name))
  return Object.fromEntries([...known, ...others])
}

/** metadata as metav1.ObjectMeta orders it */
export const orderedMeta = (metadata: Fields): Fields => inOrder(metadata, META)

/** An Event as v1.Event writes it: with the fields that are there even when empty. */
export function typedEvent(event: Fields): Fields {
  const always = {
    source: {},
    firstTimestamp: null,
    lastTimestamp: null,
    eventTime: null,
    reportingComponent: '',
    reportingInstance: '',
  }
  const whole: Fields = { ...always, ...event, kind: 'Event', apiVersion: 'v1' }
  return inOrder(
    {
      ...whole,
      metadata: orderedMeta(whole['metadata'] as Fields),
      involvedObject: inOrder(whole['involvedObject'] as Fields, REFERENCE),
    },
    EVENT,
  )
}
