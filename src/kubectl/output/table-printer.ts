// Follows cli-runtime/pkg/printers/tableprinter.go HumanReadablePrinter, v1.36.
import { ageText } from '../../objects/duration'
import { isList, listAt, textAt, type AnyObject } from '../objects'
import { escapeTerminal } from './escape-terminal'
import { goPrint } from './go-print'
import { decorate, tableIn, type Table, type TableColumn, type TableOptions } from './table'

const EVENT_WORDS: Readonly<Record<string, string>> = {
  ADDED: 'ADDED   ',
  MODIFIED: 'MODIFIED',
  DELETED: 'DELETED ',
  ERROR: 'ERROR   ',
}

const STATUS_COLUMNS: readonly TableColumn[] = [{ name: 'Status' }, { name: 'Reason' }, { name: 'Message' }]
const META_COLUMNS: readonly TableColumn[] = [{ name: 'Name', type: 'string', format: 'name' }, { name: 'Age' }]

/** Writes Tables and, for servers that know none, names and ages. Headers come once for the same columns. */
export class TablePrinter {
  private lastColumns: readonly TableColumn[] = []
  private printedHeaders = false

  constructor(
    private readonly options: TableOptions,
    private readonly now: () => number,
  ) {}

  /** @param event the type of the watch event that the object came with, where it is to be shown */
  print(object: AnyObject, write: (text: string) => void, event?: string): void {
    const given = tableIn(object) ?? this.ownTable(object)
    const same = given.columns.length === 0 || sameColumns(given.columns, this.lastColumns)
    const noHeaders = this.options.noHeaders || (this.printedHeaders && same)
    const columns = given.columns.length === 0 ? this.lastColumns : given.columns
    if (given.columns.length > 0 && !same) {
      this.lastColumns = given.columns
      this.printedHeaders = false
    }
    if (given.rows.length > 0) this.printedHeaders = true
    const table = decorate({ columns, rows: given.rows }, this.options)
    printTable(event === undefined ? table : withEvent(table, event), write, { ...this.options, noHeaders })
  }

  private ownTable(object: AnyObject): Table {
    if (object.kind === 'Status') {
      return {
        columns: STATUS_COLUMNS,
        rows: [{ cells: ['status', 'reason', 'message'].map((name) => textAt(object, name)), object }],
      }
    }
    const items = isList(object) ? (listAt(object, 'items') as readonly AnyObject[]) : [object]
    const rows = items.map((item) => ({
      cells: [
        textAt(item, 'metadata', 'name'),
        ageText(textAt(item, 'metadata', 'creationTimestamp') || undefined, this.now()),
      ],
      object: item,
    }))
    return { columns: META_COLUMNS, rows }
  }
}

const sameColumns = (a: readonly TableColumn[], b: readonly TableColumn[]): boolean =>
  a.length === b.length && a.every((column, i) => column.name === b[i]?.name && column.priority === b[i]?.priority)

const withEvent = (table: Table, event: string): Table => ({
  columns: [{ name: 'Event', type: 'string' }, ...table.columns],
  rows: table.rows.map((row) => ({ ...row, cells: [EVENT_WORDS[event] ?? event, ...row.cells] })),
})

function printTable(table: Table, write: (text: string) => void, { noHeaders, wide }: TableOptions): void {
  const shown = (column: TableColumn | undefined): boolean => column !== undefined && (wide || !column.priority)
  if (!noHeaders) {
    if (table.rows.length === 0) return
    write(
      `${table.columns
        .filter(shown)
        .map(({ name }) => name.toUpperCase())
        .join('\t')}\n`,
    )
  }
  for (const { cells } of table.rows) {
    write(
      `${cells
        .filter((_, i) => shown(table.columns[i]))
        .map(cellText)
        .join('\t')}\n`,
    )
  }
}

function cellText(cell: unknown): string {
  if (cell === null || cell === undefined) return ''
  if (typeof cell !== 'string') return escapeTerminal(goPrint(cell))
  const end = cell.search(/[\f\n\r]/)
  return end < 0 ? escapeTerminal(cell) : `${escapeTerminal(cell.slice(0, end))}...`
}
