// The statements that change rows: INSERT, REPLACE, UPDATE and DELETE.
import { columnIndex } from './databases'
import { evaluate, isTrue, parseExpression, parseList, type Expression, type Value } from './expression'
import { formatTime } from './functions'
import { Queries } from './queries'
import { parseLimit } from './select'
import type { Result, Session } from './session'
import { SqlError } from './sql-error'
import { nameList, NOW_MARK } from './table-definition'
import { checkUnique, duplicate, fit, type Column, type Row, type Table } from './tables'
import type { Cursor } from './tokens'

/** A script may copy a table into itself again and again. */
const ROWS_MAX = 20_000

export class RowChanges extends Queries {
  protected insert(cursor: Cursor, session: Session): Result {
    const replaces = cursor.next().text.toUpperCase() === 'REPLACE'
    const ignores = cursor.take('IGNORE')
    cursor.take('INTO')
    const table = this.table(cursor, session)
    const names = cursor.is('(') ? nameList(cursor) : table.columns.map((column) => column.name)
    for (const name of names) columnIndex(table, name, 'field list')
    const rows = cursor.is('SELECT') ? (this.select(cursor, session).rows?.rows ?? []) : this.values(cursor, session)
    let affected = 0
    for (const [i, values] of rows.entries()) {
      if (values.length !== names.length)
        throw new SqlError(1136, '21S01', `Column count doesn't match value count at row ${i + 1}`)
      const row = this.completed(table, names, values, i + 1)
      const clash = checkUnique(table, row)
      if (clash && ignores) continue
      if (clash && !replaces) throw duplicate(clash)
      if (clash) table.rows = table.rows.filter((each) => each !== clash.row)
      if (table.rows.length >= ROWS_MAX) throw new SqlError(1114, 'HY000', `The table '${table.name}' is full`)
      table.rows = [...table.rows, row]
      affected += clash ? 2 : 1
    }
    return { affected }
  }

  private values(cursor: Cursor, session: Session): Value[][] {
    if (!cursor.take('VALUES')) cursor.expect('VALUE')
    const rows: Value[][] = []
    do {
      cursor.expect('(')
      rows.push(parseList(cursor).map((each) => evaluate(each, this.scope(session))))
    } while (cursor.take(','))
    cursor.end()
    return rows
  }

  private completed(table: Table, names: readonly string[], values: readonly Value[], rowNumber: number): Row {
    return table.columns.map((column) => {
      const place = names.findIndex((name) => name.toLowerCase() === column.name.toLowerCase())
      const value = place >= 0 ? (values[place] ?? null) : (column.default ?? null)
      if (column.autoIncrement && (value === null || value === 0)) return table.nextId++
      if (place < 0 && column.notNull && column.default === undefined)
        throw new SqlError(1364, 'HY000', `Field '${column.name}' doesn't have a default value`)
      const fitted = fit(
        column,
        column.default === NOW_MARK && place < 0 ? formatTime(this.around.now()) : value,
        rowNumber,
      )
      if (column.autoIncrement && typeof fitted === 'number') table.nextId = Math.max(table.nextId, fitted + 1)
      return fitted
    })
  }

  protected update(cursor: Cursor, session: Session): Result {
    cursor.next()
    const table = this.table(cursor, session)
    cursor.expect('SET')
    const changes: { place: number; to: Expression }[] = []
    do {
      const place = columnIndex(table, cursor.name(), 'field list')
      cursor.expect('=')
      changes.push({ place, to: parseExpression(cursor) })
    } while (cursor.take(','))
    const where = cursor.take('WHERE') ? parseExpression(cursor) : undefined
    const limit = parseLimit(cursor)
    cursor.end()
    let affected = 0
    let left = limit?.count ?? Infinity
    table.rows = table.rows.map((row) => {
      if (left <= 0 || (where && !isTrue(evaluate(where, this.scope(session, table, row))))) return row
      left--
      const next = [...row]
      for (const { place, to } of changes)
        next[place] = fit(table.columns[place] as Column, evaluate(to, this.scope(session, table, next)), affected + 1)
      if (next.every((value, i) => value === row[i])) return row
      const clash = checkUnique(table, next, row)
      if (clash) throw duplicate(clash)
      affected++
      return next
    })
    return { affected }
  }

  protected delete(cursor: Cursor, session: Session): Result {
    cursor.next()
    cursor.expect('FROM')
    const table = this.table(cursor, session)
    const where = cursor.take('WHERE') ? parseExpression(cursor) : undefined
    const limit = parseLimit(cursor)
    cursor.end()
    let left = limit?.count ?? Infinity
    const before = table.rows.length
    table.rows = table.rows.filter(
      (row) =>
        left <= 0 || (where !== undefined && !isTrue(evaluate(where, this.scope(session, table, row)))) || left-- <= 0,
    )
    return { affected: before - table.rows.length }
  }
}
