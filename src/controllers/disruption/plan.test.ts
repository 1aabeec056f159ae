import assert from 'node:assert/strict'
import { test } from 'node:test'
import { countHealthy, disruptedOf, expectedOf } from './plan'
import { budgetStatus, failSafeStatus } from './status'
import type { Pod, PodDisruptionBudget } from '../../objects/kinds'
import { timeText } from '../../objects/time'

const NOW = Date.UTC(2026, 0, 1, 8, 0, 0)
const budget = (spec: PodDisruptionBudget['spec'], disruptedPods?: Record<string, string>): PodDisruptionBudget => ({
  apiVersion: 'policy/v1',
  kind: 'PodDisruptionBudget',
  metadata: { name: 'b', namespace: 'default', uid: 'b', resourceVersion: '1', generation: 3, creationTimestamp: '' },
  spec,
  status: disruptedPods ? { disruptedPods } : {},
})
const pod = (name: string, ready = true, deleting = false): Pod => ({
  apiVersion: 'v1',
  kind: 'Pod',
  metadata: {
    name,
    namespace: 'default',
    uid: name,
    resourceVersion: '1',
    creationTimestamp: '',
    ...(deleting ? { deletionTimestamp: 'x' } : {}),
  },
  spec: { containers: [] },
  status: { phase: 'Running', conditions: [{ type: 'Ready', status: ready ? 'True' : 'False' }] },
})
const pods = (count: number) => Array.from({ length: count }, (_, i) => pod(`p${i}`))

test('how many Pods there should be, and how many must be healthy', () => {
  const unasked = () => assert.fail('the scale is not needed')
  for (const [spec, scale, then] of [
    [{ minAvailable: 2 }, unasked, { expectedPods: 3, desiredHealthy: 2 }],
    [{ minAvailable: '50%' }, () => 5, { expectedPods: 5, desiredHealthy: 3 }],
    [{ maxUnavailable: 1 }, () => 5, { expectedPods: 5, desiredHealthy: 4 }],
    [{ maxUnavailable: '30%' }, () => 5, { expectedPods: 5, desiredHealthy: 3 }],
    [{ maxUnavailable: 9 }, () => 5, { expectedPods: 5, desiredHealthy: 0 }],
    [{}, unasked, { expectedPods: 0, desiredHealthy: 0 }],
  ] as const) {
    assert.deepEqual(expectedOf(budget(spec), pods(3), scale), then)
  }
})

test('an eviction that was granted counts for two minutes', () => {
  const ago = (seconds: number) => timeText(NOW - seconds * 1000)
  const { disruptedPods, overdue, recheckAt } = disruptedOf(
    budget({}, { p0: ago(60), p1: ago(121), gone: ago(1) }),
    [...pods(3), pod('p3', true, true)],
    NOW,
  )
  assert.deepEqual(disruptedPods, { p0: ago(60) })
  assert.deepEqual(
    overdue.map(({ metadata }) => metadata.name),
    ['p1'],
  )
  assert.equal(recheckAt, NOW + 60_000)
  assert.equal(countHealthy([...pods(3), pod('p3', true, true), pod('p4', false)], disruptedPods), 2)
})

test('the status, and what it says of disruptions', () => {
  const status = (currentHealthy: number, expectedPods = 3) =>
    budgetStatus(budget({}), { expectedPods, desiredHealthy: 2 }, { currentHealthy, disruptedPods: {} }, 'now')
  const conditions = (word: string, reason: string) => [
    { type: 'DisruptionAllowed', status: word, observedGeneration: 3, lastTransitionTime: 'now', reason, message: '' },
  ]
  assert.deepEqual(status(3), {
    observedGeneration: 3,
    disruptionsAllowed: 1,
    currentHealthy: 3,
    desiredHealthy: 2,
    expectedPods: 3,
    conditions: conditions('True', 'SufficientPods'),
  })
  assert.deepEqual(status(1), {
    observedGeneration: 3,
    disruptionsAllowed: 0,
    currentHealthy: 1,
    desiredHealthy: 2,
    expectedPods: 3,
    conditions: conditions('False', 'InsufficientPods'),
  })
  assert.equal(status(3, 0).disruptionsAllowed, 0)
})

test('what cannot be counted tells the generation of the last count', () => {
  const failed = (status: PodDisruptionBudget['status']) => failSafeStatus({ ...budget({}), status }, 'why', 'now')
  const condition = {
    type: 'DisruptionAllowed',
    status: 'False',
    lastTransitionTime: 'now',
    reason: 'SyncFailed',
    message: 'why',
  }
  assert.deepEqual(failed({}), { disruptionsAllowed: 0, conditions: [condition] })
  assert.deepEqual(failed({ observedGeneration: 2, disruptionsAllowed: 1 }), {
    observedGeneration: 2,
    disruptionsAllowed: 0,
    conditions: [{ ...condition, observedGeneration: 2 }],
  })
})
