// Matching sentences with phrases is most of what a run of many scenarios costs: cucumber-expressions asks a polyfill for the
// places of groups, written before the language had the `d` flag. Every Node that this package runs on has it.
// This module puts the language's own way in the polyfill's place: it has to be loaded before cucumber-expressions.
import { putInPlace } from './put-in-place'

const withIndices = new WeakMap<RegExp, RegExp>()

function exec(pattern: RegExp, text: string): RegExpExecArray | null {
  let native = withIndices.get(pattern)
  if (!native) {
    native = pattern.hasIndices ? pattern : new RegExp(pattern.source, `${pattern.flags}d`)
    withIndices.set(pattern, native)
  }
  native.lastIndex = pattern.lastIndex
  return native.exec(text)
}

putInPlace('@cucumber/cucumber-expressions', 'regexp-match-indices', () => exec)
