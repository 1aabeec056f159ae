// mysqld 5.7: data on the volume, clients over the wire, replication from a binary log.
import { FileError } from '../../files/file-error'
import { formatDate } from '../../shell/commands/date'
import { server, type Invocation } from '../../shell/program'
import { Clients } from './clients'
import { DataFolder } from './data-folder'
import { Engine } from './engine'
import type { Value } from './expression'
import type { Answer } from './protocol'
import { Binlog } from './binlog'
import { Replica } from './replica'
import { readServerConfig, type ServerConfig } from './server-config'
import { ServerVariables } from './server-variables'
import type { Result, Rows, Session, Surroundings } from './session'
import { asSqlError, cannotWrite, SqlError } from './sql-error'

export const SOCKET = '/var/run/mysqld/mysqld.sock'
const INITIALIZE_MS = 8_000
const START_MS = 1_500
const SHUTDOWN_MS = 500

export const mysqld = server((call, exit) => {
  if (call.args.includes('--version') || call.args.includes('-V')) {
    call.out(`mysqld  Ver ${versionOf(call)} for Linux on x86_64 (MySQL Community Server (GPL))\n`)
    return 0
  }
  return new MySqlServer(call, exit).begin()
})

export const versionOf = (call: Invocation): string => {
  const tag = /mysql:(\d+\.\d+(?:\.\d+)?)/.exec(call.machine.options.facts?.image ?? '')?.[1] ?? '5.7'
  return tag.split('.').length === 3 ? tag : tag === '5.7' ? '5.7.44' : `${tag}.36`
}

class MySqlServer implements Surroundings {
  private readonly config: ServerConfig
  private readonly data: DataFolder
  private readonly engine: Engine
  private readonly clients: Clients
  private readonly settings: ServerVariables
  private users = new Map<string, string>()
  private binlog: Binlog | undefined
  private replica: Replica | undefined
  private close: () => void = () => {}
  private timer: { cancel(): void } | undefined
  private queries = 0

  constructor(
    private readonly call: Invocation,
    private readonly exit: (exitCode: number) => void,
  ) {
    this.config = readServerConfig(call)
    this.data = new DataFolder(call.machine.files, this.config.dataFolder)
    this.engine = new Engine(this)
    this.settings = new ServerVariables({
      config: this.config,
      hostname: call.machine.options.hostname,
      version: versionOf(call),
      uuid: () => (this.isOpen ? this.data.uuid : ''),
    })
    this.clients = new Clients({
      machine: call.machine,
      password: (user) => this.users.get(user),
      binlog: () => this.binlog,
      run: (sql, session) => this.run(sql, session),
      shutdown: () => this.shutdown(),
    })
  }

  begin() {
    const refusal = this.prepare()
    if (refusal !== undefined) return refusal
    return {
      signal: (signal: string) => {
        if (signal === 'SIGTERM' || signal === 'SIGINT') this.shutdown()
      },
      stop: () => this.stop(),
      steady: (question: { kind: string }) => question.kind === 'tcp' && this.isOpen,
    }
  }

  private isOpen = false

  private prepare(): number | undefined {
    const { env, machine } = this.call
    if (this.data.isInitialized) {
      this.timer = machine.loop.after(START_MS, () => this.orAbort(() => this.open()))
      return undefined
    }
    const password = env['MYSQL_ROOT_PASSWORD']
    if (password === undefined && !env['MYSQL_ALLOW_EMPTY_PASSWORD'] && !env['MYSQL_RANDOM_ROOT_PASSWORD']) {
      this.call.err(
        '[ERROR] [Entrypoint]: Database is uninitialized and password option is not specified\n    You need to specify one of the following as an environment variable:\n    - MYSQL_ROOT_PASSWORD\n    - MYSQL_ALLOW_EMPTY_PASSWORD\n    - MYSQL_RANDOM_ROOT_PASSWORD\n',
      )
      return 1
    }
    if (!this.data.isEmpty) {
      this.call.err(
        `${this.stamp()} [ERROR] --initialize specified but the data directory has files in it. Aborting.\n`,
      )
      return 1
    }
    this.call.err(`${this.stamp()} [Note] [Entrypoint]: Initializing database files\n`)
    this.timer = machine.loop.after(INITIALIZE_MS, () => this.orAbort(() => this.initialize(password ?? '')))
    return undefined
  }

  private initialize(password: string): void {
    const { env, machine } = this.call
    this.data.initialize(machine.dice.uuid())
    this.users = new Map([
      ['root', password],
      ...(env['MYSQL_USER'] ? [[env['MYSQL_USER'], env['MYSQL_PASSWORD'] ?? ''] as [string, string]] : []),
    ])
    this.data.saveUsers(this.users)
    if (env['MYSQL_DATABASE']) {
      this.engine.schemas.set(env['MYSQL_DATABASE'], new Map())
      this.data.save(this.engine.schemas)
    }
    this.call.err(`${this.stamp()} [Note] [Entrypoint]: MySQL init process done. Ready for start up.\n`)
    this.open()
  }

  /** A server that may not write its files does not stay. */
  private orAbort(run: () => void): void {
    try {
      run()
    } catch (error) {
      if (!(error instanceof FileError)) throw error
      this.call.err(`mysqld: ${cannotWrite(error)}\n${this.stamp()} [ERROR] Aborting\n`)
      this.exit(1)
    }
  }

