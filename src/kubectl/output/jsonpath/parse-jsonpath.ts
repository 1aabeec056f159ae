// Follows client-go/util/jsonpath/parser.go, v1.36.
import { listNode, type ListNode, type SliceParam } from './jsonpath-node'

/** Throws an Error with the words of client-go: `unterminated array`. */
export const parseJsonPath = (text: string): ListNode => new Parser(text).parse()

/** An expression without its braces, as within filters and unions. */
function parseAction(text: string): ListNode {
  const first = parseJsonPath(`{${text}}`).nodes[0]
  return first?.type === 'list' ? first : listNode()
}

const EOF = ''
const isSpace = (char: string): boolean => char === ' ' || char === '\t'
const isEndOfLine = (char: string): boolean => char === '\r' || char === '\n'
const isTerminator = (char: string): boolean =>
  char === EOF || isSpace(char) || isEndOfLine(char) || '.,[]$@{}'.includes(char)
const isDigit = (char: string): boolean => /^\p{Nd}$/u.test(char)
const isAlphaNumeric = (char: string): boolean => char === '_' || /^[\p{L}\p{Nd}]$/u.test(char)

class Parser {
  private readonly root = listNode()
  private readonly input: readonly string[]
  private start = 0
  private position = 0

  constructor(text: string) {
    this.input = Array.from(text)
  }

  parse(): ListNode {
    this.text()
    return this.root
  }

  private startsWith = (prefix: string): boolean =>
    this.input.slice(this.position, this.position + prefix.length).join('') === prefix

  private next(): string {
    const char = this.input[this.position] ?? EOF
    if (char !== EOF) this.position += 1
    return char
  }

  private peek = (): string => this.input[this.position] ?? EOF

  private consume(): string {
    const text = this.input.slice(this.start, this.position).join('')
    this.start = this.position
    return text
  }

  private text(): void {
    for (;;) {
      if (this.startsWith('{')) {
        if (this.position > this.start) this.root.nodes.push({ type: 'text', text: this.consume() })
        this.position += 1
        this.consume()
        const list = listNode()
        this.root.nodes.push(list)
        return this.insideAction(list)
      }
      if (this.next() === EOF) break
    }
    if (this.position > this.start) this.root.nodes.push({ type: 'text', text: this.consume() })
  }

  private insideAction(list: ListNode): void {
    for (;;) {
      if (this.startsWith('}')) {
        this.position += 1
        this.consume()
        return this.text()
      }
      if (this.startsWith('[?(')) this.filter(list)
      else if (this.startsWith('..')) this.recursive(list)
      else this.token(list)
    }
  }

  private token(list: ListNode): void {
    const char = this.peek()
    if (char === EOF || isEndOfLine(char)) throw new Error('unclosed action')
    if (isDigit(char) || char === '+' || char === '-') return this.number(list)
    if (isAlphaNumeric(char)) return this.identifier(list)
    this.next()
    if (char === ' ' || char === '@' || char === '$') this.consume()
    else if (char === '[') this.array(list)
    else if (char === '"' || char === "'") this.quote(list, char)
    else if (char === '.') this.field(list)
    else {
      const code = (char.codePointAt(0) as number).toString(16).toUpperCase().padStart(4, '0')
      throw new Error(`unrecognized character in action: U+${code} '${char}'`)
    }
  }

  private identifier(list: ListNode): void {
    while (!isTerminator(this.peek())) this.next()
    const name = this.consume()
    if (name === 'true' || name === 'false')
      list.nodes.push({ type: 'literal', value: { kind: 'bool', bool: name === 'true' } })
    else list.nodes.push({ type: 'identifier', name })
  }

  private recursive(list: ListNode): void {
    if (list.nodes.at(-1)?.type === 'recursive') throw new Error('invalid multiple recursive descent')
    this.position += 2
    this.consume()
    list.nodes.push({ type: 'recursive' })
    if (isAlphaNumeric(this.peek())) this.field(list)
  }

  private number(list: ListNode): void {
    if ('+-'.includes(this.peek())) this.next()
    while (this.peek() === '.' || isDigit(this.peek())) this.next()
    const text = this.consume()
    if (/^[+-]?\d+$/.test(text)) list.nodes.push({ type: 'literal', value: { kind: 'int', number: Number(text) } })
    else if (/^[+-]?(\d+\.\d*|\.\d+)$/.test(text)) {
      list.nodes.push({ type: 'literal', value: { kind: 'float', number: Number(text) } })
    } else throw new Error(`cannot parse number ${text}`)
  }

