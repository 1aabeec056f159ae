import assert from 'node:assert/strict'
import { test } from 'node:test'
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

test('a failure is waited for', () => {
  const failed = samplePod('a', { phase: 'Failed', ended: [1, 5] })
  assert.equal(short(plan(sampleJob(), [failed], 6)), 9000)
  assert.deepEqual(short(plan(sampleJob(), [failed], 15)), [undefined])
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
