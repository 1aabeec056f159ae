// redis-server: keys, replication over the wire, its data in the folder it is told.
import { joinPath } from '../../files/memory-fs'
import { connectionPair } from '../../../simulation/local-wire'
import type { Connection } from '../../../simulation/wire'
import { reachHost } from '../../shell/http-client'
import { server, type Invocation } from '../../shell/program'
import { Database, WRITES } from './database'
import { infoText, type ServerState } from './info'
import { array, bulk, encodeReply, failed, integer, joinCommand, splitCommand, status, type Reply } from './protocol'
import { readSettings, stamp, type Settings } from './server-settings'

const RECONNECT_MS = 1_000

/** `redis-server [FILE] [--port 6379] [--slaveof HOST PORT] [--appendonly yes] ...` */
export const redisServer = server((call, exit) => {
  const settings = readSettings(call)
  if (typeof settings === 'string') {
    call.err(settings)
    return 1
  }
  const redis = new RedisServer(call, settings, exit)
  return redis.begin()
})

/** A sentinel watches and elects: not modelled, and said. */
export const redisSentinel = server((call) => {
  call.err('not modelled: redis-sentinel\n')
  return 1
})

class RedisServer {
  private readonly database = new Database()
  private readonly replicas = new Map<Connection, { ip: string }>()
  private readonly connections = new Set<Connection>()
  private master: { host: string; port: number } | undefined
  private link: Connection | undefined
  private stopped = false
  private close: () => void = () => {}

  constructor(
    private readonly call: Invocation,
    private readonly settings: Settings,
    private readonly exit: (exitCode: number) => void,
  ) {}

  begin() {
    const { call, settings } = this
    const port = Number(settings.get('port'))
    try {
      this.close = call.machine.listen(port, { tcp: (connection) => this.serve(connection) })
    } catch {
      call.err(`Warning: Could not create server TCP listening socket *:${port}: bind: Address already in use\n`)
      return 1
    }
    this.log(`* Running mode=standalone, port=${port}.`)
    this.log('# Server initialized')
    if (call.machine.files.existsSync(this.dumpPath)) this.database.load(call.machine.files.readTextSync(this.dumpPath))
    this.log('* Ready to accept connections')
    const [host, masterPort] = (settings.get('slaveof') ?? settings.get('replicaof') ?? '').split(/\s+/)
    if (host && host !== 'no') this.follow({ host, port: Number(masterPort ?? 6379) })
    return {
      signal: (signal: string) => {
        if (signal !== 'SIGTERM' && signal !== 'SIGINT') return
        this.log('# User requested shutdown...')
        this.save()
        this.log('# Redis is now ready to exit, bye bye...')
        this.exit(0)
      },
      stop: () => this.stop(),
      steady: (question: { kind: string }) => question.kind === 'tcp',
    }
  }

  private get dumpPath(): string {
    return joinPath(this.settings.get('dir') ?? '/data', this.settings.get('dbfilename') ?? 'dump.rdb')
  }

  private log(text: string): void {
    const role = this.master ? 'S' : 'M'
    this.call.out(`${this.call.pid}:${role} ${stamp(this.call)} ${text}\n`)
  }

  private save(): void {
    const folder = this.settings.get('dir') ?? '/data'
    try {
      this.call.machine.files.mkdirSync(folder, { recursive: true })
      this.call.machine.files.writeFileSync(this.dumpPath, this.database.dump())
    } catch (error) {
      this.log(
        `# Failed opening the RDB file ${this.settings.get('dbfilename')} (in server root dir ${folder}) for saving: ${(error as Error).message.includes('EROFS') ? 'Read-only file system' : 'No such file or directory'}`,
      )
    }
  }

  private stop(): void {
    this.stopped = true
    this.close()
    this.link?.end()
    for (const connection of this.connections) connection.end()
  }

  private serve(connection: Connection): void {
    this.connections.add(connection)
    let pending = ''
    let trusted = !this.settings.get('requirepass')
    connection.onEnd(() => {
      this.connections.delete(connection)
      this.replicas.delete(connection)
    })
    connection.onData((data) => {
      pending += data
      for (let end = pending.indexOf('\n'); end >= 0; end = pending.indexOf('\n')) {
        const words = splitCommand(pending.slice(0, end).trim())
        pending = pending.slice(end + 1)
        if (words.length === 0) continue
        const name = (words[0] ?? '').toUpperCase()
        if (name === 'AUTH') trusted ||= words.at(-1) === this.settings.get('requirepass')
        if (name === 'PSYNC') {
          this.replicas.set(connection, { ip: connection.remote.ip })
          this.log(`* Replica ${connection.remote.ip}:6379 asks for synchronization`)
          connection.write(`DUMP ${JSON.stringify(this.database.dump())}\n`)
          continue
        }
        const reply =
          name === 'AUTH' ? this.auth(trusted) : trusted ? this.run(words) : failed('NOAUTH Authentication required.')
        if (reply) connection.write(encodeReply(reply))
      }
    })
  }

  private auth(trusted: boolean): Reply {
    if (!this.settings.get('requirepass'))
      return failed(
        'ERR AUTH <password> called without any password configured for the default user. Are you sure your configuration is correct?',
      )
    return trusted ? status('OK') : failed('WRONGPASS invalid username-password pair or user is disabled.')
  }

