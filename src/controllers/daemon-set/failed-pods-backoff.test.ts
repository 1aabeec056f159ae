import assert from 'node:assert/strict'
import { test } from 'node:test'
import { FailedPodsBackoff } from './failed-pods-backoff'

const MINUTE_MS = 60_000

test('a replacement at once, the next after 1 s, 2 s, 4 s ...; who comes too early waits the whole back-off', () => {
  const backoff = new FailedPodsBackoff()
  const table: readonly [at: number, waitMs: number][] = [
    [0, 0],
    [300, 1000],
    [1000, 0],
    [1500, 2000],
    [2999, 2000],
    [3000, 0],
    [6999, 4000],
    [7000, 0],
  ]
  for (const [at, waitMs] of table) assert.equal(backoff.take('node', at), waitMs, String(at))
})

test('no more than 15 minutes, forgotten after twice that, and each node for itself', () => {
  const backoff = new FailedPodsBackoff()
  let now = 0
  for (let times = 0; times < 12; times++) {
    assert.equal(backoff.take('node', now), 0)
    now += 15 * MINUTE_MS
  }
  assert.equal(backoff.take('node', now - MINUTE_MS), 15 * MINUTE_MS)
  assert.equal(backoff.take('other', now), 0)
  now += 16 * MINUTE_MS
  assert.equal(backoff.take('node', now), 0)
  assert.equal(backoff.take('node', now + 1), 1000)
})
