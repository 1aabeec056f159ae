// Who is connected to mysqld: clients that log in and ask, and replicas that are fed from the binary log.
import type { Connection } from '../../../simulation/wire'
import type { Machine } from '../../shell/machine'
import type { Binlog } from './binlog'
import { lineReader, type Answer, type Request } from './protocol'
import type { Session } from './session'
import { SqlError } from './sql-error'

export interface Served {
  readonly machine: Machine
  password(user: string): string | undefined
  binlog(): Binlog | undefined
  run(sql: string, session: Session): Answer & { sleepMs?: number }
  shutdown(): void
}

export class Clients {
  private readonly connections = new Set<Connection>()

  constructor(private readonly server: Served) {}

  get count(): number {
    return this.connections.size
  }

  end(): void {
    for (const connection of this.connections) connection.end()
  }

  serve(connection: Connection): void {
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
          return send(connection, {
            error: { number: refusal.number, state: refusal.state, message: refusal.message },
          })
        if (request.kind === 'login') {
          session = { database: undefined, user: request.user, host: connection.remote.ip, isReplica: false }
          return send(
            connection,
            request.database === undefined ? {} : this.server.run(`USE \`${request.database}\``, session),
          )
        }
        if (request.kind === 'replicate') {
          stopFeeding = this.feed(connection, request)
          return
        }
        if (request.kind === 'shutdown') {
          send(connection, {})
          return this.server.shutdown()
        }
        const { sleepMs, ...answer } = this.server.run(request.sql, session as Session)
        if (sleepMs) this.server.machine.loop.after(sleepMs, () => send(connection, answer))
        else send(connection, answer)
      }),
    )
  }

  private refusal(
    { user, password }: { user: string; password: string | undefined },
    host: string,
  ): SqlError | undefined {
    if (this.server.password(user) === (password ?? '')) return undefined
    return new SqlError(
      1045,
      '28000',
      `Access denied for user '${user}'@'${host === this.server.machine.caller.ip ? 'localhost' : host}' (using password: ${password === undefined || password === '' ? 'NO' : 'YES'})`,
    )
  }

  /** Sends a replica what it does not have yet, and everything that comes. */
  private feed(
    connection: Connection,
    { file, position }: Extract<Request, { kind: 'replicate' }>,
  ): (() => void) | undefined {
    const binlog = this.server.binlog()
    const events = binlog?.from(file, position)
    if (!binlog || !events) {
      const message = binlog ? 'Could not find first log file name in binary log index file' : 'Binary log is not open'
      send(connection, { error: { number: 1236, state: 'HY000', message } })
      return undefined
    }
    send(connection, {})
    for (const event of events) connection.write(`${JSON.stringify(event)}\n`)
    return binlog.follow((event) => connection.write(`${JSON.stringify(event)}\n`))
  }
}

function send(connection: Connection, answer: Answer): void {
  connection.write(`${JSON.stringify(answer)}\n`)
}
