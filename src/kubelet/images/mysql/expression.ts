// Values and conditions: what stands in SELECT lists, WHERE, SET and VALUES.
import { SqlError } from './sql-error'
import type { Cursor } from './tokens'

export type Value = string | number | null

export type Expression =
  | { readonly kind: 'value'; readonly value: Value }
  | { readonly kind: 'column'; readonly name: string; readonly of?: string }
  | { readonly kind: 'variable'; readonly name: string }
  | {
      readonly kind: 'call'
      readonly name: string
      readonly args: readonly Expression[]
      readonly star: boolean
      readonly isDistinct?: boolean
    }
  | { readonly kind: 'binary'; readonly operator: string; readonly left: Expression; readonly right: Expression }
  | { readonly kind: 'not'; readonly of: Expression }
  | { readonly kind: 'in'; readonly left: Expression; readonly items: readonly Expression[]; readonly select?: string }
  | { readonly kind: 'select'; readonly sql: string; readonly asks: 'value' | 'exists' }
  | { readonly kind: 'null'; readonly of: Expression }
  | { readonly kind: 'between'; readonly of: Expression; readonly from: Expression; readonly to: Expression }

export interface Scope {
  column(name: string, of?: string): Value
  /** the rows of a select in brackets */
  select(sql: string): readonly (readonly Value[])[]
  variable(name: string): Value
  call(name: string, args: readonly Value[]): Value
  /** over all rows of the group */
  aggregate?(name: string, call: Extract<Expression, { kind: 'call' }>): Value
}

const AGGREGATES = new Set(['COUNT', 'SUM', 'MIN', 'MAX', 'AVG'])
const LEVELS: readonly (readonly string[])[] = [
  ['OR', '||'],
  ['AND', '&&'],
  ['=', '<=>', '<', '>', '<=', '>=', '<>', '!=', 'LIKE'],
  ['+', '-'],
  ['*', '/', '%', 'DIV', 'MOD'],
]
const RESERVED = new Set(
  'FROM WHERE GROUP ORDER LIMIT SELECT INSERT UPDATE DELETE SET VALUES INTO TABLE CREATE DROP HAVING UNION ON AND OR BY'.split(
    ' ',
  ),
)

export function parseExpression(cursor: Cursor, level = 0): Expression {
  const operators = LEVELS[level]
  if (!operators) return parseOne(cursor)
  if (level === 2 && cursor.take('NOT')) return { kind: 'not', of: parseExpression(cursor, level) }
  let left = parseExpression(cursor, level + 1)
  for (;;) {
    if (level === 2) {
      const special = parsePredicate(cursor, left)
      if (special) {
        left = special
        continue
      }
    }
    const operator = operators.find((each) => cursor.is(each))
    if (!operator) return left
    cursor.next()
    left = { kind: 'binary', operator, left, right: parseExpression(cursor, level + 1) }
  }
}

function parsePredicate(cursor: Cursor, left: Expression): Expression | undefined {
  if (cursor.take('IS')) {
    const isNot = cursor.take('NOT')
    cursor.expect('NULL')
    const test: Expression = { kind: 'null', of: left }
    return isNot ? { kind: 'not', of: test } : test
  }
  const isNot =
    cursor.is('NOT') &&
    (cursor.is('NOT', 'IN') || cursor.is('NOT', 'LIKE') || cursor.is('NOT', 'BETWEEN')) &&
    cursor.take('NOT')
  const wrap = (test: Expression): Expression => (isNot ? { kind: 'not', of: test } : test)
  if (cursor.take('IN')) {
    cursor.expect('(')
    if (cursor.is('SELECT')) return wrap({ kind: 'in', left, items: [], select: cursor.inBrackets() })
    return wrap({ kind: 'in', left, items: parseList(cursor) })
  }
  if (cursor.take('BETWEEN')) {
    const from = parseExpression(cursor, 3)
    cursor.expect('AND')
    return wrap({ kind: 'between', of: left, from, to: parseExpression(cursor, 3) })
  }
  if (isNot) {
    cursor.expect('LIKE')
    return wrap({ kind: 'binary', operator: 'LIKE', left, right: parseExpression(cursor, 3) })
  }
  return undefined
}

