// The interpreter's grep knows one pattern only, the last `-e`. Several become one with newlines between them, which is what
// several patterns mean to any grep; ours reads that as alternatives.

interface Word {
  readonly type: string
  readonly parts: readonly { readonly type: string; readonly value?: string }[]
}

const textOf = (word: Word): string | undefined => {
  let text = ''
  for (const part of word.parts) {
    const value = part.type === 'DoubleQuoted' ? undefined : part.value
    if (value === undefined) return undefined
    text += value
  }
  return text
}

/** Signs that mean something in an extended pattern and nothing in a basic one. */
const EXTENDED_ONLY = /[+?|(){}]/g

/** `-e a -e b` -> `-E -e (a)|(b)`; other arguments as they are. */
export function mergeGrepPatterns(args: readonly Word[]): readonly Word[] {
  const patterns: string[] = []
  const others: Word[] = []
  const isExtended = args.some((word) => /^-[a-zA-Z]*E/.test(textOf(word) ?? ''))
  for (let i = 0; i < args.length; i++) {
    const word = args[i] as Word
    const next = args[i + 1]
    const pattern = textOf(word) === '-e' && next ? textOf(next) : undefined
    if (pattern === undefined) {
      others.push(word)
      continue
    }
    patterns.push(isExtended ? pattern : pattern.replace(EXTENDED_ONLY, '[$&]'))
    i++
  }
  if (patterns.length < 2) return args
  const literal = (value: string): Word => ({ type: 'Word', parts: [{ type: 'SingleQuoted', value }] })
  return [literal('-E'), literal('-e'), literal(patterns.map((pattern) => `(${pattern})`).join('|')), ...others]
}
