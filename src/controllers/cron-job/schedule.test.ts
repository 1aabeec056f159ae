import assert from 'node:assert/strict'
import { test } from 'node:test'
import { parseSchedule } from './schedule'
import { startOfDay, zonedText } from './zone'

const next = (schedule: string, from: string, zone?: string): string | undefined => {
  const found = parseSchedule(schedule, zone).next(Date.parse(from))
  return found === undefined ? undefined : new Date(found).toISOString().replace('.000Z', 'Z')
}

// The first block are cases of robfig/cron's own spec_test.go.
test('when a schedule comes next', () => {
  for (const [schedule, from, then] of [
    ['0/15 * * * *', '2012-07-09T14:45:00Z', '2012-07-09T15:00:00Z'],
    ['0/15 * * * *', '2012-07-09T14:59:59Z', '2012-07-09T15:00:00Z'],
    ['20-35/15 * * * *', '2012-07-09T15:45:00Z', '2012-07-09T16:20:00Z'],
    ['20-35/15 * * * *', '2012-07-09T23:46:00Z', '2012-07-10T00:20:00Z'],
    ['0 0 9 Apr-Oct ?', '2012-07-09T23:35:00Z', '2012-08-09T00:00:00Z'],
    ['0 0 */5 Apr,Aug,Oct Mon', '2012-07-09T23:35:00Z', '2012-08-01T00:00:00Z'],
    ['0 0 */5 Oct Mon', '2012-07-09T23:35:00Z', '2012-10-01T00:00:00Z'],
    ['0 0 * Feb Mon', '2012-07-09T23:35:00Z', '2013-02-04T00:00:00Z'],
    ['0 0 * Feb Mon/2', '2012-07-09T23:35:00Z', '2013-02-01T00:00:00Z'],
    ['0 0 29 Feb ?', '2012-07-09T23:35:00Z', '2016-02-29T00:00:00Z'],
    ['0 0 30 Feb ?', '2012-07-09T23:35:00Z', undefined],
    ['0 0 31 Apr ?', '2012-07-09T23:35:00Z', undefined],
    ['@hourly', '2026-01-01T08:30:00Z', '2026-01-01T09:00:00Z'],
    ['@weekly', '2026-01-01T08:30:00Z', '2026-01-04T00:00:00Z'],
    ['@every 90s', '2026-01-01T08:30:00.500Z', '2026-01-01T08:31:30Z'],
    ['0 0 1,15 * Fri', '2026-01-02T00:00:00Z', '2026-01-09T00:00:00Z'],
  ] as const) {
    assert.equal(next(schedule, from), then, `${schedule} after ${from}`)
  }
})

test('a time zone moves the times, and summer time leaves some out or repeats them', () => {
  for (const [schedule, from, zone, then] of [
    ['0 9 * * *', '2026-01-01T00:00:00Z', 'Asia/Shanghai', '2026-01-01T01:00:00Z'],
    ['TZ=Asia/Tokyo 0 9 * * *', '2026-01-01T00:30:00Z', undefined, '2026-01-02T00:00:00Z'],
    // 2:30 does not exist on 8 March 2026 in New York: the day is left out.
    ['30 2 * * *', '2026-03-08T05:30:00Z', 'America/New_York', '2026-03-09T06:30:00Z'],
    // 1:30 comes twice on 1 November 2026.
    ['30 1 * * *', '2026-11-01T04:00:00Z', 'America/New_York', '2026-11-01T05:30:00Z'],
    ['30 1 * * *', '2026-11-01T05:30:00Z', 'America/New_York', '2026-11-01T06:30:00Z'],
    ['15 * * * *', '2026-01-01T00:00:00Z', 'Asia/Kolkata', '2026-01-01T00:45:00Z'],
  ] as const) {
    assert.equal(next(schedule, from, zone), then, `${schedule} after ${from} in ${zone}`)
  }
})

test('times of a zone are written with its offset', () => {
  assert.equal(zonedText(Date.parse('2026-11-21T05:51:00Z'), 'UTC'), '2026-11-21T05:51:00Z')
  assert.equal(zonedText(Date.parse('2026-11-21T05:51:00Z'), 'Asia/Shanghai'), '2026-11-21T13:51:00+08:00')
  assert.equal(zonedText(Date.parse('2026-07-01T05:51:00Z'), 'America/St_Johns'), '2026-07-01T03:21:00-02:30')
  assert.equal(new Date(startOfDay(2026, 13, 1, 'Asia/Shanghai')).toISOString(), '2026-12-31T16:00:00.000Z')
})
