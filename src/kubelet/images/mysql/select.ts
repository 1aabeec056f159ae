// SELECT: its list, and what becomes of the rows that it has found.
import type { Result } from './session'
import {
  compare,
  evaluate,
  isAggregate,
  isTrue,
  parseExpression,
  type Expression,
  type Scope,
  type Value,
} from './expression'
import { shown } from './decimals'
import { SqlError } from './sql-error'
import type { Row, Table } from './tables'
import type { Cursor } from './tokens'

/** What expressions mean for a row, or for a group of rows. */
export type ScopeOf = (
  table: Table | undefined,
  row: Row | undefined,
  group: readonly Row[] | undefined,
  sleep: (ms: number) => void,
) => Scope

export interface Query {
  readonly list: readonly Item[]
  readonly table: Table | undefined
  readonly rows: readonly Row[]
  readonly groups: readonly Expression[]
  /** asked of each group, where names of the list count as well */
  readonly having: Expression | undefined
  readonly order: readonly { readonly expression: Expression; readonly descending: boolean }[]
  readonly limit: { readonly offset: number; readonly count: number } | undefined
  readonly distinct: boolean
}

export type Item =
  | { readonly kind: 'all'; readonly of?: string }
  | { readonly kind: 'one'; readonly expression: Expression; readonly name: string }

type One = Extract<Item, { kind: 'one' }>

export function parseSelectList(cursor: Cursor): Item[] {
  const items: Item[] = []
  do {
    if (cursor.take('*')) {
      items.push({ kind: 'all' })
      continue
    }
    if (cursor.peek().kind !== 'number' && cursor.is(cursor.peek().text.toUpperCase(), '.', '*')) {
      const of = cursor.name()
      cursor.expect('.', '*')
      items.push({ kind: 'all', of })
      continue
    }
    const from = cursor.peek().at
    const expression = parseExpression(cursor)
    const written = cursor.sql.slice(from, cursor.peek().at).trim()
    const named =
      cursor.take('AS') ||
      (cursor.peek().kind === 'word' &&
        !/^(FROM|WHERE|GROUP|ORDER|LIMIT|INTO|HAVING|UNION)$/i.test(cursor.peek().text)) ||
      cursor.peek().kind === 'quoted'
    const name = named
      ? cursor.peek().kind === 'text'
        ? cursor.text()
        : cursor.name()
      : expression.kind === 'column'
        ? expression.name
        : expression.kind === 'value' && typeof expression.value === 'string'
          ? expression.value
          : written
    items.push({ kind: 'one', expression, name })
  } while (cursor.take(','))
  return items
}

export function expressionList(cursor: Cursor): Expression[] {
  const list: Expression[] = []
  do list.push(parseExpression(cursor))
  while (cursor.take(','))
  return list
}

export function parseOrder(cursor: Cursor): { expression: Expression; descending: boolean }[] {
  const list: { expression: Expression; descending: boolean }[] = []
  do {
    const expression = parseExpression(cursor)
    const descending = cursor.take('DESC')
    cursor.take('ASC')
    list.push({ expression, descending })
  } while (cursor.take(','))
  return list
}

export function parseLimit(cursor: Cursor): { offset: number; count: number } | undefined {
  if (!cursor.take('LIMIT')) return undefined
  const first = Number(cursor.next().text)
  if (cursor.take(',')) return { offset: first, count: Number(cursor.next().text) }
  if (cursor.take('OFFSET')) return { offset: Number(cursor.next().text), count: first }
  return { offset: 0, count: first }
}

