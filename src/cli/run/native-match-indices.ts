// Matching sentences with phrases is most of what a run of many scenarios costs: cucumber-expressions asks a polyfill for the
// places of groups, written before the language had the `d` flag. Every Node that this package runs on has it.
// This module puts the language's own way in the polyfill's place: it has to be loaded before cucumber-expressions.
import { putInPlace } from './put-in-place'

interface Matcher {
  readonly native: RegExp
  /** what every text that matches begins with */
  readonly beginning: string
}

const matchers = new WeakMap<RegExp, Matcher>()

/** A sentence is tried with every phrase there is, and most phrases begin with other words. */
function exec(pattern: RegExp, text: string): RegExpExecArray | null {
  let matcher = matchers.get(pattern)
  if (!matcher) matchers.set(pattern, (matcher = matcherOf(pattern)))
  if (!text.startsWith(matcher.beginning)) return null
  matcher.native.lastIndex = pattern.lastIndex
  return matcher.native.exec(text)
}

function matcherOf(pattern: RegExp): Matcher {
  const { source, flags } = pattern
  return {
    native: pattern.hasIndices ? pattern : new RegExp(source, `${flags}d`),
    // Characters that stand for themselves, and are not repeated by what follows them.
    beginning: flags === '' && !isChoice(source) ? (/^\^([^\\^$.*+?()[\]{}|]*)(?![*+?{])/.exec(source)?.[1] ?? '') : '',
  }
}

/** `^a|^b`: a text may begin in several ways. */
function isChoice(source: string): boolean {
  let rest = source.replace(/\\./g, '').replace(/\[[^\]]*\]/g, '')
  for (let longer = Infinity; rest.length < longer;) {
    longer = rest.length
    rest = rest.replace(/\([^()]*\)/g, '')
  }
  return rest.includes('|')
}

putInPlace('@cucumber/cucumber-expressions', 'regexp-match-indices', () => exec)
