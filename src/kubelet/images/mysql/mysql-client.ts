import type { Connection } from '../../../simulation/wire'
import { parseFlags, type Flags } from '../../shell/flags'
import { connectTcp } from '../../shell/http-client'
import { waiting, type WaitingInvocation } from '../../shell/program'
import type { Rows } from './session'
import type { Value } from './expression'
import { SOCKET, versionOf } from './mysqld'
import { lineReader, type Answer, type Request } from './protocol'
import { splitStatements } from './tokens'

const PLAIN = [
  'N',
  'skip-column-names',
  'B',
  'batch',
  's',
  'silent',
  't',
  'table',
  'v',
  'verbose',
  'f',
  'force',
  'A',
  'no-auto-rehash',
  'E',
  'vertical',
  'r',
  'raw',
  'V',
  'version',
  'C',
  'ssl',
  'w',
  'wait',
]
const VALUED = [
  'h',
  'host',
  'u',
  'user',
  'P',
  'port',
  'e',
  'execute',
  'D',
  'database',
  'S',
  'socket',
  'connect-timeout',
  'connect_timeout',
  'default-character-set',
  'protocol',
  'defaults-file',
  'ssl-mode',
  'password',
  'prompt',
]

interface Target {
  readonly user: string
  readonly password: string | undefined
  readonly host: string | undefined
  readonly port: number
}

/** `-ppassword` has its value glued on; a bare `-p` asks for one, and nobody answers. */
export function mysqlFlags(args: readonly string[]): { readonly flags: Flags; readonly target: Target } {
  let password: string | undefined
  const others: string[] = []
  for (const [i, arg] of args.entries()) {
    if (/^-p/.test(arg) && !/^-p\d+$/.test(arg) && !(args[i - 1] === '-e')) password = arg.slice(2)
    else if (/^-p\d+$/.test(arg)) password = arg.slice(2)
    else if (arg === '--password') password = ''
    else others.push(arg)
  }
  const flags = parseFlags(others, { plain: PLAIN, valued: VALUED })
  const host = flags.value('h', 'host')
  return {
    flags,
    target: {
      user: flags.value('u', 'user') ?? 'root',
      password: flags.value('password') ?? password,
      host: host === 'localhost' ? undefined : host,
      port: Number(flags.value('P', 'port') ?? 3306),
    },
  }
}

export type Opened =
  | { readonly kind: 'open'; readonly client: MySqlClient }
  | { readonly kind: 'failed'; readonly number: number; readonly message: string }

/** Connects and logs in: through the socket when no host is given. */
export async function openMySql(call: WaitingInvocation, target: Target, database?: string): Promise<Opened> {
  const { host, port } = target
  if (host === undefined && !call.machine.files.existsSync(SOCKET))
    return {
      kind: 'failed',
      number: 2002,
      message: `Can't connect to local MySQL server through socket '${SOCKET}' (2)`,
    }
  const opened = await connectTcp(call, host ?? '127.0.0.1', port)
  if (opened.kind === 'unresolved')
    return { kind: 'failed', number: 2005, message: `Unknown MySQL server host '${host}' (0)` }
  if (opened.kind !== 'open')
    return {
      kind: 'failed',
      number: 2003,
      message: `Can't connect to MySQL server on '${host}' (${opened.kind === 'refused' || opened.kind === 'empty' ? 111 : opened.kind === 'no route' ? 113 : 110})`,
    }
  const client = new MySqlClient(call, opened.connection)
  const answer = await client.ask({
    kind: 'login',
    user: target.user,
    password: target.password,
    ...(database === undefined ? {} : { database }),
  })
  if (answer?.error) return { kind: 'failed', number: answer.error.number, message: answer.error.message }
  return answer
    ? { kind: 'open', client }
    : {
        kind: 'failed',
        number: 2013,
        message: "Lost connection to MySQL server at 'reading initial communication packet', system error: 0",
      }
}

export class MySqlClient {
  private readonly answers: Answer[] = []
  private ended = false
  private onNews: (() => void) | undefined

  constructor(
    private readonly call: WaitingInvocation,
    private readonly connection: Connection,
  ) {
    connection.onData(
      lineReader((line) => {
        this.answers.push(JSON.parse(line) as Answer)
        this.onNews?.()
      }),
    )
    connection.onEnd(() => {
      this.ended = true
      this.onNews?.()
    })
  }

  /** undefined when the server went away */
  async ask(request: Request): Promise<Answer | undefined> {
    this.connection.write(`${JSON.stringify(request)}\n`)
    while (this.answers.length === 0 && !this.ended) {
      await this.call.process.wait<void>((wake) => {
        this.onNews = () => wake()
        return () => {
          this.onNews = undefined
        }
      })
    }
    return this.answers.shift()
  }

  close(): void {
    this.connection.end()
  }
}

const PASSWORD_WARNING = '[Warning] Using a password on the command line interface can be insecure.\n'

