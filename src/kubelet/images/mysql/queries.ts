// The statements that read: SELECT and SHOW, and what names mean in their expressions.
import { columnIndex, Databases } from './databases'
import { evaluate, isTrue, parseExpression, type Expression, type Scope } from './expression'
import { parseFrom } from './from'
import { callFunction } from './functions'
import { expressionList, fold, parseLimit, parseOrder, parseSelectList, project } from './select'
import type { Result, Session, Surroundings } from './session'
import { answer, createText, describe, filtered, pairs } from './show'
import { SqlError } from './sql-error'
import { SYSTEM_SCHEMAS, type Column, type Row, type Table } from './tables'
import { Cursor } from './tokens'

const UNKNOWN_COLUMN = 1054
/** So many rows a statement may look at, those of joins and of selects in brackets included. */
const EXAMINED_MAX = 500_000
const PLAIN_COLUMN: Omit<Column, 'name'> = {
  type: 'text',
  notNull: false,
  autoIncrement: false,
  default: undefined,
  key: '',
}

interface ScopeOptions {
  readonly group?: readonly Row[] | undefined
  readonly sleep?: (ms: number) => void
  readonly outer?: Scope | undefined
}

export class Queries extends Databases {
  /** rows that the statement has looked at so far */
  protected examined = 0

  constructor(protected readonly around: Surroundings) {
    super()
  }

  /** Statements of scripts are untrusted. Throws what MySQL says of joins that are too large. */
  private examine(rows: number): void {
    this.examined += rows
    if (this.examined > EXAMINED_MAX)
      throw new SqlError(
        1104,
        '42000',
        'The SELECT would examine more than MAX_JOIN_SIZE rows; check your WHERE and use SET SQL_BIG_SELECTS=1 or SET MAX_JOIN_SIZE=# if the SELECT is okay',
      )
  }

  /** @param outer of the statement around a select in brackets */
  protected select(cursor: Cursor, session: Session, outer?: Scope): Result {
    cursor.next()
    const distinct = cursor.take('DISTINCT')
    const list = parseSelectList(cursor)
    const table = cursor.take('FROM') ? this.from(cursor, session, outer) : undefined
    const where = cursor.take('WHERE') ? parseExpression(cursor) : undefined
    const groups = cursor.take('GROUP', 'BY') ? expressionList(cursor) : []
    const having = cursor.take('HAVING') ? parseExpression(cursor) : undefined
    const order = cursor.take('ORDER', 'BY') ? parseOrder(cursor) : []
    const limit = parseLimit(cursor)
    cursor.take('FOR', 'UPDATE')
    cursor.end()
    this.examine(table?.rows.length ?? 0)
    const rows = table
      ? table.rows.filter((row) => !where || isTrue(evaluate(where, this.scope(session, table, row, { outer }))))
      : []
    return project({ list, table, rows, groups, having, order, limit, distinct }, (from, row, group, sleep) =>
      this.scope(session, from, row, { group, sleep, outer }),
    )
  }

  private from(cursor: Cursor, session: Session, outer: Scope | undefined): Table | undefined {
    if (cursor.take('DUAL')) return undefined
    return parseFrom(cursor, {
      one: (at) => (at.take('(') ? this.derived(at.inBrackets(), session) : this.table(at, session)),
      scope: (table, row) => this.scope(session, table, row, { outer }),
      examine: (rows) => this.examine(rows),
    })
  }

  /** A select in brackets, as a table. */
  private derived(sql: string, session: Session): Table {
    const { columns = [], rows = [] } = this.select(new Cursor(sql), session).rows ?? {}
    const made = columns.map((name): Column => ({ ...PLAIN_COLUMN, name }))
    return { name: '', columns: made, unique: [], rows: [...rows], nextId: 1 }
  }

  protected scope(session: Session, table?: Table, row?: Row, more: ScopeOptions = {}): Scope {
    const { group, sleep = () => {}, outer } = more
    const scope: Scope = {
      column: (name, of) => {
        try {
          if (!table) throw new SqlError(1054, '42S22', `Unknown column '${name}' in 'field list'`)
          return row?.[columnIndex(table, name, 'field list', of)] ?? null
        } catch (error) {
          if (outer && error instanceof SqlError && error.number === UNKNOWN_COLUMN) return outer.column(name, of)
          throw error
        }
      },
      select: (sql) => this.select(new Cursor(sql), session, scope).rows?.rows ?? [],
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
              fold(name, call, group, (each) => this.scope(session, table, each, { outer })),
          }),
    }
    return scope
  }

  protected show(cursor: Cursor, session: Session): Result {
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
    if (cursor.take('COLUMNS', 'FROM') || cursor.take('FIELDS', 'FROM')) return describe(this.table(cursor, session))
    if (cursor.take('CREATE', 'TABLE')) return createText(this.table(cursor, session))
    return this.showServer(cursor, session)
  }

  private showServer(cursor: Cursor, session: Session): Result {
    if (cursor.take('VARIABLES')) return pairs(cursor, this.around.variables())
    if (cursor.take('STATUS')) return pairs(cursor, this.around.status())
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
