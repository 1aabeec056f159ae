// xtrabackup 2.4 and xbstream: a copy of the data folder, its place in the master's log, and the stream that carries it.
import { joinPath } from '../../files/memory-fs'
import { parseFlags } from '../../shell/flags'
import { sleep } from '../../shell/http-client'
import { waiting, type Invocation, type WaitingInvocation } from '../../shell/program'
import { formatDate } from '../../shell/commands/date'
import { openMySql } from './mysql-client'

const FORMAT = 'XBSTCK01'
const BACKUP_MS = 2_000
const PREPARE_MS = 1_000
/** What belongs to one server, and is no part of a backup. */
const OWN_FILES = /^(auto\.cnf|master\.info|.*-bin\.\d{6}|xtrabackup_.*|change_master_to.*|lost\+found)$/

/** `xtrabackup --backup [--slave-info] --stream=xbstream --host=... --user=...`, `xtrabackup --prepare --target-dir=...` */
export const xtrabackup = waiting(async (call) => {
  const flags = parseFlags(call.args, {
    plain: ['backup', 'prepare', 'slave-info', 'compress', 'no-timestamp', 'version'],
    valued: ['stream', 'host', 'user', 'password', 'port', 'target-dir', 'datadir', 'parallel', 'socket'],
  })
  const say = (text: string) =>
    call.err(`${formatDate('%y%m%d %H:%M:%S', call.machine.now(), { hours: 0, zone: 'UTC' })} ${text}\n`)
  if (flags.has('prepare')) return prepare(call, flags.value('target-dir') ?? './xtrabackup_backupfiles', say)
  if (!flags.has('backup')) {
    call.err('xtrabackup: Error: Please specify one of --backup, --prepare\n')
    return 1
  }
  const host = flags.value('host') ?? '127.0.0.1'
  const target = {
    user: flags.value('user') ?? 'root',
    password: flags.value('password'),
    host: host === 'localhost' ? '127.0.0.1' : host,
    port: Number(flags.value('port') ?? 3306),
  }
  return backup(
    call,
    { target, slaveInfo: flags.has('slave-info'), folder: flags.value('datadir') ?? '/var/lib/mysql' },
    say,
  )
})

interface BackupOptions {
  readonly target: Parameters<typeof openMySql>[1]
  readonly slaveInfo: boolean
  readonly folder: string
}

async function backup(
  call: WaitingInvocation,
  { target, slaveInfo, folder }: BackupOptions,
  say: (text: string) => void,
): Promise<number> {
  const opened = await openMySql(call, target)
  if (opened.kind === 'failed') {
    say(`Failed to connect to MySQL server: ${opened.message}.`)
    return 1
  }
  say(
    `Connecting to MySQL server host: ${target.host}, user: ${target.user}, password: not set, port: not set, socket: not set`,
  )
  await sleep(call.machine, call.process, BACKUP_MS)
  // The tables are read and the place in the log is noted in one moment, as under FLUSH TABLES WITH READ LOCK.
  const master = (await opened.client.ask({ kind: 'query', sql: 'SHOW MASTER STATUS' }))?.rows?.rows[0]
  const slave = (await opened.client.ask({ kind: 'query', sql: 'SHOW SLAVE STATUS' }))?.rows
  const content: Record<string, string> = {}
  collect(call, folder, '', content)
  opened.client.close()
  if (master) content['xtrabackup_binlog_info'] = `${master[0]}\t${master[1]}\n`
  const row = slave?.rows[0]
  if (slaveInfo && row) {
    const value = (name: string) => row[slave.columns.indexOf(name)]
    content['xtrabackup_slave_info'] =
      `CHANGE MASTER TO MASTER_LOG_FILE='${value('Relay_Master_Log_File')}', MASTER_LOG_POS=${value('Exec_Master_Log_Pos')}\n`
  }
  content['xtrabackup_checkpoints'] =
    'backup_type = full-backuped\nfrom_lsn = 0\nto_lsn = 2539618\nlast_lsn = 2539627\ncompact = 0\nrecover_binlog_info = 0\n'
  content['xtrabackup_info'] = 'tool_name = xtrabackup\ntool_version = 2.4.4\n'
  call.out(`${FORMAT} ${JSON.stringify(content)}\n`)
  say('completed OK!')
  return 0
}

function collect(call: Invocation, folder: string, below: string, content: Record<string, string>): void {
  const { files } = call.machine
  for (const name of files.readdirSync(joinPath(folder, below || '.'))) {
    if (below === '' && OWN_FILES.test(name)) continue
    const path = below === '' ? name : `${below}/${name}`
    if (files.isFolderSync(`${folder}/${path}`)) {
      content[`${path}/`] = ''
      collect(call, folder, path, content)
    } else content[path] = files.readTextSync(`${folder}/${path}`)
  }
}

async function prepare(call: WaitingInvocation, folder: string, say: (text: string) => void): Promise<number> {
  const path = joinPath(call.cwd, folder)
  const checkpoints = `${path}/xtrabackup_checkpoints`
  if (!call.machine.files.existsSync(checkpoints)) {
    call.err(
      `xtrabackup: Error: cannot open ${path}/xtrabackup_checkpoints\nxtrabackup: error: xtrabackup_read_metadata()\n`,
    )
    return 1
  }
  await sleep(call.machine, call.process, PREPARE_MS)
  const text = call.machine.files.readTextSync(checkpoints)
  call.machine.files.writeFileSync(checkpoints, text.replace('full-backuped', 'full-prepared'))
  say('completed OK!')
  return 0
}

/** `xbstream -x -C FOLDER` writes what comes in; `xbstream -c FILE ...` is not needed by anybody here. */
export const xbstream = waiting(async (call) => {
  const flags = parseFlags(call.args, {
    plain: ['x', 'c', 'v', 'extract', 'create'],
    valued: ['C', 'directory', 'p', 'parallel'],
  })
  if (flags.has('c', 'create')) {
    call.err('not modelled: xbstream -c\n')
    return 1
  }
  const text = await call.stdin.text()
  if (text === '') return 0
  if (!text.startsWith(`${FORMAT} `)) {
    call.err('xb_stream_read_chunk(): wrong chunk magic at offset 0x0.\n')
    return 1
  }
  const folder = joinPath(call.cwd, flags.value('C', 'directory') ?? '.')
  for (const [path, content] of Object.entries(JSON.parse(text.slice(FORMAT.length + 1)) as Record<string, string>)) {
    const full = `${folder}/${path}`
    if (path.endsWith('/')) call.machine.files.mkdirSync(full, { recursive: true })
    else {
      if (call.machine.files.existsSync(full)) {
        call.err(`Can't create/write to file './${path}' (Errcode: 17 - File exists)\nexit code: 1\n`)
        return 1
      }
      call.machine.files.writeFileSync(full, content)
    }
  }
  return 0
})
