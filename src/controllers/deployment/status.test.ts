import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Deployment, ReplicaSet } from '../../objects/kinds'
import { conditionAt, setCondition, type Condition, type Said } from './conditions'
import { countedStatus, untilDeadlineMs } from './status'

const THEN = '2026-01-01T00:00:00Z'
const NOW = '2026-01-01T00:01:00Z'

const said = (status: Said['status'], reason: string): Said => ({
  type: 'Progressing',
  status,
  reason,
  message: reason,
})
const available: Condition = { type: 'Available', status: 'True', reason: 'x', lastTransitionTime: THEN }

test('a condition that says the same stays where it is; one that changes goes to the end and keeps its time while its status stays', () => {
  const before = [conditionAt(said('True', 'A'), THEN), available]
  assert.deepEqual(setCondition(before, conditionAt(said('True', 'A'), NOW)), before)
  assert.deepEqual(setCondition(before, conditionAt(said('True', 'B'), NOW)), [
    available,
    { ...conditionAt(said('True', 'B'), NOW), lastTransitionTime: THEN },
  ])
  assert.deepEqual(setCondition(before, conditionAt(said('False', 'B'), NOW)), [
    available,
    conditionAt(said('False', 'B'), NOW),
  ])
})

const deployment = (status: object, spec: object = {}): Deployment =>
  ({
    metadata: { name: 'web', generation: 1 },
    spec: { replicas: 3, progressDeadlineSeconds: 600, ...spec },
    status,
  }) as unknown as Deployment
const set = (status: object): ReplicaSet => ({ spec: { replicas: 3 }, status }) as unknown as ReplicaSet

test('terminating Pods: none for a ReplicaSet that was never looked at, unknown when one that was looked at does not say', () => {
  const count = (...sets: ReplicaSet[]): number | undefined =>
    countedStatus({ deployment: deployment({}), sets, newSet: undefined, now: 0, nowText: NOW }).terminatingReplicas
  assert.equal(count(set({ replicas: 0 })), 0)
  assert.equal(count(set({ replicas: 3, observedGeneration: 1, terminatingReplicas: 2 }), set({ replicas: 0 })), 2)
  assert.equal(count(set({ replicas: 3, observedGeneration: 1 })), undefined)
})

test('a rollout that does not move is looked at again a second after its deadline', () => {
  const moving = { conditions: [conditionAt(said('True', 'ReplicaSetUpdated'), THEN)] }
  const at = (seconds: number): number => Date.parse(THEN) + seconds * 1000
  assert.equal(untilDeadlineMs(deployment(moving), moving, at(10)), 591_000)
  assert.equal(untilDeadlineMs(deployment(moving), moving, at(600)), 1)
  assert.equal(untilDeadlineMs(deployment(moving, { progressDeadlineSeconds: 2 ** 31 - 1 }), moving, at(10)), undefined)
  const given = { conditions: [conditionAt(said('False', 'ProgressDeadlineExceeded'), THEN)] }
  assert.equal(untilDeadlineMs(deployment(given), given, at(700)), undefined)
})
