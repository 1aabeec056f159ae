/** What MySQL answers instead of rows: number, SQL state, words. */
export class SqlError extends Error {
  constructor(readonly number: number, readonly state: string, message: string) {
    super(message)
    this.name = 'SqlError'
  }

  /** `ERROR 1146 (42S02): Table 'test.t' doesn't exist` */
  get text(): string {
    return `ERROR ${this.number} (${this.state})`
  }
}

export const syntaxError = (near: string, line = 1): SqlError =>
  new SqlError(1064, '42000', `You have an error in your SQL syntax; check the manual that corresponds to your MySQL server version for the right syntax to use near '${near}' at line ${line}`)
