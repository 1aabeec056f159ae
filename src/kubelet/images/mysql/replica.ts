// A replica: where its master is, how far it has come, and the connection that it keeps trying to have.
import { connectionPair } from '../../../simulation/local-wire'
import type { Connection } from '../../../simulation/wire'
import { reachHost } from '../../shell/http-client'
import type { Machine } from '../../shell/machine'
import type { DataFolder, MasterInfo } from './data-folder'
import type { Rows } from './session'
import { lineReader, type Answer, type BinlogEvent } from './protocol'
import { SqlError } from './sql-error'
import type { Cursor } from './tokens'

const RETRY_SECONDS = 60
const NOTHING: MasterInfo = {
  host: '',
  port: 3306,
  user: '',
  password: '',
  file: '',
  position: 4,
  retrySeconds: RETRY_SECONDS,
  running: false,
}

export interface ReplicaOptions {
  readonly machine: Machine
  readonly data: DataFolder
  readonly serverId: number
  /** carries out a statement of the master; returns the error that stops everything */
  apply(database: string | undefined, sql: string): SqlError | undefined
  log(text: string): void
}

export class Replica {
  private master: MasterInfo | undefined
  private link: Connection | undefined
  private isConnected = false
  private timer: { cancel(): void } | undefined
  private lastIoError: { number: number; message: string } | undefined
  private lastSqlError: SqlError | undefined
  private ended = false

  constructor(private readonly options: ReplicaOptions) {
    this.master = options.data.masterInfo()
  }

  /** After a restart: goes on where it was, as replication does unless skip-slave-start says otherwise. */
  resume(): void {
    if (this.master?.running) this.connect()
  }

  end(): void {
    this.ended = true
    this.disconnect()
  }

  command(cursor: Cursor, verb: string): void {
    switch (verb) {
      case 'CHANGE MASTER':
        return this.changeMaster(cursor)
      case 'START SLAVE':
        return this.start()
      case 'STOP SLAVE':
        this.disconnect()
        if (this.master) this.keep({ ...this.master, running: false })
        return
      case 'RESET SLAVE':
        if (this.master?.running)
          throw new SqlError(
            3081,
            'HY000',
            "This operation cannot be performed with running replication threads; run STOP SLAVE FOR CHANNEL '' first",
          )
        this.master = cursor.take('ALL') ? undefined : this.master && { ...this.master, file: '', position: 4 }
        this.options.data.saveMasterInfo(this.master)
        return
    }
  }

  status(): Rows {
    const columns = [
      'Slave_IO_State',
      'Master_Host',
      'Master_User',
      'Master_Port',
      'Connect_Retry',
      'Master_Log_File',
      'Read_Master_Log_Pos',
      'Relay_Master_Log_File',
      'Slave_IO_Running',
      'Slave_SQL_Running',
      'Last_Errno',
      'Last_Error',
      'Exec_Master_Log_Pos',
      'Seconds_Behind_Master',
      'Last_IO_Errno',
      'Last_IO_Error',
      'Last_SQL_Errno',
      'Last_SQL_Error',
      'Master_Server_Id',
    ]
    const { master } = this
    if (!master) return { columns, rows: [] }
    const io = !master.running ? 'No' : this.isConnected ? 'Yes' : 'Connecting'
    const sql = master.running && !this.lastSqlError ? 'Yes' : 'No'
    const error = this.lastSqlError
    return {
      columns,
      rows: [
        [
          this.isConnected ? 'Waiting for master to send event' : master.running ? 'Connecting to master' : '',
          master.host,
          master.user,
          master.port,
          master.retrySeconds,
          master.file,
          master.position,
          master.file,
          io,
          sql,
          error?.number ?? 0,
          error?.message ?? '',
          master.position,
          this.isConnected && !error ? 0 : null,
          this.lastIoError?.number ?? 0,
          this.lastIoError?.message ?? '',
          error?.number ?? 0,
          error?.message ?? '',
          this.isConnected ? 100 : 0,
        ],
      ],
    }
  }

  private changeMaster(cursor: Cursor): void {
    if (this.master?.running)
      throw new SqlError(
        3021,
        'HY000',
        "This operation cannot be performed with a running slave io thread; run STOP SLAVE IO_THREAD FOR CHANNEL '' first.",
      )
    cursor.expect('TO')
    let next: MasterInfo = this.master ?? NOTHING
    do {
      const name = cursor.name().toUpperCase()
      cursor.expect('=')
      const token = cursor.next()
      const value = token.text
      const field = FIELDS[name]
      if (!field || token.kind === 'end') throw cursor.error()
      next = { ...next, [field]: NUMBERS.has(field) ? Number(value) : value }
    } while (cursor.take(','))
    cursor.end()
    this.keep(next)
  }

