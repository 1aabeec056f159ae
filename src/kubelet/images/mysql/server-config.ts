import type { Invocation } from '../../shell/program'

export interface ServerConfig {
  readonly serverId: number
  /** undefined: no binary log; '' : one named after the host */
  readonly logBin: string | undefined
  readonly readOnly: boolean
  readonly superReadOnly: boolean
  readonly logSlaveUpdates: boolean
  readonly port: number
  readonly dataFolder: string
}

const FOLDERS = ['/etc/mysql/conf.d', '/etc/mysql/mysql.conf.d']

/** [mysqld] of /etc/mysql/my.cnf and the folders beside it, then the options of the command line. */
export function readServerConfig(call: Invocation): ServerConfig {
  const { files } = call.machine
  const texts = ['/etc/my.cnf', '/etc/mysql/my.cnf']
    .filter((path) => files.existsSync(path))
    .map((path) => files.readTextSync(path))
  for (const folder of FOLDERS) {
    if (files.isFolderSync(folder))
      for (const name of files.readdirSync(folder))
        if (name.endsWith('.cnf') && !files.isFolderSync(`${folder}/${name}`))
          texts.push(files.readTextSync(`${folder}/${name}`))
  }
  const options = new Map<string, string>()
  for (const text of texts) readSection(text, options)
  for (const arg of call.args) if (arg.startsWith('--')) put(arg.slice(2), options)
  const isOn = (name: string) => options.has(name) && !/^(0|off|false)$/i.test(options.get(name) ?? '')
  return {
    serverId: Number(options.get('server-id') ?? 0),
    logBin: options.has('log-bin') ? (options.get('log-bin') ?? '') : undefined,
    readOnly: isOn('read-only'),
    superReadOnly: isOn('super-read-only'),
    logSlaveUpdates: isOn('log-slave-updates'),
    port: Number(options.get('port') ?? 3306),
    dataFolder: (options.get('datadir') ?? '/var/lib/mysql').replace(/\/$/, ''),
  }
}

function readSection(text: string, options: Map<string, string>): void {
  let isServer = false
  for (const line of text.split('\n').map((each) => each.trim())) {
    const section = /^\[(.*)\]$/.exec(line)?.[1]
    if (section !== undefined) isServer = section === 'mysqld' || section === 'server'
    else if (isServer && line !== '' && !line.startsWith('#') && !line.startsWith(';')) put(line, options)
  }
}

function put(text: string, options: Map<string, string>): void {
  const [name = '', ...value] = text.split('=')
  options.set(name.trim().replaceAll('_', '-').toLowerCase(), value.join('=').trim())
}
