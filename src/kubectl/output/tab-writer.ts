// Columns as Go's text/tabwriter lays them out: a column is a run of lines that have a cell there, as wide as its widest
// cell plus the padding. Widths are counted in characters, wide ones included. Follows text/tabwriter and
// github.com/liggitt/tabwriter (widths that are remembered).

export interface TabOptions {
  readonly widthMin: number
  readonly padding: number
  /** columns never become narrower from one flush to the next: for watches */
  readonly remembersWidths?: boolean
}

/** Of `kubectl get` */
export const TABLE_TABS: TabOptions = { widthMin: 6, padding: 3, remembersWidths: true }
/** Of `kubectl describe` */
export const DESCRIBE_TABS: TabOptions = { widthMin: 0, padding: 2 }

export class TabWriter {
  private buffer = ''
  private remembered: number[] = []

  constructor(
    private readonly options: TabOptions,
    private readonly out: (text: string) => void,
  ) {}

  write(text: string): void {
    this.buffer += text
  }

  flush(): void {
    if (this.buffer === '') return
    const text = layOut(this.buffer, this.options, this.options.remembersWidths ? this.remembered : undefined)
    this.buffer = ''
    this.out(text)
  }

  /** A new table begins: its columns have nothing to do with those before. */
  forgetWidths(): void {
    this.remembered = []
  }
}

/** @param remembered widths of earlier columns; added to */
export function layOut(text: string, options: TabOptions, remembered?: number[]): string {
  const lines = text.split('\n').map((line) => line.split('\t'))
  const written: string[] = []
  const widths: number[] = []

  const writeLines = (from: number, to: number): void => {
    for (const cells of lines.slice(from, to)) {
      written.push(
        cells
          .map((cell, i) => (i < widths.length ? pad(cell, widths[i] as number, i < cells.length - 1) : cell))
          .join(''),
      )
    }
  }
  const hasCell = (line: number, column: number): boolean => column < (lines[line] as string[]).length - 1

  const format = (start: number, end: number): void => {
    let from = start
    const column = widths.length
    for (let line = start; line < end; line += 1) {
      if (!hasCell(line, column)) continue
      writeLines(from, line)
      from = line
      let width = options.widthMin
      for (; line < end && hasCell(line, column); line += 1) {
        width = Math.max(width, lengthOf(lines[line]?.[column] as string) + options.padding)
      }
      if (remembered) {
        width = Math.max(width, remembered[column] ?? 0)
        remembered[column] = width
      }
      widths.push(width)
      format(from, line)
      widths.pop()
      from = line
    }
    writeLines(from, end)
  }
  format(0, lines.length)
  return written.join('\n')
}

const lengthOf = (text: string): number => Array.from(text).length

// The last cell of a line has no tab behind it and is padded only when it is empty within a column.
function pad(cell: string, width: number, ended: boolean): string {
  if (!ended) return cell
  return cell + ' '.repeat(Math.max(0, width - lengthOf(cell)))
}
