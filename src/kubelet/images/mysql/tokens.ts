import { syntaxError } from './sql-error'

export interface Token {
  readonly kind: 'word' | 'quoted' | 'text' | 'number' | 'sign' | 'end'
  readonly text: string
  readonly at: number
}

const TOKEN =
  /\s+|--[^\n]*(?:\n|$)|#[^\n]*(?:\n|$)|\/\*[\s\S]*?\*\/|('(?:[^'\\]|\\[\s\S]|'')*'|"(?:[^"\\]|\\[\s\S]|"")*")|`([^`]*)`|(\d+(?:\.\d+)?)|(@{0,2}[A-Za-z_$][\w$]*)|(<=>|<=|>=|<>|!=|:=|\|\||&&|[-+*/%(),.;=<>!@])/gy

/** The words of a statement, without comments. Throws MySQL's syntax error for a character that no word has. */
export function tokensOf(sql: string): Token[] {
  const tokens: Token[] = []
  TOKEN.lastIndex = 0
  while (TOKEN.lastIndex < sql.length) {
    const at = TOKEN.lastIndex
    const match = TOKEN.exec(sql)
    if (!match) throw syntaxError(sql.slice(at, at + 80))
    const [, text, quoted, number, word, sign] = match
    if (text !== undefined) tokens.push({ kind: 'text', text: unquote(text), at })
    else if (quoted !== undefined) tokens.push({ kind: 'quoted', text: quoted, at })
    else if (number !== undefined) tokens.push({ kind: 'number', text: number, at })
    else if (word !== undefined) tokens.push({ kind: 'word', text: word, at })
    else if (sign !== undefined) tokens.push({ kind: 'sign', text: sign, at })
  }
  tokens.push({ kind: 'end', text: '', at: sql.length })
  return tokens
}

const ESCAPES: Readonly<Record<string, string>> = { n: '\n', t: '\t', r: '\r', '0': '\0', b: '\b', Z: '\x1a' }

function unquote(literal: string): string {
  const mark = literal[0] as string
  return literal
    .slice(1, -1)
    .replaceAll(mark + mark, mark)
    .replace(/\\([\s\S])/g, (_, character: string) => ESCAPES[character] ?? character)
}

/** Splits at `;` (and `\G`) outside of quotes and comments. vertical: the statement ended with \G. */
export function splitStatements(script: string): { readonly sql: string; readonly vertical: boolean }[] {
  const statements: { sql: string; vertical: boolean }[] = []
  let from = 0
  const pattern =
    /'(?:[^'\\]|\\[\s\S]|'')*'|"(?:[^"\\]|\\[\s\S]|"")*"|`[^`]*`|--[^\n]*|#[^\n]*|\/\*[\s\S]*?\*\/|;|\\[Gg]/g
  const push = (to: number, vertical: boolean) => {
    const sql = script.slice(from, to).trim()
    if (sql !== '' && !/^(?:--[^\n]*\s*|#[^\n]*\s*)+$/.test(sql)) statements.push({ sql, vertical })
  }
  for (const match of script.matchAll(pattern)) {
    if (match[0] !== ';' && !/^\\[Gg]$/.test(match[0])) continue
    push(match.index, match[0] === '\\G')
    from = match.index + match[0].length
  }
  push(script.length, false)
  return statements
}

/** Reads the tokens of one statement from left to right. */
export class Cursor {
  private place = 0
  private readonly tokens: readonly Token[]

  constructor(readonly sql: string) {
    this.tokens = tokensOf(sql)
  }

  peek(ahead = 0): Token {
    return this.tokens[Math.min(this.place + ahead, this.tokens.length - 1)] as Token
  }

  next(): Token {
    const token = this.peek()
    if (token.kind !== 'end') this.place++
    return token
  }

  get isAtEnd(): boolean {
    return this.peek().kind === 'end'
  }

  /** whether the next words are these */
  is(...words: readonly string[]): boolean {
    return words.every((word, i) => {
      const token = this.peek(i)
      return (token.kind === 'word' || token.kind === 'sign') && token.text.toUpperCase() === word
    })
  }

  /** takes these words if they come next */
  take(...words: readonly string[]): boolean {
    if (!this.is(...words)) return false
    this.place += words.length
    return true
  }

  expect(...words: readonly string[]): void {
    if (!this.take(...words)) throw this.error()
  }

  /** a name, quoted or not */
  name(): string {
    const token = this.peek()
    if (token.kind !== 'word' && token.kind !== 'quoted') throw this.error()
    this.place++
    return token.text
  }

  text(): string {
    const token = this.peek()
    if (token.kind !== 'text') throw this.error()
    this.place++
    return token.text
  }

  /** after an opening bracket: what stands before the closing one, which is taken as well */
  inBrackets(): string {
    const from = this.peek().at
    for (let depth = 1; ;) {
      if (this.isAtEnd) throw this.error()
      const { kind, text, at } = this.next()
      if (kind !== 'sign') continue
      depth += text === '(' ? 1 : text === ')' ? -1 : 0
      if (depth === 0) return this.sql.slice(from, at)
    }
  }

  end(): void {
    if (!this.isAtEnd) throw this.error()
  }

  rest(): string {
    const rest = this.sql.slice(this.peek().at)
    this.place = this.tokens.length - 1
    return rest
  }

  error(): Error {
    const { at } = this.peek()
    return syntaxError(this.sql.slice(at, at + 80), this.sql.slice(0, at).split('\n').length)
  }
}