/** after the opening bracket, up to the closing one */
export function parseList(cursor: Cursor): Expression[] {
  const items: Expression[] = []
  if (cursor.take(')')) return items
  do items.push(parseExpression(cursor))
  while (cursor.take(','))
  cursor.expect(')')
  return items
}

function parseOne(cursor: Cursor): Expression {
  const token = cursor.peek()
  if (cursor.take('EXISTS', '(')) return { kind: 'select', sql: cursor.inBrackets(), asks: 'exists' }
  if (cursor.take('(')) {
    if (cursor.is('SELECT')) return { kind: 'select', sql: cursor.inBrackets(), asks: 'value' }
    const inner = parseExpression(cursor)
    cursor.expect(')')
    return inner
  }
  if (cursor.take('-'))
    return { kind: 'binary', operator: '-', left: { kind: 'value', value: 0 }, right: parseOne(cursor) }
  if (cursor.take('!')) return { kind: 'not', of: parseOne(cursor) }
  if (token.kind === 'number') return { kind: 'value', value: Number(cursor.next().text) }
  if (token.kind === 'text') return { kind: 'value', value: cursor.next().text }
  if (token.kind === 'word' && token.text.startsWith('@')) return parseVariable(cursor)
  if (token.kind === 'word') {
    const upper = token.text.toUpperCase()
    if (upper === 'NULL' || upper === 'TRUE' || upper === 'FALSE') {
      cursor.next()
      return { kind: 'value', value: upper === 'NULL' ? null : upper === 'TRUE' ? 1 : 0 }
    }
    if (RESERVED.has(upper)) throw cursor.error()
  }
  if (token.kind !== 'word' && token.kind !== 'quoted') throw cursor.error()
  return parseName(cursor)
}

function parseVariable(cursor: Cursor): Expression {
  let name = cursor.next().text.replace(/^@+/, '')
  while (cursor.take('.')) name = cursor.name() // @@global.read_only
  return { kind: 'variable', name: name.toLowerCase() }
}

function parseName(cursor: Cursor): Expression {
  let name = cursor.name()
  if (cursor.take('(')) {
    if (cursor.take('*')) {
      cursor.expect(')')
      return { kind: 'call', name: name.toUpperCase(), args: [], star: true }
    }
    const isDistinct = cursor.take('DISTINCT')
    return {
      kind: 'call',
      name: name.toUpperCase(),
      args: parseList(cursor),
      star: false,
      ...(isDistinct ? { isDistinct } : {}),
    }
  }
  // The last part is the column, the one before it its table.
  let of: string | undefined
  while (cursor.take('.')) {
    of = name
    name = cursor.name()
  }
  if (/^CURRENT_TIMESTAMP$/i.test(name)) return { kind: 'call', name: 'NOW', args: [], star: false }
  return { kind: 'column', name, ...(of === undefined ? {} : { of }) }
}

export const isAggregate = (expression: Expression): boolean =>
  expression.kind === 'call'
    ? AGGREGATES.has(expression.name) || expression.args.some(isAggregate)
    : expression.kind === 'binary'
      ? isAggregate(expression.left) || isAggregate(expression.right)
      : false

