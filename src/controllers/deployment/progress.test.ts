// Follows TestSyncRolloutStatus and the tables of pkg/controller/deployment/util, v1.36.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Deployment, ReplicaSet } from '../../objects/kinds'
import { conditionAt, progressing, type Condition } from './conditions'
import { isComplete, rolloutStatus, type DeploymentStatus } from './status'

const THEN = '2026-01-01T00:00:00Z'
const at = (seconds: number): number => Date.parse(THEN) + seconds * 1000
const textAt = (seconds: number): string => new Date(at(seconds)).toISOString().replace('.000Z', 'Z')

type Counts = readonly [replicas: number, updated: number, ready: number, available: number]

const statusOf = (
  [replicas, updatedReplicas, readyReplicas, availableReplicas]: Counts,
  conditions: Condition[] = [],
): DeploymentStatus => ({
  observedGeneration: 1,
  replicas,
  updatedReplicas,
  readyReplicas,
  availableReplicas,
  conditions,
})

const deployment = (replicas: number, status: DeploymentStatus, spec: object = {}): Deployment =>
  ({
    metadata: { name: 'foo', generation: 1 },
    spec: {
      replicas,
      progressDeadlineSeconds: 10,
      strategy: { type: 'RollingUpdate', rollingUpdate: { maxSurge: 1, maxUnavailable: 0 } },
      ...spec,
    },
    status,
  }) as unknown as Deployment

const COMPLETE: readonly [name: string, wanted: number, counts: Counts, complete: boolean][] = [
  ['all there', 5, [5, 5, 5, 5], true],
  ['one is not available, though enough are', 5, [5, 5, 5, 4], false],
  ['too few are available', 5, [5, 5, 5, 3], false],
  ['one is of the old version', 5, [5, 4, 5, 5], false],
  ['an old Pod still runs', 1, [2, 1, 1, 1], false],
  ['the only one never comes up', 1, [1, 1, 1, 0], false],
]
for (const [name, wanted, counts, complete] of COMPLETE)
  test(`complete? ${name}`, () => assert.equal(isComplete(deployment(wanted, {}), statusOf(counts)), complete))

test('complete? not before the change has been seen', () => {
  const changed = { ...deployment(1, {}), metadata: { name: 'foo', generation: 2 } } as unknown as Deployment
  assert.equal(isComplete(changed, statusOf([1, 1, 1, 1])), false)
})

/** A rollout with these counts now, in one new and one old ReplicaSet, ten seconds and some after THEN. */
function roll(
  deployed: Deployment,
  [replicas, updated, ready, available]: Counts,
  seconds = 5,
  failure?: object,
): DeploymentStatus {
  const set = (name: string, status: object): ReplicaSet =>
    ({
      metadata: { name, uid: name },
      spec: { replicas: 0 },
      status: { observedGeneration: 1, terminatingReplicas: 0, ...status },
    }) as unknown as ReplicaSet
  const newSet = set('foo-new', { replicas: updated, ...(failure ? { conditions: [failure] } : {}) })
  const oldSet = set('foo-old', { replicas: replicas - updated, readyReplicas: ready, availableReplicas: available })
  return rolloutStatus({
    deployment: deployed,
    sets: [oldSet, newSet],
    newSet,
    now: at(seconds),
    nowText: textAt(seconds),
  })
}

const said = (reason: string, status: 'True' | 'False' = 'True'): Condition =>
  conditionAt({ type: 'Progressing', status, reason, message: reason }, THEN)
const progressOf = (status: DeploymentStatus): (string | undefined)[] => {
  const { status: is, reason, lastTransitionTime, lastUpdateTime, message } = progressing(status.conditions) ?? {}
  return [is, reason, lastTransitionTime, lastUpdateTime, message] as (string | undefined)[]
}

const PROGRESSING: readonly [name: string, before: Counts, now: Counts, moves: boolean][] = [
  ['more are updated', [10, 4, 4, 4], [10, 6, 4, 4], true],
  ['nothing changed', [10, 4, 4, 4], [10, 4, 4, 4], false],
  ['old ones have gone', [10, 4, 6, 6], [8, 4, 6, 6], true],
  ['fewer are updated', [10, 7, 3, 3], [10, 6, 3, 3], false],
  ['fewer in all, more of them updated', [10, 4, 7, 7], [8, 8, 5, 5], true],
  ['more are ready', [10, 10, 9, 8], [10, 10, 10, 8], true],
  ['more are available', [10, 10, 10, 8], [10, 10, 10, 9], true],
]
for (const [name, before, now, moves] of PROGRESSING)
  test(`progress? ${name}`, () => {
    const status = roll(deployment(10, statusOf(before, [said('NewReplicaSetCreated')])), now)
    assert.equal(progressing(status.conditions)?.reason, moves ? 'ReplicaSetUpdated' : 'NewReplicaSetCreated')
  })

