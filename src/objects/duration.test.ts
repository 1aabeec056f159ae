import assert from 'node:assert/strict'
import test from 'node:test'
import { ageText, durationText, humanDuration, parseDuration, shortHumanDuration } from './duration'

const [SECOND, MINUTE, HOUR, DAY] = [1000, 60_000, 3_600_000, 86_400_000]

// From upstream's duration_test.go.
const ages: readonly [ms: number, human: string, short: string][] = [
  [-2 * SECOND, '<invalid>', '<invalid>'],
  [-2.5 * SECOND, '<invalid>', '<invalid>'],
  [-1.9 * SECOND, '0s', '0s'],
  [0, '0s', '0s'],
  [70 * SECOND, '70s', '1m'],
  [119 * SECOND, '119s', '1m'],
  [2 * MINUTE, '2m', '2m'],
  [2 * MINUTE + 13 * SECOND, '2m13s', '2m'],
  [10 * MINUTE, '10m', '10m'],
  [179 * MINUTE, '179m', '2h'],
  [3 * HOUR, '3h', '3h'],
  [3 * HOUR + 5 * MINUTE, '3h5m', '3h'],
  [8 * HOUR, '8h', '8h'],
  [47 * HOUR, '47h', '1d'],
  [2 * DAY, '2d', '2d'],
  [2 * DAY + HOUR, '2d1h', '2d'],
  [8 * DAY, '8d', '8d'],
  [729 * DAY, '729d', '1y'],
  [2 * 365 * DAY, '2y', '2y'],
  [2 * 365 * DAY + 25 * DAY, '2y25d', '2y'],
  [8 * 365 * DAY + DAY, '8y', '8y'],
]
for (const [ms, human, short] of ages)
  test(`${ms} ms is ${human}, short ${short}`, () =>
    assert.deepEqual([humanDuration(ms), shortHumanDuration(ms)], [human, short]))

test('an age needs a time', () => {
  assert.equal(ageText(undefined, 0), '<unknown>')
  assert.equal(ageText('1970-01-01T00:00:05Z', 10_000), '5s')
})

const written: readonly [text: string, ms: number, printed: string][] = [
  ['0', 0, '0s'],
  ['5s', 5000, '5s'],
  ['1.5s', 1500, '1.5s'],
  ['300ms', 300, '300ms'],
  ['1h', HOUR, '1h0m0s'],
  ['1h30m', 1.5 * HOUR, '1h30m0s'],
  ['-1m', -MINUTE, '-1m0s'],
  ['10us', 0.01, '10\u00b5s'],
  ['1ns', 1e-6, '1ns'],
  ['90s', 90_000, '1m30s'],
  ['.5m', 30_000, '30s'],
]
for (const [text, ms, printed] of written)
  test(`${text} is ${ms} ms, printed as ${printed}`, () => {
    assert.equal(parseDuration(text), ms)
    assert.equal(durationText(ms), printed)
  })

const wrong: readonly [text: string, message: string][] = [
  ['', 'time: invalid duration ""'],
  ['5', 'time: missing unit in duration "5"'],
  ['5x', 'time: unknown unit "x" in duration "5x"'],
  ['x', 'time: invalid duration "x"'],
  ['-', 'time: invalid duration "-"'],
]
for (const [text, message] of wrong)
  test(`${JSON.stringify(text)} is no duration`, () => assert.throws(() => parseDuration(text), { message }))
