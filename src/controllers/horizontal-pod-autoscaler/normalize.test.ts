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

// The situations of upstream's TestScalingWithRules: 15, 12 or 30 replicas came or went within the last two minutes.
test('behaviour: how far the policies let the replicas go', () => {
  const rules = (pods: number, podsSeconds: number, percent: number, percentSeconds: number): k.V2HPAScalingRules => ({
    stabilizationWindowSeconds: 0,
    policies: [
      ...(pods ? [{ type: 'Pods', value: pods, periodSeconds: podsSeconds }] : []),
      ...(percent ? [{ type: 'Percent', value: percent, periodSeconds: percentSeconds }] : []),
    ],
  })
  const spread = (changes: readonly number[]) => changes.map((change, i) => ({ change, at: ago(90 - 25 * i) }))
  const none: k.V2HPAScalingRules = { stabilizationWindowSeconds: 0 }
  for (const {
    wish: [current, desired, min, max],
    up = none,
    down = none,
    ups = [],
    downs = [],
    then,
  } of [
    { wish: [5, 7, 3, 8], then: [7, 'DesiredWithinRange'] },
    { wish: [3, 1, 2, 8], then: [2, 'TooFewReplicas'] },
    { wish: [1, 0, 0, 10], then: [0, 'DesiredWithinRange'] },
    { wish: [20, 1000, 1, 10], then: [10, 'TooManyReplicas'] },
    { wish: [100, 1000, 100, 150], then: [150, 'TooManyReplicas'] },
    { wish: [3, 1000, 1, 2000], up: rules(0, 0, 1, 60), then: [4, 'ScaleUpLimit'] },
    { wish: [1000, 3, 3, 2000], down: rules(20, 60, 0, 0), then: [980, 'ScaleDownLimit'] },
    { wish: [10, 50, 1, 1000], then: [20, 'ScaleUpLimit'] },
    { wish: [10, 500, 1, 1000], up: rules(100, 60, 100, 60), then: [110, 'ScaleUpLimit'] },
    { wish: [10, 500, 1, 1000], up: rules(2, 60, 100, 60), then: [20, 'ScaleUpLimit'] },
    { wish: [10, 50, 1, 1000], up: rules(100, 60, 0, 0), then: [50, 'DesiredWithinRange'] },
    { wish: [10, 50, 1, 1000], up: rules(30, 60, 0, 0), then: [40, 'ScaleUpLimit'] },
    { wish: [10, 50, 1, 1000], up: rules(0, 0, 200, 60), then: [30, 'ScaleUpLimit'] },
    { wish: [100, 2, 1, 1000], down: rules(20, 60, 1, 60), then: [80, 'ScaleDownLimit'] },
    { wish: [100, 2, 1, 1000], down: rules(2, 60, 1, 60), then: [98, 'ScaleDownLimit'] },
    { wish: [10, 0, 1, 1000], down: rules(100, 60, 0, 0), then: [1, 'TooFewReplicas'] },
    { wish: [10, 2, 5, 1000], down: rules(0, 0, 100, 60), then: [5, 'TooFewReplicas'] },
    { wish: [10, 2, 1, 1000], down: rules(5, 60, 0, 0), then: [5, 'ScaleDownLimit'] },
    { wish: [10, 5, 1, 1000], down: rules(0, 0, 50, 60), then: [5, 'DesiredWithinRange'] },
    { wish: [100, 500, 1, 200], up: rules(300, 60, 0, 0), ups: [1, 5, 9], then: [200, 'TooManyReplicas'] },
    { wish: [100, 500, 1, 1000], up: rules(5, 120, 0, 0), ups: [1, 5, 9], then: [100, 'ScaleUpLimit'] },
    { wish: [100, 500, 1, 1000], up: rules(150, 120, 0, 0), ups: [1, 5, 9], then: [235, 'ScaleUpLimit'] },
    { wish: [100, 500, 1, 1000], up: rules(0, 0, 200, 120), ups: [1, 5, 9], then: [255, 'ScaleUpLimit'] },
    { wish: [10, 5, 1, 1000], downs: [1, 5, 9], then: [5, 'DesiredWithinRange'] },
    { wish: [100, 0, 1, 1000], down: rules(115, 120, 0, 0), downs: [1, 5, 9], then: [1, 'TooFewReplicas'] },
    { wish: [100, 0, 5, 1000], down: rules(130, 120, 0, 0), downs: [1, 5, 9], then: [5, 'TooFewReplicas'] },
    { wish: [100, 2, 1, 1000], down: rules(5, 120, 0, 0), downs: [1, 5, 9], then: [100, 'ScaleDownLimit'] },
    { wish: [100, 0, 1, 1000], down: rules(0, 0, 50, 120), downs: [2, 4, 6], then: [56, 'ScaleDownLimit'] },
    { wish: [100, 0, 1, 1000], down: rules(0, 0, 10, 120), downs: [10, 10, 10], then: [100, 'ScaleDownLimit'] },
    { wish: [10, 5, 1, 1000], down: rules(0, 0, 1000, 120), downs: [10, 10, 10], then: [5, 'DesiredWithinRange'] },
  ] as {
    wish: [number, number, number, number]
    up?: k.V2HPAScalingRules
    down?: k.V2HPAScalingRules
    ups?: number[]
    downs?: number[]
    then: [number, string]
  }[]) {
    const history = { ...NONE, ups: spread(ups), downs: spread(downs) }
    const [replicas, , limit] = outcome({ current, desired, min, max }, { scaleUp: up, scaleDown: down }, history)
    assert.deepEqual([replicas, limit], then, JSON.stringify({ current, desired, min, max, up, down, ups, downs }))
  }
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
