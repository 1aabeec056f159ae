import assert from 'node:assert/strict'
import { test } from 'node:test'
import { InvalidSchedule, jobNameAt, mostRecentSchedule, nextLookMs, planCronJob, rfc1123z } from './plan'
import { parseSchedule } from './schedule'
import type { CronJob } from '../../objects/kinds'
import { timeText } from '../../objects/time'

const T0 = Date.UTC(2026, 0, 1, 8, 0, 0)
const MINUTE = 60_000

const cronJob = (spec: Partial<CronJob['spec']> = {}, status: CronJob['status'] = {}): CronJob => ({
  apiVersion: 'batch/v1',
  kind: 'CronJob',
  metadata: { name: 'tick', namespace: 'default', uid: 'u', resourceVersion: '1', creationTimestamp: timeText(T0) },
  spec: { schedule: '* * * * *', jobTemplate: {}, ...spec },
  status,
})
const plan = (job: CronJob, minutes: number) => {
  const { do: what, ...rest } = planCronJob(job, T0 + minutes * MINUTE, parseSchedule(job.spec.schedule))
  return [what, ...('at' in rest ? [(Number(rest.at) - T0) / MINUTE] : []), ...(rest.manyMissed ? ['many missed'] : [])]
}

test('a Job is started for the last time that is due, and only once', () => {
  const since = (minutes: number) => ({ lastScheduleTime: timeText(T0 + minutes * MINUTE) })
  const active = [{ name: jobNameAt(cronJob(), T0 + MINUTE) }]
  for (const { name, job, minutes, then } of [
    { name: 'not yet', job: cronJob(), minutes: 0.9, then: ['wait'] },
    { name: 'due', job: cronJob(), minutes: 1, then: ['start', 1] },
    { name: 'started', job: cronJob({}, since(1)), minutes: 1.5, then: ['wait'] },
    { name: 'started, and the status not written', job: cronJob({}, { active }), minutes: 1.5, then: ['wait'] },
    { name: 'three missed: the last one', job: cronJob({}, since(1)), minutes: 4.2, then: ['start', 4] },
    {
      name: 'too late',
      job: cronJob({ schedule: '0 * * * *', startingDeadlineSeconds: 30 }, since(0)),
      minutes: 61,
      then: ['wait'],
    },
    {
      name: 'within the deadline',
      job: cronJob({ schedule: '0 * * * *', startingDeadlineSeconds: 90 }, since(0)),
      minutes: 61,
      then: ['start', 60],
    },
    { name: 'a hundred and one', job: cronJob({}, since(0)), minutes: 101, then: ['start', 101, 'many missed'] },
    { name: 'a hundred', job: cronJob({}, since(0)), minutes: 100, then: ['start', 100] },
    {
      name: 'many, but within the deadline few',
      job: cronJob({ startingDeadlineSeconds: 120 }, since(0)),
      minutes: 500,
      then: ['start', 500],
    },
  ]) {
    assert.deepEqual(plan(job, minutes), then, name)
  }
})

test('the next look is a tenth of a second after the next time', () => {
  const look = (job: CronJob, ms: number) => nextLookMs(job, T0 + ms, parseSchedule(job.spec.schedule))
  assert.equal(look(cronJob(), 0), MINUTE + 100)
  assert.equal(look(cronJob({}, { lastScheduleTime: timeText(T0 + MINUTE) }), MINUTE + 100), MINUTE)
})

// The situations of upstream's utils_test.go: minutes after ten o'clock on Thursday, 19 May 2016.
test('the last time that was due, and when to look again', () => {
  const TEN = Date.UTC(2016, 4, 19, 10)
  const minutes = (count: number) => TEN + count * MINUTE
  const HOURS = 60
  const made = (schedule: string, created: number, last?: number, startingDeadlineSeconds?: number): CronJob => {
    const job = cronJob(
      { schedule, startingDeadlineSeconds },
      last === undefined ? {} : { lastScheduleTime: timeText(minutes(last)) },
    )
    return { ...job, metadata: { ...job.metadata, creationTimestamp: timeText(minutes(created)) } }
  }
  for (const { job, now, withDeadline = false, then } of [
    { job: made('0 * * * *', 0), now: 0.5, then: [0, undefined, 'none'] },
    { job: made('0 * * * *', 0), now: 61, then: [0, 60, 'none'] },
    { job: made('0 * * * *', 1 / 6), now: 301, then: [1 / 6, 300, 'few'] },
    { job: made('30 6-16/4 * * 1-5', 0, 30), now: 24 * HOURS + 31, then: [30, 24 * HOURS + 30, 'few'] },
    { job: made('30 10,11,12 * * 1-5', 0, 30), now: 30 * HOURS + 30, then: [30, undefined, 'few'] },
    { job: made('30 6-16/4 * * 1-5', 0, 30), now: 96 * HOURS + 31, then: [30, 96 * HOURS + 30, 'few'] },
    { job: made('30 6-16/4 * * 1-5', 0), now: 24 * HOURS + 31, then: [0, 24 * HOURS + 30, 'few'] },
    { job: made('@every 1h', -59, 1, 10), now: 7 * 24 * HOURS, then: [1, 7 * 24 * HOURS - 59, 'many'] },
    { job: made('0 * * * *', 0, 0), now: 0.5, then: [0, undefined, 'none'] },
    { job: made('*/5 * * * *', 0, 30), now: 31, then: [30, undefined, 'none'] },
    { job: made('*/5 * * * *', 0, 30, 60), now: 31, withDeadline: true, then: [30, undefined, 'none'] },
    { job: made('*/5 * * * *', 0, 30, 60), now: 32, withDeadline: true, then: [31, undefined, 'none'] },
  ]) {
    const { earliest, mostRecent, missed } = mostRecentSchedule(
      job,
      minutes(now),
      parseSchedule(job.spec.schedule),
      withDeadline,
    )
    const since = (instant: number | undefined) => (instant === undefined ? undefined : (instant - TEN) / MINUTE)
    assert.deepEqual([since(earliest), since(mostRecent), missed], then, `${job.spec.schedule} at ${now}`)
  }
  for (const { job, now, then } of [
    { job: made('30 6-16/4 * * 1-5', 0, 30), now: 24 * HOURS + 31, then: 239 },
    { job: made('30 10,11,12 * * 1-5', 0, 30), now: 30 * HOURS + 30, then: 66 * HOURS },
    { job: made('0 12 * * 4', 0, 2 * HOURS), now: 19 * 24 * HOURS + 90, then: 48 * HOURS + 30 },
    { job: made('0 12 * * 5', 0), now: 6 * HOURS, then: 20 * HOURS },
  ])
    assert.equal(
      nextLookMs(job, minutes(now), parseSchedule(job.spec.schedule)),
      then * MINUTE + 100,
      job.spec.schedule,
    )
})

test('a schedule that never comes is said to be invalid', () => {
  assert.throws(
    () => plan(cronJob({ schedule: '0 0 31 2 *' }), 1),
    new InvalidSchedule('time difference between two schedules is less than 1 second'),
  )
})

test('names and times as they are written', () => {
  // recordings/cronjob.json: tick-29920671 for 05:51 of 21 November 2026
  assert.equal(jobNameAt(cronJob(), Date.parse('2026-11-21T05:51:00Z')), 'tick-29920671')
  assert.equal(rfc1123z(Date.parse('2026-11-21T05:51:00Z')), 'Sat, 21 Nov 2026 05:51:00 +0000')
})
