// Label selectors as people write them after -l: `a=b,c!=d,e in (f,g),!h,i`, and as messages and columns print them.
// Follows apimachinery/pkg/labels, v1.36.
import type { LabelSelector } from './kinds'
import { isLabelValue, isQualifiedName } from './names'
import { selectorOf, type Operator, type Requirement, type Selector } from './selectors'

/** The text is no selector. The message is Kubernetes' own. */
export class SelectorError extends Error {
  constructor(message: string) {
    super(message)
    this.name = 'SelectorError'
  }
}

interface Token {
  readonly kind: 'end' | 'identifier' | '!' | '=' | '==' | '!=' | '<' | '>' | '(' | ')' | ',' | 'in' | 'notin' | 'error'
  readonly text: string
}
const END: Token = { kind: 'end', text: '' }
const TOKENS = /\s*(?:(==|!=|[=!<>(),])|([^\s=!<>(),]+))/y

function tokensOf(text: string): Token[] {
  const tokens: Token[] = []
  TOKENS.lastIndex = 0
  for (let found = TOKENS.exec(text); found; found = TOKENS.exec(text)) {
    const [, symbol, word] = found
    if (symbol !== undefined) tokens.push({ kind: symbol as Token['kind'], text: symbol })
    else if (word !== undefined)
      tokens.push({ kind: word === 'in' || word === 'notin' ? word : 'identifier', text: word })
  }
  return tokens
}

const OPERATORS: Partial<Record<Token['kind'], Operator>> = {
  in: 'In',
  notin: 'NotIn',
  '=': '=',
  '==': '=',
  '!=': '!=',
  '>': 'Gt',
  '<': 'Lt',
}
const OPERATOR_WORDS = 'in, notin, =, ==, !=, gt, lt'

/** Throws SelectorError. The requirements are in the order of their keys; an empty text selects everything. */
export function parseSelector(text: string): Selector {
  const requirements = new SelectorParser(tokensOf(text)).parse()
  return requirements.sort((a, b) => (a.key < b.key ? -1 : a.key > b.key ? 1 : 0))
}

class SelectorParser {
  private place = 0
  constructor(private readonly tokens: readonly Token[]) {}

  parse(): Requirement[] {
    const requirements: Requirement[] = []
    for (;;) {
      const token = this.peekValue()
      if (token.kind === 'end') return requirements
      if (token.kind !== 'identifier' && token.kind !== '!')
        throw new SelectorError(`found '${token.text}', expected: !, identifier, or 'end of string'`)
      requirements.push(this.requirement())
      const after = this.takeValue()
      if (after.kind === 'end') return requirements
      if (after.kind !== ',') throw new SelectorError(`found '${after.text}', expected: ',' or 'end of string'`)
      const next = this.peekValue()
      if (next.kind !== 'identifier' && next.kind !== '!')
        throw new SelectorError(`found '${next.text}', expected: identifier after ','`)
    }
  }

  private peek(): Token {
    return this.tokens[this.place] ?? END
  }
  /** Where a name or a value may stand, `in` and `notin` are just words. */
  private peekValue(): Token {
    const token = this.peek()
    return token.kind === 'in' || token.kind === 'notin' ? { kind: 'identifier', text: token.text } : token
  }
  private takeValue(): Token {
    const token = this.peekValue()
    this.place++
    return token
  }

  private requirement(): Requirement {
    try {
      return this.requirementOfKey()
    } catch (error) {
      if (error instanceof SelectorError) throw new SelectorError(`unable to parse requirement: ${error.message}`)
      throw error
    }
  }

  private requirementOfKey(): Requirement {
    let token = this.takeValue()
    const denied = token.kind === '!'
    if (denied) token = this.takeValue()
    if (token.kind !== 'identifier') throw new SelectorError(`found '${token.text}', expected: identifier`)
    const key = token.text
    const wrong = isQualifiedName(key)
    if (wrong.length > 0) throw new SelectorError(`<nil>: Invalid value: ${JSON.stringify(key)}: ${wrong.join('; ')}`)
    if (denied) return { key, operator: 'DoesNotExist', values: [] }
    const next = this.peekValue()
    if (next.kind === 'end' || next.kind === ',') return { key, operator: 'Exists', values: [] }
    return this.comparison(key)
  }