  private start(): void {
    if (!this.master?.host)
      throw new SqlError(
        1200,
        'HY000',
        'The server is not configured as slave; fix in config file or with CHANGE MASTER TO',
      )
    if (this.master.running) return
    if (this.options.serverId === 0)
      throw new SqlError(
        1200,
        'HY000',
        'The server is not configured as slave; fix in config file or with CHANGE MASTER TO',
      )
    this.lastSqlError = undefined
    this.keep({ ...this.master, running: true })
    this.connect()
  }

  private keep(master: MasterInfo): void {
    this.master = master
    this.options.data.saveMasterInfo(master)
  }

  private disconnect(): void {
    this.timer?.cancel()
    const { link } = this
    this.link = undefined
    this.isConnected = false
    link?.end()
  }

  private connect(): void {
    const { master } = this
    if (this.ended || !master?.running) return
    const { machine } = this.options
    const retry = (number: number, why: string) => {
      this.lastIoError = {
        number,
        message: `error connecting to master '${master.user}@${master.host}:${master.port}' - retry-time: ${master.retrySeconds}  retries: 1`,
      }
      this.options.log(`[ERROR] Slave I/O for channel '': ${this.lastIoError.message}, ${why} Error_code: ${number}`)
      this.timer = machine.loop.after(master.retrySeconds * 1000, () => this.connect())
    }
    const reached = reachHost(machine, master.host, master.port)
    if (reached.kind !== 'listener' || !reached.listener.tcp)
      return retry(reached.kind === 'unresolved' ? 2005 : 2003, '')
    const { client, server } = connectionPair(machine.caller, { ip: reached.ip })
    this.link = client
    reached.listener.tcp(server)
    let isFirst = true
    client.onData(
      lineReader((line) => {
        if (this.link !== client) return
        if (isFirst) {
          isFirst = false
          this.accepted(JSON.parse(line) as Answer, retry)
        } else this.receive(JSON.parse(line) as BinlogEvent)
      }),
    )
    client.onEnd(() => {
      if (this.link !== client) return
      this.link = undefined
      this.isConnected = false
      retry(2013, 'Lost connection to MySQL server')
    })
    client.write(
      `${JSON.stringify({ kind: 'replicate', file: master.file, position: master.position, serverId: this.options.serverId, user: master.user, password: master.password })}\n`,
    )
  }

  private accepted(answer: Answer, retry: (number: number, why: string) => void): void {
    if (!answer.error) {
      this.isConnected = true
      this.lastIoError = undefined
      this.options.log(
        `[Note] Slave I/O thread for channel '': connected to master '${this.master?.user}@${this.master?.host}:${this.master?.port}',replication started in log '${this.master?.file}' at position ${this.master?.position}`,
      )
      return
    }
    const { link } = this
    this.link = undefined
    link?.end()
    if (answer.error.number === 1236) {
      this.lastIoError = {
        number: 1236,
        message: `Got fatal error 1236 from master when reading data from binary log: '${answer.error.message}'`,
      }
      if (this.master) this.keep({ ...this.master, running: false })
      return
    }
    retry(answer.error.number, answer.error.message)
  }

  private receive(event: BinlogEvent): void {
    if (this.lastSqlError || !this.master) return
    const error = this.options.apply(event.database, event.sql)
    if (error) {
      this.lastSqlError = new SqlError(
        error.number,
        error.state,
        `Error '${error.message}' on query. Default database: '${event.database ?? ''}'. Query: '${event.sql}'`,
      )
      this.options.log(`[ERROR] Slave SQL for channel '': ${this.lastSqlError.message}, Error_code: ${error.number}`)
      return
    }
    this.keep({ ...this.master, file: event.file, position: event.end })
  }
}

const FIELDS: Readonly<Record<string, keyof MasterInfo>> = {
  MASTER_HOST: 'host',
  MASTER_PORT: 'port',
  MASTER_USER: 'user',
  MASTER_PASSWORD: 'password',
  MASTER_LOG_FILE: 'file',
  MASTER_LOG_POS: 'position',
  MASTER_CONNECT_RETRY: 'retrySeconds',
}
const NUMBERS = new Set<keyof MasterInfo>(['port', 'position', 'retrySeconds'])
