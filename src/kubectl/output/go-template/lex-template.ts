// Follows text/template/parse/lex.go.

export type TokenKind =
  | 'text'
  | 'left'
  | 'right'
  | 'field'
  | 'variable'
  | 'identifier'
  | 'string'
  | 'char'
  | 'number'
  | 'bool'
  | 'nil'
  | 'dot'
  | 'pipe'
  | 'declare'
  | 'assign'
  | 'comma'
  | 'open'
  | 'close'
  | 'space'
  | 'keyword'
  | 'end'

export interface Token {
  readonly kind: TokenKind
  readonly text: string
  readonly line: number
  readonly column: number
}

const KEYWORDS = new Set(['block', 'break', 'continue', 'define', 'else', 'end', 'if', 'range', 'template', 'with'])

// The order counts: the first that fits is taken.
const INSIDE: readonly (readonly [TokenKind, RegExp])[] = [
  ['space', /[ \t\r\n]+/y],
  ['string', /"(?:[^"\\\n]|\\.)*"|`[^`]*`/y],
  ['char', /'(?:[^'\\\n]|\\.)+'/y],
  ['declare', /:=/y],
  ['assign', /=/y],
  ['comma', /,/y],
  ['pipe', /\|/y],
  ['open', /\(/y],
  ['close', /\)/y],
  ['number', /[+-]?(?:0[xX][0-9a-fA-F_]+|0[oO][0-7_]+|0[bB][01_]+|(?:\d[\d_]*\.?\d*|\.\d+)(?:[eE][+-]?\d+)?)/y],
  ['field', /\.[\p{L}_][\p{L}\p{Nd}_]*/uy],
  ['dot', /\./y],
  ['variable', /\$[\p{L}\p{Nd}_]*/uy],
  ['identifier', /[\p{L}_][\p{L}\p{Nd}_]*/uy],
]

export class TemplateSyntaxError extends Error {
  constructor(line: number, message: string) {
    super(`template: output:${line}: ${message}`)
  }
}

/** Text and actions as tokens; `{{-` and `-}}` have eaten the space around them, comments are gone. */
export function lexTemplate(input: string): Token[] {
  const tokens: Token[] = []
  let position = 0
  let trimNext = false
  const at = (offset: number): { line: number; column: number } => {
    const before = input.slice(0, offset)
    return { line: before.split('\n').length, column: offset - (before.lastIndexOf('\n') + 1) }
  }
  while (position < input.length) {
    const open = input.indexOf('{{', position)
    let text = input.slice(position, open < 0 ? undefined : open)
    if (trimNext) text = text.replace(/^[ \t\r\n]+/, '')
    const trimsBefore = open >= 0 && /^-[ \t\r\n]/.test(input.slice(open + 2))
    if (trimsBefore) text = text.replace(/[ \t\r\n]+$/, '')
    if (text !== '') tokens.push({ kind: 'text', text, ...at(position) })
    if (open < 0) break
    const inside = open + 2 + (trimsBefore ? 2 : 0)
    const comment = /^\/\*[\s\S]*?\*\/([ \t\r\n]+-)?\}\}/.exec(input.slice(inside))
    if (comment) {
      trimNext = comment[1] !== undefined
      position = inside + comment[0].length
      continue
    }
    tokens.push({ kind: 'left', text: '{{', ...at(open) })
    const [end, trims] = lexAction(input, inside, tokens, at)
    position = end
    trimNext = trims
  }
  tokens.push({ kind: 'end', text: '', ...at(input.length) })
  return tokens
}

function lexAction(
  input: string,
  from: number,
  tokens: Token[],
  at: (offset: number) => { line: number; column: number },
): [end: number, trims: boolean] {
  let position = from
  let depth = 0
  for (;;) {
    const rest = input.slice(position)
    const close = /^([ \t\r\n]+-)?\}\}/.exec(rest)
    if (close) {
      if (depth > 0) throw new TemplateSyntaxError(at(position).line, 'unclosed left paren')
      tokens.push({ kind: 'right', text: '}}', ...at(position) })
      return [position + close[0].length, close[1] !== undefined]
    }
    if (rest === '') throw new TemplateSyntaxError(at(from).line, 'unclosed action')
    const [kind, text] = nextToken(input, position, at)
    if (kind === 'open') depth += 1
    if (kind === 'close') depth -= 1
    if (depth < 0) throw new TemplateSyntaxError(at(position).line, 'unexpected right paren')
    tokens.push({ kind, text, ...at(position) })
    position += text.length
  }
}

function nextToken(input: string, position: number, at: (offset: number) => { line: number }): [TokenKind, string] {
  for (const [kind, pattern] of INSIDE) {
    pattern.lastIndex = position
    const text = pattern.exec(input)?.[0]
    if (text === undefined) continue
    if (kind !== 'identifier') return [kind, text]
    if (KEYWORDS.has(text)) return ['keyword', text]
    if (text === 'true' || text === 'false') return ['bool', text]
    return [text === 'nil' ? 'nil' : 'identifier', text]
  }
  const char = input.charAt(position)
  if (char === '"') throw new TemplateSyntaxError(at(position).line, 'unterminated quoted string')
  const code = (input.codePointAt(position) as number).toString(16).toUpperCase().padStart(4, '0')
  throw new TemplateSyntaxError(at(position).line, `unrecognized character in action: U+${code} '${char}'`)
}
