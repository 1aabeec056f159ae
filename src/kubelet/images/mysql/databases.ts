// Databases and tables by name: made, changed and dropped.
import { DONE, type Result, type Session } from './session'
import { notSupported, SqlError } from './sql-error'
import { parseColumns } from './table-definition'
import { SYSTEM_SCHEMAS, type Schema, type Table } from './tables'
import type { Cursor } from './tokens'

export class Databases {
  readonly schemas = new Map<string, Schema>()

  protected schema(name: string): Schema {
    const schema = this.schemas.get(name)
    if (schema) return schema
    if (SYSTEM_SCHEMAS.includes(name)) return new Map()
    throw new SqlError(1049, '42000', `Unknown database '${name}'`)
  }

  protected createDatabase(cursor: Cursor): Result {
    const tolerant = cursor.take('IF', 'NOT', 'EXISTS')
    const name = cursor.name()
    if (this.schemas.has(name) || SYSTEM_SCHEMAS.includes(name)) {
      if (tolerant) return { affected: 1 }
      throw new SqlError(1007, 'HY000', `Can't create database '${name}'; database exists`)
    }
    this.schemas.set(name, new Map())
    return { affected: 1 }
  }

  protected dropDatabase(cursor: Cursor): Result {
    const tolerant = cursor.take('IF', 'EXISTS')
    const name = cursor.name()
    if (!this.schemas.delete(name) && !tolerant)
      throw new SqlError(1008, 'HY000', `Can't drop database '${name}'; database doesn't exist`)
    return DONE
  }

  /** a table by `name` or `database.name` */
  protected place(cursor: Cursor, session: Session): { schema: Schema; database: string; name: string } {
    const first = cursor.name()
    const second = cursor.take('.') ? cursor.name() : undefined
    const database = second === undefined ? session.database : first
    if (database === undefined) throw new SqlError(1046, '3D000', 'No database selected')
    return { schema: this.schema(database), database, name: second ?? first }
  }

  protected table(cursor: Cursor, session: Session): Table {
    const { schema, database, name } = this.place(cursor, session)
    const table = schema.get(name)
    if (!table) throw noTable(database, name)
    return table
  }

  protected createTable(cursor: Cursor, session: Session): Result {
    const tolerant = cursor.take('IF', 'NOT', 'EXISTS')
    const { schema, name } = this.place(cursor, session)
    cursor.expect('(')
    const table = parseColumns(cursor, name)
    cursor.rest() // ENGINE=InnoDB DEFAULT CHARSET=utf8mb4
    if (schema.has(name)) {
      if (tolerant) return DONE
      throw new SqlError(1050, '42S01', `Table '${name}' already exists`)
    }
    schema.set(name, table)
    return DONE
  }

  protected dropTable(cursor: Cursor, session: Session): Result {
    const tolerant = cursor.take('IF', 'EXISTS')
    do {
      const { schema, database, name } = this.place(cursor, session)
      if (!schema.delete(name) && !tolerant) throw new SqlError(1051, '42S02', `Unknown table '${database}.${name}'`)
    } while (cursor.take(','))
    return DONE
  }

  protected truncate(cursor: Cursor, session: Session): Result {
    cursor.take('TABLE')
    const table = this.table(cursor, session)
    table.rows = []
    table.nextId = 1
    return DONE
  }

  protected alterTable(cursor: Cursor, session: Session): Result {
    const { schema, database, name } = this.place(cursor, session)
    const table = schema.get(name)
    if (!table) throw noTable(database, name)
    if (cursor.take('ADD')) {
      cursor.take('COLUMN')
      const { columns } = parseColumns(cursor, name)
      schema.set(name, {
        ...table,
        columns: [...table.columns, ...columns],
        rows: table.rows.map((row) => [...row, ...columns.map((column) => column.default ?? null)]),
      })
      return { affected: 0 }
    }
    cursor.expect('DROP')
    cursor.take('COLUMN')
    const column = cursor.name()
    const place = table.columns.findIndex((each) => each.name === column)
    if (place < 0) throw new SqlError(1091, '42000', `Can't DROP '${column}'; check that column/key exists`)
    schema.set(name, {
      ...table,
      columns: table.columns.filter((_, i) => i !== place),
      rows: table.rows.map((row) => row.filter((_, i) => i !== place)),
    })
    return { affected: 0 }
  }
}

/** @param of the table's name, where it was said */
export function columnIndex(table: Table, name: string, clause: string, of?: string): number {
  const places = table.columns.flatMap((column, place) =>
    column.name.toLowerCase() === name.toLowerCase() &&
    (of === undefined || (table.sources?.[place] ?? of).toLowerCase() === of.toLowerCase())
      ? [place]
      : [],
  )
  const [place, other] = places
  const written = of === undefined ? name : `${of}.${name}`
  if (place === undefined) throw new SqlError(1054, '42S22', `Unknown column '${written}' in '${clause}'`)
  if (other !== undefined) throw new SqlError(1052, '23000', `Column '${written}' in ${clause} is ambiguous`)
  return place
}

/** A real server has tables in its own schemas that this one has no need of. */
const noTable = (database: string, name: string): SqlError =>
  SYSTEM_SCHEMAS.includes(database.toLowerCase())
    ? notSupported(`${database}.${name}`)
    : new SqlError(1146, '42S02', `Table '${database}.${name}' doesn't exist`)