export function evaluate(expression: Expression, scope: Scope): Value {
  switch (expression.kind) {
    case 'value':
      return expression.value
    case 'column':
      return scope.column(expression.name, expression.of)
    case 'variable':
      return scope.variable(expression.name)
    case 'call':
      if (AGGREGATES.has(expression.name)) {
        if (!scope.aggregate) throw new SqlError(1111, 'HY000', 'Invalid use of group function')
        return scope.aggregate(expression.name, expression)
      }
      return scope.call(
        expression.name,
        expression.args.map((arg) => evaluate(arg, scope)),
      )
    case 'not': {
      const value = evaluate(expression.of, scope)
      return value === null ? null : isTrue(value) ? 0 : 1
    }
    case 'null':
      return evaluate(expression.of, scope) === null ? 1 : 0
    case 'in': {
      const left = evaluate(expression.left, scope)
      if (expression.select !== undefined) {
        const rows = scope.select(expression.select)
        return rows.some((row) => compare(left, oneOf(row)) === 0) ? 1 : 0
      }
      return expression.items.some((item) => compare(left, evaluate(item, scope)) === 0) ? 1 : 0
    }
    case 'select': {
      const rows = scope.select(expression.sql)
      if (expression.asks === 'exists') return rows.length > 0 ? 1 : 0
      if (rows.length > 1) throw new SqlError(1242, '21000', 'Subquery returns more than 1 row')
      return rows[0] ? oneOf(rows[0]) : null
    }
    case 'between': {
      const value = evaluate(expression.of, scope)
      const low = compare(value, evaluate(expression.from, scope))
      const high = compare(value, evaluate(expression.to, scope))
      return low === null || high === null ? null : low >= 0 && high <= 0 ? 1 : 0
    }
    case 'binary':
      return binary(expression.operator, evaluate(expression.left, scope), () => evaluate(expression.right, scope))
  }
}

function oneOf(row: readonly Value[]): Value {
  if (row.length !== 1) throw new SqlError(1241, '21000', 'Operand should contain 1 column(s)')
  return row[0] ?? null
}

export const isTrue = (value: Value): boolean => value !== null && Number(value) !== 0 && !Number.isNaN(Number(value))

/** null when one of them is NULL; text is compared without regard to case, as the default collation does */
export function compare(a: Value, b: Value): number | null {
  if (a === null || b === null) return null
  if (typeof a === 'number' || typeof b === 'number') return numberOf(a) - numberOf(b)
  const [x, y] = [a.toLowerCase(), b.toLowerCase()]
  return x < y ? -1 : x > y ? 1 : 0
}

const numberOf = (value: string | number): number =>
  typeof value === 'number' ? value : Number(/^\s*-?\d+(\.\d+)?/.exec(value)?.[0] ?? 0)

function binary(operator: string, left: Value, rightOf: () => Value): Value {
  if (operator === 'AND' || operator === '&&')
    return left !== null && !isTrue(left) ? 0 : isTrue(rightOf()) && isTrue(left) ? 1 : 0
  if (operator === 'OR' || operator === '||') return isTrue(left) || isTrue(rightOf()) ? 1 : 0
  const right = rightOf()
  if (operator === '<=>') return left === right || compare(left, right) === 0 ? 1 : 0
  if (left === null || right === null) return null
  if (operator === 'LIKE') return likes(String(left), String(right)) ? 1 : 0
  const order = compare(left, right) as number
  switch (operator) {
    case '=':
      return order === 0 ? 1 : 0
    case '<>':
    case '!=':
      return order !== 0 ? 1 : 0
    case '<':
      return order < 0 ? 1 : 0
    case '>':
      return order > 0 ? 1 : 0
    case '<=':
      return order <= 0 ? 1 : 0
    case '>=':
      return order >= 0 ? 1 : 0
    default:
      return arithmetic(operator, numberOf(left), numberOf(right))
  }
}

function arithmetic(operator: string, a: number, b: number): Value {
  if (operator === '+') return a + b
  if (operator === '-') return a - b
  if (operator === '*') return a * b
  if (b === 0) return null
  if (operator === '/') return Number((a / b).toFixed(4))
  return operator === 'DIV' ? Math.trunc(a / b) : a % b
}

export const likes = (text: string, pattern: string): boolean =>
  new RegExp(
    `^${pattern
      .replace(/[.*+?^${}()|[\]\\]/g, (each) => `\\${each}`)
      .replaceAll('%', '[\\s\\S]*')
      .replaceAll('_', '[\\s\\S]')}$`,
    'i',
  ).test(text)
