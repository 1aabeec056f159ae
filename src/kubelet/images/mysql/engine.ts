// The statements: what a course and its trainer type. Pure but for the data it holds; time, names and replication come
// from the server around it. What is not known is refused with MySQL's own syntax error.
import { evaluate, isAggregate, isTrue, compare, likes, parseExpression, parseList, type Expression, type Scope, type Value } from './expression'
import { SqlError } from './sql-error'
import { checkUnique, duplicate, fit, SYSTEM_SCHEMAS, type Column, type Row, type Schema, type Table } from './tables'
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
  replication(cursor: Cursor, verb: 'CHANGE MASTER' | 'START SLAVE' | 'STOP SLAVE' | 'RESET SLAVE' | 'RESET MASTER' | 'FLUSH LOGS'): void
  show(what: 'MASTER STATUS' | 'SLAVE STATUS' | 'BINARY LOGS' | 'SLAVE HOSTS'): Rows
  createUser(name: string, password: string | undefined): void
  status(): readonly (readonly [string, Value])[]
}

const text = (rows: readonly Row[], ...columns: readonly string[]): Result => ({ rows: { columns, rows } })
const DONE: Result = { affected: 0 }

export class Engine {
  readonly schemas = new Map<string, Schema>()

  constructor(private readonly around: Surroundings) {}

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
        if (cursor.is('FLUSH', 'LOGS') || cursor.is('FLUSH', 'BINARY', 'LOGS')) this.around.replication(cursor, 'FLUSH LOGS')
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
    if (readOnly) throw new SqlError(1290, 'HY000', `The MySQL server is running with the --${readOnly} option so it cannot execute this statement`)
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

  private schema(name: string): Schema {
    const schema = this.schemas.get(name)
    if (schema) return schema
    if (SYSTEM_SCHEMAS.includes(name)) return new Map()
    throw new SqlError(1049, '42000', `Unknown database '${name}'`)
  }

  private createDatabase(cursor: Cursor): Result {
    const tolerant = cursor.take('IF', 'NOT', 'EXISTS')
    const name = cursor.name()
    if (this.schemas.has(name) || SYSTEM_SCHEMAS.includes(name)) {
      if (tolerant) return { affected: 1 }
      throw new SqlError(1007, 'HY000', `Can't create database '${name}'; database exists`)
    }
    this.schemas.set(name, new Map())
    return { affected: 1 }
  }

  private dropDatabase(cursor: Cursor): Result {
    const tolerant = cursor.take('IF', 'EXISTS')
    const name = cursor.name()
    if (!this.schemas.delete(name) && !tolerant) throw new SqlError(1008, 'HY000', `Can't drop database '${name}'; database doesn't exist`)
    return DONE
  }

  /** a table by `name` or `database.name` */
  private place(cursor: Cursor, session: Session): { schema: Schema; database: string; name: string } {
    const first = cursor.name()
    const second = cursor.take('.') ? cursor.name() : undefined
    const database = second === undefined ? session.database : first
    if (database === undefined) throw new SqlError(1046, '3D000', 'No database selected')
    return { schema: this.schema(database), database, name: second ?? first }
  }

  private table(cursor: Cursor, session: Session): Table {
    const { schema, database, name } = this.place(cursor, session)
    const table = schema.get(name)
    if (!table) throw new SqlError(1146, '42S02', `Table '${database}.${name}' doesn't exist`)
    return table
  }

  private createTable(cursor: Cursor, session: Session): Result {
    const tolerant = cursor.take('IF', 'NOT', 'EXISTS')
    const { schema, name } = this.place(cursor, session)
    cursor.expect('(')
    const table = parseColumns(cursor, name)
    cursor.rest() // ENGINE=InnoDB DEFAULT CHARSET=utf8mb4
    if (schema.has(name)) {
      if (tolerant) return DONE
      throw new SqlError(1050, '42S01', `Table '${name}' already exists`)
    }
    schema.set(name, table)
    return DONE
  }

  private dropTable(cursor: Cursor, session: Session): Result {
    const tolerant = cursor.take('IF', 'EXISTS')
    do {
      const { schema, database, name } = this.place(cursor, session)
      if (!schema.delete(name) && !tolerant) throw new SqlError(1051, '42S02', `Unknown table '${database}.${name}'`)
    } while (cursor.take(','))
    return DONE
  }

