// FROM: one table, or several that are joined into one whose columns know where they come from.
import { isTrue, parseExpression, evaluate, type Expression, type Scope } from './expression'
import type { Row, Table } from './tables'
import type { Cursor } from './tokens'

/** Words that may follow a table: no other name for it. */
const NO_ALIAS =
  /^(WHERE|GROUP|ORDER|LIMIT|HAVING|FOR|ON|USING|JOIN|INNER|LEFT|RIGHT|CROSS|NATURAL|STRAIGHT_JOIN|UNION|SET)$/i

export interface FromContext {
  /** the table, or the select in brackets, that stands next */
  one(cursor: Cursor): Table
  scope(table: Table, row: Row): Scope
  /** so many rows are looked at; throws where that is too much */
  examine(rows: number): void
}

/** With the name that the statement gives it. */
function named(cursor: Cursor, context: FromContext): Table {
  const table = context.one(cursor)
  const { kind, text } = cursor.peek()
  const hasAlias = cursor.take('AS') || kind === 'quoted' || (kind === 'word' && !NO_ALIAS.test(text))
  const alias = hasAlias ? cursor.name() : table.name
  return { ...table, sources: table.columns.map(() => alias) }
}

export function parseFrom(cursor: Cursor, context: FromContext): Table {
  let joined = named(cursor, context)
  for (;;) {
    if (cursor.take(',')) {
      joined = join(joined, named(cursor, context), { on: undefined, keepsLeft: false }, context)
      continue
    }
    const keepsLeft = cursor.is('LEFT', 'JOIN') || cursor.is('LEFT', 'OUTER', 'JOIN')
    if (keepsLeft) {
      cursor.next()
      cursor.take('OUTER')
    } else if (cursor.is('INNER', 'JOIN') || cursor.is('CROSS', 'JOIN')) cursor.next()
    if (!cursor.take('JOIN')) return joined
    const right = named(cursor, context)
    const on = cursor.take('ON') ? parseExpression(cursor) : undefined
    if (keepsLeft && !on) throw cursor.error()
    joined = join(joined, right, { on, keepsLeft }, context)
  }
}

function join(
  left: Table,
  right: Table,
  { on, keepsLeft }: { readonly on: Expression | undefined; readonly keepsLeft: boolean },
  context: FromContext,
): Table {
  const table: Table = {
    name: left.name,
    columns: [...left.columns, ...right.columns],
    sources: [...(left.sources ?? []), ...(right.sources ?? [])],
    unique: [],
    rows: [],
    nextId: 1,
  }
  context.examine(left.rows.length * right.rows.length)
  const nobody = right.columns.map(() => null)
  table.rows = left.rows.flatMap((row) => {
    const pairs = right.rows.map((other) => [...row, ...other])
    const fitting = on ? pairs.filter((pair) => isTrue(evaluate(on, context.scope(table, pair)))) : pairs
    return fitting.length === 0 && keepsLeft ? [[...row, ...nobody]] : fitting
  })
  return table
}
