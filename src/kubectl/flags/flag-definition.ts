// A flag of a command: its name, what kind of value it takes, and what help says of it.

export type FlagType = 'bool' | 'string' | 'int' | 'int32' | 'duration' | 'stringSlice' | 'stringArray' | 'stringMap'

export interface FlagDefinition {
  readonly name: string
  /** one letter: `-o` */
  readonly shorthand?: string
  readonly type: FlagType
  /** as help shows it: `false`, `[]`, `5s` */
  readonly default: string
  /** the value of the flag when it is given without one: `--dry-run` means `unchanged` */
  readonly bare?: string
  readonly usage: string
  /** a text that help shows without quotes: upstream gives it a type of its own */
  readonly unquoted?: true
  readonly hidden?: boolean
  /** shown as `Flag --record has been deprecated, <text>` when the flag is given */
  readonly deprecated?: string
}
