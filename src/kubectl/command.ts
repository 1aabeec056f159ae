import type { ExitCode } from './context'
import type { FlagValues } from './flags/flag-values'
import type { HelpPage } from './help/help-page'
import type { Session } from './session'

/** One verb of kubectl (`get`), or one below another (`rollout undo`). */
export interface Command {
  readonly name: string
  readonly help: HelpPage
  /** words that are answered with "Did you mean this?" */
  readonly suggestFor?: readonly string[]
  readonly requiredFlags?: readonly string[]
  /** flags that stand before those of the line: a user's preferences */
  readonly presets?: readonly string[]
  /** the words of the command that this one is a user's alias of */
  readonly aliasOf?: string
  readonly subcommands?: readonly Command[]
  /** where a command without `run` prints its help: standard error when left out */
  readonly helpTo?: 'stdout'
  /** the exit code after Ctrl-C, of a command that sees to it itself; the others are ended by it */
  readonly interrupted?: ExitCode
  /** what is added to the exit code of every failure, for commands whose 1 is an answer */
  readonly addedToFailures?: number
  /**
   * Does what was asked and writes to the session. Throws one of the failures of failure.ts; returns the exit code, 0 when
   * it returns nothing. A command without `run` prints its help.
   */
  readonly run?: (
    args: readonly string[],
    flags: FlagValues,
    session: Session,
  ) => Promise<ExitCode | void> | ExitCode | void
}
