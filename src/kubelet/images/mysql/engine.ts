// The statements: what a course and its trainer type. Pure but for the data it holds; time, names and replication come
// from the server around it. What is not known is refused with MySQL's own syntax error.
import { evaluate, isTrue, parseExpression, parseList, type Expression, type Scope, type Value } from './expression'
import { callFunction, formatTime } from './functions'
import { expressionList, fold, parseLimit, parseOrder, parseSelectList, project } from './select'
import { answer, createText, describe, filtered, pairs } from './show'
import { columnIndex, Databases } from './databases'
import { notSupported, SqlError } from './sql-error'
import { nameList, NOW_MARK } from './table-definition'
import { checkUnique, duplicate, fit, SYSTEM_SCHEMAS, type Column, type Row, type Table } from './tables'
import { Cursor } from './tokens'

export interface Rows {
  readonly columns: readonly string[]
  readonly rows: readonly Row[]
}

export interface Result {
  readonly rows?: Rows
  readonly affected?: number
  /** the client goes on with this database */
  readonly database?: string
  /** virtual time that the statement takes */
  readonly sleepMs?: number
}

export interface Session {
  database: string | undefined
  readonly user: string
  /** address of the client */
  readonly host: string
  /** of the replication itself: writes where nobody else may */
  readonly isReplica: boolean
}

/** What the server around the data knows and does. */
export interface Surroundings {
  now(): number
  variable(name: string): Value | undefined
  setVariable(name: string, value: Value): void
  /** names of variables that match, for SHOW VARIABLES */
  variables(): readonly (readonly [string, Value])[]
  /** `super-read-only` or `read-only` when writes are refused */
  readOnly(): string | undefined
  /** a statement has changed data */
  changed(statement: string, session: Session): void
  replication(
    cursor: Cursor,
    verb: 'CHANGE MASTER' | 'START SLAVE' | 'STOP SLAVE' | 'RESET SLAVE' | 'RESET MASTER' | 'FLUSH LOGS',
  ): void
  show(what: 'MASTER STATUS' | 'SLAVE STATUS' | 'BINARY LOGS' | 'SLAVE HOSTS'): Rows
  createUser(name: string, password: string | undefined): void
  status(): readonly (readonly [string, Value])[]
}

const DONE: Result = { affected: 0 }

export class Engine extends Databases {
  constructor(private readonly around: Surroundings) {
    super()
  }

