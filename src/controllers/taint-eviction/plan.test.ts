import assert from 'node:assert/strict'
import { test } from 'node:test'
import { planEviction, toleratedMs } from './plan'
import type { Taint, Toleration } from '../../objects/kinds'

const taint = (key: string): Taint => ({ key, effect: 'NoExecute' })
const exists = (key: string, tolerationSeconds?: number): Toleration => ({
  key,
  operator: 'Exists',
  effect: 'NoExecute',
  ...(tolerationSeconds === undefined ? {} : { tolerationSeconds }),
})

test('how long a Pod may stay', () => {
  for (const [taints, tolerations, then] of [
    [[], [], Infinity],
    [['a'], [], 0],
    [['a'], [exists('a')], Infinity],
    [['a'], [exists('a', 300)], 300_000],
    [['a'], [exists('a', 0)], 0],
    [['a'], [exists('a', -5)], 0],
    [['a', 'b'], [exists('a', 300), exists('b', 60)], 60_000],
    [['a', 'b'], [exists('a', 300), exists('b')], 300_000],
    [['a', 'b'], [exists('a', 300)], 0],
  ] as const) {
    assert.equal(toleratedMs(taints.map(taint), tolerations), then, JSON.stringify([taints, tolerations]))
  }
})

test('an eviction counts from its first planning', () => {
  const first = planEviction(undefined, 300_000, 1000)
  assert.deepEqual(first, { since: 1000, at: 301_000 })
  assert.deepEqual(planEviction(first, 300_000, 50_000), first)
  assert.deepEqual(planEviction(first, 0, 50_000), { since: 50_000, at: 50_000 })
  assert.equal(planEviction(first, Infinity, 50_000), undefined)
})
