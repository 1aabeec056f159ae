// How go-yaml v2 decides on the form of a text: plain, quoted or as a block. Follows go.yaml.in/yaml/v2 resolve.go, encode.go
// and emitterc.go (analyze_scalar, select_scalar_style), as sigs.k8s.io/yaml uses it.

export type ScalarStyle = 'plain' | 'single' | 'double' | 'literal'

const WORDS = new Set(
  [
    '',
    '~',
    'null',
    'Null',
    'NULL',
    '.nan',
    '.NaN',
    '.NAN',
    '.inf',
    '.Inf',
    '.INF',
    '+.inf',
    '+.Inf',
    '+.INF',
    '-.inf',
    '-.Inf',
    '-.INF',
  ].concat(
    ['y', 'Y', 'yes', 'Yes', 'YES', 'true', 'True', 'TRUE', 'on', 'On', 'ON'],
    ['n', 'N', 'no', 'No', 'NO', 'false', 'False', 'FALSE', 'off', 'Off', 'OFF'],
  ),
)
const FLOAT = /^[-+]?(\.[0-9]+|[0-9]+(\.[0-9]*)?)([eE][-+]?[0-9]+)?$/
const INTEGER = /^[-+]?(0[xX][0-9a-fA-F]+|0[oO]?[0-7]+|0[bB][01]+|0|[1-9][0-9]*)$/
const TIMESTAMP = /^\d{4}-\d{1,2}-\d{1,2}([Tt ]\d{1,2}:\d{1,2}:\d{1,2}(\.\d+)?(Z|[+-]\d\d:\d\d)?)?$/
const BASE_60 = /^[-+]?[0-9][0-9_]*(?::[0-5]?[0-9])+(?:\.[0-9_]*)?$/

/** true when the text, unquoted, would be read as something other than a string */
export function readsAsOther(text: string): boolean {
  if (WORDS.has(text)) return true
  if (BASE_60.test(text)) return true
  const first = text.charAt(0)
  if (first === '.') return FLOAT.test(text) && Number.isFinite(Number(text))
  if (!/[-+0-9]/.test(first)) return false
  if (TIMESTAMP.test(text)) return true
  const digits = text.replaceAll('_', '')
  if (INTEGER.test(digits) && fitsInteger(digits)) return true
  return FLOAT.test(digits) && Number.isFinite(Number(digits))
}

function fitsInteger(digits: string): boolean {
  const size = digits.replace(/^[-+]/, '')
  const octal = /^0[0-7]+$/.test(size) ? `0o${size.slice(1)}` : size
  const value = BigInt(octal)
  return digits.startsWith('-') ? value <= 2n ** 63n : value < 2n ** 64n
}

interface Analysis {
  readonly multiline: boolean
  readonly plainAllowed: boolean
  readonly singleAllowed: boolean
  readonly blockAllowed: boolean
}

const BREAK = /[\n\r\u0085\u2028\u2029]/

const isBlankOrEnd = (char: string | undefined): boolean =>
  char === undefined || char === ' ' || char === '\t' || BREAK.test(char)

function isPrintable(char: string): boolean {
  const code = char.codePointAt(0) as number
  if (code === 0x0a) return true
  if (code < 0x80) return code >= 0x20 && code <= 0x7e
  if (code < 0xa0) return code === 0x85 ? false : false
  return code <= 0xffff && code !== 0xfeff && code < 0xfffe
}

function indicates(chars: readonly string[], i: number): boolean {
  const char = chars[i] as string
  const followed = isBlankOrEnd(chars[i + 1])
  if (i === 0) {
    if ('#,[]{}&*!|>\'"%@`'.includes(char)) return true
    return '?:-'.includes(char) && followed
  }
  if (char === ':') return followed
  return char === '#' && isBlankOrEnd(chars[i - 1])
}

function analyze(text: string): Analysis {
  if (text === '') return { multiline: false, plainAllowed: true, singleAllowed: true, blockAllowed: false }
  const chars = Array.from(text)
  const indicators = text.startsWith('---') || text.startsWith('...') || chars.some((_, i) => indicates(chars, i))
  const special = chars.some((char) => !isPrintable(char))
  const lineBreaks = BREAK.test(text)
  const spaceBreak = / [\n\r\u0085\u2028\u2029]/.test(text)
  const breakSpace = /[\n\r\u0085\u2028\u2029] /.test(text)
  const outer = /^[ \n\r\u0085\u2028\u2029]|[ \n\r\u0085\u2028\u2029]$/.test(text)
  return {
    multiline: lineBreaks,
    plainAllowed: !(outer || breakSpace || spaceBreak || special || lineBreaks || indicators),
    singleAllowed: !(breakSpace || spaceBreak || special),
    blockAllowed: !(text.endsWith(' ') || spaceBreak || special),
  }
}

/** @param key true for the key of a mapping */
export function styleOf(text: string, key: boolean): ScalarStyle {
  const analysis = analyze(text)
  let style: ScalarStyle = text.includes('\n') ? 'literal' : readsAsOther(text) ? 'double' : 'plain'
  if (key && analysis.multiline) style = 'double'
  if (style === 'plain' && !analysis.plainAllowed) style = 'single'
  if (style === 'plain' && text === '' && key) style = 'single'
  if (style === 'single' && !analysis.singleAllowed) style = 'double'
  if (style === 'literal' && (!analysis.blockAllowed || key)) style = 'double'
  return style
}

const ESCAPES: Readonly<Record<number, string>> = {
  0x00: '\\0',
  0x07: '\\a',
  0x08: '\\b',
  0x09: '\\t',
  0x0a: '\\n',
  0x0b: '\\v',
  0x0c: '\\f',
  0x0d: '\\r',
  0x1b: '\\e',
  0x22: '\\"',
  0x5c: '\\\\',
  0x85: '\\N',
  0xa0: '\\_',
  0x2028: '\\L',
  0x2029: '\\P',
}

/** One character within double quotes. */
export function escaped(char: string): string {
  const code = char.codePointAt(0) as number
  const named = ESCAPES[code]
  if (named !== undefined && (code !== 0xa0 || !isPrintable(char))) return named
  if (isPrintable(char) && !BREAK.test(char)) return char
  const hex = code.toString(16).toUpperCase()
  if (code <= 0xff) return `\\x${hex.padStart(2, '0')}`
  return code <= 0xffff ? `\\u${hex.padStart(4, '0')}` : `\\U${hex.padStart(8, '0')}`
}
