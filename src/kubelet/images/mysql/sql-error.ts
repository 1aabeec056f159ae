/** What MySQL answers instead of rows: number, SQL state, words. */
export class SqlError extends Error {
  constructor(
    readonly number: number,
    readonly state: string,
    message: string,
  ) {
    super(message)
    this.name = 'SqlError'
  }

  /** `ERROR 1146 (42S02): Table 'test.t' doesn't exist` */
  get text(): string {
    return `ERROR ${this.number} (${this.state})`
  }
}

/**
 * Words that MySQL knows and this server does not: it says so with MySQL's own words for such a thing, where a complaint about the
 * syntax would be a lie.
 */
const NOT_YET = new RegExp(
  '^(?:((?:INNER|LEFT|RIGHT|CROSS|NATURAL|STRAIGHT)?(?:\\s+OUTER)?\\s*JOIN|HAVING|UNION|SELECT|CASE|WHEN|EXISTS|PARTITION|FOR\\s+UPDATE|ON\\s+DUPLICATE\\s+KEY\\s+UPDATE|SET|AS|LIKE|ROLLBACK|SAVEPOINT|CALL|EXPLAIN|LOAD|HANDLER|PREPARE|EXECUTE|RENAME|ANALYZE|OPTIMIZE|CHECK|REPAIR|CHECKSUM|PURGE|INSTALL|XA' +
    '|(?:CREATE|DROP|ALTER)\\s+(?:OR\\s+REPLACE\\s+)?(?:UNIQUE\\s+)?(?:VIEW|INDEX|TRIGGER|PROCEDURE|FUNCTION|EVENT|TEMPORARY|SERVER|TABLESPACE|ROLE)|CREATE\\s+(?:DATABASE|USER)|INDEX|INDEXES|KEYS|TABLE\\s+STATUS|EVENTS|TRIGGERS|PLUGINS|PRIVILEGES|COLLATION|CHARACTER\\s+SET|ERRORS|OPEN\\s+TABLES|PROCEDURE|FUNCTION|ENGINE|RELAYLOG|BINLOG|ADD|MODIFY|DROP|CONVERT)\\b)',
  'i',
)

export const notSupported = (what: string): SqlError =>
  new SqlError(1235, '42000', `This version of MySQL doesn't yet support '${what}'`)

export const syntaxError = (near: string, line = 1): SqlError => {
  const known = NOT_YET.exec(near)?.[1]
  return known ? notSupported(known.replace(/\s+/g, ' ').toUpperCase()) : wrongSyntax(near, line)
}

const wrongSyntax = (near: string, line: number): SqlError =>
  new SqlError(
    1064,
    '42000',
    `You have an error in your SQL syntax; check the manual that corresponds to your MySQL server version for the right syntax to use near '${near}' at line ${line}`,
  )
