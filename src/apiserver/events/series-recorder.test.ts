import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Event, Pod } from '../../objects/kinds'
import { Loop } from '../../simulation/loop'
import type { Api } from '../client'
import { createSeriesRecorder } from './series-recorder'

function recorderOver(loop: Loop) {
  const events: Event[] = []
  const api = {
    create: (_kind: string, draft: Event) => {
      events.push(draft)
      return draft
    },
    patch: (_kind: string, _namespace: string, name: string, { body }: { body: object }) => {
      const place = events.findIndex(({ metadata }) => metadata.name === name)
      events[place] = { ...(events[place] as Event), ...body }
    },
  } as unknown as Api
  const recorder = createSeriesRecorder({ api, loop, component: 'default-scheduler', host: 'vm' })
  const say = (resourceVersion: string, message = 'no'): void =>
    recorder.event({
      about: {
        apiVersion: 'v1',
        kind: 'Pod',
        metadata: { name: 'p', namespace: 'default', uid: 'u', resourceVersion },
      } as Pod,
      type: 'Warning',
      reason: 'FailedScheduling',
      action: 'Scheduling',
      message,
    })
  return { events, say }
}

const counts = (events: readonly Event[]): (number | undefined)[] => events.map(({ series }) => series?.count)

test('the same again becomes a series; another version of the object is another Event', () => {
  const loop = new Loop({ start: 0 })
  const { events, say } = recorderOver(loop)
  say('1')
  say('2')
  say('2', 'the text does not count')
  assert.deepEqual(counts(events), [undefined, 2])
  assert.equal(events[1]?.message, 'no')
  assert.deepEqual(events[1]?.series, { count: 2, lastObservedTime: '1970-01-01T00:00:00.000000Z' })
  assert.notEqual(events[0]?.metadata.name, events[1]?.metadata.name)
})

test('further repetitions are written when the series ends, or after half an hour', () => {
  const loop = new Loop({ start: 0 })
  const { events, say } = recorderOver(loop)
  const pass = (ms: number) => loop.run({ until: () => false, deadline: loop.now() + ms })
  for (let i = 0; i < 5; i++) say('1')
  assert.deepEqual(counts(events), [2])
  pass(6 * 60_000)
  assert.deepEqual(counts(events), [5])
  say('1')
  assert.deepEqual(counts(events), [5, undefined], 'it has ended: the next one is new')
  for (let minute = 0; minute < 32; minute += 2) {
    say('1')
    pass(2 * 60_000)
  }
  assert.equal(events.length, 2)
  assert.ok((counts(events)[1] ?? 0) > 10)
})

test('a long note is cut', () => {
  const { events, say } = recorderOver(new Loop({ start: 0 }))
  say('1', 'x'.repeat(2000))
  assert.equal(events[0]?.message, `${'x'.repeat(1020)} ...`)
})
