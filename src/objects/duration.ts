// Durations as Go writes them (`1h2m0.5s`) and as kubectl shows ages (`3d4h`).
// Follows time.ParseDuration and apimachinery/pkg/util/duration, v1.36. Everything here is in milliseconds.

const SECOND = 1000
const MINUTE = 60 * SECOND
const HOUR = 60 * MINUTE

const UNITS: Readonly<Record<string, number>> = {
  ns: 1e-6,
  us: 1e-3,
  '\u00b5s': 1e-3,
  '\u03bcs': 1e-3,
  ms: 1,
  s: SECOND,
  m: MINUTE,
  h: HOUR,
}

/** The message is Go's own: `time: invalid duration "x"`. */
export class DurationError extends Error {
  constructor(message: string) {
    super(`time: ${message}`)
    this.name = 'DurationError'
  }
}

/** `1h30m` -> 5400000. Throws DurationError. */
export function parseDuration(text: string): number {
  const quoted = JSON.stringify(text)
  const [, sign, body = ''] = /^([-+]?)(.*)$/s.exec(text) ?? []
  if (body === '0') return 0
  if (body === '') throw new DurationError(`invalid duration ${quoted}`)
  let rest = body
  let total = 0
  while (rest !== '') {
    const number = /^(?:\d+\.?\d*|\.\d+)/.exec(rest)?.[0]
    if (number === undefined) throw new DurationError(`invalid duration ${quoted}`)
    rest = rest.slice(number.length)
    const unit = /^[^.\d]*/.exec(rest)?.[0] ?? ''
    if (unit === '') throw new DurationError(`missing unit in duration ${quoted}`)
    const factor = UNITS[unit]
    if (factor === undefined) throw new DurationError(`unknown unit ${JSON.stringify(unit)} in duration ${quoted}`)
    total += Number(number) * factor
    rest = rest.slice(unit.length)
  }
  return sign === '-' ? -total : total
}

/** As Go's Duration.String: `1h0m0s`, `1.5s`, `300ms`, `0s`. */
export function durationText(ms: number): string {
  const sign = ms < 0 ? '-' : ''
  const nanos = BigInt(Math.round(Math.abs(ms) * 1e6))
  if (nanos === 0n) return '0s'
  if (nanos < 1_000n) return `${sign}${nanos}ns`
  if (nanos < 1_000_000n) return `${sign}${withFraction(nanos, 1_000n)}\u00b5s`
  if (nanos < 1_000_000_000n) return `${sign}${withFraction(nanos, 1_000_000n)}ms`
  const minutes = nanos / 60_000_000_000n
  const seconds = `${withFraction(nanos % 60_000_000_000n, 1_000_000_000n)}s`
  if (minutes === 0n) return sign + seconds
  if (minutes < 60n) return `${sign}${minutes}m${seconds}`
  return `${sign}${minutes / 60n}h${minutes % 60n}m${seconds}`
}

function withFraction(amount: bigint, unit: bigint): string {
  const fraction = String(amount % unit)
    .padStart(String(unit).length - 1, '0')
    .replace(/0+$/, '')
  return `${amount / unit}${fraction && `.${fraction}`}`
}

const two = (large: number, largeUnit: string, small: number, smallUnit: string): string =>
  small === 0 ? `${large}${largeUnit}` : `${large}${largeUnit}${small}${smallUnit}`

/** An age of about three digits: `2m13s`, `5h`, `3d4h`. Up to a second in the future counts as now, more is `<invalid>`. */
export function humanDuration(ms: number): string {
  const seconds = Math.trunc(ms / SECOND)
  if (seconds < -1) return '<invalid>'
  if (seconds < 0) return '0s'
  if (seconds < 120) return `${seconds}s`
  const minutes = Math.floor(seconds / 60)
  if (minutes < 10) return two(minutes, 'm', seconds % 60, 's')
  if (minutes < 180) return `${minutes}m`
  const hours = Math.floor(minutes / 60)
  if (hours < 8) return two(hours, 'h', minutes % 60, 'm')
  if (hours < 48) return `${hours}h`
  const days = Math.floor(hours / 24)
  if (hours < 24 * 8) return two(days, 'd', hours % 24, 'h')
  if (hours < 24 * 365 * 2) return `${days}d`
  const years = Math.floor(days / 365)
  if (hours < 24 * 365 * 8) return two(years, 'y', days % 365, 'd')
  return `${years}y`
}

/** An age in one unit: `2m`, `5h`, `3d`. */
export function shortHumanDuration(ms: number): string {
  const seconds = Math.trunc(ms / SECOND)
  if (seconds < -1) return '<invalid>'
  if (seconds < 0) return '0s'
  if (seconds < 60) return `${seconds}s`
  const minutes = Math.floor(seconds / 60)
  if (minutes < 60) return `${minutes}m`
  const hours = Math.floor(minutes / 60)
  if (hours < 24) return `${hours}h`
  const days = Math.floor(hours / 24)
  return days < 365 ? `${days}d` : `${Math.floor(days / 365)}y`
}

/** The AGE of a table: since an RFC 3339 time, `<unknown>` when there is none. */
export function ageText(since: string | undefined, now: number): string {
  const instant = since === undefined ? NaN : Date.parse(since)
  return Number.isNaN(instant) ? '<unknown>' : humanDuration(now - instant)
}
