// The statements: what a course and its trainer type. Pure but for the data it holds; time, names and replication come
// from the server around it. What is not known is refused with MySQL's own syntax error.
import { evaluate, parseExpression } from './expression'
import { RowChanges } from './row-changes'
import { DONE, type Result, type Session } from './session'
import { describe } from './show'
import { notSupported, SqlError } from './sql-error'
import { Cursor } from './tokens'
import { COMMITS_BY_ITSELF, commit, copyInto, rollBack, runIn, unheard } from './transaction'

const AUTOCOMMIT = /^\s*SET\s+(?:SESSION\s+|@@(?:session\.)?)?autocommit\s*=\s*(0|1|ON|OFF)\s*$/i

export class Engine extends RowChanges {
  execute(sql: string, session: Session): Result {
    const cursor = new Cursor(sql)
    const verb = cursor.peek().kind === 'word' ? cursor.peek().text.toUpperCase() : ''
    if (this.transactionStatement(cursor, session)) return DONE
    if (session.isManual) session.transaction ??= this.begun()
    if (session.transaction && COMMITS_BY_ITSELF.test(verb)) commit(this, session)
    if (session.transaction && verb !== 'USE') return runIn(session.transaction, sql, verb, session)
    return this.statement(cursor, verb, session)
  }

  /** What begins and ends transactions. */
  private transactionStatement(cursor: Cursor, session: Session): boolean {
    const [, manual] = AUTOCOMMIT.exec(cursor.sql) ?? []
    if (manual !== undefined) {
      commit(this, session)
      session.isManual = /^(0|OFF)$/i.test(manual)
      return true
    }
    if (cursor.take('COMMIT')) commit(this, session)
    else if (cursor.take('ROLLBACK')) {
      cursor.take('WORK')
      cursor.end()
      rollBack(this.schemas, session)
    } else if (cursor.take('BEGIN') || cursor.take('START', 'TRANSACTION')) {
      commit(this, session)
      session.transaction = this.begun()
    } else return false
    return true
  }

  private readonly begun = () => copyInto(new Engine(unheard(this.around)), this.schemas)

  private statement(cursor: Cursor, verb: string, session: Session): Result {
    this.examined = 0
    switch (verb) {
      case 'SELECT':
        return this.select(cursor, session)
      case 'SHOW':
        return this.show(cursor, session)
      case 'USE':
        return this.use(cursor)
      case 'DESC':
      case 'DESCRIBE':
      case 'EXPLAIN':
        cursor.next()
        if (['SELECT', 'INSERT', 'UPDATE', 'DELETE'].some((word) => cursor.is(word))) throw notSupported('EXPLAIN')
        return describe(this.table(cursor, session))
      case 'SET':
        return this.set(cursor)
      case 'LOCK':
      case 'UNLOCK':
      case 'KILL':
        return DONE
      case 'FLUSH':
        if (cursor.is('FLUSH', 'LOGS') || cursor.is('FLUSH', 'BINARY', 'LOGS'))
          this.around.replication(cursor, 'FLUSH LOGS')
        return DONE
    }
    return this.replicationStatement(cursor) ?? this.change(cursor, verb, session)
  }

  private replicationStatement(cursor: Cursor): Result | undefined {
    for (const verb of ['CHANGE MASTER', 'START SLAVE', 'STOP SLAVE', 'RESET SLAVE', 'RESET MASTER'] as const) {
      if (!cursor.take(...verb.split(' '))) continue
      this.around.replication(cursor, verb)
      return DONE
    }
    return undefined
  }

  private change(cursor: Cursor, verb: string, session: Session): Result {
    const run = this.changes(cursor, verb, session)
    if (!run) throw cursor.error()
    const readOnly = session.isReplica ? undefined : this.around.readOnly()
    if (readOnly)
      throw new SqlError(
        1290,
        'HY000',
        `The MySQL server is running with the --${readOnly} option so it cannot execute this statement`,
      )
    const result = run()
    this.around.changed(cursor.sql, session)
    return result
  }

  private changes(cursor: Cursor, verb: string, session: Session): (() => Result) | undefined {
    if (cursor.take('CREATE', 'DATABASE') || cursor.take('CREATE', 'SCHEMA')) return () => this.createDatabase(cursor)
    if (cursor.take('DROP', 'DATABASE') || cursor.take('DROP', 'SCHEMA')) return () => this.dropDatabase(cursor)
    if (cursor.take('CREATE', 'TABLE')) return () => this.createTable(cursor, session)
    if (cursor.take('DROP', 'TABLE')) return () => this.dropTable(cursor, session)
    if (cursor.take('TRUNCATE')) return () => this.truncate(cursor, session)
    if (cursor.take('ALTER', 'TABLE')) return () => this.alterTable(cursor, session)
    if (cursor.take('CREATE', 'USER') || cursor.take('ALTER', 'USER')) return () => this.createUser(cursor)
    if (['GRANT', 'REVOKE'].includes(verb) || cursor.is('DROP', 'USER')) return () => this.grant(cursor)
    if (verb === 'INSERT' || verb === 'REPLACE') return () => this.insert(cursor, session)
    if (verb === 'UPDATE') return () => this.update(cursor, session)
    if (verb === 'DELETE') return () => this.delete(cursor, session)
    return undefined
  }

  private use(cursor: Cursor): Result {
    cursor.next()
    const name = cursor.name()
    this.schema(name)
    return { database: name, affected: 0 }
  }

  private createUser(cursor: Cursor): Result {
    cursor.take('IF', 'NOT', 'EXISTS')
    const name = cursor.peek().kind === 'text' ? cursor.text() : cursor.name()
    const rest = cursor.rest()
    const password = /IDENTIFIED\s+(?:WITH\s+\S+\s+)?BY\s+'([^']*)'/i.exec(rest)?.[1]
    this.around.createUser(name, password ?? '')
    return DONE
  }

  /** Rights are not kept: who is known may do everything. */
  private grant(cursor: Cursor): Result {
    const sql = cursor.rest()
    const [, name, password] = /TO\s+'([^']*)'(?:@'[^']*')?(?:\s+IDENTIFIED\s+BY\s+'([^']*)')?/i.exec(sql) ?? []
    if (name !== undefined && password !== undefined) this.around.createUser(name, password)
    return DONE
  }

  private set(cursor: Cursor): Result {
    cursor.next()
    if (cursor.take('NAMES') || cursor.take('CHARACTER') || cursor.take('PASSWORD')) return DONE
    do {
      cursor.take('GLOBAL')
      cursor.take('SESSION')
      const token = cursor.next()
      let name = token.text.replace(/^@+/, '').toLowerCase()
      while (cursor.take('.')) name = cursor.name().toLowerCase()
      if (!cursor.take('=')) cursor.expect(':=')
      const word = cursor.peek()
      const value =
        word.kind === 'word' && /^(ON|OFF|DEFAULT)$/i.test(word.text)
          ? cursor.next().text.toUpperCase() === 'ON'
            ? 1
            : 0
          : evaluate(
              parseExpression(cursor),
              this.scope({ database: undefined, user: 'root', host: '', isReplica: false }),
            )
      if (!token.text.startsWith('@') || token.text.startsWith('@@')) {
        if (this.around.variable(name) === undefined)
          throw new SqlError(1193, 'HY000', `Unknown system variable '${name}'`)
      }
      this.around.setVariable(name, value)
    } while (cursor.take(','))
    cursor.end()
    return DONE
  }
}
