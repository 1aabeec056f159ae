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

// The figures of the first cases are those of upstream's replica_calculator_test.go.
test('replicas for a utilization', () => {
  for (const { name, pods, target, then } of [
    { name: 'up', pods: using(300, 500, 700), target: 30, then: [5, 50] },
    { name: 'down', pods: using(100, 300, 500, 250, 250), target: 50, then: [3, 28] },
    { name: 'within tolerance', pods: using(1010, 1030, 1020), target: 100, then: [3, 102] },
    {
      name: 'an unready Pod does not count when scaling up is decided',
      pods: [{ used: 100, ready: false, startedAt: NOW - 10_000 }, ...using(500, 700)],
      target: 30,
      then: [4, 60],
    },
    {
      name: 'a Pod without metrics counts as idle when scaling up',
      pods: [...using(400, 500), {}],
      target: 30,
      then: [3, 45],
    },
    {
      name: 'a Pod without metrics counts as busy when scaling down',
      pods: [...using(100, 300, 100), {}, {}],
      target: 50,
      then: [5, 16],
    },
    {
      name: 'Pods that are deleted or failed do not count',
      pods: [...using(500, 700), { used: 9000, deleting: true }, { used: 9000, phase: 'Failed' }],
      target: 30,
      then: [4, 60],
    },
  ]) {
    const { replicas, utilization } = utilizationReplicas(question(pods), requests(pods.length), target)
    assert.deepEqual([replicas, utilization], then, name)
  }
})

test('replicas for an average, for a value, for a value a Pod', () => {
  assert.deepEqual(averageReplicas(question(using(20_000, 10_000, 30_000), { resource: '' }), 15_000), {
    replicas: 4,
    usage: 20_000,
  })
  assert.deepEqual(valueReplicas(33_000, 15_000, question(using(0, 0, 0))), { replicas: 7, usage: 33_000 })
  assert.deepEqual(valueReplicas(16_000, 15_000, question(using(0, 0, 0))), { replicas: 3, usage: 16_000 })
  assert.deepEqual(valueReplicas(33_000, 15_000, question([], { currentReplicas: 0 })), { replicas: 3, usage: 33_000 })
  assert.deepEqual(valuePerPodReplicas(8600, 2150, 3, { up: 0.1, down: 0.1 }), { replicas: 4, usage: 2867 })
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
