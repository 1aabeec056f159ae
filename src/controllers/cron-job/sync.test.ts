// The situations of TestControllerV2SyncCronJob in upstream's cronjob_controllerv2_test.go. What is about caches that lag
// behind is left out: here the controller reads what is so.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { cronJobController } from './controller'
import { jobNameAt } from './plan'
import { failure } from '../../apiserver/status'
import type { CronJob, Job } from '../../objects/kinds'
import { ownerReferenceFor } from '../../objects/owners'
import { timeText } from '../../objects/time'
import { OneSync } from '../testing/one-sync'

/** 19 May 2016; with a day before it, of that day. */
const at = (text: string): number => {
  const [time = '', day = '19'] = text.split(' of ')
  return Date.parse(`2016-05-${day}T${time.length === 5 ? `${time}:00` : time}Z`)
}

interface When {
  readonly now: string
  /** 09:59 unless it says so, and 08:59 where it ran before */
  readonly created?: string
  /** the Job of which time there is, and whether it still runs; it ran at 09:01 unless `last` says when */
  readonly job?: readonly ['done' | 'active', string]
  readonly last?: string
  /** why the API server makes no Job: a Job of that name exists, and this controller sees it or does not */
  readonly refuse?: keyof typeof REFUSALS
}

const NEVER: Omit<When, 'now'> = {}
const DONE: Omit<When, 'now'> = { job: ['done', '09:01'] }
const ACTIVE: Omit<When, 'now'> = { job: ['active', '09:01'] }

const HOURLY = '0 * * * ?'
const NEW_YORK = 'America/New_York'
const POLICIES = { A: 'Allow', F: 'Forbid', R: 'Replace' }

/** Under which concurrency policies, and then: Jobs made and deleted | how many active | Events | the next look in. */
type Row = readonly [policies: string, spec: Partial<CronJob['spec']>, when: When, then: string]

function cronJobOf(spec: Partial<CronJob['spec']>, { created, job, last }: When): CronJob {
  const creationTimestamp = timeText(at(created ?? (job ? '08:59' : '09:59')))
  const cronJob: CronJob = {
    apiVersion: 'batch/v1',
    kind: 'CronJob',
    metadata: { name: 'mycronjob', namespace: 'snazzycats', uid: '1a2b3c', resourceVersion: '1', creationTimestamp },
    spec: { schedule: HOURLY, jobTemplate: { metadata: { labels: { a: 'b' } } }, ...spec },
    status: job ? { lastScheduleTime: timeText(at(last ?? '09:01')) } : {},
  }
  if (job?.[0] !== 'active') return cronJob
  const active = [{ kind: 'Job', namespace: 'snazzycats', name: jobNameAt(cronJob, at(job[1])), uid: '1234' }]
  return { ...cronJob, status: { ...cronJob.status, active } }
}

function jobOf(cronJob: CronJob, [state, time]: readonly ['done' | 'active', string]): Job {
  const creationTimestamp = timeText(at(time))
  return {
    apiVersion: 'batch/v1',
    kind: 'Job',
    metadata: {
      name: jobNameAt(cronJob, at(time)),
      namespace: 'snazzycats',
      uid: '1234',
      resourceVersion: '2',
      creationTimestamp,
      ownerReferences: [ownerReferenceFor(cronJob)],
    },
    spec: { parallelism: 1, completions: 1, template: {} },
    status:
      state === 'active'
        ? { active: 1 }
        : { completionTime: timeText(at(time) + 10_000), conditions: [{ type: 'Complete', status: 'True' }] },
  } as unknown as Job
}

const REFUSALS = {
  foreign: failure(409, 'AlreadyExists', 'jobs.batch already exists'),
  broken: failure(500, 'InternalError', 'fake error'),
  exists: failure(409, 'AlreadyExists', 'jobs.batch already exists'),
  terminating: failure(403, 'Forbidden', 'because it is being terminated', {
    causes: [{ reason: 'NamespaceTerminating', message: 'namespace snazzycats is being terminated' }],
  }),
}

function foreignJob(cronJob: CronJob, now: string): Job {
  const job = jobOf(cronJob, ['active', `${now.slice(0, 2)}:00`])
  return { ...job, metadata: { ...job.metadata, uid: 'foreign', ownerReferences: undefined } }
}

