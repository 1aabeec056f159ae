// What a command line says of the connection: the global flags that no flag of the command's own hides (`create rolebinding --user`).
import { commands } from './commands/index'
import { CommandError, ExitError } from './failure'
import { findCommand } from './flags/find-command'
import { HelpWanted, parseFlags } from './flags/parse-flags'
import { globalFlags } from './help/global-flags'

/** The value that was given to a global flag, a line for each of one that may be repeated; undefined when there is none. */
export type GlobalOptions = (name: string) => string | undefined

const REPEATED = new Set(globalFlags.filter(({ type }) => type === 'stringArray').map(({ name }) => name))

/** Of a line that cannot be read, what is written out for a global flag. */
export function globalOptions(argv: readonly string[]): GlobalOptions {
  // What is to be completed is a line as well, but for its last word.
  const words = argv[0]?.startsWith('__complete') ? argv.slice(1, -1) : argv
  try {
    const { path, rest } = findCommand(words, commands, globalFlags)
    const own = path.at(-1)?.help.flags ?? []
    const flags = parseFlags(rest, [
      ...own,
      ...globalFlags.filter(({ name }) => !own.some((flag) => flag.name === name)),
    ])
    return (name) => {
      if (own.some((flag) => flag.name === name) || !flags.changed(name)) return undefined
      return REPEATED.has(name) ? flags.strings(name).join('\n') : flags.string(name)
    }
  } catch (failure) {
    if (!(failure instanceof CommandError || failure instanceof ExitError || failure instanceof HelpWanted))
      throw failure
    // A word of the user's preferences (kuberc) is no command here, and may be one.
    return (name) => looseOption(name, words)
  }
}

function looseOption(name: string, words: readonly string[]): string | undefined {
  if (!globalFlags.some((flag) => flag.name === name)) return undefined
  const end = words.indexOf('--')
  const given = end < 0 ? words : words.slice(0, end)
  const joined = given.find((word) => word.startsWith(`--${name}=`))
  return joined === undefined ? given[given.indexOf(`--${name}`) + 1 || given.length] : joined.slice(name.length + 3)
}
