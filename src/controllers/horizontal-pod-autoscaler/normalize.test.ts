import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { firstHistory, normalize, noteScaling, type ScaleHistory, type Wish } from './normalize'
import type * as k from '../../objects/generated/kubernetes'

const NOW = 10_000_000
const NONE: ScaleHistory = { recommendations: [], ups: [], downs: [] }
const ago = (seconds: number) => NOW - seconds * 1000

const outcome = (wish: Wish, behavior?: k.V2HorizontalPodAutoscalerBehavior, history: ScaleHistory = NONE) => {
  const { replicas, conditions } = normalize(wish, behavior, history, NOW)
  return [replicas, ...conditions.map(({ reason }) => reason)]
}

test('without behaviour: doubling, or up to four, and the highest wish of five minutes', () => {
  const wish = (current: number, desired: number): Wish => ({ current, desired, min: 2, max: 20 })
  assert.deepEqual(outcome(wish(5, 8)), [8, 'ReadyForNewScale', 'DesiredWithinRange'])
  assert.deepEqual(outcome(wish(5, 15)), [10, 'ReadyForNewScale', 'ScaleUpLimit'])
  assert.deepEqual(outcome(wish(1, 15)), [4, 'ReadyForNewScale', 'ScaleUpLimit'])
  assert.deepEqual(outcome(wish(15, 25)), [20, 'ReadyForNewScale', 'TooManyReplicas'])
  assert.deepEqual(outcome(wish(5, 1)), [2, 'ReadyForNewScale', 'TooFewReplicas'])
  const recent = {
    ...NONE,
    recommendations: [
      { replicas: 9, at: ago(301) },
      { replicas: 6, at: ago(299) },
    ],
  }
  assert.deepEqual(outcome(wish(7, 3), undefined, recent), [6, 'ScaleDownStabilized', 'DesiredWithinRange'])
})

test('behaviour: policies, their choice, and what was done within the period', () => {
  const pods = (value: number, periodSeconds = 60) => ({ type: 'Pods', value, periodSeconds })
  const percent = (value: number, periodSeconds = 60) => ({ type: 'Percent', value, periodSeconds })
  const up = (rules: k.V2HPAScalingRules) => ({ scaleUp: rules })
  const down = (rules: k.V2HPAScalingRules) => ({ scaleDown: { stabilizationWindowSeconds: 0, ...rules } })
  const rise: Wish = { current: 10, desired: 50, min: 1, max: 100 }
  const fall: Wish = { current: 50, desired: 5, min: 1, max: 100 }
  assert.deepEqual(outcome(rise, up({ policies: [pods(4), percent(100)] })), [20, 'ReadyForNewScale', 'ScaleUpLimit'])
  assert.deepEqual(outcome(rise, up({ policies: [pods(4), percent(100)], selectPolicy: 'Min' })), [
    14,
    'ReadyForNewScale',
    'ScaleUpLimit',
  ])
  assert.deepEqual(outcome(rise, up({ selectPolicy: 'Disabled' })), [10, 'ReadyForNewScale', 'ScaleUpLimit'])
  assert.deepEqual(
    outcome(rise, up({ policies: [pods(4)] }), {
      ...NONE,
      ups: [
        { change: 3, at: ago(30) },
        { change: 9, at: ago(70) },
      ],
    }),
    [11, 'ReadyForNewScale', 'ScaleUpLimit'],
  )
  assert.deepEqual(outcome(fall, down({ policies: [pods(4), percent(10)] })), [
    45,
    'ReadyForNewScale',
    'ScaleDownLimit',
  ])
  assert.deepEqual(outcome(fall, down({ policies: [pods(4), percent(10)], selectPolicy: 'Min' })), [
    46,
    'ReadyForNewScale',
    'ScaleDownLimit',
  ])
  assert.deepEqual(outcome(fall, down({})), [5, 'ReadyForNewScale', 'DesiredWithinRange'])
})

test('behaviour: windows hold both ways', () => {
  const recent = {
    ...NONE,
    recommendations: [
      { replicas: 8, at: ago(100) },
      { replicas: 12, at: ago(200) },
    ],
  }
  const up = { scaleUp: { stabilizationWindowSeconds: 150 } }
  assert.deepEqual(outcome({ current: 6, desired: 10, min: 1, max: 100 }, up, recent), [
    8,
    'ScaleUpStabilized',
    'DesiredWithinRange',
  ])
  assert.deepEqual(outcome({ current: 20, desired: 2, min: 1, max: 100 }, {}, recent), [
    12,
    'ScaleDownStabilized',
    'DesiredWithinRange',
  ])
})

test('scalings are remembered only where behaviour looks at them', () => {
  const first = firstHistory(1, NOW)
  assert.equal(noteScaling(first, undefined, [1, 4], NOW), first)
  assert.deepEqual(noteScaling(first, {}, [1, 4], NOW).ups, [{ change: 3, at: NOW }])
  assert.deepEqual(noteScaling(first, {}, [4, 1], NOW).downs, [{ change: 3, at: NOW }])
})

test('no answer leaves the limits, whatever is wished', () => {
  const wish = fc.record({ current: fc.integer({ min: 2, max: 20 }), desired: fc.nat(60) })
  fc.assert(
    fc.property(wish, fc.boolean(), ({ current, desired }, withBehavior) => {
      const { replicas } = normalize({ current, desired, min: 2, max: 20 }, withBehavior ? {} : undefined, NONE, NOW)
      assert.ok(replicas >= 2 && replicas <= 20, `${replicas}`)
    }),
  )
})
