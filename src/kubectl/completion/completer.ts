// What a completer is: from the words of a line to those that may come next.
import type { Session } from '../session'

/** What a shell is to do with the words, bits of one number. Follows github.com/spf13/cobra ShellCompDirective. */
export const DIRECTIVE = { default: 0, noSpace: 2, noFiles: 4, filesWithEnding: 8 } as const

export interface Completions {
  /** a word, or a word, a tab and what it means */
  readonly words: readonly string[]
  readonly directive: number
}

export interface Question {
  /** the words before, without flags */
  readonly args: readonly string[]
  /** what is typed of the word so far */
  readonly word: string
  /** of the command, with its flags; undefined where the kubeconfig is not good enough to ask a server */
  readonly session: Session | undefined
}

export type Completer = (question: Question) => Promise<Completions> | Completions

export const noFiles = (words: readonly string[]): Completions => ({ words, directive: DIRECTIVE.noFiles })
export const beginningWith = (words: readonly string[], word: string): string[] =>
  words.filter((each) => each.startsWith(word))
