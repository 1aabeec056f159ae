// Whether a CronJob starts a Job now, and when it is to be looked at again.
// Follows pkg/controller/cronjob/{utils,cronjob_controllerv2}.go, v1.36.
import type { Schedule } from './schedule'
import type { CronJob } from '../../objects/kinds'
import { instantOf } from '../../objects/time'

/** Clocks of machines differ: the next look comes a little after the time. */
const NEXT_SCHEDULE_DELTA_MS = 100
const MISSED_MAX = 100

export class InvalidSchedule extends Error {}

interface Recent {
  readonly earliest: number
  readonly mostRecent?: number
  readonly missed: 'none' | 'few' | 'many'
}

function earliestTime({ metadata, status, spec }: CronJob, now: number, withDeadline: boolean): number {
  const since = instantOf(String(status.lastScheduleTime ?? metadata.creationTimestamp))
  if (!withDeadline || spec.startingDeadlineSeconds === undefined) return since
  return Math.max(since, now - spec.startingDeadlineSeconds * 1000)
}

/** The last time up to now at which a Job was due since the last one was started. */
export function mostRecentSchedule(cronJob: CronJob, now: number, schedule: Schedule, withDeadline: boolean): Recent {
  const earliest = earliestTime(cronJob, now, withDeadline)
  const first = schedule.next(earliest)
  const second = first === undefined ? undefined : schedule.next(first)
  // Upstream's library answers "year one" where there is no next time, and takes the difference.
  if (first === undefined || second === undefined)
    throw new InvalidSchedule('time difference between two schedules is less than 1 second')
  if (now < first) return { earliest, missed: 'none' }
  if (now < second) return { earliest, mostRecent: first, missed: 'none' }
  const betweenSeconds = Math.round((second - first) / 1000)
  const missedCount = Math.floor(Math.floor((now - first) / 1000) / betweenSeconds) + 1
  let mostRecent: number | undefined
  const start = first + (missedCount - 2) * betweenSeconds * 1000
  for (let time = schedule.next(start); time !== undefined && time <= now; time = schedule.next(time)) mostRecent = time
  return { earliest, mostRecent, missed: missedCount > MISSED_MAX ? 'many' : 'few' }
}

export type CronPlan =
  | { readonly do: 'wait' }
  | { readonly do: 'tooLate'; readonly at: number }
  | { readonly do: 'start'; readonly at: number; readonly manyMissed: boolean }

/** `wait` also covers a time for which the Job was started already. */
export function planCronJob(
  cronJob: CronJob,
  now: number,
  schedule: Schedule,
): CronPlan & { readonly manyMissed?: boolean } {
  const { mostRecent, missed } = mostRecentSchedule(cronJob, now, schedule, true)
  if (mostRecent === undefined || mostRecent > now) return { do: 'wait' }
  const manyMissed = missed === 'many'
  const { startingDeadlineSeconds } = cronJob.spec
  if (startingDeadlineSeconds !== undefined && mostRecent + startingDeadlineSeconds * 1000 < now)
    return { do: 'tooLate', at: mostRecent, manyMissed }
  const isStarted = (cronJob.status.active ?? []).some(({ name }) => name === jobNameAt(cronJob, mostRecent))
  const { lastScheduleTime } = cronJob.status
  if (isStarted || (lastScheduleTime !== undefined && instantOf(String(lastScheduleTime)) === mostRecent))
    return { do: 'wait', manyMissed }
  return { do: 'start', at: mostRecent, manyMissed }
}

/** Milliseconds until the next time at which the CronJob is due. */
export function nextLookMs(cronJob: CronJob, now: number, schedule: Schedule): number {
  const { earliest, mostRecent, missed } = mostRecentSchedule(cronJob, now, schedule, false)
  const from = mostRecent ?? (missed === 'none' ? earliest : now)
  const next = schedule.next(from) ?? now
  return Math.max(0, next + NEXT_SCHEDULE_DELTA_MS - now)
}

/** The CronJob's name and the minutes since the epoch: one time, one name, so that no Job is started twice. */
export const jobNameAt = ({ metadata }: CronJob, at: number): string => `${metadata.name}-${Math.floor(at / 60_000)}`

/** RFC 1123 with a numeric zone, as Go writes it: `Sat, 21 Nov 2026 05:51:00 +0000`. */
export const rfc1123z = (instant: number): string => new Date(instant).toUTCString().replace('GMT', '+0000')