  execute(sql: string, session: Session): Result {
    const cursor = new Cursor(sql)
    const verb = cursor.peek().kind === 'word' ? cursor.peek().text.toUpperCase() : ''
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
      case 'BEGIN':
      case 'COMMIT':
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
    if (cursor.is('START', 'TRANSACTION')) return DONE
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

  private insert(cursor: Cursor, session: Session): Result {
    const replaces = cursor.next().text.toUpperCase() === 'REPLACE'
    const ignores = cursor.take('IGNORE')
    cursor.take('INTO')
    const table = this.table(cursor, session)
    const names = cursor.is('(') ? nameList(cursor) : table.columns.map((column) => column.name)
    for (const name of names) columnIndex(table, name, 'field list')
    if (!cursor.take('VALUES')) cursor.expect('VALUE')
    const rows: Value[][] = []
    do {
      cursor.expect('(')
      rows.push(parseList(cursor).map((each) => evaluate(each, this.scope(session))))
    } while (cursor.take(','))
    cursor.end()
    let affected = 0
    for (const [i, values] of rows.entries()) {
      if (values.length !== names.length)
        throw new SqlError(1136, '21S01', `Column count doesn't match value count at row ${i + 1}`)
      const row = this.completed(table, names, values, i + 1)
      const clash = checkUnique(table, row)
      if (clash && ignores) continue
      if (clash && !replaces) throw duplicate(clash)
      if (clash) table.rows = table.rows.filter((each) => each !== clash.row)
      table.rows = [...table.rows, row]
      affected += clash ? 2 : 1
    }
    return { affected }
  }

  private completed(table: Table, names: readonly string[], values: readonly Value[], rowNumber: number): Row {
    return table.columns.map((column) => {
      const place = names.findIndex((name) => name.toLowerCase() === column.name.toLowerCase())
      const value = place >= 0 ? (values[place] ?? null) : (column.default ?? null)
      if (column.autoIncrement && (value === null || value === 0)) return table.nextId++
      if (place < 0 && column.notNull && column.default === undefined)
        throw new SqlError(1364, 'HY000', `Field '${column.name}' doesn't have a default value`)
      const fitted = fit(
        column,
        column.default === NOW_MARK && place < 0 ? formatTime(this.around.now()) : value,
        rowNumber,
      )
      if (column.autoIncrement && typeof fitted === 'number') table.nextId = Math.max(table.nextId, fitted + 1)
      return fitted
    })
  }

  private update(cursor: Cursor, session: Session): Result {
    cursor.next()
    const table = this.table(cursor, session)
    cursor.expect('SET')
    const changes: { place: number; to: Expression }[] = []
    do {
      const place = columnIndex(table, cursor.name(), 'field list')
      cursor.expect('=')
      changes.push({ place, to: parseExpression(cursor) })
    } while (cursor.take(','))
    const where = cursor.take('WHERE') ? parseExpression(cursor) : undefined
    const limit = parseLimit(cursor)
    cursor.end()
    let affected = 0
    let left = limit?.count ?? Infinity
    table.rows = table.rows.map((row) => {
      if (left <= 0 || (where && !isTrue(evaluate(where, this.scope(session, table, row))))) return row
      left--
      const next = [...row]
      for (const { place, to } of changes)
        next[place] = fit(table.columns[place] as Column, evaluate(to, this.scope(session, table, next)), affected + 1)
      if (next.every((value, i) => value === row[i])) return row
      const clash = checkUnique(table, next, row)
      if (clash) throw duplicate(clash)
      affected++
      return next
    })
    return { affected }
  }

  private delete(cursor: Cursor, session: Session): Result {
    cursor.next()
    cursor.expect('FROM')
    const table = this.table(cursor, session)
    const where = cursor.take('WHERE') ? parseExpression(cursor) : undefined
    const limit = parseLimit(cursor)
    cursor.end()
    let left = limit?.count ?? Infinity
    const before = table.rows.length
    table.rows = table.rows.filter(
      (row) =>
        left <= 0 || (where !== undefined && !isTrue(evaluate(where, this.scope(session, table, row)))) || left-- <= 0,
    )
    return { affected: before - table.rows.length }
  }

  private select(cursor: Cursor, session: Session): Result {
    cursor.next()
    const distinct = cursor.take('DISTINCT')
    const list = parseSelectList(cursor)
    const table = cursor.take('FROM') ? this.selectTable(cursor, session) : undefined
    if (table && (cursor.is(',') || cursor.is('JOIN') || cursor.is('INNER') || cursor.is('LEFT'))) throw cursor.error()
    if (table && cursor.peek().kind === 'word' && !/^(WHERE|GROUP|ORDER|LIMIT|HAVING|FOR)$/i.test(cursor.peek().text)) {
      cursor.take('AS')
      cursor.name()
    }
    const where = cursor.take('WHERE') ? parseExpression(cursor) : undefined
    const groups = cursor.take('GROUP', 'BY') ? expressionList(cursor) : []
    const order = cursor.take('ORDER', 'BY') ? parseOrder(cursor) : []
    const limit = parseLimit(cursor)
    cursor.take('FOR', 'UPDATE')
    cursor.end()
    const rows = table
      ? table.rows.filter((row) => !where || isTrue(evaluate(where, this.scope(session, table, row))))
      : []
    return project({ list, table, rows, groups, order, limit, distinct }, (from, row, group, sleep) =>
      this.scope(session, from, row, group, sleep),
    )
  }

  private selectTable(cursor: Cursor, session: Session): Table | undefined {
    if (cursor.take('DUAL')) return undefined
    return this.table(cursor, session)
  }

  private scope(
    session: Session,
    table?: Table,
    row?: Row,
    group?: readonly Row[],
    sleep: (ms: number) => void = () => {},
  ): Scope {
    return {
      column: (name) => {
        if (!table) throw new SqlError(1054, '42S22', `Unknown column '${name}' in 'field list'`)
        return row?.[columnIndex(table, name, 'field list')] ?? null
      },
      variable: (name) => {
        const value = this.around.variable(name)
        if (value === undefined) throw new SqlError(1193, 'HY000', `Unknown system variable '${name}'`)
        return value
      },
      call: (name, args) => callFunction(name, args, { session, around: this.around, sleep }),
      ...(group === undefined
        ? {}
        : {
            aggregate: (name: string, call: Extract<Expression, { kind: 'call' }>) =>
              fold(name, call, group, (each) => this.scope(session, table, each)),
          }),
    }
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

  private show(cursor: Cursor, session: Session): Result {
    cursor.next()
    cursor.take('GLOBAL')
    cursor.take('SESSION')
    cursor.take('FULL')
    if (cursor.take('DATABASES') || cursor.take('SCHEMAS'))
      return answer(filtered(cursor, [...SYSTEM_SCHEMAS, ...this.schemas.keys()].sort()), 'Database')
    if (cursor.take('TABLES')) {
      const database = cursor.take('FROM') || cursor.take('IN') ? cursor.name() : session.database
      if (database === undefined) throw new SqlError(1046, '3D000', 'No database selected')
      return answer(filtered(cursor, [...this.schema(database).keys()].sort()), `Tables_in_${database}`)
    }
    if (cursor.take('VARIABLES')) return pairs(cursor, this.around.variables())
    if (cursor.take('STATUS')) return pairs(cursor, this.around.status())
    if (cursor.take('COLUMNS', 'FROM') || cursor.take('FIELDS', 'FROM')) return describe(this.table(cursor, session))
    if (cursor.take('CREATE', 'TABLE')) return createText(this.table(cursor, session))
    if (cursor.take('PROCESSLIST'))
      return answer(
        [[1, session.user, session.host, session.database ?? null, 'Query', 0, 'starting', 'SHOW PROCESSLIST']],
        'Id',
        'User',
        'Host',
        'db',
        'Command',
        'Time',
        'State',
        'Info',
      )
    if (cursor.take('WARNINGS') || cursor.take('ERRORS')) return answer([], 'Level', 'Code', 'Message')
    if (cursor.take('ENGINES'))
      return answer(
        [['InnoDB', 'DEFAULT', 'Supports transactions, row-level locking, and foreign keys']],
        'Engine',
        'Support',
        'Comment',
      )
    if (cursor.take('GRANTS'))
      return answer(
        [[`GRANT ALL PRIVILEGES ON *.* TO '${session.user}'@'%' WITH GRANT OPTION`]],
        `Grants for ${session.user}@%`,
      )
    if (cursor.take('MASTER', 'STATUS')) return { rows: this.around.show('MASTER STATUS') }
    if (cursor.take('SLAVE', 'STATUS')) return { rows: this.around.show('SLAVE STATUS') }
    if (cursor.take('SLAVE', 'HOSTS')) return { rows: this.around.show('SLAVE HOSTS') }
    if (cursor.take('BINARY', 'LOGS') || cursor.take('MASTER', 'LOGS')) return { rows: this.around.show('BINARY LOGS') }
    throw cursor.error()
  }
}
