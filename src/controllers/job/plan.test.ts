import assert from 'node:assert/strict'
import { test } from 'node:test'
import { NO_FAILURES, finishedAt, nextBackoffRecord, remainingBackoffMs } from './backoff'
import { viewJob } from './job-view'
import { planJobPods, type JobPlan } from './plan'
import { jobPodTemplate } from './pod-template'
import { T0, sampleJob, samplePod } from './sample-job'
import type { Job, Pod } from '../../objects/kinds'

const plan = (job: Job, pods: readonly Pod[], seconds = 0): JobPlan =>
  planJobPods(viewJob(job, pods), T0 + seconds * 1000)
const short = (planned: JobPlan) =>
  planned.do === 'remove'
    ? planned.pods.map(({ metadata }) => metadata.name)
    : planned.do === 'create'
      ? planned.indexes
      : planned.do === 'wait'
        ? planned.ms
        : 'nothing'
const indexed = (spec: Partial<Job['spec']>) => sampleJob({ completionMode: 'Indexed', ...spec })

test('how many Pods are made or removed', () => {
  const running = ['a', 'b', 'c'].map((name) => samplePod(name))
  const done = (name: string, index?: number) => samplePod(name, { phase: 'Succeeded', index })
  const cases: { name: string; job: Job; pods: Pod[]; then: unknown }[] = [
    { name: 'parallelism', job: sampleJob({ completions: 3, parallelism: 2 }), pods: [], then: [undefined, undefined] },
    {
      name: 'not more than what is missing',
      job: sampleJob({ completions: 3, parallelism: 2 }),
      pods: [done('a'), done('b')],
      then: [undefined],
    },
    { name: 'enough', job: sampleJob({ completions: 3, parallelism: 3 }), pods: running, then: 'nothing' },
    {
      name: 'too many: by name, where nothing else differs',
      job: sampleJob({ completions: 3, parallelism: 1 }),
      pods: running,
      then: ['a', 'b'],
    },
    {
      name: 'the pending one goes first',
      job: sampleJob({ completions: 2, parallelism: 1 }),
      pods: [samplePod('a'), samplePod('b', { phase: 'Pending' })],
      then: ['b'],
    },
    {
      name: 'suspended',
      job: sampleJob({ suspend: true, parallelism: 3, completions: 3 }),
      pods: running,
      then: ['a', 'b', 'c'],
    },
    {
      name: 'without completions one success ends the making',
      job: sampleJob({ completions: undefined, parallelism: 2 }),
      pods: [done('a')],
      then: 'nothing',
    },
    {
      name: 'first free indexes',
      job: indexed({ completions: 4, parallelism: 3 }),
      pods: [done('a', 1), samplePod('b', { index: 0 })],
      then: [2, 3],
    },
    {
      name: 'doubled and strange indexes go',
      job: indexed({ completions: 2, parallelism: 2 }),
      pods: [samplePod('a', { index: 0 }), samplePod('b', { index: 0 }), samplePod('c', { index: 7 })],
      then: ['a', 'c'],
    },
    {
      name: 'a terminating Pod is replaced',
      job: sampleJob({ backoffLimit: 6 }),
      pods: [samplePod('a', { deleting: true, tracked: false })],
      then: [undefined],
    },
    {
      name: 'not with podReplacementPolicy Failed',
      job: sampleJob({ podReplacementPolicy: 'Failed' }),
      pods: [samplePod('a', { deleting: true })],
      then: 'nothing',
    },
  ]
  for (const { name, job, pods, then } of cases) assert.deepEqual(short(plan(job, pods)), then, name)
})

test('a failure is waited for: ten seconds, then twice as long, at most ten minutes', () => {
  const failed = samplePod('a', { phase: 'Failed', ended: [1, 5] })
  assert.equal(short(plan(sampleJob(), [failed], 6)), 9000)
  assert.deepEqual(short(plan(sampleJob(), [failed], 15)), [undefined])
  const after = (failures: number) => remainingBackoffMs({ failuresAfterLastSuccess: failures, lastFailureAt: T0 }, T0)
  assert.deepEqual([0, 1, 2, 3, 6, 7, 40].map(after), [0, 10_000, 20_000, 40_000, 320_000, 600_000, 600_000])
})

test('a success forgets the failures before it', () => {
  const failed = (name: string, seconds: number) => samplePod(name, { phase: 'Failed', ended: [1, seconds] })
  const done = samplePod('s', { phase: 'Succeeded', ended: [0, 20] })
  const before = nextBackoffRecord(NO_FAILURES, [], [failed('a', 5), failed('b', 9)])
  assert.deepEqual(before, { failuresAfterLastSuccess: 2, lastFailureAt: T0 + 9000 })
  assert.deepEqual(nextBackoffRecord(before, [done], []), NO_FAILURES)
  assert.deepEqual(nextBackoffRecord(before, [done], [failed('c', 15), failed('d', 25)]), {
    failuresAfterLastSuccess: 1,
    lastFailureAt: T0 + 25_000,
  })
  assert.deepEqual(nextBackoffRecord(before, [], []), before)
})

test('when a Pod ended: its containers, its condition, its deletion', () => {
  assert.equal(finishedAt(samplePod('a', { phase: 'Failed', ended: [1, 7] })), T0 + 7000)
  assert.equal(finishedAt(samplePod('a', { phase: 'Pending', ready: false })), T0)
  assert.equal(finishedAt(samplePod('a', { deleting: true })), T0)
})

test('each index waits for its own back-off and hands its failures on', () => {
  const job = indexed({ completions: 2, parallelism: 2, backoffLimitPerIndex: 3 })
  const failed = samplePod('a', {
    phase: 'Failed',
    index: 0,
    ended: [1, 0],
    annotations: { 'batch.kubernetes.io/job-index-failure-count': '1' },
  })
  assert.deepEqual(short(plan(job, [failed], 5)), [1])
  assert.deepEqual(short(plan(job, [failed, samplePod('b', { index: 1 })], 5)), 15_000)
  assert.deepEqual(short(plan(job, [failed, samplePod('b', { index: 1 })], 20)), [0])
  const { template, generateName } = jobPodTemplate(job, 0, failed)
  assert.equal(generateName, 'work-0-')
  assert.deepEqual(template.metadata?.annotations, {
    'batch.kubernetes.io/job-completion-index': '0',
    'batch.kubernetes.io/job-index-failure-count': '2',
  })
  assert.equal(template.spec?.hostname, 'work-0')
})
