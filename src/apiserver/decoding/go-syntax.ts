// What Go's decoder says of a text that is no JSON: `invalid character '}' looking for beginning of object key string`.
// Follows encoding/json/scanner.go. Bytes are looked at, as there.

/** Deeper nesting is refused. */
const DEPTH_MAX = 10_000
const END = 'unexpected end of JSON input'

class Malformed extends Error {}

/** undefined for a text that is JSON. */
export function jsonFault(text: string): string | undefined {
  try {
    // At the end Go's scanner takes one more space, and says so where none may be.
    new Scanner(new TextEncoder().encode(`${text} `)).scan()
    return undefined
  } catch (error) {
    if (error instanceof Malformed) return error.message
    throw error
  }
}

const CODES = { quote: 0x22, backslash: 0x5c, minus: 0x2d, plus: 0x2b, dot: 0x2e, zero: 0x30, nine: 0x39 }
const LITERALS: Readonly<Record<string, string>> = { t: 'true', f: 'false', n: 'null' }
const ESCAPES = 'bfnrt\\/"'

class Scanner {
  private at = 0
  /** what each open bracket is closed with */
  private readonly open: ('}' | ']')[] = []

  constructor(private readonly bytes: Uint8Array) {}

  scan(): void {
    this.value()
    while (this.open.length > 0) this.afterValue()
    this.skipSpace()
    if (this.at < this.bytes.length) this.fail('after top-level value')
  }

  /** One value up to its end; of a list or an object up to the end of the first value that holds no other. */
  private value(): void {
    this.skipSpace()
    while (this.character() === '{' || this.character() === '[') {
      const close = this.character() === '{' ? '}' : ']'
      this.at++
      if (this.open.push(close) > DEPTH_MAX) throw new Malformed('exceeded max depth')
      this.skipSpace()
      if (this.character() === close) return this.closed()
      if (close === '}') this.key()
      this.skipSpace()
    }
    this.scalar()
  }

  private scalar(): void {
    const character = this.character()
    if (character === '"') return this.string()
    if (character === '-' || /[0-9]/.test(character)) return this.number()
    const literal = LITERALS[character]
    if (!literal) this.fail('looking for beginning of value')
    for (let i = 1; i < literal.length; i++)
      if (String.fromCharCode(this.next()) !== literal[i])
        this.fail(`in literal ${literal} (expecting '${literal[i] ?? ''}')`)
    this.at++
  }

  private closed(): void {
    this.at++
    this.open.pop()
  }

  /** The key of a member and its colon. */
  private key(): void {
    this.skipSpace()
    if (this.character() !== '"') this.fail('looking for beginning of object key string')
    this.string()
    this.skipSpace()
    if (this.character() !== ':') this.fail('after object key')
    this.at++
  }

  private afterValue(): void {
    const close = this.open[this.open.length - 1]
    this.skipSpace()
    const character = this.character()
    if (character === close) return this.closed()
    if (character !== ',') this.fail(close === '}' ? 'after object key:value pair' : 'after array element')
    this.at++
    if (close === '}') this.key()
    this.value()
  }

  private string(): void {
    for (let byte = this.next(); byte !== CODES.quote; byte = this.next()) {
      if (byte < 0x20) this.fail('in string literal')
      if (byte === CODES.backslash) this.escape()
    }
    this.at++
  }

  private escape(): void {
    const character = String.fromCharCode(this.next())
    if (character === 'u') {
      for (let i = 0; i < 4; i++)
        if (!/[0-9a-fA-F]/.test(String.fromCharCode(this.next()))) this.fail('in \\u hexadecimal character escape')
    } else if (!ESCAPES.includes(character)) this.fail('in string escape code')
  }

  private number(): void {
    if (this.bytes[this.at] === CODES.minus) {
      this.next()
      if (!this.isDigit()) this.fail('in numeric literal')
    }
    if (this.bytes[this.at] === CODES.zero) this.at++
    else this.digits()
    if (this.bytes[this.at] === CODES.dot) {
      this.next()
      if (!this.isDigit()) this.fail('after decimal point in numeric literal')
      this.digits()
    }
    if (this.bytes[this.at] === 0x65 || this.bytes[this.at] === 0x45) {
      const sign = this.next()
      if (sign === CODES.plus || sign === CODES.minus) this.next()
      if (!this.isDigit()) this.fail('in exponent of numeric literal')
      this.digits()
    }
  }

  private isDigit(): boolean {
    const byte = this.bytes[this.at] ?? 0
    return byte >= CODES.zero && byte <= CODES.nine
  }

  private digits(): void {
    while (this.isDigit()) this.at++
  }

  /** Goes one byte on. Throws at the end. */
  private next(): number {
    this.at++
    return this.byte()
  }

  private byte(): number {
    const byte = this.bytes[this.at]
    if (byte === undefined) throw new Malformed(END)
    return byte
  }

  private character = (): string => String.fromCharCode(this.byte())

  private skipSpace(): void {
    while ([0x20, 0x09, 0x0a, 0x0d].includes(this.bytes[this.at] ?? -1)) this.at++
  }

  private fail(context: string): never {
    throw new Malformed(`invalid character ${quoted(this.byte())} ${context}`)
  }
}

const NAMED: Readonly<Record<number, string>> = {
  7: '\\a',
  8: '\\b',
  9: '\\t',
  10: '\\n',
  11: '\\v',
  12: '\\f',
  13: '\\r',
  39: "\\'",
  92: '\\\\',
}

/** One byte as Go quotes it. */
function quoted(byte: number): string {
  const isPrintable = (byte >= 0x20 && byte < 0x7f) || (byte > 0xa0 && byte !== 0xad)
  const plain = isPrintable ? String.fromCharCode(byte) : hex(byte)
  return `'${NAMED[byte] ?? plain}'`
}

const hex = (byte: number): string =>
  byte < 0x80 ? `\\x${byte.toString(16).padStart(2, '0')}` : `\\u00${byte.toString(16).padStart(2, '0')}`
