// The data folder on the volume: what survives the Pod, and what a backup copies.
import type { MemoryFs } from '../../files/memory-fs'
import type { Schema, Table } from './tables'
import type { BinlogEvent } from './protocol'

export interface MasterInfo {
  readonly host: string
  readonly port: number
  readonly user: string
  readonly password: string
  readonly file: string
  readonly position: number
  readonly retrySeconds: number
  readonly running: boolean
}

export const BINLOG_HEADER_BYTES = 154
const USERS = 'mysql/user.ibd'

export class DataFolder {
  constructor(
    private readonly files: MemoryFs,
    readonly path: string,
  ) {}

  get isInitialized(): boolean {
    return this.files.isFolderSync(`${this.path}/mysql`)
  }

  /** Names that are neither hidden nor `lost+found`: mysqld refuses to initialize over them. */
  get isEmpty(): boolean {
    return (
      !this.files.isFolderSync(this.path) ||
      this.files.readdirSync(this.path).every((name) => name === 'lost+found' || name.startsWith('.'))
    )
  }

  initialize(uuid: string): void {
    for (const folder of ['mysql', 'performance_schema', 'sys'])
      this.files.mkdirSync(`${this.path}/${folder}`, { recursive: true })
    for (const file of ['ibdata1', 'ib_logfile0', 'ib_logfile1']) this.files.writeFileSync(`${this.path}/${file}`, '')
    this.writeUuid(uuid)
  }

  writeUuid(uuid: string): void {
    if (!this.files.existsSync(`${this.path}/auto.cnf`))
      this.files.writeFileSync(`${this.path}/auto.cnf`, `[auto]\nserver-uuid=${uuid}\n`)
  }

  get uuid(): string {
    return /server-uuid=(\S+)/.exec(this.files.readTextSync(`${this.path}/auto.cnf`))?.[1] ?? ''
  }

  load(schemas: Map<string, Schema>): void {
    for (const name of this.files.readdirSync(this.path)) {
      const folder = `${this.path}/${name}`
      if (!this.files.isFolderSync(folder) || !this.files.existsSync(`${folder}/db.opt`)) continue
      const schema: Schema = new Map()
      for (const file of this.files.readdirSync(folder)) {
        if (!file.endsWith('.ibd')) continue
        const table = JSON.parse(this.files.readTextSync(`${folder}/${file}`)) as Table
        schema.set(table.name, table)
      }
      schemas.set(name, schema)
    }
  }

  save(schemas: ReadonlyMap<string, Schema>): void {
    for (const name of this.files.readdirSync(this.path)) {
      if (this.files.existsSync(`${this.path}/${name}/db.opt`) && !schemas.has(name))
        this.files.rmSync(`${this.path}/${name}`, { recursive: true })
    }
    for (const [name, schema] of schemas) {
      const folder = `${this.path}/${name}`
      this.files.mkdirSync(folder, { recursive: true })
      if (!this.files.existsSync(`${folder}/db.opt`))
        this.files.writeFileSync(
          `${folder}/db.opt`,
          'default-character-set=latin1\ndefault-collation=latin1_swedish_ci\n',
        )
      for (const file of this.files.readdirSync(folder))
        if (file.endsWith('.ibd') && !schema.has(file.slice(0, -4))) this.files.rmSync(`${folder}/${file}`)
      for (const table of schema.values()) {
        const content = JSON.stringify(table)
        const path = `${folder}/${table.name}.ibd`
        if (!this.files.existsSync(path) || this.files.readTextSync(path) !== content)
          this.files.writeFileSync(path, content)
      }
    }
  }

  users(): Map<string, string> {
    const path = `${this.path}/${USERS}`
    return new Map(
      this.files.existsSync(path) ? (JSON.parse(this.files.readTextSync(path)) as [string, string][]) : [['root', '']],
    )
  }

  saveUsers(users: ReadonlyMap<string, string>): void {
    this.files.writeFileSync(`${this.path}/${USERS}`, JSON.stringify([...users]))
  }

  masterInfo(): MasterInfo | undefined {
    const path = `${this.path}/master.info`
    return this.files.existsSync(path) ? (JSON.parse(this.files.readTextSync(path)) as MasterInfo) : undefined
  }

  saveMasterInfo(info: MasterInfo | undefined): void {
    const path = `${this.path}/master.info`
    if (info) this.files.writeFileSync(path, JSON.stringify(info))
    else this.files.rmSync(path, { force: true })
  }

  /** binary logs in their order */
  binlogs(base: string): string[] {
    return this.files.readdirSync(this.path).filter((name) => name.startsWith(`${base}.`) && /\.\d{6}$/.test(name))
  }

  createBinlog(name: string): void {
    this.files.writeFileSync(`${this.path}/${name}`, '')
  }

  removeBinlog(name: string): void {
    this.files.rmSync(`${this.path}/${name}`, { force: true })
  }

  appendEvent(event: BinlogEvent): void {
    this.files.appendFileSync(`${this.path}/${event.file}`, `${JSON.stringify(event)}\n`)
  }

  events(name: string): BinlogEvent[] {
    return this.files
      .readTextSync(`${this.path}/${name}`)
      .split('\n')
      .filter(Boolean)
      .map((line) => JSON.parse(line) as BinlogEvent)
  }

  /** where the next event of this log begins */
  endOf(name: string): number {
    return this.events(name).at(-1)?.end ?? BINLOG_HEADER_BYTES
  }
}
