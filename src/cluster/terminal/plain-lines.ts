// Most of what people type is a command and its words: nothing that a shell would have to work out. Such lines run as they stand,
// without the interpreter, which costs more than the command itself.

export interface PlainLine {
  /** where it begins in what was typed */
  readonly offset: number
  /** the command's name and its arguments, without their quotes */
  readonly words: readonly string[]
}

/** Characters that mean nothing but themselves; and quotes in which there is nothing to expand. */
const PART = /[\w./:=,@%+-]+|'[^']*'|"[^"$`\\!]*"/y
const BLANK = /[ \t]+/y
/** Empty lines and comments before the next command. */
const BETWEEN = /(?:[ \t]*(?:#[^\n]*)?\n)*[ \t]*(?:#[^\n]*$)?/y

/** The lines of a script in which each is a call of one of these commands and nothing else; undefined when a shell is needed. */
export function plainLines(script: string, isCommand: (name: string) => boolean): PlainLine[] | undefined {
  const lines: PlainLine[] = []
  let at = 0
  const take = (pattern: RegExp): string => {
    pattern.lastIndex = at
    const [found = ''] = pattern.exec(script) ?? []
    at += found.length
    return found
  }
  for (;;) {
    take(BETWEEN)
    if (at === script.length) return lines.length > 0 ? lines : undefined
    const offset = at
    const words: string[] = []
    do {
      const word = takeWord(take)
      if (word === undefined) break
      words.push(word)
    } while (take(BLANK) !== '')
    if (!isCommand(words[0] ?? '') || (at < script.length && script[at] !== '\n')) return undefined
    lines.push({ offset, words })
  }
}

/** Parts that stand together are one word: `--patch='{"a": 1}'`. */
function takeWord(take: (pattern: RegExp) => string): string | undefined {
  let word: string | undefined
  for (let part = take(PART); part !== ''; part = take(PART))
    word = (word ?? '') + (part[0] === "'" || part[0] === '"' ? part.slice(1, -1) : part)
  return word
}