/** `mysql [-h HOST] [-u USER] [-pPASSWORD] [-e SQL] [DATABASE]`; statements from standard input without -e. */
export const mysql = waiting(async (call) => {
  const { flags, target } = mysqlFlags(call.args)
  if (flags.has('V', 'version')) {
    call.out(`mysql  Ver 14.14 Distrib ${versionOf(call)}, for Linux (x86_64) using  EditLine wrapper\n`)
    return 0
  }
  if (target.password) call.err(`mysql: ${PASSWORD_WARNING}`)
  const opened = await openMySql(call, target, flags.value('D', 'database') ?? flags.rest[0])
  if (opened.kind === 'failed') {
    call.err(`ERROR ${opened.number} (${STATES[opened.number] ?? 'HY000'}): ${opened.message}\n`)
    return 1
  }
  const given = flags.value('e', 'execute')
  const script = given ?? (await call.stdin.text())
  const exitCode = await runScript(call, opened.client, {
    script,
    flags,
    isTable: flags.has('t', 'table') || (call.stdin.isTerminal && !flags.has('B', 'batch')),
  })
  opened.client.close()
  return exitCode
})

const STATES: Readonly<Record<number, string>> = { 1045: '28000', 1049: '42000' }

interface Script {
  readonly script: string
  readonly flags: Flags
  readonly isTable: boolean
}

async function runScript(
  call: WaitingInvocation,
  client: MySqlClient,
  { script, flags, isTable }: Script,
): Promise<number> {
  for (const { sql, vertical } of splitStatements(script)) {
    if (/^(exit|quit|\\q)$/i.test(sql)) return 0
    const answer = await client.ask({ kind: 'query', sql: sql.replace(/^source\s+/i, 'source ') })
    if (!answer) {
      call.err('ERROR 2013 (HY000): Lost connection to MySQL server during query\n')
      return 1
    }
    if (answer.error) {
      const at =
        isTable && flags.value('e', 'execute') === undefined && call.stdin.isTerminal
          ? ''
          : ` at line ${lineOf(script, sql)}`
      call.err(`ERROR ${answer.error.number} (${answer.error.state})${at}: ${answer.error.message}\n`)
      if (!flags.has('f', 'force')) return 1
      continue
    }
    if (answer.rows)
      call.out(
        showRows(answer.rows, {
          vertical: vertical || flags.has('E', 'vertical'),
          isTable,
          names: !flags.has('N', 'skip-column-names'),
        }),
      )
  }
  return 0
}

const lineOf = (script: string, sql: string): number =>
  script.slice(0, Math.max(0, script.indexOf(sql))).split('\n').length

interface Shape {
  readonly vertical: boolean
  readonly isTable: boolean
  readonly names: boolean
}

export function showRows({ columns, rows }: Rows, { vertical, isTable, names }: Shape): string {
  const cell = (value: Value | undefined) => (value === null ? 'NULL' : String(value))
  if (vertical) {
    const width = Math.max(0, ...columns.map((column) => column.length))
    return rows
      .map(
        (row, i) =>
          `*************************** ${i + 1}. row ***************************\n${columns.map((column, at) => `${column.padStart(width)}: ${cell(row[at])}\n`).join('')}`,
      )
      .join('')
  }
  if (rows.length === 0) return ''
  if (!isTable) return [...(names ? [columns] : []), ...rows].map((row) => `${row.map(cell).join('\t')}\n`).join('')
  const widths = columns.map((column, at) =>
    Math.max(names ? column.length : 0, ...rows.map((row) => cell(row[at]).length)),
  )
  const line = `+${widths.map((width) => '-'.repeat(width + 2)).join('+')}+\n`
  const isNumber = columns.map((_, at) => rows.every((row) => row[at] === null || typeof row[at] === 'number'))
  const show = (row: readonly Value[], head: boolean) =>
    `|${row.map((value, at) => ` ${!head && isNumber[at] ? cell(value).padStart(widths[at] ?? 0) : cell(value).padEnd(widths[at] ?? 0)} `).join('|')}|\n`
  return `${line}${names ? show(columns, true) + line : ''}${rows.map((row) => show(row, false)).join('')}${line}`
}

/** `mysqladmin ping | status | shutdown | version` */
export const mysqladmin = waiting(async (call) => {
  const { flags, target } = mysqlFlags(call.args)
  const verb = flags.rest[0] ?? ''
  const opened = await openMySql(call, target)
  const shown = target.host ?? 'localhost'
  if (opened.kind === 'failed') {
    // A server that refuses the password is alive.
    if (verb === 'ping' && opened.number === 1045) {
      call.err(`mysqladmin: connect to server at '${shown}' failed\nerror: '${opened.message}'\n`)
      return 0
    }
    call.err(
      `mysqladmin: connect to server at '${shown}' failed\nerror: '${opened.message}'\n${target.host === undefined ? `Check that mysqld is running and that the socket: '${SOCKET}' exists!\n` : `Check that mysqld is running on ${shown} and that the port is ${target.port}.\nYou can check this by doing 'telnet ${shown} ${target.port}'\n`}`,
    )
    return 1
  }
  if (verb === 'ping') call.out('mysqld is alive\n')
  else if (verb === 'shutdown') await opened.client.ask({ kind: 'shutdown' })
  else if (verb === 'status') {
    const answer = await opened.client.ask({ kind: 'query', sql: 'SHOW STATUS' })
    const value = (name: string) => answer?.rows?.rows.find((row) => row[0] === name)?.[1] ?? 0
    call.out(`Uptime: ${value('Uptime')}  Threads: ${value('Threads_connected')}  Questions: ${value('Queries')}\n`)
  } else if (verb === 'version') call.out(`Server version\t\t${versionOf(call)}\n`)
  else {
    call.err(`mysqladmin: Unknown command: '${verb}'\n`)
    opened.client.close()
    return 1
  }
  opened.client.close()
  return 0
})
