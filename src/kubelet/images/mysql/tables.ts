// Databases and tables, and the files that hold them in the data folder.
import { inPlaces } from './decimals'
import { SqlError } from './sql-error'
import type { Value } from './expression'

export interface Column {
  readonly name: string
  /** as it was declared: `varchar(250)` */
  readonly type: string
  readonly notNull: boolean
  readonly autoIncrement: boolean
  readonly default: Value | undefined
  readonly key: 'PRI' | 'UNI' | ''
}

export type Row = readonly Value[]

export interface Table {
  readonly name: string
  readonly columns: readonly Column[]
  /** of what a statement reads: by which name each column's table goes there */
  readonly sources?: readonly string[]
  /** columns whose values together are unique, with the name that errors call them by */
  readonly unique: readonly { readonly name: string; readonly columns: readonly string[] }[]
  rows: Row[]
  nextId: number
}

export type Schema = Map<string, Table>

export const SYSTEM_SCHEMAS = ['information_schema', 'mysql', 'performance_schema', 'sys']

/** What a value becomes in a column; throws what MySQL says in strict mode. */
export function fit(column: Column, value: Value, row: number): Value {
  if (value === null) {
    if (column.notNull && !column.autoIncrement)
      throw new SqlError(1048, '23000', `Column '${column.name}' cannot be null`)
    return null
  }
  const [, kind = '', size] = /^(\w+)(?:\((\d+)\))?/.exec(column.type) ?? []
  if (/^(tinyint|smallint|mediumint|int|integer|bigint)$/.test(kind)) {
    if (typeof value === 'string' && !/^\s*-?\d+(\.\d+)?\s*$/.test(value))
      throw new SqlError(1366, 'HY000', `Incorrect integer value: '${value}' for column '${column.name}' at row ${row}`)
    return Math.round(Number(value))
  }
  if (/^(float|double|decimal|numeric|real)$/.test(kind)) return inPlaces(column, Number(value))
  const text = String(value)
  if (size !== undefined && /^(var)?char$/.test(kind) && text.length > Number(size))
    throw new SqlError(1406, '22001', `Data too long for column '${column.name}' at row ${row}`)
  return text
}

export function checkUnique(
  table: Table,
  candidate: Row,
  besides?: Row,
): { readonly index: string; readonly entry: string; readonly row: Row } | undefined {
  for (const { name, columns } of table.unique) {
    const places = columns.map((column) => table.columns.findIndex((each) => each.name === column))
    const values = places.map((place) => candidate[place] ?? null)
    if (values.includes(null)) continue
    const same = table.rows.find(
      (row) =>
        row !== besides &&
        places.every((place, i) => String(row[place]).toLowerCase() === String(values[i]).toLowerCase()),
    )
    if (same) return { index: name, entry: values.join('-'), row: same }
  }
  return undefined
}

export const duplicate = ({ index, entry }: { index: string; entry: string }): SqlError =>
  new SqlError(1062, '23000', `Duplicate entry '${entry}' for key '${index}'`)
