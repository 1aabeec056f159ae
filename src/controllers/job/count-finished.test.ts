import assert from 'node:assert/strict'
import { test } from 'node:test'
import { countFinished, settleCounted, withoutZeros } from './count-finished'
import { viewJob } from './job-view'
import { sampleJob, samplePod } from './sample-job'
import { jobCondition } from './status'

const names = (pods: readonly { metadata: { name: string } }[]) => pods.map(({ metadata }) => metadata.name)

test('ended Pods are noted by uid before they lose their finalizer', () => {
  const job = sampleJob({ completions: 3 })
  const pods = [
    samplePod('ok', { phase: 'Succeeded' }),
    samplePod('bad', { phase: 'Failed' }),
    samplePod('run'),
    samplePod('old', { phase: 'Succeeded', tracked: false }),
  ]
  const { status, release, isFull } = countFinished(viewJob(job, pods), job.status, undefined)
  assert.deepEqual(status.uncountedTerminatedPods, { succeeded: ['uid-ok'], failed: ['uid-bad'] })
  assert.deepEqual([names(release), isFull], [['ok', 'bad'], false])
})

test('a uid that lost its finalizer is counted, once', () => {
  const status = { succeeded: 1, uncountedTerminatedPods: { succeeded: ['a', 'b'], failed: ['c'] } }
  assert.deepEqual(settleCounted(status, new Set(['b'])), {
    succeeded: 2,
    failed: 1,
    uncountedTerminatedPods: { succeeded: ['b'] },
  })
})

test('an Indexed Job counts indexes, not uids', () => {
  const job = sampleJob({ completionMode: 'Indexed', completions: 4 }, { completedIndexes: '0', succeeded: 1 })
  const pods = [
    samplePod('a', { phase: 'Succeeded', index: 2 }),
    samplePod('b', { phase: 'Succeeded', index: 1 }),
    samplePod('again', { phase: 'Succeeded', index: 0 }),
  ]
  const { status, release } = countFinished(viewJob(job, pods), job.status, undefined)
  assert.deepEqual([status.completedIndexes, status.succeeded, status.uncountedTerminatedPods], ['0-2', 3, {}])
  assert.deepEqual(names(release), ['again', 'b', 'a'])
})

test('when the Job has failed every Pod that has not succeeded counts as failed', () => {
  const job = sampleJob()
  const pods = [samplePod('run'), samplePod('ok', { phase: 'Succeeded' })]
  const failure = jobCondition('FailureTarget', 'True', { reason: 'R', message: '' }, '')
  assert.deepEqual(countFinished(viewJob(job, pods), job.status, failure).status.uncountedTerminatedPods, {
    succeeded: ['uid-ok'],
    failed: ['uid-run'],
  })
  const success = jobCondition('SuccessCriteriaMet', 'True', { reason: 'R', message: '' }, '')
  assert.deepEqual(countFinished(viewJob(job, pods), job.status, success).status.uncountedTerminatedPods, {
    succeeded: ['uid-ok'],
  })
})

test('a failed Pod stays until its index has its next Pod', () => {
  const job = sampleJob({ completionMode: 'Indexed', completions: 1, backoffLimitPerIndex: 2 })
  const failed = samplePod('a', { phase: 'Failed', index: 0 })
  assert.deepEqual(names(countFinished(viewJob(job, [failed]), job.status, undefined).release), [])
  assert.deepEqual(
    names(countFinished(viewJob(job, [failed, samplePod('b', { index: 0 })]), job.status, undefined).release),
    ['a'],
  )
})

test('counters at zero are not written', () => {
  assert.deepEqual(
    withoutZeros({ active: 0, succeeded: 0, failed: 2, ready: 0, terminating: 0, completedIndexes: '' }),
    { failed: 2, ready: 0, terminating: 0 },
  )
})
