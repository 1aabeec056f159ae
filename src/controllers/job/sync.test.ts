// The situations of TestControllerSyncJob in upstream's job_controller_test.go, with the features that v1.36 has.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { jobController } from './controller'
import { T0, sampleJob, samplePod, type PodSample } from './sample-job'
import type { Job, Pod } from '../../objects/kinds'
import { ownerReferenceFor } from '../../objects/owners'
import { OneSync, fakeError } from '../testing/one-sync'

type Spec = Partial<Job['spec']>

/** What one sync did: Pods made (their indexes, of an Indexed Job), deleted, freed of their finalizer. */
interface Then {
  readonly made?: number | string
  readonly deleted?: number
  readonly freed?: number
  /** active, ready, succeeded, failed, terminating */
  readonly counts: string
  readonly completed?: string
  readonly conditions?: readonly string[]
}

interface Also {
  readonly status?: Job['status']
  readonly deleting?: boolean
  /** the API server makes, deletes and changes so many Pods and no more */
  readonly refuseAfter?: number
}

/** `2 active, 1 ready` or `0 Running, invalid Failed`: so many of a sort, or completion indexes with their phases. */
type Row = readonly [name: string, spec: Spec, pods: string, then: Then, also?: Also]

const SAMPLES: Record<string, PodSample> = {
  pending: { phase: 'Pending' },
  active: { ready: false },
  ready: { ready: true },
  succeeded: { phase: 'Succeeded', ended: [0, 0] },
  failed: { phase: 'Failed', ended: [1, 0] },
  terminating: { deleting: true, ready: false },
}

function podsOf(text: string, job: Job): Pod[] {
  const words = text === '' ? [] : text.split(', ').map((part) => part.split(' ') as [string, string])
  return words.flatMap(([first, second], place) => {
    const sample = SAMPLES[second]
    const pods = sample
      ? Array.from({ length: Number(first) }, (_, at) => samplePod(`${second}-${at}`, sample))
      : [samplePod(`indexed-${place}`, indexedSample(first, second))]
    return pods.map((pod) => ({ ...pod, metadata: { ...pod.metadata, ownerReferences: [ownerReferenceFor(job)] } }))
  })
}

const indexedSample = (index: string, phase: string): PodSample => ({
  phase,
  ready: false,
  annotations: { 'batch.kubernetes.io/job-completion-index': index },
  ...(phase === 'Succeeded' || phase === 'Failed' ? { ended: [0, 0] } : {}),
})

function jobOf(spec: Spec, { status = {}, deleting }: Also): Job {
  const job = sampleJob({ suspend: false, selector: {}, ...spec }, status)
  const { startTime: _, ...notStarted } = job.status
  const deletion = deleting ? { deletionTimestamp: '2026-01-01T08:00:00Z' } : {}
  return { ...job, metadata: { ...job.metadata, ...deletion }, status: spec.suspend ? notStarted : job.status }
}

function sync(spec: Spec, pods: string, also: Also): Required<Then> {
  const job = jobOf(spec, also)
  let calls = 0
  const refuse = (call: string) =>
    / Pod /.test(call) && ++calls > (also.refuseAfter ?? Infinity) ? fakeError() : undefined
  const world = new OneSync([job, ...podsOf(pods, job)], { now: T0 + 60_000, refuse })
  world.run(jobController(), job)
  const status = world.get('Job', 'default', 'work')?.status ?? {}
  const { active = 0, ready = 0, succeeded = 0, failed = 0, terminating = 0, conditions = [] } = status
  const written = (verb: string) => world.writes.filter((write) => write.startsWith(`${verb} Pod`))
  const indexes = world
    .all('Pod')
    .filter(({ metadata }) => written('create').includes(`create Pod ${metadata.name}`))
    .map(({ metadata }) => metadata.annotations?.['batch.kubernetes.io/job-completion-index'])
  return {
    made: spec.completionMode === 'Indexed' ? indexes.join(' ') : indexes.length,
    deleted: written('delete').length,
    freed: written('update').length,
    counts: [active, ready, succeeded, failed, terminating].join(' '),
    completed: status.completedIndexes ?? '',
    conditions: conditions.map(({ type, status, reason }) => `${type} ${status} ${reason}`),
  }
}

const check = (rows: readonly Row[]): void => {
  for (const [name, spec, pods, then, also = {}] of rows) {
    const made = spec.completionMode === 'Indexed' ? '' : 0
    const nothing = { made, deleted: 0, freed: 0, completed: '', conditions: [] }
    assert.deepEqual(sync(spec, pods, also), { ...nothing, ...then }, name)
  }
}