function lookAt(spec: Partial<CronJob['spec']>, when: When): string {
  const cronJob = cronJobOf(spec, when)
  const job = when.job && jobOf(cronJob, when.job)
  const refuse = when.refuse && REFUSALS[when.refuse]
  const foreign = when.refuse === 'foreign' && foreignJob(cronJob, when.now)
  const one = new OneSync([cronJob, ...(job ? [job] : []), ...(foreign ? [foreign] : [])], {
    now: at(when.now),
    refuse: (call) => (call.startsWith('create') ? refuse : undefined),
  })
  const answer = one.run(cronJobController(), cronJob)
  const { active = [], lastSuccessfulTime } = one.get('CronJob', 'snazzycats', 'mycronjob')?.status ?? {}
  const finished = when.job?.[0] === 'done' ? timeText(at(when.job[1]) + 10_000) : undefined
  assert.equal(lastSuccessfulTime, finished, 'the last successful time')
  const jobs = one.writes.filter((each) => each.includes(' Job ')).map((each) => each.split(' ')[0])
  const events = one.events.map((each) => each.split(':')[0]?.split(' ')[1])
  return `${jobs.join(' ')} | ${active.length} | ${events.join(' ')} | ${inWords(answer)}`
}

/** `59:00`, after the tenth of a second that every look comes late. */
function inWords(answer: ReturnType<OneSync['run']>): string {
  if (answer === undefined) return 'never'
  if (!('afterMs' in answer)) return 'failed'
  const ms = answer.afterMs - 100
  const [minutes, seconds] = [Math.floor(ms / 60_000), (ms % 60_000) / 1000]
  return `${minutes}:${String(seconds).padStart(2, '0')}`
}

function holds(rows: readonly Row[]): void {
  for (const [policies, spec, when, then] of rows)
    for (const letter of policies as Iterable<'A' | 'F' | 'R'>) {
      const whole = { ...spec, concurrencyPolicy: POLICIES[letter] } as Partial<CronJob['spec']>
      assert.equal(lookAt(whole, when), then, JSON.stringify([whole, when]))
    }
}

const deadline = (startingDeadlineSeconds: number) => ({ startingDeadlineSeconds })
const SHORT = deadline(10)
const MEDIUM = deadline(7200)
const LONG = deadline(1_000_000)

test('a CronJob that never ran', () => {
  const starts = 'create | 1 | SuccessfulCreate | 59:00'
  holds([
    ['AFR', {}, { ...NEVER, now: '09:59' }, ' | 0 |  | 1:00'],
    ['A', { timeZone: NEW_YORK }, { ...NEVER, now: '09:59' }, ' | 0 |  | 1:00'],
    ['AFR', {}, { ...NEVER, now: '10:01' }, starts],
    ['A', { timeZone: NEW_YORK }, { ...NEVER, now: '14:01', created: '13:59' }, starts],
    [
      'A',
      { schedule: `TZ=UTC ${HOURLY}` },
      { ...NEVER, now: '10:01' },
      'create | 1 | UnsupportedSchedule SuccessfulCreate | 59:00',
    ],
    ['A', { suspend: true }, { ...NEVER, now: '10:01' }, ' | 0 |  | never'],
    ['A', SHORT, { ...NEVER, now: '10:12' }, ' | 0 |  | 48:00'],
    ['A', LONG, { ...NEVER, now: '10:01' }, starts],
  ])
})

test('a CronJob whose last Job is done', () => {
  const starts = 'create | 1 | SuccessfulCreate | 59:00'
  holds([
    ['AFR', {}, { ...DONE, now: '09:59' }, ' | 0 |  | 1:00'],
    ['AFR', {}, { ...DONE, now: '10:01' }, starts],
    ['A', { suspend: true }, { ...DONE, now: '10:01' }, ' | 0 |  | never'],
    ['A', SHORT, { ...DONE, now: '10:01' }, ' | 0 |  | 59:00'],
    ['A', LONG, { ...DONE, now: '10:01' }, starts],
    // the clock went back
    ['F', {}, { job: ['done', '10:01'], now: '09:59' }, ' | 0 |  | 1:00'],
    // somebody else made a Job of that name: who that was sees to the rest
    ['A', {}, { ...DONE, now: '10:01', refuse: 'exists' }, ' | 0 |  | failed'],
    ['A', {}, { ...DONE, now: '10:01', refuse: 'foreign' }, ' | 0 |  | never'],
    ['A', {}, { ...DONE, now: '10:01', refuse: 'broken' }, ' | 0 | FailedCreate | failed'],
  ])
})

