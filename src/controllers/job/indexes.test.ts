import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { firstPendingIndexes, has, intervalsOf, intervalsText, total, withIndexes } from './indexes'

test('indexes are written as status.completedIndexes has them', () => {
  for (const [indexes, text] of [
    [[], ''],
    [[0], '0'],
    [[0, 1], '0,1'],
    [[0, 1, 2], '0-2'],
    [[1, 3, 4, 5, 7, 8], '1,3-5,7,8'],
  ] as const) {
    assert.equal(intervalsText(withIndexes([], indexes)), text)
  }
})

test('text is read up to completions, and what cannot be read is left out', () => {
  assert.deepEqual(intervalsOf('0,2-5,7', 10), [
    { first: 0, last: 0 },
    { first: 2, last: 5 },
    { first: 7, last: 7 },
  ])
  assert.deepEqual(intervalsOf('0-5,7', 4), [{ first: 0, last: 3 }])
  assert.deepEqual(intervalsOf('x,2', 4), [{ first: 2, last: 2 }])
  assert.deepEqual(intervalsOf('0,1,2', 4), [{ first: 0, last: 2 }])
})

test('what is written is read again, whatever the indexes', () => {
  fc.assert(
    fc.property(fc.uniqueArray(fc.nat(40)), (indexes) => {
      const sorted = [...indexes].sort((a, b) => a - b)
      const intervals = withIndexes([], sorted)
      assert.deepEqual(intervalsOf(intervalsText(intervals), 50), intervals)
      assert.equal(total(intervals), indexes.length)
      for (let index = 0; index <= 41; index++) assert.equal(has(intervals, index), indexes.includes(index))
    }),
  )
})

test('the first free indexes are taken, below completions', () => {
  for (const { taken, count, completions, then } of [
    { taken: '', count: 2, completions: 5, then: [0, 1] },
    { taken: '0,2', count: 3, completions: 5, then: [1, 3, 4] },
    { taken: '0-3', count: 3, completions: 5, then: [4] },
    { taken: '0-4', count: 3, completions: 5, then: [] },
  ]) {
    assert.deepEqual(firstPendingIndexes(intervalsOf(taken, completions), count, completions), then)
  }
})
