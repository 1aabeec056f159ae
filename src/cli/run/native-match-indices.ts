// Matching sentences with phrases is most of what a run of many scenarios costs: cucumber-expressions asks a polyfill for the
// places of groups, written before the language had the `d` flag. Every Node that this package runs on has it.
// This module puts the language's own way in the polyfill's place: it has to be loaded before cucumber-expressions.
import { putInPlace } from './put-in-place'

interface Matcher {
  /** made when a text may match: most phrases of a run meet none */
  native: RegExp | undefined
  /** what every text that matches holds: its beginning, and the longest piece of it */
  readonly beginning: string
  readonly piece: string
}

const matchers = new WeakMap<RegExp, Matcher>()

/** A sentence is tried with every phrase there is, and most phrases have other words. */
function exec(pattern: RegExp, text: string): RegExpExecArray | null {
  let matcher = matchers.get(pattern)
  if (!matcher) matchers.set(pattern, (matcher = matcherOf(pattern)))
  if (!text.startsWith(matcher.beginning) || !text.includes(matcher.piece)) return null
  matcher.native ??= pattern.hasIndices ? pattern : new RegExp(pattern.source, `${pattern.flags}d`)
  matcher.native.lastIndex = pattern.lastIndex
  return matcher.native.exec(text)
}

function matcherOf({ source, flags }: RegExp): Matcher {
  const pieces = flags === '' ? piecesOf(source) : []
  const piece = pieces.reduce((longest, each) => (each.length > longest.length ? each : longest), '')
  return { native: undefined, beginning: source.startsWith('^') ? (pieces[0] ?? '') : '', piece }
}

/**
 * What stands in a pattern outside of all groups, for itself and once: the first piece from the beginning, '' when the pattern begins
 * otherwise. Nothing for `a|b`.
 */
function piecesOf(source: string): string[] {
  // Characters by number and groups by name are left to the pattern itself.
  if (/\\(?![dDwWsSbBntr\W_])/.test(source)) return []
  const pieces: string[] = ['']
  const extend = (text: string): unknown => pieces.push((pieces.pop() ?? '') + text)
  let depth = 0
  for (const [token] of source.replace(/^\^/, '').matchAll(/\\.|\[(?:[^\]\\]|\\.)*\]|[*+?]|\{[\d,]+\}|[^]/gu)) {
    const isLiteral = depth === 0 && (/^[^[\](){}|.$^*+?\\]$/u.test(token) || /^\\[^\w]$/u.test(token))
    if (token === '|' && depth === 0) return []
    if (token === '(') depth++
    if (token === ')') depth--
    if (isLiteral) extend(token.at(-1) ?? '')
    else {
      // A sign of repetition is about the character before it.
      if (/^[*+?{]/.test(token)) pieces.push([...(pieces.pop() ?? '')].slice(0, -1).join(''))
      pieces.push('')
    }
  }
  return pieces
}

putInPlace('@cucumber/cucumber-expressions', 'regexp-match-indices', () => exec)
