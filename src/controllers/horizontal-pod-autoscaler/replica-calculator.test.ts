import assert from 'node:assert/strict'
import { test } from 'node:test'
import {
  MetricError,
  averageReplicas,
  groupPods,
  utilizationReplicas,
  valuePerPodReplicas,
  valueReplicas,
  type Question,
  type Samples,
} from './replica-calculator'
import type { Pod } from '../../objects/kinds'
import { timeText } from '../../objects/time'

const NOW = Date.UTC(2026, 0, 1, 8, 0, 0)
const OLD = NOW - 3_600_000

interface Sketch {
  readonly used?: number
  readonly phase?: string
  readonly ready?: boolean
  readonly startedAt?: number
  readonly readySince?: number
  readonly deleting?: boolean
}

const podOf = (
  name: string,
  { phase = 'Running', ready = true, startedAt = OLD, readySince = startedAt + 1000, deleting }: Sketch,
): Pod => ({
  apiVersion: 'v1',
  kind: 'Pod',
  metadata: {
    name,
    uid: name,
    resourceVersion: '1',
    creationTimestamp: timeText(OLD),
    ...(deleting ? { deletionTimestamp: timeText(NOW) } : {}),
  },
  spec: { containers: [] },
  status: {
    phase,
    startTime: timeText(startedAt),
    conditions: [{ type: 'Ready', status: ready ? 'True' : 'False', lastTransitionTime: timeText(readySince) }],
  },
})

const question = (sketches: readonly Sketch[], more: Partial<Question> = {}): Question => {
  const pods = sketches.map((sketch, i) => podOf(`p${i}`, sketch))
  const samples: Samples = new Map(
    sketches.flatMap(({ used }, i) =>
      used === undefined ? [] : [[`p${i}`, { value: used, at: NOW, windowMs: 30_000 }] as const],
    ),
  )
  return {
    pods,
    samples,
    resource: 'cpu',
    currentReplicas: sketches.length,
    tolerances: { up: 0.1, down: 0.1 },
    now: NOW,
    ...more,
  }
}
const requests = (count: number, each = 1000) => new Map(Array.from({ length: count }, (_, i) => [`p${i}`, each]))
const using = (...used: number[]): Sketch[] => used.map((each) => ({ used: each }))

const HOT = { startedAt: NOW - 10_000, readySince: NOW - 10_000 }
const UNREADY = { ...HOT, ready: false }
const that = (sketch: Sketch, ...used: (number | undefined)[]): Sketch[] =>
  used.map((each) => ({ ...sketch, used: each }))

// The figures of these tests are those of upstream's replica_calculator_test.go: one cpu requested, thousandths used.
test('replicas for a utilization', () => {
  const cases: [name: string, pods: Sketch[], target: number, then: [number, number], current?: number][] = [
    ['up', using(300, 500, 700), 30, [5, 50]],
    ['up, one unready: less', [...that(UNREADY, 300), ...using(500, 700)], 30, [4, 60]],
    ['up, one just started: less', [...that(HOT, 300), ...using(500, 700)], 30, [4, 60]],
    ['up, two unready: not', [...using(400), ...that(UNREADY, 500, 700)], 30, [3, 40]],
    ['up, failed Pods are ignored', [...using(500, 700), { phase: 'Failed' }, { phase: 'Failed' }], 30, [4, 60], 2],
    ['up, deleted Pods are ignored', [...using(500, 700), { deleting: true }, { deleting: true }], 30, [4, 60], 2],
    ['down', using(100, 300, 500, 250, 250), 50, [3, 28]],
    ['down, unready ones left out', [...using(100, 300, 500), ...that(UNREADY, 250, 250)], 50, [2, 30]],
    ['down, unscheduled ones left out', [...using(100), ...that({ phase: 'Pending' }, 0, 0, 0, 0)], 50, [1, 10]],
    ['down, just started ones left out', [...using(100, 300, 500), ...that(HOT, 250, 250)], 50, [2, 30]],
    ['within tolerance', using(1010, 1030, 1020), 100, [3, 102]],
    ['metrics missing', [...using(400, 95), {}, {}], 100, [3, 24]],
    ['metrics missing, on target', [...using(1000), {}], 100, [2, 100]],
    ['metrics missing, above', [...using(1900), {}], 100, [2, 190]],
    ['metrics missing, below', [...using(600), {}], 100, [2, 60]],
    ['one unready, one missing: as it is', [...that(UNREADY, 100), ...using(450), {}], 50, [3, 45]],
    ['one just started, one missing: as it is', [...that(HOT, 100), ...using(450), {}], 50, [3, 45]],
    ['one unready, one missing: up', [...that(UNREADY, 100), ...using(2000), {}], 50, [4, 200]],
    ['one just started, one missing: up', [...that(HOT, 100), ...using(2000), {}], 50, [4, 200]],
    ['one unready, one missing: down', [...that(UNREADY, 100), ...using(100, 100), {}], 50, [3, 10]],
  ]
  for (const [name, pods, target, then, currentReplicas = pods.length] of cases) {
    const found = utilizationReplicas(question(pods, { currentReplicas }), requests(pods.length), target)
    assert.deepEqual([found.replicas, found.utilization], then, name)
  }
})

