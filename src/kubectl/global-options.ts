// What a command line says of the connection: the global flags that no flag of the command's own hides (`create rolebinding --user`).
import { commands } from './commands/index'
import { CommandError, ExitError } from './failure'
import { findCommand } from './flags/find-command'
import { HelpWanted, parseFlags } from './flags/parse-flags'
import { globalFlags } from './help/global-flags'

/** The value that was given to a global flag; undefined when there is none. */
export type GlobalOptions = (name: string) => string | undefined

/** A line that cannot be read has no options: it asks no server. */
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
    return (name) => (own.some((flag) => flag.name === name) || !flags.changed(name) ? undefined : flags.string(name))
  } catch (failure) {
    if (!(failure instanceof CommandError || failure instanceof ExitError || failure instanceof HelpWanted))
      throw failure
    return () => undefined
  }
}
