// When a schedule comes next. Follows robfig/cron v3, parser.go and spec.go, as Kubernetes 1.36 uses it.
// The API server has checked the text: what is read here is well formed.
import { startOfDay, wallTime } from './zone'
import { parseDuration } from '../../objects/duration'

export interface Schedule {
  /** The first time strictly after an instant, in ms; undefined when there is none within five years: 31 February. */
  next(after: number): number | undefined
}

interface Field {
  readonly min: number
  readonly max: number
  readonly names?: readonly string[]
}
const MONTHS = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec']
const WEEKDAYS = ['sun', 'mon', 'tue', 'wed', 'thu', 'fri', 'sat']
const FIELDS = {
  minute: { min: 0, max: 59 },
  hour: { min: 0, max: 23 },
  day: { min: 1, max: 31 },
  month: { min: 1, max: 12, names: MONTHS },
  weekday: { min: 0, max: 6, names: WEEKDAYS },
} satisfies Record<string, Field>

const DESCRIPTORS: Readonly<Record<string, string>> = {
  '@yearly': '0 0 1 1 *',
  '@annually': '0 0 1 1 *',
  '@monthly': '0 0 1 * *',
  '@weekly': '0 0 * * 0',
  '@daily': '0 0 * * *',
  '@midnight': '0 0 * * *',
  '@hourly': '0 * * * *',
}
const MINUTE_MS = 60_000
const HOUR_MS = 60 * MINUTE_MS
const YEARS_MAX = 5

/** @param timeZone of the CronJob; a zone that the schedule names itself wins */
export function parseSchedule(text: string, timeZone = 'UTC'): Schedule {
  const own = /^(?:TZ|CRON_TZ)=(\S+)\s+(.*)$/.exec(text)
  const zone = own?.[1] ?? timeZone
  const body = (own?.[2] ?? text).trim()
  if (body.startsWith('@every ')) return everySchedule(parseDuration(body.slice('@every '.length)))
  const [minute = '*', hour = '*', day = '*', month = '*', weekday = '*'] = (DESCRIPTORS[body] ?? body).split(/\s+/)
  return fieldSchedule(
    {
      minutes: parseField(minute, FIELDS.minute),
      hours: parseField(hour, FIELDS.hour),
      days: parseField(day, FIELDS.day),
      months: parseField(month, FIELDS.month),
      weekdays: parseField(weekday, FIELDS.weekday),
    },
    zone === 'Local' ? 'UTC' : zone,
  )
}

/** Whole seconds, at least one. */
function everySchedule(everyMs: number): Schedule {
  const delayMs = Math.max(1000, Math.floor(everyMs / 1000) * 1000)
  return { next: (after) => Math.floor(after / 1000) * 1000 + delayMs }
}

interface FieldSet {
  readonly values: ReadonlySet<number>
  /** `*` or `?` without a step: the field leaves the choice to the other one of day and weekday */
  readonly isStar: boolean
}
interface Fields {
  readonly minutes: FieldSet
  readonly hours: FieldSet
  readonly days: FieldSet
  readonly months: FieldSet
  readonly weekdays: FieldSet
}

function parseField(text: string, field: Field): FieldSet {
  const values = new Set<number>()
  let isStar = false
  for (const part of text.split(',')) {
    const [body = '', stepText] = part.split('/')
    const step = Number(stepText ?? 1)
    const [low = '', high] = body.split('-')
    const isAny = low === '*' || low === '?'
    const start = isAny ? field.min : numberOf(low, field)
    // `5/15` runs to the end, `5` does not.
    const end = isAny || (high === undefined && stepText !== undefined) ? field.max : numberOf(high ?? low, field)
    for (let value = start; value <= end; value += step) values.add(value)
    if (isAny && step === 1) isStar = true
  }
  return { values, isStar }
}

function numberOf(text: string, { names, min }: Field): number {
  const place = names?.indexOf(text.toLowerCase()) ?? -1
  return place >= 0 ? place + min : Number(text)
}

function fieldSchedule(fields: Fields, zone: string): Schedule {
  return {
    next(after) {
      let instant = (Math.floor(after / MINUTE_MS) + 1) * MINUTE_MS
      const lastYear = wallTime(instant, zone).year + YEARS_MAX
      for (;;) {
        const wall = wallTime(instant, zone)
        if (wall.year > lastYear) return undefined
        if (!fields.months.values.has(wall.month)) instant = startOfDay(wall.year, wall.month + 1, 1, zone)
        else if (!matchesDay(fields, wall.day, wall.weekday))
          instant = startOfDay(wall.year, wall.month, wall.day + 1, zone)
        // Full hours of the wall clock: a zone may stand half an hour apart.
        else if (!fields.hours.values.has(wall.hour)) instant += HOUR_MS - wall.minute * MINUTE_MS
        else if (!fields.minutes.values.has(wall.minute)) instant += MINUTE_MS
        else return instant
      }
    },
  }
}

/** Day of the month and day of the week: both when one is a star, either when both are given. */
function matchesDay({ days, weekdays }: Fields, day: number, weekday: number): boolean {
  const [byDay, byWeekday] = [days.values.has(day), weekdays.values.has(weekday)]
  return days.isStar || weekdays.isStar ? byDay && byWeekday : byDay || byWeekday
}
