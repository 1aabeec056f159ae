// What a statement is run with, and what comes of it.
import type { Value } from './expression'
import type { Row } from './tables'
import type { Transaction } from './transaction'
import type { Cursor } from './tokens'

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
  /** begun and not committed */
  transaction?: Transaction | undefined
  /** SET autocommit=0: the next statement begins one */
  isManual?: boolean
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

export const DONE: Result = { affected: 0 }
