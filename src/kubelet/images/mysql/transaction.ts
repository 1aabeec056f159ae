// BEGIN ... COMMIT: a session works on a copy of the data, as they were when it began; others see nothing of it. When it commits, its
// statements are run once more, on the data of all. Locks are not kept: who commits last has the last word.
import type { Result, Session, Surroundings } from './session'
import type { Schema } from './tables'

export interface Runner {
  readonly schemas: Map<string, Schema>
  execute(sql: string, session: Session): Result
}

export interface Transaction {
  readonly runner: Runner
  readonly changes: { readonly sql: string; readonly database: string | undefined }[]
}

/** These end a transaction before they are carried out. */
export const COMMITS_BY_ITSELF = /^(CREATE|DROP|ALTER|TRUNCATE|GRANT|REVOKE|LOCK|UNLOCK|FLUSH|CHANGE|RESET|START|STOP)$/
const CHANGES = /^(INSERT|REPLACE|UPDATE|DELETE)$/

/** What is done in a transaction neither reaches the disk nor replicas. */
export const unheard = (around: Surroundings): Surroundings =>
  Object.create(around, { changed: { value: () => {} } }) as Surroundings

/** Rows are never changed in place: a copy of the tables is a copy of the data. */
export function copyInto(runner: Runner, schemas: ReadonlyMap<string, Schema>): Transaction {
  for (const [name, schema] of schemas)
    runner.schemas.set(name, new Map([...schema].map(([table, each]) => [table, { ...each }])))
  return { runner, changes: [] }
}

const alone = (session: Session, database = session.database): Session => ({
  database,
  user: session.user,
  host: session.host,
  isReplica: session.isReplica,
})

export function runIn({ runner, changes }: Transaction, sql: string, verb: string, session: Session): Result {
  const result = runner.execute(sql, alone(session))
  if (CHANGES.test(verb)) changes.push({ sql, database: session.database })
  return result
}

export function commit(runner: Runner, session: Session): void {
  const { transaction } = session
  session.transaction = undefined
  for (const { sql, database } of transaction?.changes ?? []) runner.execute(sql, alone(session, database))
}

/** Numbers that AUTO_INCREMENT gave out are not given again. */
export function rollBack(schemas: ReadonlyMap<string, Schema>, session: Session): void {
  const { transaction } = session
  session.transaction = undefined
  for (const [name, schema] of transaction?.runner.schemas ?? []) {
    for (const [table, { nextId }] of schema) {
      const kept = schemas.get(name)?.get(table)
      if (kept) kept.nextId = Math.max(kept.nextId, nextId)
    }
  }
}