  private run(words: readonly string[]): Reply {
    const name = (words[0] ?? '').toUpperCase()
    const args = words.slice(1)
    if (
      WRITES.has(name) &&
      this.master &&
      (this.settings.get('replica-read-only') ?? this.settings.get('slave-read-only') ?? 'yes') === 'yes'
    )
      return failed("READONLY You can't write against a read only replica.")
    const reply = this.database.run(words, this.call.machine.now())
    if (reply) {
      if (WRITES.has(name) && reply.kind !== 'error') this.written(words)
      return reply
    }
    return (
      this.manage(name, args) ??
      failed(`ERR unknown command '${words[0]}', with args beginning with: ${args.map((arg) => `'${arg}' `).join('')}`)
    )
  }

  private manage(name: string, args: readonly string[]): Reply | undefined {
    switch (name) {
      case 'PING':
        return args[0] === undefined ? status('PONG') : bulk(args[0])
      case 'ECHO':
        return bulk(args[0] ?? '')
      case 'SELECT':
      case 'CLIENT':
        return status('OK')
      case 'QUIT':
        return status('OK')
      case 'SAVE':
      case 'BGSAVE':
        this.save()
        return status(name === 'SAVE' ? 'OK' : 'Background saving started')
      case 'INFO':
        return bulk(infoText(args[0]?.toLowerCase(), this.state()))
      case 'ROLE':
        return this.role()
      case 'SLAVEOF':
      case 'REPLICAOF':
        return this.replicaOf(args)
      case 'CONFIG':
        return this.config(args)
      case 'SHUTDOWN':
        if (args[0]?.toUpperCase() !== 'NOSAVE') this.save()
        this.call.machine.loop.after(0, () => this.exit(0))
        return status('OK')
      case 'TIME':
        return array([bulk(String(Math.floor(this.call.machine.now() / 1000))), bulk('0')])
      default:
        return undefined
    }
  }

  private written(words: readonly string[]): void {
    const line = `${joinCommand(words)}\n`
    for (const replica of this.replicas.keys()) replica.write(line)
    if (this.settings.get('appendonly') === 'yes') this.save()
  }

  private config([verb = '', name = '', ...values]: readonly string[]): Reply {
    if (verb.toUpperCase() === 'SET') {
      this.settings.set(name.toLowerCase(), values.join(' '))
      return status('OK')
    }
    const value = this.settings.get(name.toLowerCase())
    return array(value === undefined ? [] : [bulk(name.toLowerCase()), bulk(value)])
  }

  private replicaOf([host = '', port = '6379']: readonly string[]): Reply {
    this.link?.end()
    this.link = undefined
    if (host.toLowerCase() === 'no') {
      this.master = undefined
      this.log('* MASTER MODE enabled (user request)')
    } else {
      this.log(`* REPLICAOF ${host}:${port} enabled (user request)`)
      this.follow({ host, port: Number(port) })
    }
    return status('OK')
  }

  private role(): Reply {
    if (!this.master)
      return array([
        bulk('master'),
        integer(0),
        array([...this.replicas.values()].map(({ ip }) => array([bulk(ip), bulk('6379'), bulk('0')]))),
      ])
    return array([
      bulk('slave'),
      bulk(this.master.host),
      integer(this.master.port),
      bulk(this.link ? 'connected' : 'connect'),
      integer(0),
    ])
  }

  private state(): ServerState {
    const { machine } = this.call
    return {
      master: this.master,
      isLinked: this.link !== undefined,
      replicas: [...this.replicas.values()],
      port: this.settings.get('port'),
      uptimeMs: machine.now() - machine.startedAt,
      keys: (this.database.run(['DBSIZE'], 0) as { value: number }).value,
    }
  }

  /** Copies the master's keys, then every write. Tries again each second while it cannot be reached. */
  private follow(master: { host: string; port: number }): void {
    this.master = master
    this.connect(master)
  }

  private connect(master: { host: string; port: number }): void {
    if (this.stopped || this.master !== master) return
    this.log(`* Connecting to MASTER ${master.host}:${master.port}`)
    const { machine } = this.call
    const retry = () => void machine.loop.after(RECONNECT_MS, () => this.connect(master))
    const reached = reachHost(machine, master.host, master.port)
    if (reached.kind !== 'listener' || !reached.listener.tcp) {
      this.log(
        reached.kind === 'unresolved'
          ? `# Unable to connect to MASTER: Invalid argument`
          : '# Error condition on socket for SYNC: Connection refused',
      )
      return retry()
    }
    const { client, server: far } = connectionPair(machine.caller, { ip: reached.ip })
    reached.listener.tcp(far)
    this.link = client
    this.log('* MASTER <-> REPLICA sync started')
    let pending = ''
    client.onData((data) => {
      pending += data
      for (let end = pending.indexOf('\n'); end >= 0; end = pending.indexOf('\n')) {
        this.replicate(pending.slice(0, end))
        pending = pending.slice(end + 1)
      }
    })
    client.onEnd(() => {
      if (this.link !== client) return
      this.link = undefined
      this.log('* Connection with master lost.')
      retry()
    })
    const password = this.settings.get('masterauth')
    if (password) client.write(`AUTH ${JSON.stringify(password)}\n`)
    client.write('PSYNC ? -1\n')
  }

  private replicate(line: string): void {
    if (line.startsWith('DUMP ')) {
      this.database.load(JSON.parse(line.slice(5)) as string)
      this.log('* MASTER <-> REPLICA sync: Finished with success')
      return
    }
    if (/^[+\-:$*]/.test(line)) return // answers to AUTH
    this.database.run(splitCommand(line), this.call.machine.now())
    if (this.settings.get('appendonly') === 'yes') this.save()
  }
}
