// The tables of upstream's backoff_utils_test.go, v1.36, with the waits of the controller: 10 s, doubling, at most 10 minutes.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { finishedAt, nextBackoffRecord, NO_FAILURES, remainingBackoffMs, type BackoffRecord } from './backoff'
import { at, samplePod, T0 } from './sample-job'
import type { Pod } from '../../objects/kinds'

const ended = (seconds: number): Pod => samplePod(`p${seconds}`, { phase: 'Failed', ended: [1, seconds] })
const failures = (failuresAfterLastSuccess: number, seconds: number): BackoffRecord => ({
  failuresAfterLastSuccess,
  lastFailureAt: T0 + seconds * 1000,
})

const records: [name: string, BackoffRecord, succeeded: number[], failed: number[], then: BackoffRecord][] = [
  ['one failure', NO_FAILURES, [], [9], failures(1, 9)],
  ['two failures', NO_FAILURES, [], [9, 8], failures(2, 9)],
  ['two failures, then a success', NO_FAILURES, [9], [7, 8], NO_FAILURES],
  ['two failures, a success and two more failures', NO_FAILURES, [7], [9, 5, 6, 8], failures(2, 9)],
  ['a third failure', { failuresAfterLastSuccess: 2 }, [], [9], failures(3, 9)],
  ['success and failure at one instant', NO_FAILURES, [9], [9], NO_FAILURES],
  ['nothing', NO_FAILURES, [], [], NO_FAILURES],
  ['nothing new', failures(2, 3), [], [], failures(2, 3)],
  ['a success', failures(2, 3), [9], [], NO_FAILURES],
]
for (const [name, record, succeeded, failed, then] of records)
  test(`failures after the last success: ${name}`, () =>
    assert.deepEqual(nextBackoffRecord(record, succeeded.map(ended), failed.map(ended)), then))

const status = (name: string, seconds?: number | null) => ({
  name,
  state:
    seconds === undefined
      ? { running: {} }
      : { terminated: { exitCode: 1, finishedAt: seconds === null ? null : at(seconds) } },
})
interface Ending {
  readonly containers: (number | null | undefined)[]
  readonly sidecar?: number
  readonly init?: number
  readonly ready?: 'True' | 'False'
  readonly deleted?: number
  readonly graceSeconds?: number
}
const endingPod = ({ containers, sidecar, init, ready, deleted, graceSeconds }: Ending): Pod =>
  ({
    metadata: {
      creationTimestamp: at(1),
      ...(deleted === undefined ? {} : { deletionTimestamp: at(deleted) }),
      ...(graceSeconds === undefined ? {} : { deletionGracePeriodSeconds: graceSeconds }),
    },
    spec: { containers: [], initContainers: [{ name: 'sidecar', restartPolicy: 'Always' }, { name: 'init' }] },
    status: {
      containerStatuses: containers.map((seconds, place) => status(`c${place}`, seconds)),
      initContainerStatuses: [
        ...(sidecar === undefined ? [] : [status('sidecar', sidecar)]),
        ...(init === undefined ? [] : [status('init', init)]),
      ],
      ...(ready ? { conditions: [{ type: 'Ready', status: ready, lastTransitionTime: at(50) }] } : {}),
    },
  }) as unknown as Pod

const endings: [name: string, Ending, seconds: number][] = [
  ['the last of several containers', { containers: [9, 10, 8] }, 10],
  ['one still runs: the deletion', { containers: [9, undefined, 8], deleted: 20 }, 20],
  ['none has ended: the deletion', { containers: [undefined], deleted: 20 }, 20],
  ['the deletion without its grace', { containers: [undefined], deleted: 50, graceSeconds: 30 }, 20],
  ['nobody saw it: when it was not ready any more', { containers: [null], ready: 'False' }, 50],
  ['a Pod that is ready: the deletion', { containers: [null], ready: 'True', deleted: 20 }, 20],
  ['nothing is known: the creation', { containers: [null] }, 1],
  ['a sidecar ends after the others', { containers: [9], sidecar: 10 }, 10],
  ['an init container does not count', { containers: [9], init: 10 }, 9],
]
for (const [name, ending, seconds] of endings)
  test(`when a Pod ended: ${name}`, () => assert.equal(finishedAt(endingPod(ending)), T0 + seconds * 1000))

const waits: [failed: number, agoSeconds: number, leftSeconds: number][] = [
  [0, 0, 0],
  [1, 0, 10],
  [1, 1, 9],
  [1, 10, 0],
  [1, 11, 0],
  [3, 0, 40],
  [6, 0, 320],
  [7, 0, 600],
  [99, 0, 600],
]
for (const [failed, ago, left] of waits)
  test(`${failed} failures, the last ${ago} s ago: ${left} s are left`, () =>
    assert.equal(remainingBackoffMs(failed === 0 ? NO_FAILURES : failures(failed, 0), T0 + ago * 1000), left * 1000))
