// What SHOW and DESCRIBE print.
import type { Result } from './session'
import { likes, type Value } from './expression'
import { NOW_MARK } from './table-definition'
import type { Row, Table } from './tables'
import type { Cursor } from './tokens'

export const answer = (rows: readonly Row[], ...columns: readonly string[]): Result => ({ rows: { columns, rows } })

export function filtered(cursor: Cursor, names: readonly string[]): Row[] {
  const pattern = cursor.take('LIKE') ? cursor.text() : undefined
  cursor.end()
  return names.filter((name) => pattern === undefined || likes(name, pattern)).map((name) => [name])
}

export function pairs(cursor: Cursor, all: readonly (readonly [string, Value])[]): Result {
  const isWhere = cursor.take('WHERE')
  if (isWhere) {
    cursor.name()
    if (!cursor.take('=')) cursor.expect('LIKE')
  }
  const pattern = isWhere || cursor.take('LIKE') ? cursor.text() : undefined
  cursor.end()
  return answer(
    all.filter(([name]) => pattern === undefined || likes(name, pattern)).map(([name, value]) => [name, value]),
    'Variable_name',
    'Value',
  )
}

export function describe(table: Table): Result {
  return answer(
    table.columns.map((column) => [
      column.name,
      column.type,
      column.notNull ? 'NO' : 'YES',
      column.key,
      column.default === NOW_MARK ? 'CURRENT_TIMESTAMP' : (column.default ?? null),
      column.autoIncrement ? 'auto_increment' : '',
    ]),
    'Field',
    'Type',
    'Null',
    'Key',
    'Default',
    'Extra',
  )
}

export function createText(table: Table): Result {
  const columns = table.columns.map(
    (column) =>
      `  \`${column.name}\` ${column.type}${column.notNull ? ' NOT NULL' : column.default === undefined ? ' DEFAULT NULL' : ''}${column.autoIncrement ? ' AUTO_INCREMENT' : ''}`,
  )
  const keys = table.unique.map(
    ({ name, columns: of }) =>
      `  ${name === 'PRIMARY' ? 'PRIMARY KEY' : `UNIQUE KEY \`${name}\``} (${of.map((each) => `\`${each}\``).join(',')})`,
  )
  return answer(
    [
      [
        table.name,
        `CREATE TABLE \`${table.name}\` (\n${[...columns, ...keys].join(',\n')}\n) ENGINE=InnoDB DEFAULT CHARSET=latin1`,
      ],
    ],
    'Table',
    'Create Table',
  )
}