  private truncate(cursor: Cursor, session: Session): Result {
    cursor.take('TABLE')
    const table = this.table(cursor, session)
    table.rows = []
    table.nextId = 1
    return DONE
  }

  private alterTable(cursor: Cursor, session: Session): Result {
    const { schema, database, name } = this.place(cursor, session)
    const table = schema.get(name)
    if (!table) throw new SqlError(1146, '42S02', `Table '${database}.${name}' doesn't exist`)
    if (cursor.take('ADD')) {
      cursor.take('COLUMN')
      const { columns } = parseColumns(cursor, name)
      schema.set(name, { ...table, columns: [...table.columns, ...columns], rows: table.rows.map((row) => [...row, ...columns.map((column) => column.default ?? null)]) })
      return { affected: 0 }
    }
    cursor.expect('DROP')
    cursor.take('COLUMN')
    const column = cursor.name()
    const place = table.columns.findIndex((each) => each.name === column)
    if (place < 0) throw new SqlError(1091, '42000', `Can't DROP '${column}'; check that column/key exists`)
    schema.set(name, { ...table, columns: table.columns.filter((_, i) => i !== place), rows: table.rows.map((row) => row.filter((_, i) => i !== place)) })
    return { affected: 0 }
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
    const given = cursor.take('SELECT') ? undefined : cursor.take('VALUES') || cursor.take('VALUE')
    if (given === undefined) throw cursor.error()
    if (!given) throw cursor.error()
    const rows: Value[][] = []
    do {
      cursor.expect('(')
      rows.push(parseList(cursor).map((each) => evaluate(each, this.scope(session))))
    } while (cursor.take(','))
    cursor.end()
    let affected = 0
    for (const [i, values] of rows.entries()) {
      if (values.length !== names.length) throw new SqlError(1136, '21S01', `Column count doesn't match value count at row ${i + 1}`)
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
      if (place < 0 && column.notNull && column.default === undefined) throw new SqlError(1364, 'HY000', `Field '${column.name}' doesn't have a default value`)
      const fitted = fit(column, column.default === NOW_MARK && place < 0 ? formatTime(this.around.now()) : value, rowNumber)
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
      for (const { place, to } of changes) next[place] = fit(table.columns[place] as Column, evaluate(to, this.scope(session, table, next)), affected + 1)
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
    table.rows = table.rows.filter((row) => left <= 0 || (where !== undefined && !isTrue(evaluate(where, this.scope(session, table, row)))) || left-- <= 0)
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
    const rows = table ? table.rows.filter((row) => !where || isTrue(evaluate(where, this.scope(session, table, row)))) : []
    return this.project({ list, table, rows, groups, order, limit, distinct }, session)
  }

  private selectTable(cursor: Cursor, session: Session): Table | undefined {
    if (cursor.take('DUAL')) return undefined
    return this.table(cursor, session)
  }

  private project(query: Query, session: Session): Result {
    const { list, table, rows, groups, order, limit, distinct } = query
    const items = list.flatMap((item): Item[] => (item.kind === 'all' ? (table?.columns ?? []).map((column) => ({ kind: 'one', expression: { kind: 'column', name: column.name }, name: column.name })) : [item]))
    if (list.some((item) => item.kind === 'all') && !table) throw new SqlError(1096, 'HY000', 'No tables used')
    const ones = items.filter((item) => item.kind === 'one')
    let sleepMs = 0
    const scopeOf = (row: Row | undefined, group?: readonly Row[]): Scope => this.scope(session, table, row, group, (ms) => void (sleepMs += ms))
    const folded = groups.length > 0 || ones.some((item) => isAggregate(item.expression))
    const sources: { row: Row | undefined; group: readonly Row[] | undefined }[] = !table
      ? [{ row: undefined, group: undefined }]
      : folded
        ? groupRows(rows, (row) => groups.map((each) => evaluate(each, scopeOf(row))), groups.length > 0).map((group) => ({ row: group[0], group }))
        : rows.map((row) => ({ row, group: undefined }))
    let out = sources.map((source) => {
      const scope = scopeOf(source.row, source.group)
      const values = ones.map((item) => evaluate(item.expression, scope))
      const keys = order.map(({ expression }) => {
        const alias = expression.kind === 'column' ? ones.findIndex((item) => item.name === expression.name) : expression.kind === 'value' ? Number(expression.value) - 1 : -1
        return alias >= 0 ? (values[alias] ?? null) : evaluate(expression, scope)
      })
      return { values, keys }
    })
    out = stableSort(out, order.map((each) => each.descending))
    let result = out.map((each) => each.values)
    if (distinct) result = [...new Map(result.map((row) => [JSON.stringify(row), row])).values()]
    if (limit) result = result.slice(limit.offset, limit.offset + limit.count)
    return { rows: { columns: ones.map((item) => item.name), rows: result }, ...(sleepMs > 0 ? { sleepMs } : {}) }
  }

  private scope(session: Session, table?: Table, row?: Row, group?: readonly Row[], sleep: (ms: number) => void = () => {}): Scope {
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
      call: (name, args) => this.call(name, args, session, sleep),
      ...(group === undefined ? {} : { aggregate: (name: string, call: Extract<Expression, { kind: 'call' }>) => fold(name, call, group, (each) => this.scope(session, table, each)) }),
    }
  }