export function project(query: Query, scopeFor: ScopeOf): Result {
  const { list, table, rows, having, order, limit, distinct } = query
  const items = list.flatMap((item): Item[] =>
    item.kind === 'all'
      ? (table?.columns ?? []).flatMap(({ name }, place) => {
          const source = table?.sources?.[place]
          const expression: Expression = { kind: 'column', name, ...(source === undefined ? {} : { of: source }) }
          return item.of === undefined || item.of === source ? [{ kind: 'one', expression, name }] : []
        })
      : [item],
  )
  if (list.some((item) => item.kind === 'all') && !table) throw new SqlError(1096, 'HY000', 'No tables used')
  const ones = items.filter((item): item is One => item.kind === 'one')
  const groups = query.groups.map((each) => groupedBy(each, ones, table))
  let sleepMs = 0
  const scopeOf = (row: Row | undefined, group?: readonly Row[]): Scope =>
    scopeFor(table, row, group, (ms) => void (sleepMs += ms))
  const folded =
    groups.length > 0 || ones.some((item) => isAggregate(item.expression)) || (having ? isAggregate(having) : false)
  const sources: { row: Row | undefined; group: readonly Row[] | undefined }[] = !table
    ? [{ row: undefined, group: undefined }]
    : folded
      ? groupRows(rows, (row) => groups.map((each) => evaluate(each, scopeOf(row))), groups.length > 0).map(
          (group) => ({ row: group[0], group }),
        )
      : rows.map((row) => ({ row, group: undefined }))
  let out = sources.flatMap((source) => {
    const scope = scopeOf(source.row, source.group)
    const values = ones.map((item) => evaluate(item.expression, scope))
    if (having && !isTrue(evaluate(having, withNames(scope, ones, values)))) return []
    const keys = order.map(({ expression }) => {
      const alias =
        expression.kind === 'column' && expression.of === undefined
          ? ones.findIndex((item) => item.name === expression.name)
          : expression.kind === 'value'
            ? Number(expression.value) - 1
            : -1
      return alias >= 0 ? (values[alias] ?? null) : evaluate(expression, scope)
    })
    return [{ values: values.map((value, i) => shown(value, (ones[i] as One).expression, table)), keys }]
  })
  out = stableSort(
    out,
    order.map((each) => each.descending),
  )
  let result = out.map((each) => each.values)
  if (distinct) result = [...new Map(result.map((row) => [JSON.stringify(row), row])).values()]
  if (limit) result = result.slice(limit.offset, limit.offset + limit.count)
  return { rows: { columns: ones.map((item) => item.name), rows: result }, ...(sleepMs > 0 ? { sleepMs } : {}) }
}

/** A column, else an item of the list by its name or its number. */
function groupedBy(
  expression: Expression,
  items: readonly { readonly name: string; readonly expression: Expression }[],
  table: Table | undefined,
): Expression {
  if (expression.kind === 'value') return items[Number(expression.value) - 1]?.expression ?? expression
  if (expression.kind !== 'column' || table?.columns.some(({ name }) => name === expression.name)) return expression
  return items.find(({ name }) => name === expression.name)?.expression ?? expression
}

/** What the list calls its items goes before the columns of the table. */
const withNames = (scope: Scope, items: readonly { readonly name: string }[], values: readonly Value[]): Scope => ({
  ...scope,
  column: (name, of) => {
    const place = of === undefined ? items.findIndex((item) => item.name === name) : -1
    return place >= 0 ? (values[place] ?? null) : scope.column(name, of)
  },
})

function groupRows(rows: readonly Row[], keyOf: (row: Row) => readonly Value[], grouped: boolean): (readonly Row[])[] {
  if (!grouped) return [rows]
  const groups = new Map<string, Row[]>()
  for (const row of rows) {
    const key = JSON.stringify(keyOf(row))
    const group = groups.get(key)
    if (group) group.push(row)
    else groups.set(key, [row])
  }
  return [...groups.values()]
}

export function fold(
  name: string,
  call: Extract<Expression, { kind: 'call' }>,
  group: readonly Row[],
  scopeOf: (row: Row) => Scope,
): Value {
  if (call.star) return group.length
  const [arg] = call.args
  const all = arg ? group.map((row) => evaluate(arg, scopeOf(row))).filter((value) => value !== null) : []
  const values = call.isDistinct ? [...new Set(all)] : all
  if (name === 'COUNT') return values.length
  if (values.length === 0) return null
  if (name === 'MIN' || name === 'MAX')
    return values.reduce((a, b) => ((compare(b, a) as number) * (name === 'MAX' ? 1 : -1) > 0 ? b : a))
  const sum = values.reduce<number>((total, value) => total + Number(value), 0)
  return name === 'SUM' ? sum : (sum / values.length).toFixed(4)
}

function stableSort<T extends { readonly keys: readonly Value[] }>(
  rows: readonly T[],
  descending: readonly boolean[],
): T[] {
  if (descending.length === 0) return [...rows]
  return [...rows].sort((a, b) => {
    for (const [i, down] of descending.entries()) {
      const [x, y] = [a.keys[i] ?? null, b.keys[i] ?? null]
      const order = x === null || y === null ? Number(x !== null) - Number(y !== null) : (compare(x, y) as number)
      if (order !== 0) return down ? -order : order
    }
    return 0
  })
}
