import assert from 'node:assert/strict'
import { test } from 'node:test'
import { forbidden } from '../../apiserver/status'
import type { KubeObject } from '../../objects/kube-object'
import type { Pod } from '../../objects/kinds'
import { claimVerdict, type ClaimVerdict } from './claim'
import { nextAvailability } from './next-availability'
import { lastBatchOf, slowStart } from './slow-start'

const set = (deleting = false): KubeObject =>
  ({
    metadata: { name: 'web', uid: 'mine', ...(deleting ? { deletionTimestamp: 'now' } : {}) },
  }) as unknown as KubeObject
const pod = (owner: string | undefined, deleting = false): KubeObject =>
  ({
    metadata: {
      name: 'p',
      ...(owner ? { ownerReferences: [{ uid: owner, controller: true }] } : {}),
      ...(deleting ? { deletionTimestamp: 'now' } : {}),
    },
  }) as unknown as KubeObject

test('claiming: what is adopted, kept, released and left alone', () => {
  const table: [object: KubeObject, controller: KubeObject, selected: boolean, then: ClaimVerdict][] = [
    [pod('mine'), set(), true, 'keep'],
    [pod('mine'), set(), false, 'release'],
    [pod('mine'), set(true), false, 'ignore'],
    [pod('mine'), set(true), true, 'keep'],
    [pod('other'), set(), true, 'ignore'],
    [pod(undefined), set(), true, 'adopt'],
    [pod(undefined), set(), false, 'ignore'],
    [pod(undefined), set(true), true, 'ignore'],
    [pod(undefined, true), set(), true, 'ignore'],
  ]
  for (const [object, controller, selected, then] of table)
    assert.equal(claimVerdict(object, controller, selected), then, JSON.stringify([object, controller, selected]))
})

test('slow start: batches of 1, 2, 4 ...; the batch with a failure is finished, the next one is not begun', () => {
  const tried = (count: number, refusedFrom: number): number => {
    let calls = 0
    const failure = slowStart(count, (index) => {
      calls++
      if (index >= refusedFrom) throw forbidden({ group: '', resource: 'pods' }, 'p', 'no')
    })
    assert.equal(failure !== undefined, refusedFrom < count)
    return calls
  }
  assert.deepEqual(
    [tried(10, 99), tried(10, 0), tried(10, 1), tried(10, 3), tried(10, 9), tried(0, 0)],
    [10, 1, 3, 7, 10, 0],
  )
})

test('slow start: how many calls the last batch has', () => {
  assert.deepEqual([0, 1, 2, 3, 4, 6, 7, 8].map(lastBatchOf), [0, 1, 1, 2, 1, 3, 4, 1])
})

test('an error that is no answer of the API server is not swallowed', () => {
  assert.throws(() => slowStart(1, () => void JSON.parse('{')), SyntaxError)
})

test('the next look is when the next Pod will have been ready long enough', () => {
  const ready = (since: string): Pod =>
    ({ status: { conditions: [{ type: 'Ready', status: 'True', lastTransitionTime: since }] } }) as unknown as Pod
  const now = Date.UTC(2026, 0, 1, 0, 0, 10)
  const pods = [ready('2026-01-01T00:00:05Z'), ready('2026-01-01T00:00:08Z'), ready('2025-12-31T00:00:00Z')]
  assert.deepEqual(nextAvailability(pods, 10, now), { afterMs: 5000 })
  assert.equal(nextAvailability(pods, 0, now), undefined)
  assert.equal(nextAvailability(pods, 2, now), undefined)
})
