// How many places a number has behind its point: MySQL keeps those of DECIMAL through what is reckoned with it.
import type { Expression, Value } from './expression'
import type { Column, Table } from './tables'

/** `3/2` is 1.5000 */
const DIVISION_PLACES = 4

/** undefined for what is no exact number */
function placesOfColumn({ type }: Column): number | undefined {
  if (/^(tinyint|smallint|mediumint|int|bigint)\b/.test(type)) return 0
  const [, places] = /^(?:decimal|numeric)(?:\(\d+(?:,(\d+))?\))?/.exec(type) ?? []
  return /^(decimal|numeric)\b/.test(type) ? Number(places ?? 0) : undefined
}

/** What a value becomes in a column of exact numbers. */
export function inPlaces(column: Column, value: number): number {
  const places = placesOfColumn(column)
  return places === undefined ? value : Number(value.toFixed(places))
}

function placesOf(expression: Expression, table: Table | undefined): number | undefined {
  switch (expression.kind) {
    case 'value':
      return typeof expression.value === 'number' ? (String(expression.value).split('.')[1]?.length ?? 0) : undefined
    case 'column': {
      const column = table?.columns.find(
        ({ name }, place) =>
          name.toLowerCase() === expression.name.toLowerCase() &&
          (expression.of === undefined || (table.sources?.[place] ?? expression.of) === expression.of),
      )
      return column && placesOfColumn(column)
    }
    case 'call': {
      const first = expression.args[0] && placesOf(expression.args[0], table)
      if (['SUM', 'MIN', 'MAX', 'ABS', 'IFNULL', 'COALESCE'].includes(expression.name)) return first
      if (expression.name === 'AVG') return first === undefined ? undefined : first + DIVISION_PLACES
      return undefined
    }
    case 'binary': {
      const [left, right] = [placesOf(expression.left, table), placesOf(expression.right, table)]
      if (left === undefined || right === undefined) return undefined
      if (expression.operator === '/') return left + DIVISION_PLACES
      if (expression.operator === '*') return left + right
      return ['+', '-', '%'].includes(expression.operator) ? Math.max(left, right) : undefined
    }
    default:
      return undefined
  }
}

/** The value as the client is told it. */
export function shown(value: Value, expression: Expression, table: Table | undefined): Value {
  if (value === null || (typeof value === 'string' && !/^-?\d+(\.\d+)?$/.test(value))) return value
  const places = placesOf(expression, table)
  return places === undefined || places === 0 ? value : Number(value).toFixed(places)
}
