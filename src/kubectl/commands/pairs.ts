// `kubectl label pods a x=1 y-`: which words name objects and which are changes. Follows kubectl/pkg/cmd/util/helpers.go
// GetResourcesAndPairs and ParsePairs, v1.36.
import { CommandError } from '../failure'

const isPair = (word: string): boolean =>
  (word.includes('=') && !word.startsWith('=')) || (word.endsWith('-') && word !== '-')

/** @param what as messages call it: `label` */
export function splitPairs(args: readonly string[], what: string): { resources: string[]; pairs: string[] } {
  const first = args.findIndex(isPair)
  if (first < 0) return { resources: [...args], pairs: [] }
  const late = args.slice(first).find((word) => !isPair(word))
  if (late !== undefined) throw new CommandError(`all resources must be specified before ${what} changes: ${late}`)
  return { resources: args.slice(0, first), pairs: args.slice(first) }
}

export interface Pairs {
  readonly set: ReadonlyMap<string, string>
  readonly remove: readonly string[]
}

/** @param removal whether `key-` is allowed */
export function readPairs(words: readonly string[], what: string, removal = true): Pairs {
  const set = new Map<string, string>()
  const remove: string[] = []
  const wrong: string[] = []
  for (const word of words) {
    const at = word.indexOf('=')
    if (at > 0) set.set(word.slice(0, at), word.slice(at + 1))
    else if (removal && word.endsWith('-') && word !== '-') remove.push(word.slice(0, -1))
    else wrong.push(word)
  }
  if (wrong.length > 0) throw new CommandError(`invalid ${what} format: ${wrong.join(', ')}`)
  return { set, remove }
}