test('without a deadline nothing is said of the progress, and what was said is taken back', () => {
  const deployed = deployment(3, statusOf([3, 2, 2, 2], [said('NewReplicaSetAvailable')]), {
    progressDeadlineSeconds: 2 ** 31 - 1,
  })
  assert.equal(progressing(roll(deployed, [3, 2, 2, 2]).conditions), undefined)
})

test('one ReplicaSet whose rollout is over: nothing is estimated, whatever becomes of its Pods', () => {
  const given = said('NewReplicaSetAvailable')
  const status = roll(deployment(3, statusOf([3, 3, 3, 3], [given])), [3, 3, 2, 1], 99)
  assert.deepEqual(progressing(status.conditions), given)
})

test('progress is told anew each time; the time of transition stays while it is True', () => {
  const moved: Counts = [3, 2, 2, 2]
  const message = 'ReplicaSet "foo-new" is progressing.'
  const from = (...conditions: Condition[]) =>
    progressOf(roll(deployment(3, statusOf([3, 1, 1, 1], conditions)), moved))
  assert.deepEqual(from(said('ReplicaSetUpdated')), ['True', 'ReplicaSetUpdated', THEN, textAt(5), message])
  assert.deepEqual(from(said('ProgressDeadlineExceeded', 'False')), [
    'True',
    'ReplicaSetUpdated',
    textAt(5),
    textAt(5),
    message,
  ])
  assert.deepEqual(from(), ['True', 'ReplicaSetUpdated', textAt(5), textAt(5), message])
})

test('a rollout that is done says so; the time of transition stays while it is True', () => {
  const done: Counts = [3, 3, 3, 3]
  const message = 'ReplicaSet "foo-new" has successfully progressed.'
  const from = (...conditions: Condition[]) => progressOf(roll(deployment(3, statusOf([3, 2, 2, 2], conditions)), done))
  assert.deepEqual(from(said('ReplicaSetUpdated')), ['True', 'NewReplicaSetAvailable', THEN, textAt(5), message])
  assert.deepEqual(from(said('ReplicaSetUpdated', 'False')), [
    'True',
    'NewReplicaSetAvailable',
    textAt(5),
    textAt(5),
    message,
  ])
  assert.deepEqual(from(), ['True', 'NewReplicaSetAvailable', textAt(5), textAt(5), message])
})

test('a rollout that stands still is timed out after its deadline, once', () => {
  const still: Counts = [3, 2, 2, 2]
  const after = (seconds: number, ...conditions: Condition[]) =>
    progressOf(roll(deployment(3, statusOf(still, conditions)), still, seconds))
  assert.deepEqual(after(9, said('ReplicaSetUpdated')).slice(0, 2), ['True', 'ReplicaSetUpdated'])
  assert.deepEqual(after(10, said('ReplicaSetUpdated')).slice(0, 2), ['True', 'ReplicaSetUpdated'])
  const message = 'ReplicaSet "foo-new" has timed out progressing.'
  assert.deepEqual(after(11, said('ReplicaSetUpdated')), [
    'False',
    'ProgressDeadlineExceeded',
    textAt(11),
    textAt(11),
    message,
  ])
  assert.deepEqual(after(99, said('ProgressDeadlineExceeded', 'False')).slice(0, 4), [
    'False',
    'ProgressDeadlineExceeded',
    THEN,
    THEN,
  ])
  assert.deepEqual(after(99, said('NewReplicaSetAvailable')).slice(0, 2), ['True', 'NewReplicaSetAvailable'])
  assert.deepEqual(after(99), [undefined, undefined, undefined, undefined, undefined])
})

test('a Deployment without a new ReplicaSet is spoken of by its own name', () => {
  const given = deployment(3, statusOf([2, 0, 2, 2], [said('ReplicaSetUpdated')]))
  const status = rolloutStatus({ deployment: given, sets: [], newSet: undefined, now: at(5), nowText: textAt(5) })
  assert.equal(progressing(status.conditions)?.message, 'Deployment "foo" is progressing.')
})

test('the failure of a ReplicaSet is repeated with its own time, and taken back with it', () => {
  const failure = {
    type: 'ReplicaFailure',
    status: 'True',
    reason: 'FailedCreate',
    message: 'quota',
    lastTransitionTime: THEN,
  }
  const given = deployment(3, statusOf([3, 2, 2, 2], [said('ReplicaSetUpdated')]))
  const status = roll(given, [3, 2, 2, 2], 5, failure)
  assert.deepEqual(status.conditions?.at(-1), { ...failure, lastUpdateTime: THEN })
  const back = roll(deployment(3, status), [3, 2, 2, 2])
  assert.ok(back.conditions?.every(({ type }) => type !== 'ReplicaFailure'))
})
