// YAML to the byte as sigs.k8s.io/yaml prints it: sorted keys, lists not indented under their key, long texts folded after
// column 80. Follows go.yaml.in/yaml/v2 emitterc.go and sorter.go.
import { escaped, styleOf } from './go-yaml-scalar'

const WIDTH_MAX = 80
/** Keys longer than this are written as `? key`. */
const SIMPLE_KEY_LENGTH_MAX = 128

/** The document, with a newline at its end. */
export function goYaml(value: unknown): string {
  const writer = new Writer()
  node(writer, value, 0, 'root')
  return writer.finish()
}

class Writer {
  private parts: string[] = []
  column = 0

  put(text: string): void {
    this.parts.push(text)
    const newline = text.lastIndexOf('\n')
    this.column = newline < 0 ? this.column + Array.from(text).length : Array.from(text.slice(newline + 1)).length
  }

  line(indent: number): void {
    this.parts.push('\n', ' '.repeat(indent))
    this.column = indent
  }

  finish(): string {
    const text = this.parts.join('')
    return text.endsWith('\n') ? text : `${text}\n`
  }
}

type Place = 'root' | 'value' | 'item'

function node(writer: Writer, value: unknown, indent: number, place: Place): void {
  if (Array.isArray(value))
    return value.length === 0 ? scalarText(writer, '[]', place) : sequence(writer, value, indent, place)
  if (value !== null && typeof value === 'object') {
    const entries = Object.entries(value).filter(([, each]) => each !== undefined)
    return entries.length === 0 ? scalarText(writer, '{}', place) : mapping(writer, entries, indent, place)
  }
  if (typeof value === 'string') {
    if (place === 'value') writer.put(' ')
    return text(writer, value, place === 'root' ? 0 : indent + 2, false)
  }
  scalarText(writer, plainScalar(value), place)
}

function scalarText(writer: Writer, plain: string, place: Place): void {
  writer.put(place === 'value' ? ` ${plain}` : plain)
}

function plainScalar(value: unknown): string {
  if (value === null || value === undefined) return 'null'
  return typeof value === 'number' ? yamlNumber(value) : `${value as string | boolean}`
}

/** Integers as digits, floats as Go's %g. */
function yamlNumber(value: number): string {
  if (Number.isInteger(value) && Math.abs(value) < 2 ** 63) return BigInt(value).toString()
  if (!Number.isFinite(value)) return Number.isNaN(value) ? '.nan' : value > 0 ? '.inf' : '-.inf'
  const exponent = Math.floor(Math.log10(Math.abs(value)))
  if (exponent >= -4 && exponent < 21) return String(value)
  return value.toExponential().replace(/e([+-])(\d)$/, 'e$10$2')
}

function mapping(writer: Writer, entries: [string, unknown][], indent: number, place: Place): void {
  const own = place === 'root' ? indent : indent + 2
  entries.sort(([a], [b]) => compareKeys(a, b))
  entries.forEach(([key, value], i) => {
    if (i > 0 || place === 'value') writer.line(own)
    const simple = Array.from(key).length <= SIMPLE_KEY_LENGTH_MAX && !key.includes('\n')
    if (!simple) writer.put('? ')
    text(writer, key, own + 2, simple)
    if (!simple) writer.line(own)
    writer.put(':')
    node(writer, value, own, 'value')
  })
}

function sequence(writer: Writer, items: readonly unknown[], indent: number, place: Place): void {
  // A list under a key is not indented; a list in a list is.
  const own = place === 'item' ? indent + 2 : indent
  items.forEach((item, i) => {
    if (i > 0 || place === 'value') writer.line(own)
    writer.put('- ')
    node(writer, item, own, 'item')
  })
}

