import { joinPath, type FileStat } from '../../files/memory-fs'
import { groupName, userName } from '../accounts'
import { parseFlags } from '../flags'
import type { Machine } from '../machine'
import { quick, type Invocation } from '../program'
import { formatDate } from './date'

const kindOf = (stat: FileStat): string =>
  stat.isDirectory
    ? 'directory'
    : stat.isSymbolicLink
      ? 'symbolic link'
      : stat.size === 0
        ? 'regular empty file'
        : 'regular file'

function modeText({ isDirectory, isSymbolicLink, mode }: FileStat): string {
  return (
    (isDirectory ? 'd' : isSymbolicLink ? 'l' : '-') +
    [...'rwxrwxrwx'].map((letter, i) => (mode & (1 << (8 - i)) ? letter : '-')).join('')
  )
}

const timeText = (stat: FileStat): string =>
  formatDate('%Y-%m-%d %H:%M:%S.000000000 +0000', stat.mtime.getTime(), { hours: 0, zone: 'UTC' })

function directive(machine: Machine, letter: string, path: string, stat: FileStat): string {
  switch (letter) {
    case 'a':
      return (stat.mode & 0o7777).toString(8)
    case 'A':
      return modeText(stat)
    case 'n':
      return path
    case 'N':
      return `'${path}'`
    case 's':
      return String(stat.size)
    case 'b':
      return String(Math.ceil(stat.size / 512))
    case 'F':
      return kindOf(stat)
    case 'u':
      return String(stat.uid)
    case 'g':
      return String(stat.gid)
    case 'U':
      return userName(machine, stat.uid) ?? 'UNKNOWN'
    case 'G':
      return groupName(machine, stat.gid) ?? 'UNKNOWN'
    case 'X':
    case 'Y':
    case 'Z':
      return String(Math.floor(stat.mtime.getTime() / 1000))
    case 'x':
    case 'y':
    case 'z':
      return timeText(stat)
    case 'h':
      return '1'
    case '%':
      return '%'
    default:
      return '?'
  }
}

/** `stat FILE`, `stat -c '%Y %a %s' FILE` */
export const stat = quick((call) => {
  const flags = parseFlags(call.args, { plain: ['L', 't'], valued: ['c', 'format'] })
  const format = flags.value('c', 'format')
  let exitCode = 0
  for (const path of flags.rest) {
    try {
      const found = call.machine.files.statSync(joinPath(call.cwd, path), flags.has('L'))
      call.out(
        format === undefined
          ? whole(call.machine, path, found)
          : `${format.replace(/%(.)/g, (_, letter: string) => directive(call.machine, letter, path, found))}\n`,
      )
    } catch {
      call.err(missing(call, path))
      exitCode = 1
    }
  }
  return exitCode
})

const missing = (call: Invocation, path: string): string =>
  call.machine.options.flavour === 'busybox'
    ? `stat: can't stat '${path}': No such file or directory\n`
    : `stat: cannot statx '${path}': No such file or directory\n`

const account = (id: number, name = 'UNKNOWN'): string => `(${String(id).padStart(5)}/${name.padStart(8)})`

const whole = (machine: Machine, path: string, found: FileStat): string =>
  `  File: ${path}\n  Size: ${String(found.size).padEnd(10)}\tBlocks: ${String(Math.ceil(found.size / 512)).padEnd(10)} IO Block: 4096   ${kindOf(found)}\n` +
  `Access: (${(found.mode & 0o7777).toString(8).padStart(4, '0')}/${modeText(found)})  Uid: ${account(found.uid, userName(machine, found.uid))}   Gid: ${account(found.gid, groupName(machine, found.gid))}\n` +
  `Access: ${timeText(found)}\nModify: ${timeText(found)}\nChange: ${timeText(found)}\n`
