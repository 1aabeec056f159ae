// Cases of pkg/apis/core/validation/events_test.go, v1.36.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Event } from '../../../objects/kinds'
import { errorText } from '../../field-errors'
import { validateEvent, validateEventUpdate, validateNewEvent } from './validate'

const event = (fields: object, namespace = 'default'): Event =>
  ({ metadata: { name: 'e', namespace }, involvedObject: { kind: 'Pod' }, ...fields }) as unknown as Event
const whole = {
  eventTime: '2026-01-01T00:00:00.000000Z',
  reportingComponent: 'k8s.io/my-controller',
  reportingInstance: 'node-xyz',
  action: 'Did',
  reason: 'Because',
  type: 'Normal',
}
const NEW = 'events.k8s.io'
const STRAY = (namespace: string) =>
  `involvedObject.namespace: Invalid value: "${namespace}": does not match event.namespace`

const cases: readonly [what: string, event: Event, group: string, errors: readonly string[]][] = [
  ['about a node, in default', event({}), '', []],
  ['about a node, elsewhere', event({}, 'kube-system'), '', [STRAY('')]],
  ['about a node, in the new form, in kube-system', event(whole, 'kube-system'), '', []],
  ['about a node, in the new form, elsewhere', event(whole, 'a'), '', [STRAY('')]],
  ['about another namespace', event({ involvedObject: { namespace: 'b' } }, 'a'), '', [STRAY('b')]],
  [
    'the new form, by the old group',
    event({ eventTime: whole.eventTime, message: 'x'.repeat(1025) }),
    '',
    [
      'reportingComponent: Required value',
      'reportingComponent: Invalid value: "": name part must be non-empty',
      "reportingComponent: Invalid value: \"\": name part must consist of alphanumeric characters, '-', '_' or '.', and must start and end with an alphanumeric character (e.g. 'MyName',  or 'my.name',  or '123-abc', regex used for validation is '([A-Za-z0-9][-A-Za-z0-9_.]*)?[A-Za-z0-9]')",
      'reportingInstance: Required value',
      'action: Required value',
      'reason: Required value',
      'message: Invalid value: "": can have at most 1024 characters',
    ],
  ],
  ['the new form, by the new group', event(whole), NEW, []],
  [
    'the old form, by the new group',
    event({ count: 1, firstTimestamp: whole.eventTime, source: { component: 'a' }, type: 'Foo' }),
    NEW,
    [
      'eventTime: Required value',
      'type: Invalid value: "": has invalid value: Foo',
      'firstTimestamp: Invalid value: "": needs to be unset',
      'count: Invalid value: "": needs to be unset',
      'source: Invalid value: "": needs to be unset',
    ],
  ],
  [
    'a series of one',
    event({ ...whole, series: { count: 1 } }),
    NEW,
    ['series.count: Invalid value: "": should be at least 2', 'series.lastObservedTime: Required value'],
  ],
]
for (const [what, given, group, errors] of cases)
  test(what, () => {
    assert.deepEqual([...validateEvent(given, group), ...validateNewEvent(given, group)].map(errorText), errors)
  })

test('an Event of the new group keeps what it says, but for its series', () => {
  const series = { count: 2, lastObservedTime: whole.eventTime }
  assert.deepEqual(validateEventUpdate(event({ ...whole, series }), event(whole), NEW), [])
  assert.deepEqual(
    validateEventUpdate(event({ ...whole, reason: 'Other', reportingComponent: 'b' }), event(whole), NEW).map(
      errorText,
    ),
    [
      'reason: Invalid value: "Other": field is immutable',
      'reportingController: Invalid value: "b": field is immutable',
    ],
  )
  assert.deepEqual(validateEventUpdate(event({ ...whole, reason: 'Other' }), event(whole)), [])
})
