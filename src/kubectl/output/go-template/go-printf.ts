// Follows Go's fmt.Sprintf for the values of decoded JSON.
import { quote } from '../../../objects/go-text'
import { compareCodePoints, goJson } from '../go-json'
import { goPrint } from '../go-print'

export function goPrintf(format: string, args: readonly unknown[]): string {
  let used = 0
  const text = format.replace(
    /%([-+# 0]*)(\d+|\*)?(?:\.(\d+))?([a-zA-Z%])/g,
    (_, flags: string, width: string, precision: string, verb: string) => {
      if (verb === '%') return '%'
      if (used >= args.length) return `%!${verb}(MISSING)`
      const body = one(verb, args[used], flags, precision === undefined ? undefined : Number(precision))
      used += 1
      return padded(body, flags, Number(width ?? 0), typeof args[used - 1] === 'number')
    },
  )
  if (used >= args.length) return text
  return `${text}%!(EXTRA ${args
    .slice(used)
    .map((arg) => `${goType(arg)}=${goPrint(arg)}`)
    .join(', ')})`
}

function padded(body: string, flags: string, width: number, isNumber: boolean): string {
  if (flags.includes('-')) return body.padEnd(width)
  if (flags.includes('0') && isNumber)
    return body.startsWith('-') ? `-${body.slice(1).padStart(width - 1, '0')}` : body.padStart(width, '0')
  return body.padStart(width)
}

export function goType(value: unknown): string {
  if (value === null || value === undefined) return '<nil>'
  if (typeof value === 'string') return 'string'
  if (typeof value === 'boolean') return 'bool'
  if (typeof value === 'number') return Number.isInteger(value) ? 'int64' : 'float64'
  return Array.isArray(value) ? '[]interface {}' : 'map[string]interface {}'
}

function one(verb: string, value: unknown, flags: string, precision: number | undefined): string {
  const bad = `%!${verb}(${value === null || value === undefined ? '<nil>' : `${goType(value)}=${goPrint(value)}`})`
  // Lists and maps are written one by one.
  const each = (inner: unknown): string => one(verb, inner, flags, precision)
  if (Array.isArray(value) && !'vT'.includes(verb)) return `[${value.map(each).join(' ')}]`
  if (typeof value === 'object' && value !== null && !'vT'.includes(verb)) {
    const entries = Object.entries(value).sort(([a], [b]) => compareCodePoints(a, b))
    return `map[${entries.map(([key, inner]) => `${each(key)}:${each(inner)}`).join(' ')}]`
  }
  switch (verb) {
    case 'v':
      return goPrint(value)
    case 's':
      if (typeof value === 'number' || typeof value === 'boolean' || value === null || value === undefined) return bad
      return precision === undefined ? goPrint(value) : Array.from(goPrint(value)).slice(0, precision).join('')
    case 'q':
      return typeof value === 'string' ? quote(value) : bad
    case 'T':
      return goType(value)
    case 't':
      return typeof value === 'boolean' ? String(value) : bad
    case 'x':
    case 'X': {
      const hex = typeof value === 'number' ? value.toString(16) : typeof value === 'string' ? hexOf(value) : bad
      return verb === 'X' ? hex.toUpperCase() : hex
    }
    default:
      return typeof value === 'number' ? numeric(verb, value, flags, precision, bad) : bad
  }
}

function numeric(verb: string, value: number, flags: string, precision: number | undefined, bad: string): string {
  const plus = flags.includes('+') && value >= 0 ? '+' : ''
  const whole = Number.isInteger(value)
  switch (verb) {
    case 'd':
      return whole ? plus + goJson(value) : bad
    case 'b':
      return whole ? value.toString(2) : bad
    case 'o':
      return whole ? value.toString(8) : bad
    case 'c':
      return whole ? String.fromCodePoint(value) : bad
    case 'f':
      return whole ? bad : plus + value.toFixed(precision ?? 6)
    case 'e':
      return whole ? bad : value.toExponential(precision ?? 6).replace(/e([+-])(\d)$/, 'e$10$2')
    case 'g':
      return whole ? bad : goPrint(value)
    default:
      return bad
  }
}

const hexOf = (text: string): string =>
  Array.from(new TextEncoder().encode(text), (byte) => byte.toString(16).padStart(2, '0')).join('')