  private array(list: ListNode): void {
    for (;;) {
      const char = this.next()
      if (char === EOF || char === '\n') throw new Error('unterminated array')
      if (char === ']') break
    }
    const inner = this.consume().slice(1, -1)
    const text = inner === '*' ? ':' : inner
    const members = text.split(',')
    if (members.length > 1) {
      list.nodes.push({
        type: 'union',
        lists: members.map((member) => parseAction(`[${member.replace(/^ +| +$/g, '')}]`)),
      })
      return
    }
    const key = /^'([^']*)'$/.exec(text)
    if (key) list.nodes.push(...parseAction(`.${key[1]}`).nodes)
    else list.nodes.push({ type: 'array', params: sliceParams(text) })
  }

  private filter(list: ListNode): void {
    this.position += 3
    this.consume()
    this.filterEnd()
    if (this.next() !== ']') throw new Error('unclosed array expect ]')
    const text = this.consume().slice(0, -2)
    const compared = /^([^!<>=]+)([!<>=]+)(.+?)$/.exec(text)
    if (!compared) {
      list.nodes.push({ type: 'filter', left: parseAction(text), right: listNode(), operator: 'exists' })
      return
    }
    const [, left, operator, right] = compared as unknown as [string, string, string, string]
    list.nodes.push({ type: 'filter', left: parseAction(left), right: parseAction(right), operator })
  }

  // Up to the bracket that closes the filter; one quoted text may stand within.
  private filterEnd(): void {
    let begun = false
    let ended = false
    let pair = ''
    for (;;) {
      const char = this.next()
      if (char === EOF || char === '\n') throw new Error('unterminated filter')
      if (char === '"' || char === "'") {
        if (!begun) {
          begun = true
          pair = char
        } else if (this.input[this.position - 2] !== '\\' && char === pair) ended = true
      } else if (char === ')' && begun === ended) return
    }
  }

  private quote(list: ListNode, end: string): void {
    for (;;) {
      const char = this.next()
      if (char === EOF || char === '\n') throw new Error('unterminated quoted string')
      if (char === end && this.input[this.position - 2] !== '\\') break
    }
    const quoted = this.consume()
    list.nodes.push({ type: 'text', text: unquote(quoted) })
  }

  private field(list: ListNode): void {
    this.consume()
    while (!isTerminator(this.peek())) if (this.next() === '\\') this.next()
    const name = this.consume()
    list.nodes.push(name === '*' ? { type: 'wildcard' } : { type: 'field', name: name.replaceAll('\\', '') })
  }
}

function sliceParams(text: string): readonly [SliceParam, SliceParam, SliceParam] {
  const match = /^(-?\d*)(:-?\d*)?(:-?\d*)?$/.exec(text)
  if (!match) throw new Error(`invalid array index ${text}`)
  const unknown: SliceParam = { value: 0, known: false, derived: false }
  const read = (digits: string): SliceParam => {
    if (digits === '') return unknown
    if (digits === '-') throw new Error(`array index ${digits} is not a number`)
    return { value: Number(digits), known: true, derived: false }
  }
  const start = read(match[1] ?? '')
  const end = match[2] === undefined ? { value: start.value + 1, known: true, derived: true } : read(match[2].slice(1))
  return [start, end, match[3] === undefined ? unknown : read(match[3].slice(1))]
}

const ESCAPES: Readonly<Record<string, string>> = {
  a: '\x07',
  b: '\b',
  f: '\f',
  n: '\n',
  r: '\r',
  t: '\t',
  v: '\v',
  '\\': '\\',
}

function unquote(quoted: string): string {
  const quote = quoted.charAt(0)
  return quoted
    .slice(1, -1)
    .replace(/\\(x[0-9a-fA-F]{2}|u[0-9a-fA-F]{4}|U[0-9a-fA-F]{8}|[0-7]{3}|[\s\S])/g, (whole, code: string) => {
      const named = ESCAPES[code] ?? (code === quote ? quote : undefined)
      if (named !== undefined) return named
      if (/^[xuU]./.test(code)) return String.fromCodePoint(Number.parseInt(code.slice(1), 16))
      if (/^[0-7]{3}$/.test(code)) return String.fromCodePoint(Number.parseInt(code, 8))
      throw new Error(`unquote string ${quoted} error invalid syntax`)
    })
}