const job = (parallelism: number, completions?: number, more: Spec = {}): Spec => ({
  parallelism,
  completions,
  ...more,
})
const indexed = (parallelism: number, completions: number, more: Spec = {}): Spec =>
  job(parallelism, completions, { completionMode: 'Indexed', ...more })

const COMPLETE = ['SuccessCriteriaMet True CompletionsReached', 'Complete True CompletionsReached']
const FAILING = ['FailureTarget True BackoffLimitExceeded']
const FAILED = [...FAILING, 'Failed True BackoffLimitExceeded']
const SUSPENDED = { type: 'Suspended', status: 'True', reason: 'JobSuspended', message: 'Job suspended' }

test('one sync of a Job: making Pods', () => {
  check([
    ['job start', job(2, 5), '', { made: 2, counts: '2 0 0 0 0' }],
    ['work queue start', job(2), '', { made: 2, counts: '2 0 0 0 0' }],
    ['pending Pods', job(2, 5), '2 pending', { counts: '2 0 0 0 0' }],
    ['as many as wanted', job(3, 5), '1 active, 2 ready', { counts: '3 2 0 0 0' }],
    ['work queue, as many as wanted', job(2), '2 active', { counts: '2 0 0 0 0' }],
    ['too few active', job(2, 5), '1 active, 1 succeeded', { made: 1, freed: 1, counts: '2 0 1 0 0' }],
    ['work queue, too few active', job(2), '1 active', { made: 1, counts: '2 0 0 0 0' }],
    ['failed and succeeded', job(2, 5), '1 active, 1 succeeded, 1 failed', { made: 1, freed: 2, counts: '2 0 1 1 0' }],
    ['a new failure', job(2, 5), '1 active, 1 failed', { made: 1, freed: 1, counts: '2 0 0 1 0' }],
    ['a failure of before', job(1, 1), '1 active', { counts: '1 0 0 1 0' }, { status: { active: 1, failed: 1 } }],
    ['refused after ten Pods', job(100, 200), '', { made: 10, counts: '10 0 0 0 0' }, { refuseAfter: 10 }],
    [
      'resumed',
      job(2, 4),
      '',
      { made: 2, counts: '2 0 0 0 0', conditions: ['Suspended False JobResumed'] },
      { status: { conditions: [SUSPENDED] } },
    ],
    ['a while after a failure', job(1, 1), '1 failed', { made: 1, freed: 1, counts: '1 0 0 1 0' }],
  ])
})

test('one sync of a Job: terminating Pods and what replaces them', () => {
  const failedOnly: Spec = { podReplacementPolicy: 'Failed' }
  const any: Spec = { podReplacementPolicy: 'TerminatingOrFailed' }
  const three = '1 active, 1 failed, 1 terminating'
  check([
    ['work queue, only failed ones', job(1, undefined, failedOnly), three, { freed: 1, counts: '1 0 0 1 1' }],
    ['no policy', job(1, 1), three, { freed: 2, counts: '1 0 0 2 1' }],
    ['work queue, terminating ones too', job(1, undefined, any), three, { freed: 2, counts: '1 0 0 2 1' }],
    [
      'more terminating than parallelism',
      job(1, 1, failedOnly),
      '2 active, 4 terminating',
      { deleted: 1, freed: 1, counts: '1 0 0 0 5' },
    ],
    [
      'more terminating than parallelism, with a failure policy',
      job(1, 1, { podFailurePolicy: { rules: [] } }),
      '2 active, 4 terminating',
      { deleted: 1, freed: 1, counts: '1 0 0 0 5' },
    ],
    ['too many active', job(2, 5), '3 active', { deleted: 1, freed: 1, counts: '2 0 0 0 1' }],
    ['too many active, ready', job(2, 5), '3 ready', { deleted: 1, freed: 1, counts: '2 2 0 0 1' }],
    ['too many active, refused', job(2, 5), '3 active', { counts: '3 0 0 0 0' }, { refuseAfter: 0 }],
    ['more active than parallelism', job(2, 5), '10 active', { deleted: 8, freed: 8, counts: '2 0 0 0 8' }],
    ['more than what is left', job(3, 4), '3 active, 2 succeeded', { deleted: 1, freed: 3, counts: '2 0 2 0 1' }],
    [
      'suspended',
      job(2, 4, { suspend: true }),
      '2 ready',
      { deleted: 2, freed: 2, counts: '0 0 0 0 2', conditions: ['Suspended True JobSuspended'] },
    ],
  ])
})

test('one sync of a Job that is being deleted', () => {
  const deleting = { deleting: true }
  check([
    ['suspended', job(2, 4, { suspend: true }), '2 active', { freed: 2, counts: '2 0 0 0 0' }, deleting],
    ['running', job(2, 5), '1 pending, 1 active, 1 succeeded', { freed: 3, counts: '2 0 1 0 0' }, deleting],
    [
      'failed too often',
      job(2, 5, { backoffLimit: 0 }),
      '1 failed',
      { freed: 1, counts: '0 0 0 1 0', conditions: FAILED },
      deleting,
    ],
  ])
})