  private open(): void {
    const { machine } = this.call
    try {
      this.close = machine.listen(this.config.port, { tcp: (connection) => this.clients.serve(connection) })
    } catch {
      this.call.err(`${this.stamp()} [ERROR] Can't start server: Bind on TCP/IP port: Address already in use\n`)
      return this.exit(1)
    }
    this.data.writeUuid(machine.dice.uuid())
    this.data.load(this.engine.schemas)
    this.users = this.data.users()
    if (this.config.logBin !== undefined)
      this.binlog = new Binlog(this.data, this.config.logBin || `${machine.options.hostname}-bin`)
    machine.files.mkdirSync('/var/run/mysqld', { recursive: true })
    machine.files.writeFileSync(SOCKET, '')
    this.isOpen = true
    this.call.err(
      `${this.stamp()} [Note] mysqld: ready for connections.\nVersion: '${versionOf(this.call)}${this.binlog ? '-log' : ''}'  socket: '${SOCKET}'  port: ${this.config.port}  MySQL Community Server (GPL)\n`,
    )
    this.replica = new Replica({
      machine,
      data: this.data,
      serverId: this.config.serverId,
      apply: (database, sql) => this.apply(database, sql),
      log: (text) => this.call.err(`${this.stamp()} ${text}\n`),
    })
    this.replica.resume()
  }

  private shutdown(): void {
    this.timer?.cancel()
    this.call.err(`${this.stamp()} [Note] Giving ${this.clients.count} client threads a chance to die gracefully\n`)
    this.close()
    this.timer = this.call.machine.loop.after(SHUTDOWN_MS, () => {
      this.call.err(`${this.stamp()} [Note] mysqld: Shutdown complete\n`)
      this.exit(0)
    })
  }

  private stop(): void {
    this.isOpen = false
    this.timer?.cancel()
    this.close()
    this.replica?.end()
    this.clients.end()
    if (this.call.machine.files.existsSync(SOCKET)) this.call.machine.files.rmSync(SOCKET, { force: true })
  }

  private stamp(): string {
    return formatDate('%Y-%m-%dT%H:%M:%S', this.call.machine.now(), { hours: 0, zone: 'UTC' }) + '.000000Z 0'
  }

  private run(sql: string, session: Session): Answer & { sleepMs?: number } {
    this.queries++
    this.call.machine.options.meter.spend(1)
    try {
      const result: Result = this.engine.execute(sql, session)
      if (result.database !== undefined) session.database = result.database
      return {
        ...(result.rows ? { rows: result.rows } : {}),
        affected: result.affected ?? 0,
        ...(result.sleepMs ? { sleepMs: result.sleepMs } : {}),
      }
    } catch (error) {
      const { number, state, message } = sqlErrorOf(error)
      return { error: { number, state, message } }
    }
  }

  /** What comes from the master: no rule of read-only stands in its way. Returns the error that stops the replication. */
  private apply(database: string | undefined, sql: string): SqlError | undefined {
    try {
      this.engine.execute(sql, { database, user: 'system user', host: '', isReplica: true })
      return undefined
    } catch (error) {
      return sqlErrorOf(error)
    }
  }

  // --- what the engine asks of the server around it ---

  now(): number {
    return this.call.machine.now()
  }

  changed(sql: string, session: Session): void {
    this.data.save(this.engine.schemas)
    // A replica's own writes go into its log only when it is told to pass them on (log-slave-updates).
    if (session.isReplica && !this.config.logSlaveUpdates) return
    this.binlog?.append(session.database, sql)
  }

  readOnly(): string | undefined {
    if (Number(this.variable('super_read_only')) === 1) return 'super-read-only'
    return undefined
  }

  createUser(name: string, password: string | undefined): void {
    this.users.set(name, password ?? '')
    this.data.saveUsers(this.users)
  }

  variable(name: string): Value | undefined {
    return this.settings.value(name)
  }

  setVariable(name: string, value: Value): void {
    this.settings.set(name, value)
  }

  variables(): readonly (readonly [string, Value])[] {
    return this.settings.all()
  }

  status(): readonly (readonly [string, Value])[] {
    const { machine } = this.call
    return [
      ['Connections', this.clients.count],
      ['Queries', this.queries],
      ['Threads_connected', this.clients.count],
      ['Uptime', Math.floor((machine.now() - machine.startedAt) / 1000)],
    ]
  }

  replication(
    cursor: Parameters<Surroundings['replication']>[0],
    verb: Parameters<Surroundings['replication']>[1],
  ): void {
    if (verb === 'RESET MASTER') this.binlog?.reset()
    else if (verb === 'FLUSH LOGS') this.binlog?.rotate()
    else this.replica?.command(cursor, verb)
  }

  show(what: Parameters<Surroundings['show']>[0]): Rows {
    switch (what) {
      case 'MASTER STATUS':
        return {
          columns: ['File', 'Position', 'Binlog_Do_DB', 'Binlog_Ignore_DB', 'Executed_Gtid_Set'],
          rows: this.binlog ? [[this.binlog.file, this.binlog.position, '', '', '']] : [],
        }
      case 'BINARY LOGS':
        if (!this.binlog) throw new SqlError(1381, 'HY000', 'You are not using binary logging')
        return { columns: ['Log_name', 'File_size'], rows: this.binlog.sizes() }
      case 'SLAVE HOSTS':
        return { columns: ['Server_id', 'Host', 'Port', 'Master_id', 'Slave_UUID'], rows: [] }
      case 'SLAVE STATUS':
        return this.replica?.status() ?? { columns: [], rows: [] }
    }
  }
}

function sqlErrorOf(error: unknown): SqlError {
  const known = asSqlError(error)
  if (!known) throw error
  return known
}
