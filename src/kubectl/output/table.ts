// A Table as the server answers it, and what is added to it here. Follows cli-runtime/pkg/printers/tableprinter.go, v1.36.
import { labelsOrNone } from '../../objects/selector-text'
import { type AnyObject, listAt, textAt, valueAt } from '../objects'

export interface TableColumn {
  readonly name: string
  readonly type?: string
  readonly format?: string
  readonly priority?: number
}

export interface TableRow {
  readonly cells: readonly unknown[]
  readonly object: AnyObject | undefined
}

export interface Table {
  readonly columns: readonly TableColumn[]
  readonly rows: readonly TableRow[]
}

/** undefined for an answer that is no Table */
export function tableIn(object: unknown): Table | undefined {
  if (textAt(object, 'kind') !== 'Table' || !textAt(object, 'apiVersion').startsWith('meta.k8s.io/')) return undefined
  return {
    columns: listAt(object, 'columnDefinitions') as readonly TableColumn[],
    rows: listAt(object, 'rows').map((row) => ({
      cells: listAt(row, 'cells'),
      object: (valueAt(row, 'object') ?? undefined) as AnyObject | undefined,
    })),
  }
}

export interface TableOptions {
  readonly noHeaders: boolean
  readonly wide: boolean
  readonly withNamespace: boolean
  /** lower case, before each name: `deployment.apps` */
  readonly kindPrefix: string | undefined
  readonly showLabels: boolean
  /** -L */
  readonly labelColumns: readonly string[]
}

/** The Table with the namespace in front, the labels behind, and the kind before the names. */
export function decorate(table: Table, options: TableOptions): Table {
  const nameColumn = table.columns.findIndex(({ format, type }) => format === 'name' && type === 'string')
  const text = (name: string): TableColumn => ({ name, type: 'string' })
  const labelHeaders = options.labelColumns.map((label) => text((label.split('/').at(-1) as string).toUpperCase()))
  return {
    columns: [
      ...(options.withNamespace ? [text('Namespace')] : []),
      ...table.columns,
      ...labelHeaders,
      ...(options.showLabels ? [text('Labels')] : []),
    ],
    rows: table.rows.map((row) => decorateRow(row, table.columns.length, nameColumn, options)),
  }
}

function decorateRow(row: TableRow, width: number, nameColumn: number, options: TableOptions): TableRow {
  const cells = row.cells.map((cell, i) =>
    i === nameColumn && options.kindPrefix ? `${options.kindPrefix}/${String(cell)}` : cell,
  )
  const extra = options.labelColumns.length > 0 || options.showLabels
  while (extra && cells.length < width) cells.push(null)
  const labels = row.object?.metadata?.labels ?? {}
  return {
    object: row.object,
    cells: [
      ...(options.withNamespace ? [textAt(row.object, 'metadata', 'namespace')] : []),
      ...cells,
      ...options.labelColumns.map((label) => labels[label] ?? ''),
      ...(options.showLabels ? [labelsOrNone(labels)] : []),
    ],
  }
}
