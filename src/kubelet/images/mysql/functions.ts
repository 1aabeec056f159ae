import type { Session, Surroundings } from './session'
import { isTrue, type Value } from './expression'
import { SqlError } from './sql-error'

export interface FunctionContext {
  readonly session: Session
  readonly around: Surroundings
  sleep(ms: number): void
}

/** The functions of expressions. sleep: SLEEP(n) adds up. */
export function callFunction(name: string, args: readonly Value[], { session, around, sleep }: FunctionContext): Value {
  const first = args[0] ?? null
  switch (name) {
    case 'NOW':
    case 'CURRENT_TIMESTAMP':
    case 'SYSDATE':
      return formatTime(around.now())
    case 'CURDATE':
      return formatTime(around.now()).slice(0, 10)
    case 'UNIX_TIMESTAMP':
      return Math.floor(around.now() / 1000)
    case 'VERSION':
      return around.variable('version') ?? null
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
    case 'ROUND':
      return first === null ? null : Number(Number(first).toFixed(Number(args[1] ?? 0)))
    case 'FLOOR':
      return first === null ? null : Math.floor(Number(first))
    case 'CEIL':
    case 'CEILING':
      return first === null ? null : Math.ceil(Number(first))
    case 'LAST_INSERT_ID':
      return 0
    default:
      throw new SqlError(
        1305,
        '42000',
        `FUNCTION ${session.database ? `${session.database}.` : ''}${name} does not exist`,
      )
  }
}

export const formatTime = (instant: number): string => new Date(instant).toISOString().slice(0, 19).replace('T', ' ')
