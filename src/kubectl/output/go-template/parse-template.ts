// Follows text/template/parse/parse.go.
import { quote } from '../../../objects/go-text'
import { functionNames } from './functions'
import { lexTemplate, TemplateSyntaxError, type Token, type TokenKind } from './lex-template'
import type { Operand, Pipe, Place, TemplateCommand, TemplateNode, TemplateNodes, Templates } from './template-node'

/** All templates of the text: its own is named `output`. Throws TemplateSyntaxError with Go's words. */
export function parseTemplate(text: string): Templates {
  const templates: Templates = new Map()
  const parser = new Parser(lexTemplate(text), templates)
  templates.set('output', parser.main())
  return templates
}

class Parser {
  private position = 0
  private variables: string[] = ['$']
  private rangeDepth = 0

  constructor(
    private readonly tokens: readonly Token[],
    private readonly templates: Templates,
  ) {}

  main(): TemplateNodes {
    const { nodes, ended } = this.list()
    if (ended !== 'end of text') this.fail(`unexpected {{${ended}}}`)
    return nodes
  }

  private peek = (): Token => this.tokens[this.position] as Token

  private next(): Token {
    const token = this.peek()
    if (token.kind !== 'end') this.position += 1
    return token
  }

  private skipSpace(): Token {
    while (this.peek().kind === 'space') this.next()
    return this.peek()
  }

  private fail(message: string): never {
    throw new TemplateSyntaxError(this.peek().line, message)
  }

  private expect(kind: TokenKind, context: string): Token {
    const token = this.skipSpace()
    if (token.kind !== kind) this.unexpected(token, context)
    return this.next()
  }

  private unexpected(token: Token, context: string): never {
    const shown =
      token.kind === 'end'
        ? 'EOF'
        : `<${token.text}>`.replace(/^<(\{\{|\}\}|".*")>$/s, (_, inner: string) => quote(inner))
    this.fail(`unexpected ${shown} in ${context}`)
  }

  /** Nodes up to {{end}}, {{else}} or the end of the text. */
  private list(): { nodes: TemplateNode[]; ended: 'end' | 'else' | 'end of text' } {
    const nodes: TemplateNode[] = []
    for (;;) {
      const token = this.next()
      if (token.kind === 'end') return { nodes, ended: 'end of text' }
      if (token.kind === 'text') {
        nodes.push({ type: 'text', text: token.text })
        continue
      }
      const first = this.skipSpace()
      if (first.kind !== 'keyword') {
        nodes.push({ type: 'action', pipe: this.pipe('command', 'right') })
        continue
      }
      this.next()
      if (first.text === 'end') {
        this.expect('right', 'end')
        return { nodes, ended: 'end' }
      }
      if (first.text === 'else') return { nodes, ended: 'else' }
      const node = this.keyword(first)
      if (node) nodes.push(node)
    }
  }

  private keyword(token: Token): TemplateNode | undefined {
    switch (token.text) {
      case 'if':
      case 'with':
      case 'range':
        return this.control(token.text)
      case 'define':
        return this.define()
      case 'template':
        return this.template()
      case 'block':
        return this.block(token)
      default:
        if (this.rangeDepth === 0) this.fail(`{{${token.text}}} outside {{range}}`)
        this.expect('right', token.text)
        return { type: token.text as 'break' | 'continue' }
    }
  }

  private control(type: 'if' | 'with' | 'range'): TemplateNode {
    const known = [...this.variables]
    const pipe = this.pipe(type, 'right')
    if (type === 'range') this.rangeDepth += 1
    const body = this.list()
    if (type === 'range') this.rangeDepth -= 1
    let otherwise: TemplateNode[] = []
    if (body.ended === 'else') otherwise = this.otherwise(type)
    else if (body.ended === 'end of text') this.fail('unexpected EOF')
    this.variables = known
    return { type, pipe, body: body.nodes, otherwise }
  }

  // {{else if}} and {{else with}} are an {{else}} with one node, closed by the same {{end}}.
  private otherwise(type: 'if' | 'with' | 'range'): TemplateNode[] {
    const token = this.skipSpace()
    if (token.kind === 'keyword' && token.text === type && type !== 'range') {
      this.next()
      return [this.control(type)]
    }
    this.expect('right', 'else')
    const { nodes, ended } = this.list()
    if (ended !== 'end') this.fail(ended === 'else' ? 'expected end; found {{else}}' : 'unexpected EOF')
    return nodes
  }

  private define(): undefined {
    const name = unquote(this.expect('string', 'define clause').text)
    this.expect('right', 'define clause')
    this.templates.set(name, this.inner('define clause'))
    return undefined
  }

  private inner(context: string): TemplateNode[] {
    const known = this.variables
    this.variables = ['$']
    const { nodes, ended } = this.list()
    if (ended !== 'end') this.fail(`unexpected ${ended === 'else' ? '{{else}}' : 'EOF'} in ${context}`)
    this.variables = known
    return nodes
  }

  private template(): TemplateNode {
    const named = this.expect('string', 'template clause')
    const [name, place] = [unquote(named.text), placeOf(named)]
    const after = this.skipSpace()
    if (after.kind !== 'right') return { type: 'template', name, pipe: this.pipe('template', 'right'), place }
    this.next()
    return { type: 'template', name, pipe: undefined, place }
  }

