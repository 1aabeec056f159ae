// What help knows of one command. The pages of all commands are data beside this file.
import type { FlagDefinition } from '../flags/flag-definition'

export interface HelpPage {
  /** one line, in the list of commands */
  readonly short: string
  readonly long: string
  readonly examples?: string
  readonly aliases?: readonly string[]
  /** names, in the order of the list */
  readonly subcommands?: readonly string[]
  readonly usage: string
  readonly flags: readonly FlagDefinition[]
}

/** By the words of the command: `rollout`, `rollout undo`. */
export type HelpPages = Readonly<Record<string, HelpPage>>
