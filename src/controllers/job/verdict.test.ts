import assert from 'node:assert/strict'
import { test } from 'node:test'
import { viewJob } from './job-view'
import { T0, at, sampleJob, samplePod } from './sample-job'
import { activeDeadlineLeftMs, isComplete, jobVerdict } from './verdict'
import type { Job, Pod } from '../../objects/kinds'

const reason = (job: Job, pods: readonly Pod[], seconds = 60): string | undefined => {
  const verdict = jobVerdict(viewJob(job, pods), T0 + seconds * 1000)
  return verdict && `${verdict.type} ${verdict.reason}: ${verdict.message}`
}
const failed = (name: string, code = 1, index?: number) =>
  samplePod(name, { phase: 'Failed', ended: [code, 10], index })

test('what ends a Job, in the order in which it is asked', () => {
  const policy = (action: string, values: number[]) => ({
    podFailurePolicy: { rules: [{ action, onExitCodes: { operator: 'In', values } }] },
  })
  const onFailure = { template: { spec: { containers: [], restartPolicy: 'OnFailure' } } }
  const restarted = samplePod('a')
  const twice = {
    ...restarted,
    status: {
      ...restarted.status,
      containerStatuses: [{ name: 'c', image: '', imageID: '', ready: true, restartCount: 2 }],
    },
  }
  const cases: { name: string; job: Job; pods: Pod[]; then: string | undefined }[] = [
    { name: 'nothing', job: sampleJob(), pods: [samplePod('a')], then: undefined },
    { name: 'one failure of six', job: sampleJob(), pods: [failed('a')], then: undefined },
    {
      name: 'beyond backoffLimit',
      job: sampleJob({ backoffLimit: 1 }),
      pods: [failed('a'), failed('b')],
      then: 'FailureTarget BackoffLimitExceeded: Job has reached the specified backoff limit',
    },
    {
      name: 'failures counted before',
      job: sampleJob({ backoffLimit: 1 }, { failed: 2 }),
      pods: [],
      then: 'FailureTarget BackoffLimitExceeded: Job has reached the specified backoff limit',
    },
    {
      name: 'restarts under OnFailure',
      job: sampleJob({ backoffLimit: 2, ...onFailure }),
      pods: [twice],
      then: 'FailureTarget BackoffLimitExceeded: Job has reached the specified backoff limit',
    },
    {
      name: 'deadline',
      job: sampleJob({ activeDeadlineSeconds: 60 }),
      pods: [samplePod('a')],
      then: 'FailureTarget DeadlineExceeded: Job was active longer than specified deadline',
    },
    { name: 'deadline ahead', job: sampleJob({ activeDeadlineSeconds: 61 }), pods: [samplePod('a')], then: undefined },
    {
      name: 'FailJob rule',
      job: sampleJob(policy('FailJob', [42])),
      pods: [failed('a', 42)],
      then: 'FailureTarget PodFailurePolicy: Container c for pod default/a failed with exit code 42 matching FailJob rule at index 0',
    },
    {
      name: 'Ignore rule',
      job: sampleJob({ backoffLimit: 0, ...policy('Ignore', [42]) }),
      pods: [failed('a', 42)],
      then: undefined,
    },
    {
      name: 'the target of an earlier sync',
      job: sampleJob({}, { conditions: [{ type: 'FailureTarget', status: 'True', reason: 'R', message: 'm' }] }),
      pods: [],
      then: 'Failed R: m',
    },
    {
      name: 'success policy',
      job: sampleJob({
        completionMode: 'Indexed',
        completions: 3,
        successPolicy: { rules: [{ succeededIndexes: '0' }] },
      }),
      pods: [samplePod('a', { phase: 'Succeeded', index: 0 })],
      then: 'SuccessCriteriaMet SuccessPolicy: Matched rules at index 0',
    },
  ]
  for (const { name, job, pods, then } of cases) assert.equal(reason(job, pods), then, name)
})

test('limits per index', () => {
  const job = (more: Partial<Job['spec']>) =>
    sampleJob({
      completionMode: 'Indexed',
      completions: 2,
      parallelism: 2,
      backoffLimitPerIndex: 0,
      backoffLimit: 2 ** 31 - 1,
      ...more,
    })
  const one = [failed('a', 1, 0)]
  assert.equal(reason(job({}), one), undefined)
  assert.equal(
    reason(job({ maxFailedIndexes: 0 }), one),
    'FailureTarget MaxFailedIndexesExceeded: Job has exceeded the specified maximal number of failed indexes',
  )
  assert.equal(
    reason(job({}), [...one, samplePod('b', { phase: 'Succeeded', index: 1 })]),
    'FailureTarget FailedIndexes: Job has failed indexes',
  )
  const failIndex = {
    podFailurePolicy: { rules: [{ action: 'FailIndex', onExitCodes: { operator: 'In', values: [3] } }] },
  }
  assert.equal(
    reason(job({ backoffLimitPerIndex: 5, maxFailedIndexes: 0, ...failIndex }), [failed('a', 3, 0)])?.split(':')[0],
    'FailureTarget MaxFailedIndexesExceeded',
  )
})

test('a Job is complete with its completions, or without any after one success', () => {
  assert.equal(isComplete(sampleJob({ completions: 3 }), 3, 0), true)
  assert.equal(isComplete(sampleJob({ completions: 3 }), 2, 0), false)
  assert.equal(isComplete(sampleJob({ completions: 3 }), 3, 1), false)
  assert.equal(isComplete(sampleJob({ completions: undefined }), 1, 0), true)
  assert.equal(isComplete(sampleJob({ completions: undefined }), 0, 0), false)
})

test('the deadline does not run while the Job is suspended', () => {
  assert.equal(activeDeadlineLeftMs(sampleJob({ activeDeadlineSeconds: 10 }), T0 + 4000), 6000)
  assert.equal(activeDeadlineLeftMs(sampleJob({ activeDeadlineSeconds: 10, suspend: true }), T0 + 4000), undefined)
  assert.equal(activeDeadlineLeftMs(sampleJob({}, { startTime: at(1) }), T0), undefined)
})