  private block(token: Token): TemplateNode {
    const name = unquote(this.expect('string', 'block clause').text)
    const pipe = this.pipe('block', 'right')
    this.templates.set(name, this.inner('block clause'))
    return { type: 'template', name, pipe, place: placeOf(token) }
  }

  private pipe(context: string, end: 'right' | 'close'): Pipe {
    const start = this.skipSpace()
    const { variables, assigns } = this.declarations(context)
    const commands: TemplateCommand[] = []
    for (;;) {
      const token = this.skipSpace()
      if (token.kind === end) {
        this.next()
        if (commands.length === 0) this.fail(`missing value for ${context}`)
        const stuck = commands.findIndex(([first], i) => i > 0 && first && NOT_CALLABLE.includes(first.type))
        if (stuck > 0) this.fail(`non executable command in pipeline stage ${stuck + 1}`)
        return { variables, assigns, commands, place: this.placeFrom(start) }
      }
      commands.push(this.command(context, end))
    }
  }

  private declarations(context: string): { variables: string[]; assigns: boolean } {
    const start = this.position
    const variables: string[] = []
    while (this.skipSpace().kind === 'variable') {
      variables.push(this.next().text)
      const after = this.skipSpace()
      if (after.kind === 'comma' && context === 'range' && variables.length < 2) {
        this.next()
        continue
      }
      if (after.kind !== 'declare' && after.kind !== 'assign') break
      this.next()
      if (after.kind === 'declare') this.variables.push(...variables)
      return { variables, assigns: after.kind === 'assign' }
    }
    this.position = start
    return { variables: [], assigns: false }
  }

  private command(context: string, end: 'right' | 'close'): TemplateCommand {
    const operands: Operand[] = []
    for (;;) {
      const token = this.skipSpace()
      if (token.kind === end || token.kind === 'pipe') break
      operands.push(this.operand(token, context))
    }
    if (operands.length === 0) this.fail(`empty command`)
    if (this.peek().kind === 'pipe') {
      this.next()
      if (this.skipSpace().kind === end) this.fail(`missing value for ${context}`)
    }
    return operands
  }

  private operand(token: Token, context: string): Operand {
    this.next()
    // A chain of fields is where its second link is.
    const chained = this.peek().kind === 'field' ? this.peek() : undefined
    const place = (): Place => ({
      ...this.placeFrom(token),
      ...(chained ? { line: chained.line, column: chained.column } : {}),
    })
    switch (token.kind) {
      case 'identifier':
        if (!functionNames.has(token.text))
          throw new TemplateSyntaxError(token.line, `function ${quote(token.text)} not defined`)
        return { type: 'function', name: token.text, place: place() }
      case 'dot':
        return { type: 'dot', place: place() }
      case 'nil':
        return { type: 'nil', place: place() }
      case 'variable': {
        if (!this.variables.includes(token.text))
          throw new TemplateSyntaxError(token.line, `undefined variable ${quote(token.text)}`)
        const names = this.fields()
        return { type: 'variable', name: token.text, names, place: place() }
      }
      case 'field': {
        const names = [token.text.slice(1), ...this.fields()]
        return { type: 'field', names, place: place() }
      }
      case 'open': {
        const pipe = this.pipe('parenthesized pipeline', 'close')
        const names = this.fields()
        return { type: 'pipe', pipe, names, place: place() }
      }
      case 'string':
        return { type: 'constant', value: unquote(token.text), place: place() }
      case 'char':
        return { type: 'constant', value: unquote(token.text).codePointAt(0) ?? 0, place: place() }
      case 'bool':
        return { type: 'constant', value: token.text === 'true', place: place() }
      case 'number':
        return { type: 'constant', value: Number(token.text.replaceAll('_', '')), place: place() }
      default:
        return this.unexpected(token, context === 'command' ? 'command' : context)
    }
  }

  private fields(): string[] {
    const names: string[] = []
    while (this.peek().kind === 'field') names.push(this.next().text.slice(1))
    return names
  }

  private placeFrom(token: Token): Place {
    const first = this.tokens.indexOf(token)
    const text = this.tokens
      .slice(first, this.position)
      .map((each) => each.text)
      .join('')
      .replace(/\}\}$/, '')
      .trim()
    return { line: token.line, column: token.column, text }
  }
}

/** What cannot take what comes down a pipe. */
const NOT_CALLABLE = ['constant', 'dot', 'nil']

const placeOf = ({ line, column, text }: Token): Place => ({ line, column, text })

const ESCAPES: Readonly<Record<string, string>> = { a: '\x07', b: '\b', f: '\f', n: '\n', r: '\r', t: '\t', v: '\v' }

function unquote(text: string): string {
  if (text.startsWith('`')) return text.slice(1, -1)
  return text.slice(1, -1).replace(/\\(x[0-9a-fA-F]{2}|u[0-9a-fA-F]{4}|[0-7]{3}|.)/g, (_, code: string) => {
    if (/^[xu]./.test(code)) return String.fromCodePoint(Number.parseInt(code.slice(1), 16))
    if (/^[0-7]{3}$/.test(code)) return String.fromCodePoint(Number.parseInt(code, 8))
    return ESCAPES[code] ?? code
  })
}