test('metrics of Pods that are not there do not count', () => {
  const samples: Samples = new Map(
    [4000, 9500, 3000, 7000, 3200, 2000].map((value, i) => [`p${i}`, { value, at: NOW, windowMs: 30_000 }]),
  )
  const asked = question(using(4000, 9500, 3000, 7000), { samples })
  assert.deepEqual(utilizationReplicas(asked, requests(4), 100), { replicas: 24, utilization: 587, usage: 5875 })
})

test('replicas for an average', () => {
  const plain = (pods: Sketch[]): Question => question(pods, { resource: '' })
  const cases: [name: string, pods: Sketch[], target: number, replicas: number, usage: number][] = [
    ['up', using(20_000, 10_000, 30_000), 15_000, 4, 20_000],
    ['up, readiness is not asked', [...using(50_000, 10_000), ...that(UNREADY, 30_000)], 15_000, 6, 30_000],
    ['up, of one ready Pod', [...that(UNREADY, 50_000), ...using(15_000), ...that(UNREADY, 30_000)], 15_000, 7, 31_666],
    ['up, of one Pod', using(8600), 4400, 2, 8600],
    ['down', using(12_000, 12_000, 12_000, 12_000, 12_000), 20_000, 3, 12_000],
    ['within tolerance', using(20_000, 21_000, 21_000), 20_000, 3, 20_666],
    // Here a Pod without metrics counts as idle even when the others are on target.
    ['metrics missing, on target', [...using(1000, 1000), {}], 1000, 2, 1000],
  ]
  for (const [name, pods, target, replicas, usage] of cases)
    assert.deepEqual(averageReplicas(plain(pods), target), { replicas, usage }, name)
})

test('replicas for a value, of those that are ready, and for a value a Pod', () => {
  const ready = (count: number, ...others: Sketch[]): Question =>
    question([...using(...Array<number>(count).fill(0)), ...others])
  const oneOfThree = ready(1, UNREADY, UNREADY)
  const values: [usage: number, target: number, question: Question, replicas: number][] = [
    [20_000, 15_000, ready(3), 4],
    [50_000, 10_000, oneOfThree, 5],
    [8600, 4400, oneOfThree, 2],
    [12_000, 20_000, ready(5), 3],
    [8600, 14_334, ready(5), 3],
    [20_666, 20_000, ready(3), 3],
    [8600, 8888, ready(3), 3],
    [33_000, 15_000, question([], { currentReplicas: 0 }), 3],
  ]
  for (const [usage, target, asked, replicas] of values)
    assert.deepEqual(valueReplicas(usage, target, asked), { replicas, usage }, JSON.stringify([usage, target]))
  const perPod: [usage: number, target: number, current: number, replicas: number, average: number][] = [
    [20_000, 5000, 3, 4, 6667],
    [8600, 2150, 3, 4, 2867],
    [6000, 2000, 5, 3, 1200],
    [8600, 2867, 5, 3, 1720],
    [20_166, 5000, 4, 4, 5042],
    [8600, 2900, 3, 3, 2867],
  ]
  for (const [usage, target, current, replicas, average] of perPod)
    assert.deepEqual(valuePerPodReplicas(usage, target, current, { up: 0.1, down: 0.1 }), { replicas, usage: average })
})

test('which Pods count', () => {
  const pods: Sketch[] = [
    { used: 1 },
    {},
    { used: 1, phase: 'Pending' },
    { used: 1, deleting: true },
    { used: 1, startedAt: NOW - 60_000, readySince: NOW - 20_000 },
    { used: 1, startedAt: NOW - 60_000, readySince: NOW - 40_000 },
    { used: 1, ready: false, startedAt: OLD, readySince: OLD + 5000 },
    { used: 1, ready: false, startedAt: OLD, readySince: OLD + 60_000 },
  ]
  const { pods: all, samples } = question(pods)
  assert.deepEqual(groupPods(all, samples, 'cpu', NOW), {
    ready: 3,
    unready: ['p2', 'p4', 'p6'],
    missing: ['p1'],
    ignored: ['p3'],
  })
  assert.deepEqual(groupPods(all, samples, 'memory', NOW).unready, ['p2'])
})

test('what cannot be computed is said in words', () => {
  assert.throws(
    () => utilizationReplicas(question([{ used: 1, phase: 'Pending' }]), requests(1), 50),
    new MetricError('did not receive metrics for targeted pods (pods might be unready)'),
  )
  assert.throws(
    () => utilizationReplicas(question(using(1)), new Map(), 50),
    new MetricError('no metrics returned matched known pods'),
  )
})