test('a CronJob whose Job still runs', () => {
  const starts = 'create | 2 | SuccessfulCreate | 59:00'
  holds([
    ['AFR', {}, { ...ACTIVE, now: '09:59' }, ' | 1 |  | 1:00'],
    ['A', {}, { ...ACTIVE, now: '10:01' }, starts],
    ['F', {}, { ...ACTIVE, now: '10:01' }, ' | 1 | JobAlreadyActive | 59:00'],
    ['R', {}, { ...ACTIVE, now: '10:01' }, 'delete create | 1 | SuccessfulDelete SuccessfulCreate | 59:00'],
    ['A', { suspend: true }, { ...ACTIVE, now: '10:01' }, ' | 1 |  | never'],
    ['A', SHORT, { ...ACTIVE, now: '10:01' }, ' | 1 |  | 59:00'],
    ['A', LONG, { ...ACTIVE, now: '10:01' }, starts],
    // this very time's Job
    ['AFR', LONG, { job: ['active', '10:00'], now: '10:01' }, ' | 1 |  | 59:00'],
    ['A', {}, { ...ACTIVE, now: '10:01', refuse: 'terminating' }, ' | 1 |  | failed'],
  ])
})

test('a CronJob that is a week late', () => {
  const week = { ...DONE, now: '10:00 of 26' }
  const warns = 'create | 1 | TooManyMissedTimes SuccessfulCreate | 60:00'
  const starts = 'create | 1 | SuccessfulCreate | 60:00'
  holds([
    ['AFR', LONG, week, warns],
    ['AFR', {}, week, warns],
    ['AFR', MEDIUM, week, starts],
    ['AFR', SHORT, week, starts],
  ])
})

test('a schedule of every hour counts from when the CronJob was made or last ran', () => {
  const schedule = '@every 1h'
  const late = { job: ['done', '09:01'], created: '09:01', last: '10:01' } as const
  const ran = { job: ['done', '08:59'], last: '09:59' } as const
  const runs = { job: ['active', '09:59'], last: '09:59' } as const
  const starts = (again: string) => `create | 1 | SuccessfulCreate | ${again}`
  holds([
    ['A', { schedule }, { now: '10:00' }, ' | 0 |  | 59:00'],
    ['A', { schedule }, { created: '08:59', now: '09:59' }, starts('60:00')],
    ['A', { schedule, ...SHORT }, { created: '08:59', now: '09:59:11' }, ' | 0 |  | 59:49'],
    ['A', { schedule, ...LONG }, { created: '08:59', now: '09:59:09' }, starts('59:51')],
    ['A', { schedule }, { ...ran, now: '10:00' }, ' | 0 |  | 59:00'],
    ['A', { schedule }, { ...ran, now: '11:00' }, starts('59:00')],
    ['A', { schedule, ...SHORT }, { ...ran, now: '10:59:11' }, ' | 0 |  | 59:49'],
    ['A', { schedule }, { ...runs, now: '10:00' }, ' | 1 |  | 59:00'],
    [
      'A',
      { schedule },
      { job: ['active', '08:59'], last: '08:59', now: '10:01' },
      'create | 2 | SuccessfulCreate | 58:00',
    ],
    ['A', { schedule, ...SHORT }, { ...runs, now: '10:59:11' }, ' | 1 |  | 59:49'],
    ['A', { schedule, ...LONG }, { ...runs, now: '10:59:09' }, 'create | 2 | SuccessfulCreate | 59:51'],
    ['A', { schedule }, { ...late, now: '10:00 of 26' }, 'create | 1 | TooManyMissedTimes SuccessfulCreate | 1:00'],
    ['A', { schedule, ...SHORT }, { ...late, now: '10:01:11 of 26' }, ' | 0 |  | 59:49'],
  ])
})
