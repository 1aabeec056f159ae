// What is wrong with a schedule, in robfig/cron's words (v3, ParseStandard), and with a time zone, in Go's.

import { DurationError, parseDuration } from '../../../objects/duration'

interface FieldRange {
  readonly min: number
  readonly max: number
  readonly names?: readonly string[]
  /** number of the first name */
  readonly first?: number
}

const FIELDS: readonly FieldRange[] = [
  { min: 0, max: 59 },
  { min: 0, max: 23 },
  { min: 1, max: 31 },
  {
    min: 1,
    max: 12,
    names: ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec'],
    first: 1,
  },
  { min: 0, max: 6, names: ['sun', 'mon', 'tue', 'wed', 'thu', 'fri', 'sat'], first: 0 },
]
const DESCRIPTORS = new Set(['@yearly', '@annually', '@monthly', '@weekly', '@daily', '@midnight', '@hourly'])
const EVERY = '@every '
const ZONES = /^(?:TZ|CRON_TZ)=/

/** undefined when the schedule can be kept. */
export function scheduleFault(schedule: string): string | undefined {
  let text = schedule
  if (text === '') return 'empty spec string'
  if (ZONES.test(text)) {
    const space = text.indexOf(' ')
    const name = text.slice(text.indexOf('=') + 1, space < 0 ? text.length : space)
    if (!isZone(name)) return `provided bad location ${name}: unknown time zone ${name}`
    text = text.slice(space).trim()
  }
  if (text.startsWith('@')) return descriptorFault(text)
  const parts = text.split(/\s+/).filter((part) => part !== '')
  if (parts.length !== FIELDS.length) return `expected exactly 5 fields, found ${parts.length}: [${parts.join(' ')}]`
  for (const [index, range] of FIELDS.entries()) {
    const fault = fieldFault(parts[index] as string, range)
    if (fault) return fault
  }
  return undefined
}

function descriptorFault(text: string): string | undefined {
  if (DESCRIPTORS.has(text)) return undefined
  if (!text.startsWith(EVERY)) return `unrecognized descriptor: ${text}`
  const duration = text.slice(EVERY.length)
  const fault = durationFault(duration)
  return fault ? `failed to parse duration ${text}: ${fault}` : undefined
}

function durationFault(text: string): string | undefined {
  try {
    parseDuration(text)
    return undefined
  } catch (error) {
    if (error instanceof DurationError) return error.message
    throw error
  }
}

const fieldFault = (text: string, range: FieldRange): string | undefined => {
  for (const part of text.split(',').filter((each) => each !== '')) {
    const fault = rangeFault(part, range)
    if (fault) return fault
  }
  return undefined
}

/** `*`, `?`, `7`, `mon-fri`, `*` with a step, `1-9/2`. */
function rangeFault(text: string, range: FieldRange): string | undefined {
  const [body = '', ...steps] = text.split('/')
  const [low = '', ...highs] = body.split('-')
  let [start, end] = [range.min, range.max]
  if (low !== '*' && low !== '?') {
    const first = numberOf(low, range)
    if (typeof first === 'string') return first
    ;[start, end] = [first, first]
    if (highs.length === 1) {
      const last = numberOf(highs[0] as string, range)
      if (typeof last === 'string') return last
      end = last
    } else if (highs.length > 1) return `too many hyphens: ${text}`
  }
  let step = 1
  if (steps.length === 1) {
    const parsed = plainNumber(steps[0] as string)
    if (typeof parsed === 'string') return parsed
    step = parsed
    if (highs.length === 0) end = range.max
  } else if (steps.length > 1) return `too many slashes: ${text}`
  if (start < range.min) return `beginning of range (${start}) below minimum (${range.min}): ${text}`
  if (end > range.max) return `end of range (${end}) above maximum (${range.max}): ${text}`
  if (start > end) return `beginning of range (${start}) beyond end of range (${end}): ${text}`
  return step === 0 ? `step of range should be a positive number: ${text}` : undefined
}

function numberOf(text: string, { names = [], first = 0 }: FieldRange): number | string {
  const place = names.indexOf(text.toLowerCase())
  return place >= 0 ? place + first : plainNumber(text)
}

function plainNumber(text: string): number | string {
  if (!/^[-+]?\d+$/.test(text))
    return `failed to parse int from ${text}: strconv.Atoi: parsing ${JSON.stringify(text)}: invalid syntax`
  const number = Number(text)
  return number < 0 ? `negative number (${number}) not allowed: ${text}` : number
}

/** Whether the tz database knows the name. */
export function isZone(name: string): boolean {
  if (name === '' || name === 'UTC' || name === 'Local') return true
  try {
    new Intl.DateTimeFormat('en', { timeZone: name })
    // Offsets such as +01:00 are no names of the database.
    return !/^[-+]/.test(name)
  } catch {
    return false
  }
}
