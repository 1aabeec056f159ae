// Wall clocks of time zones, by the tz database that the JavaScript engine brings along.

export interface WallTime {
  readonly year: number
  /** 1 to 12 */
  readonly month: number
  readonly day: number
  readonly hour: number
  readonly minute: number
  /** 0 is Sunday */
  readonly weekday: number
}

const formats = new Map<string, Intl.DateTimeFormat>()

function formatOf(zone: string): Intl.DateTimeFormat {
  let format = formats.get(zone)
  if (!format) {
    const options = {
      year: 'numeric',
      month: 'numeric',
      day: 'numeric',
      hour: 'numeric',
      minute: 'numeric',
      second: 'numeric',
      hourCycle: 'h23',
    } as const
    format = new Intl.DateTimeFormat('en-US', { timeZone: zone, ...options })
    formats.set(zone, format)
  }
  return format
}

const isUtc = (zone: string): boolean => zone === 'UTC' || zone === ''

/** What the clocks in the zone show at an instant, written as if it were UTC (ms). */
function wallMs(instant: number, zone: string): number {
  if (isUtc(zone)) return instant
  const parts = new Map(
    formatOf(zone)
      .formatToParts(instant)
      .map(({ type, value }) => [type, Number(value)]),
  )
  const [year = 0, month = 1, day = 1, hour = 0, minute = 0, second = 0] = [
    'year',
    'month',
    'day',
    'hour',
    'minute',
    'second',
  ].map((part) => parts.get(part as 'year'))
  return Date.UTC(year, month - 1, day, hour, minute, second)
}

export function wallTime(instant: number, zone: string): WallTime {
  const date = new Date(wallMs(instant, zone))
  return {
    year: date.getUTCFullYear(),
    month: date.getUTCMonth() + 1,
    day: date.getUTCDate(),
    hour: date.getUTCHours(),
    minute: date.getUTCMinutes(),
    weekday: date.getUTCDay(),
  }
}

/** The instant at which a day begins in the zone; where clocks skip midnight, the first instant after it. */
export function startOfDay(year: number, month: number, day: number, zone: string): number {
  const wanted = Date.UTC(year, month - 1, day)
  let instant = wanted
  for (let i = 0; i < 3; i++) instant += wanted - wallMs(instant, zone)
  return instant
}

/** RFC 3339 with the zone's offset: `2026-11-21T13:51:00+08:00`. */
export function zonedText(instant: number, zone: string): string {
  const second = Math.floor(instant / 1000) * 1000
  const local = wallMs(second, zone)
  const text = new Date(local).toISOString().slice(0, 19)
  const minutes = Math.round((local - second) / 60_000)
  if (minutes === 0) return `${text}Z`
  const two = (value: number) => String(value).padStart(2, '0')
  const size = Math.abs(minutes)
  return `${text}${minutes < 0 ? '-' : '+'}${two(Math.floor(size / 60))}:${two(size % 60)}`
}