function text(writer: Writer, value: string, indent: number, key: boolean): void {
  switch (styleOf(value, key)) {
    case 'plain':
      return folded(writer, Array.from(value), indent, !key)
    case 'single':
      writer.put("'")
      folded(writer, Array.from(value.replaceAll("'", "''")), indent, !key, true)
      return writer.put("'")
    case 'double':
      return doubleQuoted(writer, Array.from(value), indent, !key)
    case 'literal':
      return literal(writer, value, indent)
  }
}

/** Text on one line, broken at single spaces once past the width. */
function folded(writer: Writer, chars: readonly string[], indent: number, breaks: boolean, inner = false): void {
  let spaces = false
  chars.forEach((char, i) => {
    if (char !== ' ') {
      writer.put(char)
      spaces = false
      return
    }
    const within = !inner || (i > 0 && i < chars.length - 1)
    if (breaks && !spaces && writer.column > WIDTH_MAX && within && chars[i + 1] !== ' ') writer.line(indent)
    else writer.put(char)
    spaces = true
  })
}

function doubleQuoted(writer: Writer, chars: readonly string[], indent: number, breaks: boolean): void {
  writer.put('"')
  let spaces = false
  chars.forEach((char, i) => {
    if (char !== ' ') {
      writer.put(escaped(char))
      spaces = false
      return
    }
    if (breaks && !spaces && writer.column > WIDTH_MAX && i > 0 && i < chars.length - 1) {
      writer.line(indent)
      if (chars[i + 1] === ' ') writer.put('\\')
    } else writer.put(char)
    spaces = true
  })
  writer.put('"')
}

function literal(writer: Writer, value: string, indent: number): void {
  const hint = /^[ \n]/.test(value) ? '2' : ''
  const keep = value.endsWith('\n') ? (value === '\n' || value.endsWith('\n\n') ? '+' : '') : '-'
  writer.put(`|${hint}${keep}`)
  const lines = value.split('\n')
  if (lines.at(-1) === '') lines.pop()
  for (const line of lines) {
    writer.put('\n')
    if (line !== '') writer.put(`${' '.repeat(indent)}${line}`)
  }
}

const LETTER = /\p{L}/u
const DIGIT = /\p{Nd}/u

/** go-yaml's natural order: letters after the rest, runs of digits as numbers. */
export function compareKeys(a: string, b: string): number {
  const left = Array.from(a)
  const right = Array.from(b)
  for (let i = 0; i < left.length && i < right.length; i += 1) {
    const [l, r] = [left[i] as string, right[i] as string]
    if (l === r) continue
    const [leftLetter, rightLetter] = [LETTER.test(l), LETTER.test(r)]
    if (leftLetter && rightLetter) return codePoint(l) - codePoint(r)
    if (leftLetter || rightLetter) return rightLetter ? -1 : 1
    return compareDigits(left, right, i)
  }
  return left.length - right.length
}

function compareDigits(left: readonly string[], right: readonly string[], i: number): number {
  const zeroes = left[i] === '0' || right[i] === '0'
  const start = zeroes && precededByNonZeroDigit(left, i) ? 1n : 0n
  const [leftEnd, leftNumber] = digitRun(left, i, start)
  const [rightEnd, rightNumber] = digitRun(right, i, start)
  if (leftNumber !== rightNumber) return leftNumber < rightNumber ? -1 : 1
  if (leftEnd !== rightEnd) return leftEnd - rightEnd
  return codePoint(left[i] as string) - codePoint(right[i] as string)
}

function precededByNonZeroDigit(chars: readonly string[], i: number): boolean {
  for (let j = i - 1; j >= 0 && DIGIT.test(chars[j] as string); j -= 1) if (chars[j] !== '0') return true
  return false
}

function digitRun(chars: readonly string[], from: number, start: bigint): [end: number, value: bigint] {
  let end = from
  let value = start
  while (end < chars.length && DIGIT.test(chars[end] as string)) {
    value = value * 10n + BigInt(codePoint(chars[end] as string) - 48)
    end += 1
  }
  return [end, value]
}

const codePoint = (char: string): number => char.codePointAt(0) as number
