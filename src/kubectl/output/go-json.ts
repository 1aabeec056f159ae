// JSON as Go's encoding/json writes it: <, > and & escaped, floats in Go's form, keys of maps in order.

export interface GoJsonOptions {
  /** spaces of one level; none: everything on one line */
  readonly indent?: number
  /** false keeps the order of the fields, as for Go structs. Default true, as for Go maps */
  readonly sorted?: boolean
}

export function goJson(value: unknown, { indent, sorted = true }: GoJsonOptions = {}): string {
  const step = indent === undefined ? undefined : ' '.repeat(indent)
  return write(value, step, '', sorted)
}

function write(value: unknown, step: string | undefined, margin: string, sorted: boolean): string {
  if (value === null || value === undefined) return 'null'
  if (typeof value === 'string') return goJsonString(value)
  if (typeof value === 'number') return goNumber(value)
  if (typeof value !== 'object') return `${value as string | number | boolean}`
  const inner = step === undefined ? '' : `${margin}${step}`
  if (Array.isArray(value)) {
    return brackets(
      '[',
      ']',
      value.map((item) => write(item, step, inner, sorted)),
      step,
      margin,
    )
  }
  const entries = Object.entries(value).filter(([, each]) => each !== undefined)
  if (sorted) entries.sort(([a], [b]) => compareCodePoints(a, b))
  const colon = step === undefined ? ':' : ': '
  const parts = entries.map(([key, each]) => `${goJsonString(key)}${colon}${write(each, step, inner, sorted)}`)
  return brackets('{', '}', parts, step, margin)
}

function brackets(
  open: string,
  close: string,
  parts: readonly string[],
  step: string | undefined,
  margin: string,
): string {
  if (parts.length === 0) return open + close
  if (step === undefined) return `${open}${parts.join(',')}${close}`
  return `${open}\n${parts.map((part) => `${margin}${step}${part}`).join(',\n')}\n${margin}${close}`
}

/** The order of Go's string comparison: by bytes of UTF-8, which is the order of code points. */
export function compareCodePoints(a: string, b: string): number {
  if (a === b) return 0
  const left = Array.from(a, (char) => char.codePointAt(0) as number)
  const right = Array.from(b, (char) => char.codePointAt(0) as number)
  for (let i = 0; i < Math.min(left.length, right.length); i += 1) {
    const difference = (left[i] as number) - (right[i] as number)
    if (difference !== 0) return difference
  }
  return left.length - right.length
}

export const goJsonString = (text: string): string =>
  JSON.stringify(text).replace(/[<>&\u2028\u2029]/g, (char) => `\\u${char.charCodeAt(0).toString(16).padStart(4, '0')}`)

/** Integers as digits; other numbers as encoding/json's float64. */
export function goNumber(value: number): string {
  if (Number.isInteger(value) && Math.abs(value) < 1e21) return Object.is(value, -0) ? '-0' : BigInt(value).toString()
  const text = String(value)
  return text.replace(/e([+-])(\d)$/, 'e$10$2')
}
