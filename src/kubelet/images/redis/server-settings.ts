// The settings of a redis-server: its file, then the words of its command line.
import { joinPath } from '../../files/memory-fs'
import { formatDate } from '../../shell/commands/date'
import type { Invocation } from '../../shell/program'
import { splitCommand } from './protocol'

export type Settings = Map<string, string>

export function readSettings(call: Invocation): Settings | string {
  const settings: Settings = new Map([
    ['port', '6379'],
    ['dir', call.cwd === '/' ? '/data' : call.cwd],
    ['appendonly', 'no'],
    ['save', '3600 1'],
    ['dbfilename', 'dump.rdb'],
  ])
  const put = ([name = '', ...values]: readonly string[]) => settings.set(name.toLowerCase(), values.join(' '))
  const [file, ...rest] = call.args
  const isFile = file !== undefined && !file.startsWith('--')
  if (isFile && file !== '-') {
    const path = joinPath(call.cwd, file)
    if (!call.machine.files.existsSync(path))
      return `${call.pid}:C ${stamp(call)} # Fatal error, can't open config file '${path}': No such file or directory\n`
    for (const line of call.machine.files.readTextSync(path).split('\n'))
      if (line.trim() && !line.trim().startsWith('#')) put(splitCommand(line))
  }
  const words = isFile ? rest : call.args
  for (let i = 0; i < words.length;) {
    const values: string[] = []
    const name = (words[i++] ?? '').replace(/^--/, '')
    while (i < words.length && !words[i]?.startsWith('--')) values.push(words[i++] as string)
    put([name, ...values.flatMap((value) => (values.length === 1 ? splitCommand(value) : [value]))])
  }
  return settings
}

export const stamp = (call: Invocation): string =>
  `${formatDate('%d %b %Y %H:%M:%S', call.machine.now(), { hours: 0, zone: 'UTC' })}.${String(call.machine.now() % 1000).padStart(3, '0')}`
