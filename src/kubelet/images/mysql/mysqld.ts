// mysqld 5.7: data on the volume, clients over the wire, replication from a binary log.
import type { Connection } from '../../../simulation/wire'
import { formatDate } from '../../shell/commands/date'
import { server, type Invocation } from '../../shell/program'
import { DataFolder } from './data-folder'
import { Engine, type Result, type Rows, type Session, type Surroundings } from './engine'
import type { Value } from './expression'
import { lineReader, type Answer, type Request } from './protocol'
import { Binlog } from './binlog'
import { Replica } from './replica'
import { readServerConfig, type ServerConfig } from './server-config'
import { SqlError } from './sql-error'

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
  private readonly connections = new Set<Connection>()
  private readonly settings = new Map<string, Value>()
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
      this.timer = machine.loop.after(START_MS, () => this.open())
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
    this.timer = machine.loop.after(INITIALIZE_MS, () => {
      this.data.initialize(machine.dice.uuid())
      this.users = new Map([
        ['root', password ?? ''],
        ...(env['MYSQL_USER'] ? [[env['MYSQL_USER'], env['MYSQL_PASSWORD'] ?? ''] as [string, string]] : []),
      ])
      this.data.saveUsers(this.users)
      if (env['MYSQL_DATABASE']) {
        this.engine.schemas.set(env['MYSQL_DATABASE'], new Map())
        this.data.save(this.engine.schemas)
      }
      this.call.err(`${this.stamp()} [Note] [Entrypoint]: MySQL init process done. Ready for start up.\n`)
      this.open()
    })
    return undefined
  }

  private open(): void {
    const { machine } = this.call
    try {
      this.close = machine.listen(this.config.port, { tcp: (connection) => this.serve(connection) })
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
    this.call.err(`${this.stamp()} [Note] Giving ${this.connections.size} client threads a chance to die gracefully\n`)
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
    for (const connection of this.connections) connection.end()
    if (this.call.machine.files.existsSync(SOCKET)) this.call.machine.files.rmSync(SOCKET, { force: true })
  }

  private stamp(): string {
    return formatDate('%Y-%m-%dT%H:%M:%S', this.call.machine.now(), { hours: 0, zone: 'UTC' }) + '.000000Z 0'
  }

  private serve(connection: Connection): void {
    this.connections.add(connection)
    let session: Session | undefined
    let stopFeeding: (() => void) | undefined
    connection.onEnd(() => {
      this.connections.delete(connection)
      stopFeeding?.()
    })
    connection.onData(
      lineReader((line) => {
        const request = JSON.parse(line) as Request
        const refusal =
          request.kind === 'login' || request.kind === 'replicate'
            ? this.refusal(request, connection.remote.ip)
            : session
              ? undefined
              : new SqlError(1045, '28000', 'Access denied')
        if (refusal)
          return this.answer(connection, {
            error: { number: refusal.number, state: refusal.state, message: refusal.message },
          })
        if (request.kind === 'login') {
          session = { database: undefined, user: request.user, host: connection.remote.ip, isReplica: false }
          return this.answer(
            connection,
            request.database === undefined ? {} : this.run(`USE \`${request.database}\``, session),
          )
        }
        if (request.kind === 'replicate') {
          stopFeeding = this.feed(connection, request)
          return
        }
        if (request.kind === 'shutdown') {
          this.answer(connection, {})
          return this.shutdown()
        }
        const { sleepMs, ...answer } = this.run(request.sql, session as Session)
        if (sleepMs) this.call.machine.loop.after(sleepMs, () => this.answer(connection, answer))
        else this.answer(connection, answer)
      }),
    )
  }

  private answer(connection: Connection, answer: Answer): void {
    connection.write(`${JSON.stringify(answer)}\n`)
  }

  private refusal(
    { user, password }: { user: string; password: string | undefined },
    host: string,
  ): SqlError | undefined {
    if (this.users.get(user) === (password ?? '')) return undefined
    return new SqlError(
      1045,
      '28000',
      `Access denied for user '${user}'@'${host === this.call.machine.caller.ip ? 'localhost' : host}' (using password: ${password === undefined || password === '' ? 'NO' : 'YES'})`,
    )
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
      if (!(error instanceof SqlError)) throw error
      return { error: { number: error.number, state: error.state, message: error.message } }
    }
  }

  /** Sends a replica what it does not have yet, and everything that comes. */
  private feed(
    connection: Connection,
    { file, position }: Extract<Request, { kind: 'replicate' }>,
  ): (() => void) | undefined {
    const events = this.binlog?.from(file, position)
    if (!this.binlog || !events) {
      const message = this.binlog
        ? 'Could not find first log file name in binary log index file'
        : 'Binary log is not open'
      this.answer(connection, { error: { number: 1236, state: 'HY000', message } })
      return undefined
    }
    this.answer(connection, {})
    for (const event of events) connection.write(`${JSON.stringify(event)}\n`)
    return this.binlog.follow((event) => connection.write(`${JSON.stringify(event)}\n`))
  }

  /** What comes from the master: no rule of read-only stands in its way. Returns the error that stops the replication. */
  private apply(database: string | undefined, sql: string): SqlError | undefined {
    try {
      this.engine.execute(sql, { database, user: 'system user', host: '', isReplica: true })
      return undefined
    } catch (error) {
      if (error instanceof SqlError) return error
      throw error
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
    const { machine } = this.call
    const own = this.settings.get(name)
    if (own !== undefined) return own
    const known: Readonly<Record<string, Value>> = {
      server_id: this.config.serverId,
      hostname: machine.options.hostname,
      port: this.config.port,
      datadir: `${this.config.dataFolder}/`,
      version: `${versionOf(this.call)}${this.config.logBin === undefined ? '' : '-log'}`,
      version_comment: 'MySQL Community Server (GPL)',
      log_bin: this.config.logBin === undefined ? 0 : 1,
      read_only: this.config.readOnly || this.config.superReadOnly ? 1 : 0,
      super_read_only: this.config.superReadOnly ? 1 : 0,
      server_uuid: this.isOpen ? this.data.uuid : '',
      max_connections: 151,
      autocommit: 1,
      sql_mode: 'STRICT_TRANS_TABLES',
      character_set_server: 'latin1',
      log_slave_updates: this.config.logSlaveUpdates ? 1 : 0,
      wait_timeout: 28800,
      gtid_mode: 'OFF',
    }
    return known[name]
  }

  setVariable(name: string, value: Value): void {
    this.settings.set(name, value)
    if (name === 'super_read_only' && Number(value) === 1) this.settings.set('read_only', 1)
    if (name === 'read_only' && Number(value) === 0) this.settings.set('super_read_only', 0)
  }

  variables(): readonly (readonly [string, Value])[] {
    const switches = new Set(['log_bin', 'read_only', 'super_read_only', 'autocommit', 'log_slave_updates'])
    const names = [
      'autocommit',
      'character_set_server',
      'datadir',
      'gtid_mode',
      'hostname',
      'log_bin',
      'log_slave_updates',
      'max_connections',
      'port',
      'read_only',
      'server_id',
      'server_uuid',
      'sql_mode',
      'super_read_only',
      'version',
      'version_comment',
      'wait_timeout',
    ]
    return names.map((name) => {
      const value = this.variable(name) ?? null
      return [name, switches.has(name) ? (Number(value) === 1 ? 'ON' : 'OFF') : value]
    })
  }

  status(): readonly (readonly [string, Value])[] {
    const { machine } = this.call
    return [
      ['Connections', this.connections.size],
      ['Queries', this.queries],
      ['Threads_connected', this.connections.size],
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
