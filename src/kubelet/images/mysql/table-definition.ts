// CREATE TABLE and ALTER TABLE ... ADD: columns and keys.
import { parseExpression } from './expression'
import type { Column, Table } from './tables'
import type { Cursor } from './tokens'

/** A default that is the time of the insertion. */
export const NOW_MARK = '\u0000now'

/** Column definitions after the opening bracket, or one without brackets (ALTER TABLE ... ADD). */
export function parseColumns(cursor: Cursor, name: string): Table {
  const columns: Column[] = []
  const unique: { name: string; columns: string[] }[] = []
  do {
    if (cursor.take('PRIMARY', 'KEY')) unique.push({ name: 'PRIMARY', columns: nameList(cursor) })
    else if (cursor.take('UNIQUE')) {
      if (!cursor.take('KEY')) cursor.take('INDEX')
      const index = cursor.is('(') ? undefined : cursor.name()
      const of = nameList(cursor)
      unique.push({ name: index ?? (of[0] as string), columns: of })
    } else if (cursor.is('KEY') || cursor.is('INDEX') || cursor.is('CONSTRAINT') || cursor.is('FOREIGN'))
      skipItem(cursor)
    else columns.push(parseColumn(cursor, unique))
  } while (cursor.take(','))
  cursor.take(')')
  const keyed = columns.map((column) => ({
    ...column,
    key: unique.some((each) => each.name === 'PRIMARY' && each.columns.includes(column.name))
      ? ('PRI' as const)
      : unique.some((each) => each.columns[0] === column.name)
        ? ('UNI' as const)
        : column.key,
    notNull: column.notNull || unique.some((each) => each.name === 'PRIMARY' && each.columns.includes(column.name)),
  }))
  return { name, columns: keyed, unique, rows: [], nextId: 1 }
}

const TYPES =
  /^(tinyint|smallint|mediumint|int|integer|bigint|float|double|decimal|numeric|real|char|varchar|text|tinytext|mediumtext|longtext|blob|longblob|date|time|datetime|timestamp|year|json|bool|boolean|enum|bit|binary|varbinary)$/

function parseColumn(cursor: Cursor, unique: { name: string; columns: string[] }[]): Column {
  const name = cursor.name()
  let type = cursor.peek().text.toLowerCase()
  if (!TYPES.test(type)) throw cursor.error()
  cursor.next()
  if (type === 'bool' || type === 'boolean') type = 'tinyint(1)'
  if (type === 'integer') type = 'int'
  if (cursor.take('(')) {
    const sizes: string[] = []
    do sizes.push(cursor.next().text)
    while (cursor.take(','))
    cursor.expect(')')
    type += `(${sizes.join(',')})`
  } else if (type === 'int') type = 'int(11)'
  else if (type === 'bigint') type = 'bigint(20)'
  else if (type === 'char') type = 'char(1)'
  else if (type === 'varchar') throw cursor.error()
  let column: Column = { name, type, notNull: false, autoIncrement: false, default: undefined, key: '' }
  for (;;) {
    if (cursor.take('NOT', 'NULL')) column = { ...column, notNull: true }
    else if (cursor.take('NULL') || cursor.take('UNSIGNED') || cursor.take('ZEROFILL')) continue
    else if (cursor.take('AUTO_INCREMENT')) column = { ...column, autoIncrement: true }
    else if (cursor.take('PRIMARY', 'KEY') || cursor.take('PRIMARY')) unique.push({ name: 'PRIMARY', columns: [name] })
    else if (cursor.take('UNIQUE')) {
      cursor.take('KEY')
      unique.push({ name, columns: [name] })
    } else if (cursor.take('COMMENT')) cursor.text()
    else if (cursor.take('CHARACTER', 'SET') || cursor.take('COLLATE') || cursor.take('CHARSET')) cursor.name()
    else if (cursor.take('ON', 'UPDATE')) parseExpression(cursor)
    else if (cursor.take('DEFAULT')) {
      const value = parseExpression(cursor)
      column = { ...column, default: value.kind === 'value' ? value.value : NOW_MARK }
    } else return column
  }
}

function skipItem(cursor: Cursor): void {
  let depth = 0
  while (!cursor.isAtEnd) {
    if (depth === 0 && (cursor.is(',') || cursor.is(')'))) return
    const { text: sign } = cursor.next()
    depth += sign === '(' ? 1 : sign === ')' ? -1 : 0
  }
}

export function nameList(cursor: Cursor): string[] {
  cursor.expect('(')
  const names: string[] = []
  do names.push(cursor.name())
  while (cursor.take(','))
  cursor.expect(')')
  return names
}