  private call(name: string, args: readonly Value[], session: Session, sleep: (ms: number) => void): Value {
    const first = args[0] ?? null
    switch (name) {
      case 'NOW':
      case 'CURRENT_TIMESTAMP':
      case 'SYSDATE':
        return formatTime(this.around.now())
      case 'CURDATE':
        return formatTime(this.around.now()).slice(0, 10)
      case 'UNIX_TIMESTAMP':
        return Math.floor(this.around.now() / 1000)
      case 'VERSION':
        return this.around.variable('version') ?? null
      case 'DATABASE':
      case 'SCHEMA':
        return session.database ?? null
      case 'USER':
      case 'CURRENT_USER':
      case 'SESSION_USER':
        return `${session.user}@${name === 'CURRENT_USER' ? '%' : session.host}`
      case 'CONNECTION_ID':
        return 1
      case 'SLEEP':
        sleep(Number(first) * 1000)
        return 0
      case 'CONCAT':
        return args.includes(null) ? null : args.join('')
      case 'UPPER':
        return first === null ? null : String(first).toUpperCase()
      case 'LOWER':
        return first === null ? null : String(first).toLowerCase()
      case 'LENGTH':
      case 'CHAR_LENGTH':
        return first === null ? null : String(first).length
      case 'IFNULL':
      case 'COALESCE':
        return args.find((arg) => arg !== null) ?? null
      case 'IF':
        return (isTrue(first) ? args[1] : args[2]) ?? null
      case 'ABS':
        return first === null ? null : Math.abs(Number(first))
      case 'LAST_INSERT_ID':
        return 0
      default:
        throw new SqlError(1305, '42000', `FUNCTION ${session.database ? `${session.database}.` : ''}${name} does not exist`)
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
      const value = word.kind === 'word' && /^(ON|OFF|DEFAULT)$/i.test(word.text) ? (cursor.next().text.toUpperCase() === 'ON' ? 1 : 0) : evaluate(parseExpression(cursor), this.scope({ database: undefined, user: 'root', host: '', isReplica: false }))
      if (!token.text.startsWith('@') || token.text.startsWith('@@')) {
        if (this.around.variable(name) === undefined) throw new SqlError(1193, 'HY000', `Unknown system variable '${name}'`)
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
    if (cursor.take('DATABASES') || cursor.take('SCHEMAS')) return text(filtered(cursor, [...SYSTEM_SCHEMAS, ...this.schemas.keys()].sort()), 'Database')
    if (cursor.take('TABLES')) {
      const database = cursor.take('FROM') || cursor.take('IN') ? cursor.name() : session.database
      if (database === undefined) throw new SqlError(1046, '3D000', 'No database selected')
      return text(filtered(cursor, [...this.schema(database).keys()].sort()), `Tables_in_${database}`)
    }
    if (cursor.take('VARIABLES')) return pairs(cursor, this.around.variables())
    if (cursor.take('STATUS')) return pairs(cursor, this.around.status())
    if (cursor.take('COLUMNS', 'FROM') || cursor.take('FIELDS', 'FROM')) return describe(this.table(cursor, session))
    if (cursor.take('CREATE', 'TABLE')) return createText(this.table(cursor, session))
    if (cursor.take('PROCESSLIST')) return text([[1, session.user, session.host, session.database ?? null, 'Query', 0, 'starting', 'SHOW PROCESSLIST']], 'Id', 'User', 'Host', 'db', 'Command', 'Time', 'State', 'Info')
    if (cursor.take('WARNINGS') || cursor.take('ERRORS')) return text([], 'Level', 'Code', 'Message')
    if (cursor.take('ENGINES')) return text([['InnoDB', 'DEFAULT', 'Supports transactions, row-level locking, and foreign keys']], 'Engine', 'Support', 'Comment')
    if (cursor.take('GRANTS')) return text([[`GRANT ALL PRIVILEGES ON *.* TO '${session.user}'@'%' WITH GRANT OPTION`]], `Grants for ${session.user}@%`)
    if (cursor.take('MASTER', 'STATUS')) return { rows: this.around.show('MASTER STATUS') }
    if (cursor.take('SLAVE', 'STATUS')) return { rows: this.around.show('SLAVE STATUS') }
    if (cursor.take('SLAVE', 'HOSTS')) return { rows: this.around.show('SLAVE HOSTS') }
    if (cursor.take('BINARY', 'LOGS') || cursor.take('MASTER', 'LOGS')) return { rows: this.around.show('BINARY LOGS') }
    throw cursor.error()
  }
}

interface Query {
  readonly list: readonly Item[]
  readonly table: Table | undefined
  readonly rows: readonly Row[]
  readonly groups: readonly Expression[]
  readonly order: readonly { readonly expression: Expression; readonly descending: boolean }[]
  readonly limit: { readonly offset: number; readonly count: number } | undefined
  readonly distinct: boolean
}

type Item = { readonly kind: 'all' } | { readonly kind: 'one'; readonly expression: Expression; readonly name: string }

function parseSelectList(cursor: Cursor): Item[] {
  const items: Item[] = []
  do {
    if (cursor.take('*')) {
      items.push({ kind: 'all' })
      continue
    }
    if (cursor.peek().kind !== 'number' && cursor.is(cursor.peek().text.toUpperCase(), '.', '*')) {
      cursor.name()
      cursor.expect('.', '*')
      items.push({ kind: 'all' })
      continue
    }
    const from = cursor.peek().at
    const expression = parseExpression(cursor)
    const written = cursor.sql.slice(from, cursor.peek().at).trim()
    const named = cursor.take('AS') || (cursor.peek().kind === 'word' && !/^(FROM|WHERE|GROUP|ORDER|LIMIT|INTO|HAVING|UNION)$/i.test(cursor.peek().text)) || cursor.peek().kind === 'quoted'
    const name = named ? (cursor.peek().kind === 'text' ? cursor.text() : cursor.name()) : expression.kind === 'column' ? expression.name : expression.kind === 'value' && typeof expression.value === 'string' ? expression.value : written
    items.push({ kind: 'one', expression, name })
  } while (cursor.take(','))
  return items
}

function expressionList(cursor: Cursor): Expression[] {
  const list: Expression[] = []
  do list.push(parseExpression(cursor))
  while (cursor.take(','))
  return list
}

function parseOrder(cursor: Cursor): { expression: Expression; descending: boolean }[] {
  const list: { expression: Expression; descending: boolean }[] = []
  do {
    const expression = parseExpression(cursor)
    const descending = cursor.take('DESC')
    cursor.take('ASC')
    list.push({ expression, descending })
  } while (cursor.take(','))
  return list
}

function parseLimit(cursor: Cursor): { offset: number; count: number } | undefined {
  if (!cursor.take('LIMIT')) return undefined
  const first = Number(cursor.next().text)
  if (cursor.take(',')) return { offset: first, count: Number(cursor.next().text) }
  if (cursor.take('OFFSET')) return { offset: Number(cursor.next().text), count: first }
  return { offset: 0, count: first }
}

function nameList(cursor: Cursor): string[] {
  cursor.expect('(')
  const names: string[] = []
  do names.push(cursor.name())
  while (cursor.take(','))
  cursor.expect(')')
  return names
}

function columnIndex(table: Table, name: string, clause: string): number {
  const place = table.columns.findIndex((column) => column.name.toLowerCase() === name.toLowerCase())
  if (place < 0) throw new SqlError(1054, '42S22', `Unknown column '${name}' in '${clause}'`)
  return place
}

const NOW_MARK = '\u0000now'

/** Column definitions after the opening bracket, or one without brackets (ALTER TABLE ... ADD). */
function parseColumns(cursor: Cursor, name: string): Table {
  const columns: Column[] = []
  const unique: { name: string; columns: string[] }[] = []
  do {
    if (cursor.take('PRIMARY', 'KEY')) unique.push({ name: 'PRIMARY', columns: nameList(cursor) })
    else if (cursor.take('UNIQUE')) {
      if (!cursor.take('KEY')) cursor.take('INDEX')
      const index = cursor.is('(') ? undefined : cursor.name()
      const of = nameList(cursor)
      unique.push({ name: index ?? (of[0] as string), columns: of })
    } else if (cursor.is('KEY') || cursor.is('INDEX') || cursor.is('CONSTRAINT') || cursor.is('FOREIGN')) skipItem(cursor)
    else columns.push(parseColumn(cursor, unique))
  } while (cursor.take(','))
  cursor.take(')')
  const keyed = columns.map((column) => ({
    ...column,
    key: unique.some((each) => each.name === 'PRIMARY' && each.columns.includes(column.name)) ? ('PRI' as const) : unique.some((each) => each.columns[0] === column.name) ? ('UNI' as const) : column.key,
    notNull: column.notNull || unique.some((each) => each.name === 'PRIMARY' && each.columns.includes(column.name)),
  }))
  return { name, columns: keyed, unique, rows: [], nextId: 1 }
}

const TYPES = /^(tinyint|smallint|mediumint|int|integer|bigint|float|double|decimal|numeric|real|char|varchar|text|tinytext|mediumtext|longtext|blob|longblob|date|time|datetime|timestamp|year|json|bool|boolean|enum|bit|binary|varbinary)$/

function parseColumn(cursor: Cursor, unique: { name: string; columns: string[] }[]): Column {
  const name = cursor.name()
  let type = cursor.peek().text.toLowerCase()
  if (!TYPES.test(type)) throw cursor.error()
  cursor.next()
  if (type === 'bool' || type === 'boolean') type = 'tinyint(1)'
  if (type === 'integer') type = 'int'
  if (cursor.take('(')) {
    const sizes: string[] = []
    do sizes.push(cursor.next().text)
    while (cursor.take(','))
    cursor.expect(')')
    type += `(${sizes.join(',')})`
  } else if (type === 'int') type = 'int(11)'
  else if (type === 'bigint') type = 'bigint(20)'
  else if (type === 'char') type = 'char(1)'
  else if (type === 'varchar') throw cursor.error()
  let column: Column = { name, type, notNull: false, autoIncrement: false, default: undefined, key: '' }
  for (;;) {
    if (cursor.take('NOT', 'NULL')) column = { ...column, notNull: true }
    else if (cursor.take('NULL') || cursor.take('UNSIGNED') || cursor.take('ZEROFILL')) continue
    else if (cursor.take('AUTO_INCREMENT')) column = { ...column, autoIncrement: true }
    else if (cursor.take('PRIMARY', 'KEY') || cursor.take('PRIMARY')) unique.push({ name: 'PRIMARY', columns: [name] })
    else if (cursor.take('UNIQUE')) {
      cursor.take('KEY')
      unique.push({ name, columns: [name] })
    } else if (cursor.take('COMMENT')) cursor.text()
    else if (cursor.take('CHARACTER', 'SET') || cursor.take('COLLATE') || cursor.take('CHARSET')) cursor.name()
    else if (cursor.take('ON', 'UPDATE')) parseExpression(cursor)
    else if (cursor.take('DEFAULT')) {
      const value = parseExpression(cursor)
      column = { ...column, default: value.kind === 'value' ? value.value : NOW_MARK }
    } else return column
  }
}

function skipItem(cursor: Cursor): void {
  let depth = 0
  while (!cursor.isAtEnd) {
    if (depth === 0 && (cursor.is(',') || cursor.is(')'))) return
    const { text: sign } = cursor.next()
    depth += sign === '(' ? 1 : sign === ')' ? -1 : 0
  }
}

function groupRows(rows: readonly Row[], keyOf: (row: Row) => readonly Value[], grouped: boolean): (readonly Row[])[] {
  if (!grouped) return [rows]
  const groups = new Map<string, Row[]>()
  for (const row of rows) {
    const key = JSON.stringify(keyOf(row))
    const group = groups.get(key)
    if (group) group.push(row)
    else groups.set(key, [row])
  }
  return [...groups.values()]
}

function fold(name: string, call: Extract<Expression, { kind: 'call' }>, group: readonly Row[], scopeOf: (row: Row) => Scope): Value {
  if (call.star) return group.length
  const [arg] = call.args
  const values = arg ? group.map((row) => evaluate(arg, scopeOf(row))).filter((value) => value !== null) : []
  if (name === 'COUNT') return values.length
  if (values.length === 0) return null
  if (name === 'MIN' || name === 'MAX') return values.reduce((a, b) => ((compare(b, a) as number) * (name === 'MAX' ? 1 : -1) > 0 ? b : a))
  const sum = values.reduce<number>((total, value) => total + Number(value), 0)
  return name === 'SUM' ? sum : (sum / values.length).toFixed(4)
}

function stableSort<T extends { readonly keys: readonly Value[] }>(rows: readonly T[], descending: readonly boolean[]): T[] {
  if (descending.length === 0) return [...rows]
  return [...rows].sort((a, b) => {
    for (const [i, down] of descending.entries()) {
      const [x, y] = [a.keys[i] ?? null, b.keys[i] ?? null]
      const order = x === null || y === null ? Number(x !== null) - Number(y !== null) : (compare(x, y) as number)
      if (order !== 0) return down ? -order : order
    }
    return 0
  })
}

function filtered(cursor: Cursor, names: readonly string[]): Row[] {
  const pattern = cursor.take('LIKE') ? cursor.text() : undefined
  cursor.end()
  return names.filter((name) => pattern === undefined || likes(name, pattern)).map((name) => [name])
}

function pairs(cursor: Cursor, all: readonly (readonly [string, Value])[]): Result {
  const isWhere = cursor.take('WHERE')
  if (isWhere) {
    cursor.name()
    if (!cursor.take('=')) cursor.expect('LIKE')
  }
  const pattern = isWhere || cursor.take('LIKE') ? cursor.text() : undefined
  cursor.end()
  return text(all.filter(([name]) => pattern === undefined || likes(name, pattern)).map(([name, value]) => [name, value]), 'Variable_name', 'Value')
}

function describe(table: Table): Result {
  return text(
    table.columns.map((column) => [column.name, column.type, column.notNull ? 'NO' : 'YES', column.key, column.default === NOW_MARK ? 'CURRENT_TIMESTAMP' : (column.default ?? null), column.autoIncrement ? 'auto_increment' : '']),
    'Field', 'Type', 'Null', 'Key', 'Default', 'Extra',
  )
}

function createText(table: Table): Result {
  const columns = table.columns.map((column) => `  \`${column.name}\` ${column.type}${column.notNull ? ' NOT NULL' : column.default === undefined ? ' DEFAULT NULL' : ''}${column.autoIncrement ? ' AUTO_INCREMENT' : ''}`)
  const keys = table.unique.map(({ name, columns: of }) => `  ${name === 'PRIMARY' ? 'PRIMARY KEY' : `UNIQUE KEY \`${name}\``} (${of.map((each) => `\`${each}\``).join(',')})`)
  return text([[table.name, `CREATE TABLE \`${table.name}\` (\n${[...columns, ...keys].join(',\n')}\n) ENGINE=InnoDB DEFAULT CHARSET=latin1`]], 'Table', 'Create Table')
}

const formatTime = (instant: number): string => new Date(instant).toISOString().slice(0, 19).replace('T', ' ')
