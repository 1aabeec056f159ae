import assert from 'node:assert/strict'
import { test } from 'node:test'
import { fractionsIn, placeOf } from './fractions'

const cases: readonly [text: string, expected: readonly [place: (string | number)[], written: string][]][] = [
  ['{"a":1,"b":[1.5,-2]}', []],
  ['{"a":"1e2","b":":1e2"}', []],
  ['{"spec":{"replicas":1e2}}', [[['spec', 'replicas'], '1e2']]],
  [
    '[{"a":[0,1.0,{"b\\"c":-0.1E+1}]},2.0]',
    [
      [[0, 'a', 1], '1.0'],
      [[0, 'a', 2, 'b"c'], '-0.1E+1'],
      [[1], '2.0'],
    ],
  ],
]
for (const [text, expected] of cases)
  test(text, () => {
    assert.deepEqual(
      [...(fractionsIn(text) ?? [])],
      expected.map(([place, written]) => [placeOf(place), written]),
    )
  })
