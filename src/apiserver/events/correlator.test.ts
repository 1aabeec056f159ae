// The table of client-go/tools/record/events_cache_test.go (TestEventCorrelator), v1.36, and what is forgotten of similar texts.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { EventCorrelator, type Correlated } from './correlator'

const SIMILAR = '(combined from similar events): '

/** Says these texts about one object, each so many milliseconds after the one before; what became of the last one. */
function said(everyMs: number, texts: readonly { reason?: string; message: string; about?: string }[]) {
  const correlator = new EventCorrelator()
  return texts.map(({ reason = 'similar', message, about = 'my-pod' }, place): Correlated | 'dropped' => {
    const result = correlator.correlate({ about, type: 'Normal', reason, message, now: place * everyMs })
    if (result !== 'dropped') correlator.written(result.key, `event-${place}`)
    return result
  })
}

const seen = (result: Correlated | 'dropped' | undefined): string =>
  result === undefined || result === 'dropped' ? 'dropped' : `${result.message} x${result.count}`

const times = <T>(count: number, of: (place: number) => T): T[] =>
  Array.from({ length: count }, (_, place) => of(place))
const again = { message: 'me again' }
const similar = (count: number) => times(count, (place) => ({ message: `text ${place}` }))

const table: [string, number, Parameters<typeof said>[1], string][] = [
  ['one is written', 10_000, [{ message: 'i am first' }], 'i am first x1'],
  ['the same is counted', 10_000, [again, again], 'me again x2'],
  ['the same is counted, however often', 60_000, times(11, () => again), 'me again x11'],
  ['the same too often is dropped', 2_000, times(27, () => again), 'dropped'],
  [
    'other reasons are not similar',
    10_000,
    [...times(20, (place) => ({ reason: `unique-${place}`, message: 'snowflake' })), { message: 'snowflake' }],
    'snowflake x1',
  ],
  ['the tenth text is folded', 10_000, similar(10), `${SIMILAR}text 9 x1`],
  ['and counted', 10_000, similar(11), `${SIMILAR}text 10 x2`],
  ['texts about another container are not similar', 10_000, [{ ...again, about: 'my-pod 2' }, again], 'me again x1'],
  ['nor are those of long ago', 1_200_000, similar(10), 'text 9 x1'],
  ['a text from before the folding stands for itself', 60_000, [...similar(14), { message: 'text 3' }], 'text 3 x2'],
  ['one that was folded is folded again', 60_000, [...similar(14), { message: 'text 12' }], `${SIMILAR}text 12 x6`],
]

for (const [name, everyMs, texts, want] of table)
  test(`Events: ${name}`, () => assert.equal(seen(said(everyMs, texts).at(-1)), want))
