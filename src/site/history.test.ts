import assert from 'node:assert/strict'
import { test } from 'node:test'
import { EMPTY_HISTORY, isHistory, withRun } from './history'
import type { FeatureRun, Status } from './run'

const run = (startedAt: number, results: Record<string, Status>) => ({
  startedAt, features: [{ uri: 'a.feature', scenarios: Object.entries(results).map(([slug, status]) => ({ slug, status })) }] as unknown as FeatureRun[],
})

test('a result stands since the run that first gave it; what did not run stays as it was', () => {
  const first = withRun(EMPTY_HISTORY, run(1, { x: 'passed', y: 'failed' }))
  const second = withRun(first, run(2, { x: 'passed' }))
  assert.deepEqual(withRun(second, run(3, { x: 'skipped', z: 'skipped' })), second)
  const third = withRun(second, run(3, { x: 'failed', y: 'passed' }))
  assert.deepEqual(second.scenarios, { 'a.feature#x': { status: 'passed', since: 1 }, 'a.feature#y': { status: 'failed', since: 1 } })
  assert.deepEqual(third.scenarios, { 'a.feature#x': { status: 'failed', since: 3, before: 'passed' }, 'a.feature#y': { status: 'passed', since: 3, before: 'failed' } })
})

test('the same run again, or an older one, changes nothing', () => {
  const known = withRun(EMPTY_HISTORY, run(5, { x: 'passed' }))
  assert.deepEqual(withRun(known, run(5, { x: 'failed' })), known)
  assert.deepEqual(withRun(known, run(4, { x: 'failed' })), known)
})

test('what is no history is not taken for one', () => {
  assert.deepEqual([EMPTY_HISTORY, {}, null, [], { version: 2, scenarios: {} }].map(isHistory), [true, false, false, false, false])
})
