// Follows github.com/mitchellh/go-wordwrap.

/** Breaks lines at spaces; a word longer than the limit stays whole. */
export function wordWrap(text: string, limit: number): string {
  let out = ''
  let current = 0
  let word = ''
  let space = ''
  const flush = (): void => {
    current += lengthOf(space) + lengthOf(word)
    out += space + word
    space = ''
    word = ''
  }
  for (const char of text) {
    if (char === '\n') {
      if (word !== '' || current + lengthOf(space) <= limit) flush()
      space = ''
      out += char
      current = 0
    } else if (/\s/.test(char) && char !== '\u00a0') {
      if (space === '' || word !== '') flush()
      space += char
    } else {
      word += char
      if (current + lengthOf(word) + lengthOf(space) > limit && lengthOf(word) < limit) {
        out += '\n'
        current = 0
        space = ''
      }
    }
  }
  if (word !== '') return out + space + word
  return current + lengthOf(space) <= limit ? out + space : out
}

const lengthOf = (text: string): number => Array.from(text).length
