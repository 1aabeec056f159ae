import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { makeAxis, shortTime } from './axis'

test('where something happens the axis is proportional', () => {
  const axis = makeAxis([0, 2000, 4000, 6000, 8000], 8000, 800)
  assert.deepEqual([0, 1000, 2000, 4000, 8000].map((at) => Math.round(axis.x(at))), [0, 100, 200, 400, 800])
  assert.deepEqual(axis.quiet, [])
})

test('a long quiet stretch is folded, and said to be one', () => {
  const axis = makeAxis([0, 500, 1000, 1500, 2000, 1_140_000, 1_140_500, 1_141_000], 1_142_000, 700)
  assert.deepEqual(axis.quiet.map(({ from, to }) => [from, to]), [[2000, 1_140_000]])
  const [quiet] = axis.quiet
  assert.ok(quiet && quiet.x1 - quiet.x0 < 500, 'folded')
  assert.ok(axis.x(2000) > 70 && axis.x(1_142_000) - axis.x(1_140_000) > 70, 'what happens keeps its place')
})

test('positions and instants answer each other, in order', () => {
  fc.assert(fc.property(fc.array(fc.nat(10_000_000), { minLength: 1, maxLength: 40 }), fc.nat(10_000_000), (instants, end) => {
    const axis = makeAxis(instants, end, 700)
    const sorted = [...instants.filter((at) => at <= axis.end)].sort((a, b) => a - b)
    const xs = sorted.map((at) => axis.x(at))
    assert.ok(xs.every((x, i) => x >= 0 && x <= 700.001 && x >= (xs[i - 1] ?? 0)))
    assert.ok(sorted.every((at, i) => Math.abs(axis.at(xs[i] ?? 0) - at) < Math.max(1, axis.end * 1e-6)))
    assert.ok(axis.ticks.every(({ x }, i) => i === 0 || x - (axis.ticks[i - 1]?.x ?? 0) >= 62))
  }))
})

test('times are short', () => {
  const table: [number, string][] = [[0, '0s'], [400, '0.4s'], [12_000, '12s'], [12_340, '12.3s'], [125_000, '2m5s'], [3_600_000, '1h'], [5_460_000, '1h31m'], [93_600_000, '1d2h']]
  for (const [ms, text] of table) assert.equal(shortTime(ms), text)
})
