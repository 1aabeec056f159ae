import { FileError, whyRefused } from '../../files/file-error'

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
  '^(?:((?:INNER|LEFT|RIGHT|CROSS|NATURAL|STRAIGHT)?(?:\\s+OUTER)?\\s*JOIN|USING|HAVING|UNION|CASE|WHEN|PARTITION|FOR\\s+UPDATE|ON\\s+DUPLICATE\\s+KEY\\s+UPDATE|SET|AS|LIKE|TO|SAVEPOINT|CALL|EXPLAIN|LOAD|HANDLER|PREPARE|EXECUTE|RENAME|ANALYZE|OPTIMIZE|CHECK|REPAIR|CHECKSUM|PURGE|INSTALL|XA' +
    '|(?:CREATE|DROP|ALTER)\\s+(?:OR\\s+REPLACE\\s+)?(?:UNIQUE\\s+)?(?:VIEW|INDEX|TRIGGER|PROCEDURE|FUNCTION|EVENT|TEMPORARY|SERVER|TABLESPACE|ROLE)|CREATE\\s+(?:DATABASE|USER)|INDEX|INDEXES|KEYS|TABLE\\s+STATUS|EVENTS|TRIGGERS|PLUGINS|PRIVILEGES|COLLATION|CHARACTER\\s+SET|ERRORS|OPEN\\s+TABLES|PROCEDURE|FUNCTION|ENGINE|RELAYLOG|BINLOG|ADD|MODIFY|DROP|CONVERT)\\b)',
  'i',
)

const ERRNO: Readonly<Record<string, number>> = { EPERM: 1, ENOENT: 2, EACCES: 13, ENOTDIR: 20, EISDIR: 21, EROFS: 30 }

/** `Can't create/write to file '/var/lib/mysql/x' (Errcode: 13 - Permission denied)` */
export function cannotWrite(error: FileError): string {
  const path = /'([^']*)'/.exec(error.message)?.[1] ?? ''
  return `Can't create/write to file '${path}' (Errcode: ${ERRNO[error.code] ?? 5} - ${whyRefused(error)})`
}

/** What a statement answers when it fails: what the server refuses, or the file system below it. */
export const asSqlError = (error: unknown): SqlError | undefined =>
  error instanceof SqlError
    ? error
    : error instanceof FileError
      ? new SqlError(1, 'HY000', cannotWrite(error))
      : undefined

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
