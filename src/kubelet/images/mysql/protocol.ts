// What travels between mysqld, its clients and its replicas: one JSON value a line.
import type { Rows } from './session'

export type Request =
  | {
      readonly kind: 'login'
      readonly user: string
      readonly password: string | undefined
      readonly database?: string | undefined
    }
  | { readonly kind: 'query'; readonly sql: string }
  | { readonly kind: 'shutdown' }
  /** a replica asks for everything from a position of the binary log on */
  | {
      readonly kind: 'replicate'
      readonly file: string
      readonly position: number
      readonly serverId: number
      readonly user: string
      readonly password: string | undefined
    }

export interface Answer {
  readonly error?: { readonly number: number; readonly state: string; readonly message: string }
  readonly rows?: Rows
  readonly affected?: number
}

/** One statement of the binary log. */
export interface BinlogEvent {
  readonly file: string
  /** the position behind it */
  readonly end: number
  readonly database: string | undefined
  readonly sql: string
}

/** Calls `handle` for each whole line of what arrives. */
export function lineReader(handle: (line: string) => void): (data: string) => void {
  let pending = ''
  return (data) => {
    pending += data
    for (let end = pending.indexOf('\n'); end >= 0; end = pending.indexOf('\n')) {
      const line = pending.slice(0, end)
      pending = pending.slice(end + 1)
      handle(line)
    }
  }
}