  private comparison(key: string): Requirement {
    const token = this.peek()
    this.place++
    const operator = OPERATORS[token.kind]
    if (operator === undefined) throw new SelectorError(`found '${token.text}', expected: ${OPERATOR_WORDS}`)
    const values = operator === 'In' || operator === 'NotIn' ? this.valuesInParentheses() : [this.exactValue()]
    const requirement = { key, operator, values: [...new Set(values)].sort() }
    checkValues(requirement)
    return requirement
  }

  private valuesInParentheses(): string[] {
    const open = this.takeValue()
    if (open.kind !== '(') throw new SelectorError(`found '${open.text}' expected: '('`)
    const first = this.peekValue()
    if (first.kind === ')') {
      this.takeValue()
      return ['']
    }
    if (first.kind !== 'identifier' && first.kind !== ',')
      throw new SelectorError(`found '${first.text}', expected: ',', ')' or identifier`)
    const values = this.identifiers()
    if (this.takeValue().kind !== ')') throw new SelectorError(`found '${first.text}', expected: ')'`)
    return values
  }

  /** Nothing between two commas is the empty value. */
  private identifiers(): string[] {
    const values: string[] = []
    for (;;) {
      const token = this.takeValue()
      const next = this.peekValue()
      if (token.kind === 'identifier') {
        values.push(token.text)
        if (next.kind === ')') return values
        if (next.kind !== ',') throw new SelectorError(`found '${next.text}', expected: ',' or ')'`)
      } else if (token.kind === ',') {
        if (values.length === 0) values.push('')
        if (next.kind === ')') return [...values, '']
        if (next.kind === ',') {
          this.takeValue()
          values.push('')
        }
      } else throw new SelectorError(`found '${token.text}', expected: ',', or identifier`)
    }
  }

  private exactValue(): string {
    const next = this.peekValue()
    if (next.kind === 'end' || next.kind === ',') return ''
    const token = this.takeValue()
    if (token.kind !== 'identifier') throw new SelectorError(`found '${token.text}', expected: identifier`)
    return token.text
  }
}

function checkValues({ key, operator, values }: Requirement): void {
  const errors: string[] = []
  if ((operator === 'Gt' || operator === 'Lt') && !values.every((value) => /^[-+]?\d+$/.test(value)))
    errors.push(
      `values[0]: Invalid value: ${JSON.stringify(values[0])}: for 'Gt', 'Lt' operators, the value must be an integer`,
    )
  values.forEach((value, index) => {
    const wrong = isLabelValue(value)
    if (wrong.length > 0)
      errors.push(`values[${index}][${key}]: Invalid value: ${JSON.stringify(value)}: ${wrong.join('; ')}`)
  })
  if (errors.length === 1) throw new SelectorError(errors[0] as string)
  if (errors.length > 1) throw new SelectorError(`[${errors.join(', ')}]`)
}

/** As labels.Selector.String prints it: `app=web,tier in (a,b),!old`. Nothing selected for `undefined`. */
export const selectorText = (selector: Selector | undefined): string => (selector ?? []).map(requirementText).join(',')

function requirementText({ key, operator, values }: Requirement): string {
  const list = [...values].sort().join(',')
  switch (operator) {
    case '=':
    case '!=':
      return `${key}${operator}${list}`
    case 'In':
      return `${key} in (${list})`
    case 'NotIn':
      return `${key} notin (${list})`
    case 'Exists':
      return key
    case 'DoesNotExist':
      return `!${key}`
    case 'Gt':
      return `${key}>${list}`
    case 'Lt':
      return `${key}<${list}`
  }
}

/** spec.selector as columns and descriptions print it: `<none>` when it selects everything or nothing. */
export const labelSelectorText = (selector: LabelSelector | undefined): string =>
  selectorText(selectorOf(selector)) || '<none>'

/** A map of labels as labels.Set prints it: `a=b,c=d`, by key. */
export const labelsText = (labels: Readonly<Record<string, string>> | undefined): string =>
  Object.keys(labels ?? {})
    .sort()
    .map((key) => `${key}=${labels?.[key] ?? ''}`)
    .join(',')

/** A map of labels as columns print it: `<none>` when empty. */
export const labelsOrNone = (labels: Readonly<Record<string, string>> | undefined): string =>
  labelsText(labels) || '<none>'
