// Values as Go's fmt.Sprint writes decoded JSON: `map[a:1 b:[x y]]`, `<nil>`, `1e+06`.
import { compareCodePoints, goNumber } from './go-json'

export function goPrint(value: unknown): string {
  if (value === null || value === undefined) return '<nil>'
  if (typeof value === 'string') return value
  if (typeof value === 'number') return goPrintNumber(value)
  if (typeof value !== 'object') return `${value as string | number | boolean}`
  if (Array.isArray(value)) return `[${value.map(goPrint).join(' ')}]`
  const keys = Object.keys(value).sort(compareCodePoints)
  return `map[${keys.map((key) => `${key}:${goPrint((value as Record<string, unknown>)[key])}`).join(' ')}]`
}

/** Whole numbers are int64; others float64 as %v prints them: with an exponent from 1e21 on. */
export function goPrintNumber(value: number): string {
  if (Number.isInteger(value)) return goNumber(value)
  const exponent = Math.floor(Math.log10(Math.abs(value)))
  if (exponent >= -4 && exponent < 21) return String(value)
  return value.toExponential().replace(/e([+-])(\d)$/, 'e$10$2')
}
