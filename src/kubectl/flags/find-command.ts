// Which command is meant by the words, and which words are left for it. Follows github.com/spf13/cobra Command.Find.
import type { Command } from '../command'
import { CommandError, ExitError } from '../failure'
import type { FlagDefinition } from './flag-definition'
import { quote } from '../../objects/go-text'

export interface FoundCommand {
  /** from the outermost: rollout, undo */
  readonly path: readonly Command[]
  /** all words but the names of the commands */
  readonly rest: readonly string[]
}

/** No command at all: an empty path. Throws `unknown command "x" for "kubectl"`. */
export function findCommand(
  words: readonly string[],
  commands: readonly Command[],
  globals: readonly FlagDefinition[],
): FoundCommand {
  const path: Command[] = []
  let rest = [...words]
  let choices = commands
  for (;;) {
    const flags = [...globals, ...(path.at(-1)?.help.flags ?? [])]
    const at = firstArgument(rest, flags)
    const word = at < 0 ? undefined : rest[at]
    if (word === undefined) return { path, rest }
    const next = choices.find((each) => each.name === word || each.help.aliases?.includes(word))
    if (!next) {
      if (path.length > 0) return { path, rest }
      if (words[0]?.startsWith('-'))
        throw new ExitError(`Error: flags cannot be placed before plugin name: ${words[0]}`, 1)
      throw new CommandError(`unknown command ${quote(word)} for "kubectl"${suggestions(word, commands)}`)
    }
    path.push(next)
    rest = rest.filter((_, i) => i !== at)
    choices = next.subcommands ?? []
    if (choices.length === 0) return { path, rest }
  }
}

// The place of the first word that is neither a flag nor the value of one.
function firstArgument(words: readonly string[], flags: readonly FlagDefinition[]): number {
  for (let i = 0; i < words.length; i += 1) {
    const word = words[i] as string
    if (word === '--') return -1
    if (!word.startsWith('-') || word === '-') return i
    if (takesNextWord(word, flags)) i += 1
  }
  return -1
}

function takesNextWord(word: string, flags: readonly FlagDefinition[]): boolean {
  if (word.includes('=')) return false
  const flag = word.startsWith('--')
    ? flags.find(({ name }) => name === word.slice(2))
    : word.length === 2
      ? flags.find(({ shorthand }) => shorthand === word[1])
      : undefined
  // An unknown flag is taken for one that has a value.
  if (!flag) return word.startsWith('--') || word.length === 2
  return flag.type !== 'bool' && flag.bare === undefined
}

const DISTANCE_MAX = 2

function suggestions(word: string, commands: readonly Command[]): string {
  const lower = word.toLowerCase()
  const close = commands.filter(
    ({ name, suggestFor = [] }) =>
      editDistance(lower, name.toLowerCase()) <= DISTANCE_MAX ||
      name.toLowerCase().startsWith(lower) ||
      suggestFor.some((other) => other.toLowerCase() === lower),
  )
  return close.length === 0 ? '' : `\n\nDid you mean this?\n${close.map(({ name }) => `\t${name}\n`).join('')}`
}

function editDistance(a: string, b: string): number {
  let row = Array.from({ length: b.length + 1 }, (_, i) => i)
  for (let i = 1; i <= a.length; i += 1) {
    const next = [i]
    for (let j = 1; j <= b.length; j += 1) {
      const replace = (row[j - 1] as number) + (a[i - 1] === b[j - 1] ? 0 : 1)
      next.push(Math.min(replace, (row[j] as number) + 1, (next[j - 1] as number) + 1))
    }
    row = next
  }
  return row[b.length] as number
}
