// What Go's encoding/json says of a text that is no JSON.

class Unexpected extends Error {}

/** `invalid character 'a' looking for beginning of value`, `unexpected EOF`; undefined when the text is JSON. */
export function jsonProblem(text: string): { readonly message: string; readonly offset: number } | undefined {
  const reader = new Reader(text)
  try {
    reader.value('looking for beginning of value')
    reader.blank()
    if (!reader.atEnd()) reader.fail('after top-level value')
    return undefined
  } catch (error) {
    if (error instanceof Unexpected) return { message: error.message, offset: reader.position + 1 }
    throw error
  }
}

class Reader {
  position = 0

  constructor(private readonly text: string) {}

  atEnd = (): boolean => this.position >= this.text.length

  blank(): void {
    while (/[ \t\r\n]/.test(this.text.charAt(this.position))) this.position += 1
  }

  fail(where: string): never {
    if (this.atEnd()) throw new Unexpected('unexpected EOF')
    const char = this.text.charAt(this.position)
    const shown = char === "'" ? `'\\''` : char === '"' ? `'"'` : `'${JSON.stringify(char).slice(1, -1)}'`
    throw new Unexpected(`invalid character ${shown} ${where}`)
  }

  value(where: string): void {
    this.blank()
    const char = this.text.charAt(this.position)
    if (char === '{') return this.object()
    if (char === '[') return this.array()
    if (char === '"') return this.string()
    const number = /^-?(0|[1-9]\d*)(\.\d+)?([eE][+-]?\d+)?/.exec(this.text.slice(this.position))
    if (number) {
      this.position += number[0].length
      return
    }
    for (const word of ['true', 'false', 'null']) if (word.charAt(0) === char && char !== '') return this.literal(word)
    this.fail(where)
  }

  private literal(word: string): void {
    for (const [i, letter] of Array.from(word).entries()) {
      if (this.text.charAt(this.position) !== letter) this.fail(`in literal ${word} (expecting '${word[i]}')`)
      this.position += 1
    }
  }

  private string(): void {
    this.position += 1
    for (;;) {
      const char = this.text.charAt(this.position)
      if (this.atEnd() || char < ' ') this.fail('in string literal')
      this.position += char === '\\' ? 2 : 1
      if (char === '"') return
    }
  }

  private object(): void {
    this.position += 1
    this.blank()
    if (this.take('}')) return
    let where = 'looking for beginning of object key string'
    for (;;) {
      this.blank()
      if (this.text.charAt(this.position) !== '"') this.fail(where)
      this.string()
      this.blank()
      if (!this.take(':')) this.fail('after object key')
      this.value('looking for beginning of value')
      this.blank()
      if (this.take('}')) return
      if (!this.take(',')) this.fail('after object key:value pair')
      where = 'looking for beginning of object key string'
    }
  }

  private array(): void {
    this.position += 1
    this.blank()
    if (this.take(']')) return
    for (;;) {
      this.value('looking for beginning of value')
      this.blank()
      if (this.take(']')) return
      if (!this.take(',')) this.fail('after array element')
    }
  }

  private take(char: string): boolean {
    if (this.text.charAt(this.position) !== char) return false
    this.position += 1
    return true
  }
}