test('one sync of a Job: its end', () => {
  const byHand = (type: string) => ({
    status: { active: 1, conditions: [{ type, status: 'False', reason: 'ByHand', message: 'Testing' }] },
  })
  check([
    ['finished', job(2, 5), '5 succeeded', { freed: 5, counts: '0 0 5 0 0', conditions: COMPLETE }],
    ['work queue, one still runs', job(2), '1 active, 1 succeeded', { freed: 1, counts: '1 0 1 0 0' }],
    ['work queue, finished', job(2), '2 succeeded', { freed: 2, counts: '0 0 2 0 0', conditions: COMPLETE }],
    [
      'work queue, despite a failure',
      job(2),
      '1 succeeded, 1 failed',
      { freed: 2, counts: '0 0 1 1 0', conditions: COMPLETE },
    ],
    [
      'ready Pods of a Job that fails',
      job(2, 3, { backoffLimit: 0 }),
      '2 ready, 1 failed',
      { deleted: 2, freed: 3, counts: '0 0 0 3 2', conditions: FAILING },
    ],
    [
      'FailureTarget=False by hand is ignored',
      job(1, 1),
      '1 ready',
      { counts: '1 1 0 0 0', conditions: ['FailureTarget False ByHand'] },
      byHand('FailureTarget'),
    ],
    [
      'SuccessCriteriaMet=False by hand is ignored',
      job(1, 1),
      '1 ready',
      { counts: '1 1 0 0 0', conditions: ['SuccessCriteriaMet False ByHand'] },
      byHand('SuccessCriteriaMet'),
    ],
  ])
})

test('one sync of an Indexed Job', () => {
  check([
    ['start', indexed(2, 5), '', { made: '0 1', counts: '2 0 0 0 0' }],
    [
      'a terminating Pod, only failed ones are replaced',
      indexed(2, 5, { podReplacementPolicy: 'Failed' }),
      '1 terminating',
      { made: '0', counts: '1 0 0 0 1' },
    ],
    [
      'a terminating Pod, replaced',
      indexed(2, 5, { podReplacementPolicy: 'TerminatingOrFailed' }),
      '1 terminating',
      { made: '0 1', freed: 1, counts: '2 0 0 0 1' },
    ],
    [
      'completed',
      indexed(2, 3),
      '0 Succeeded, 1 Failed, 1 Succeeded, 2 Succeeded',
      { freed: 4, counts: '0 0 3 1 0', completed: '0-2', conditions: COMPLETE },
    ],
    [
      'failed',
      indexed(2, 3, { backoffLimit: 0 }),
      '0 Succeeded, 1 Failed, 2 Running',
      { deleted: 1, freed: 3, counts: '0 0 1 2 1', completed: '0', conditions: FAILING },
    ],
    [
      'an index completed twice',
      indexed(2, 3),
      '0 Succeeded, 1 Succeeded, 1 Succeeded',
      { made: '2', freed: 3, counts: '1 0 2 0 0', completed: '0,1' },
    ],
    [
      'some running, some completed',
      indexed(8, 20),
      '0 Running, 2 Succeeded, 3 Pending, 4 Succeeded, 5 Succeeded, 7 Succeeded, 8 Succeeded, 9 Succeeded',
      { made: '1 6 10 11 12 13', freed: 6, counts: '8 0 6 0 0', completed: '2,4,5,7-9' },
    ],
    ['some failed', indexed(3, 4), '0 Failed, 1 Pending, 2 Failed', { made: '0 2', freed: 2, counts: '3 0 0 2 0' }],
    [
      'some without an index',
      indexed(2, 5),
      '1 active, 1 succeeded, 1 failed, x Running, x Succeeded, x Failed, x Pending, 0 Succeeded, 1 Running, 2 Running',
      { deleted: 3, freed: 8, counts: '2 0 1 0 3', completed: '0' },
    ],
    [
      'doubled indexes',
      indexed(5, 5),
      '1 succeeded, 1 failed, x Running, 0 Succeeded, 1 Running, 2 Running, 2 Pending',
      { deleted: 2, freed: 5, counts: '2 0 1 0 2', completed: '0' },
    ],
    [
      'indexes out of range',
      indexed(2, 5),
      '0 Succeeded, 5 Running, 6 Succeeded, 7 Pending, 8 Failed',
      { deleted: 2, freed: 5, counts: '0 0 1 0 2', completed: '0' },
    ],
  ])
})
