// Scalars of the wire: what is taken, what its canonical text is, and what Go says to anything else.
import { canonicalQuantity, QuantityError, WRONG_FORMAT } from '../../objects/quantity'
import { RFC3339, timeFault } from '../../objects/rfc3339'
import { timeText } from '../../objects/time'
import type { Walk } from './walk'

/** Takes a value that is not null; undefined after a fault. */
export type Decode = (value: unknown, walk: Walk) => unknown

export const decodeString =
  (goType: string): Decode =>
  (value, walk) =>
    typeof value === 'string' ? value : walk.wrongType(value, goType, 'string')

export const decodeBoolean: Decode = (value, walk) =>
  typeof value === 'boolean' ? value : walk.wrongType(value, 'bool', 'bool')

const INT32_MAX = 2 ** 31 - 1
const INT64_MAX = 2 ** 63

export const decodeInteger =
  (goType: 'int32' | 'int64'): Decode =>
  (value, walk) => {
    if (typeof value !== 'number' || !Number.isInteger(value) || walk.writtenAsFraction() !== undefined)
      return walk.wrongType(value, goType, goType)
    const fits = goType === 'int32' ? value >= -INT32_MAX - 1 && value <= INT32_MAX : Math.abs(value) < INT64_MAX
    return fits ? value : walk.wrongType(value, goType, goType)
  }

export const decodeNumber: Decode = (value, walk) =>
  typeof value === 'number' ? value : walk.wrongType(value, 'float64', 'float64')

const quantities = new Map<string, string>()
/** Quantities repeat endlessly; so many different texts are remembered. */
const QUANTITIES_MAX = 10_000

export const decodeQuantity: Decode = (value, walk) => {
  if (typeof value !== 'string' && typeof value !== 'number') return walk.fail(WRONG_FORMAT)
  const text = String(value)
  const known = quantities.get(text)
  if (known !== undefined) return known
  try {
    const canonical = canonicalQuantity(value)
    if (quantities.size >= QUANTITIES_MAX) quantities.clear()
    quantities.set(text, canonical)
    return canonical
  } catch (error) {
    if (error instanceof QuantityError) return walk.fail(error.message)
    throw error
  }
}

export const decodeIntOrString: Decode = (value, walk) => {
  if (typeof value === 'string') return value
  if (
    typeof value === 'number' &&
    Number.isInteger(value) &&
    Math.abs(value) <= INT32_MAX &&
    walk.writtenAsFraction() === undefined
  )
    return value
  return walk.wrongType(value, 'int32', 'text')
}

const CANONICAL_TIME = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/

/** Times are kept in UTC, to the second. */
export const decodeTime: Decode = (value, walk) => {
  if (typeof value !== 'string') return walk.wrongType(value, 'string', 'text')
  const instant = RFC3339.test(value) ? Date.parse(value) : NaN
  if (Number.isNaN(instant)) return walk.fail(timeFault(value))
  return CANONICAL_TIME.test(value) ? value : timeText(instant)
}

/** Times to the microsecond. */
export const decodeMicroTime: Decode = (value, walk) => {
  if (typeof value !== 'string') return walk.wrongType(value, 'string', 'text')
  const parts = RFC3339.exec(value)
  const instant = parts ? Date.parse(value) : NaN
  if (!parts || Number.isNaN(instant)) return walk.fail(timeFault(value, '2006-01-02T15:04:05.000000Z07:00'))
  const micros = (parts[7] ?? '.').slice(1).padEnd(6, '0').slice(0, 6)
  return timeText(instant).replace('Z', `.${micros}Z`)
}

/** Base64, without line breaks. */
export const decodeBytes: Decode = (value, walk) => {
  if (typeof value !== 'string') return walk.wrongType(value, '[]uint8', 'slice')
  const text = value.replace(/[\r\n]/g, '')
  const fault = base64Fault(text)
  if (fault === undefined) return text
  return walk.fail(`${walk.converts ? 'error decoding from json: ' : ''}illegal base64 data at input byte ${fault}`)
}

/** Where Go's decoder stops; undefined when the text is well formed. */
function base64Fault(text: string): number | undefined {
  const end = /^[A-Za-z0-9+/]*/.exec(text)?.[0].length ?? 0
  const padding = text.slice(end)
  const inQuantum = end % 4
  if (padding === '') return inQuantum === 0 ? undefined : end - inQuantum
  if (!padding.startsWith('=')) return end
  if (inQuantum < 2) return end
  const wanted = 4 - inQuantum
  const written = /^=*/.exec(padding)?.[0].length ?? 0
  if (written < wanted) return text.length > end + written ? end + written : text.length
  return padding.length > wanted ? end + wanted : undefined
}
