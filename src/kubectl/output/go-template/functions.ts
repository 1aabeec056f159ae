// The functions of text/template that work on decoded JSON, and kubectl's own: exists, base64decode.
import { goPrint } from '../go-print'
import { goPrintf, goType } from './go-printf'

type TemplateFunction = (args: readonly unknown[]) => unknown

/** `{{if x}}`: false, 0, '', nil and empty lists and maps are not true */
export function isTrue(value: unknown): boolean {
  if (value === null || value === undefined) return false
  if (Array.isArray(value)) return value.length > 0
  if (typeof value === 'object') return Object.keys(value).length > 0
  return Boolean(value)
}

/** Said of how a function is called, not by the function. */
export class CallError extends Error {}

function need(name: string, args: readonly unknown[], count: number, atLeast = false): void {
  if (atLeast ? args.length >= count : args.length === count) return
  throw new CallError(`wrong number of args for ${name}: want ${atLeast ? 'at least ' : ''}${count} got ${args.length}`)
}

const basicKind = (value: unknown): string => {
  if (value === null || value === undefined) return 'nil'
  if (typeof value === 'number') return Number.isInteger(value) ? 'int' : 'float'
  return typeof value
}

function equal(a: unknown, b: unknown): boolean {
  const [left, right] = [basicKind(a), basicKind(b)]
  if (left === 'nil' || right === 'nil') return left === right
  if (left === 'object' || right === 'object')
    throw new Error(`non-comparable type ${goPrintf('%s', [a])}: ${goType(a)}`)
  if (left !== right) throw incompatible(a, b)
  return a === b
}

const incompatible = (a: unknown, b: unknown): Error =>
  new Error(`incompatible types for comparison: ${goType(a)} and ${goType(b).replace('int64', 'int')}`)

function less(a: unknown, b: unknown): boolean {
  const [left, right] = [basicKind(a), basicKind(b)]
  if (left !== right) throw incompatible(a, b)
  if (!['int', 'float', 'string'].includes(left)) throw new Error('invalid type for comparison')
  return (a as string | number) < (b as string | number)
}

function index([item, ...path]: readonly unknown[]): unknown {
  let current = item
  for (const step of path) {
    if (current === null || current === undefined) throw new Error('index of untyped nil')
    if (Array.isArray(current) || typeof current === 'string') {
      if (typeof step !== 'number') throw new Error(`cannot index slice/array with type ${goType(step)}`)
      if (step < 0 || step >= current.length) throw new Error(`index out of range: ${step}`)
      current = typeof current === 'string' ? new TextEncoder().encode(current)[step] : current[step]
    } else if (typeof current === 'object') {
      if (typeof step !== 'string') throw new Error(`value has type ${goType(step)}; should be string`)
      current = Object.hasOwn(current, step) ? (current as Record<string, unknown>)[step] : undefined
    } else throw new Error(`can't index item of type ${goType(current)}`)
  }
  return current
}

function exists([item, ...path]: readonly unknown[]): boolean {
  let current = item
  for (const step of path) {
    if (current === null || current === undefined || typeof current !== 'object') return false
    if (Array.isArray(current)) {
      if (typeof step !== 'number' || step < 0 || step >= current.length) return false
      current = current[step]
    } else {
      if (typeof step !== 'string') return false
      current = (current as Record<string, unknown>)[step]
    }
  }
  return current !== null && current !== undefined
}

function lengthOf(value: unknown): number {
  if (typeof value === 'string') return new TextEncoder().encode(value).length
  if (Array.isArray(value)) return value.length
  if (typeof value === 'object' && value !== null) return Object.keys(value).length
  throw new Error(value === null || value === undefined ? 'len of nil pointer' : `len of type ${goType(value)}`)
}

// fmt.Sprint puts a space between two operands when neither is a string.
function sprint(args: readonly unknown[]): string {
  return args
    .map((arg, i) =>
      i > 0 && typeof arg !== 'string' && typeof args[i - 1] !== 'string' ? ` ${goPrint(arg)}` : goPrint(arg),
    )
    .join('')
}

function base64decode([text]: readonly unknown[]): string {
  try {
    const bytes = Uint8Array.from(atob(String(text)), (char) => char.charCodeAt(0))
    return new TextDecoder().decode(bytes)
  } catch {
    throw new Error('base64 decode failed: illegal base64 data at input byte 0')
  }
}

const HTML: Readonly<Record<string, string>> = {
  '\0': '\uFFFD',
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&#34;',
  "'": '&#39;',
}

const SCRIPT: Readonly<Record<string, string>> = { '\\': '\\\\', "'": "\\'", '"': '\\"' }

const scriptText = (text: string): string =>
  text.replace(
    /[\\'"<>&=\x00-\x1f\x7f]/g,
    (char) => SCRIPT[char] ?? `\\u${char.charCodeAt(0).toString(16).toUpperCase().padStart(4, '0')}`,
  )

const queryText = (text: string): string =>
  encodeURIComponent(text)
    .replace(/[!'()*]/g, (char) => `%${char.charCodeAt(0).toString(16).toUpperCase()}`)
    .replaceAll('%20', '+')

function equalToAny([first, ...others]: readonly unknown[]): boolean {
  if (others.length === 0) throw new Error('missing argument for comparison')
  return others.some((other) => equal(first, other))
}

function slice([item, from = 0, to]: readonly unknown[]): unknown {
  if (typeof item !== 'string' && !Array.isArray(item)) throw new Error(`can't slice item of type ${goType(item)}`)
  const [start, end] = [Number(from), to === undefined ? item.length : Number(to)]
  for (const place of [start, end])
    if (place < 0 || place > item.length) throw new Error(`index out of range: ${place}`)
  if (start > end) throw new Error(`invalid slice index: ${start} > ${end}`)
  return item.slice(start, end)
}

export const functions: Readonly<Record<string, TemplateFunction>> = {
  // and, or stop at the first that decides: the shell evaluates their arguments one by one.
  not: (args) => (need('not', args, 1), !isTrue(args[0])),
  len: (args) => (need('len', args, 1), lengthOf(args[0])),
  index: (args) => (need('index', args, 1, true), index(args)),
  slice: (args) => (need('slice', args, 1, true), slice(args)),
  exists,
  base64decode,
  print: sprint,
  println: (args) => `${args.map(goPrint).join(' ')}\n`,
  printf: ([format, ...args]) => goPrintf(String(format), args),
  html: (args) => sprint(args).replace(/[\0&<>"']/g, (char) => HTML[char] as string),
  js: (args) => scriptText(sprint(args)),
  urlquery: (args) => queryText(sprint(args)),
  eq: (args) => (need('eq', args, 1, true), equalToAny(args)),
  ne: (args) => (need('ne', args, 2), !equal(args[0], args[1])),
  lt: (args) => (need('lt', args, 2), less(args[0], args[1])),
  le: (args) => (need('le', args, 2), less(args[0], args[1]) || equal(args[0], args[1])),
  gt: (args) => (need('gt', args, 2), !(less(args[0], args[1]) || equal(args[0], args[1]))),
  ge: (args) => (need('ge', args, 2), !less(args[0], args[1])),
}

export const functionNames: ReadonlySet<string> = new Set([...Object.keys(functions), 'and', 'or', 'call'])
