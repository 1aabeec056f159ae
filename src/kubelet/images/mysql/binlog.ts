import type { DataFolder } from './data-folder'
import type { BinlogEvent } from './protocol'

/** Bytes that an event takes beside its statement. */
const EVENT_BYTES = 65

/** The binary log: every statement that changed data, in files `<base>.000001`, `.000002` ... A new one begins at each start. */
export class Binlog {
  private current: string
  private readonly followers = new Set<(event: BinlogEvent) => void>()

  constructor(
    private readonly data: DataFolder,
    private readonly base: string,
  ) {
    this.current = this.nextName()
    data.createBinlog(this.current)
  }

  get file(): string {
    return this.current
  }

  get position(): number {
    return this.data.endOf(this.current)
  }

  append(database: string | undefined, sql: string): void {
    const event: BinlogEvent = { file: this.current, end: this.position + EVENT_BYTES + sql.length, database, sql }
    this.data.appendEvent(event)
    for (const tell of this.followers) tell(event)
  }

  /** Everything behind a position; undefined for a file that is not there. */
  from(file: string, position: number): readonly BinlogEvent[] | undefined {
    const files = this.data.binlogs(this.base)
    const start = file === '' ? 0 : files.indexOf(file)
    if (start < 0) return undefined
    return files
      .slice(start)
      .flatMap((name, i) => this.data.events(name).filter((event) => i > 0 || event.end > position))
  }

  follow(tell: (event: BinlogEvent) => void): () => void {
    this.followers.add(tell)
    return () => void this.followers.delete(tell)
  }

  rotate(): void {
    this.current = this.nextName()
    this.data.createBinlog(this.current)
  }

  reset(): void {
    for (const name of this.data.binlogs(this.base)) this.data.removeBinlog(name)
    this.rotate()
  }

  sizes(): (readonly [string, number])[] {
    return this.data.binlogs(this.base).map((name) => [name, this.data.endOf(name)])
  }

  private nextName(): string {
    const last = this.data.binlogs(this.base).at(-1)
    const number = last === undefined ? 1 : Number(last.slice(-6)) + 1
    return `${this.base}.${String(number).padStart(6, '0')}`
  }
}
