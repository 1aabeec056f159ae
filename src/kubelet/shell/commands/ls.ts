import { joinPath, type FileStat } from '../../files/memory-fs'
import { groupName, userName } from '../accounts'
import { parseFlags, type Flags } from '../flags'
import { quick, type Invocation } from '../program'
import { formatDate } from './date'

/** `ls [-l] [-a] [-A] [-1] [-d] [-h] [-t] [-r] [-R] [PATH ...]` */
export const ls = quick((call) => {
  const flags = parseFlags(call.args, { plain: [...'laA1dhtrRFiSnsp'], valued: ['color'] })
  if (flags.unknown) {
    call.err(`ls: unrecognized option: ${flags.unknown}\n`)
    return 1
  }
  const paths = flags.rest.length > 0 ? flags.rest : ['.']
  const files: string[] = []
  const folders: string[] = []
  let exitCode = 0
  for (const path of paths) {
    try {
      const stat = call.machine.files.statSync(joinPath(call.cwd, path), !flags.has('l'))
      if (stat.isDirectory && !flags.has('d')) folders.push(path)
      else files.push(path)
    } catch {
      call.err(
        call.machine.options.flavour === 'busybox'
          ? `ls: ${path}: No such file or directory\n`
          : `ls: cannot access '${path}': No such file or directory\n`,
      )
      exitCode = call.machine.options.flavour === 'busybox' ? 1 : 2
    }
  }
  show(
    call,
    flags,
    files.map((path) => entry(call, path, path)),
  )
  for (const [i, folder] of folders.entries())
    showFolder(call, flags, {
      folder,
      titled: paths.length > 1 || flags.has('R'),
      first: i === 0 && files.length === 0,
    })
  return exitCode
})

interface Entry {
  readonly name: string
  readonly stat: FileStat
  /** names of a file; of a folder its own, its `.` and the `..` of the folders in it */
  readonly links: number
  readonly target: string | undefined
}

function entry(call: Invocation, name: string, path: string): Entry {
  const full = joinPath(call.cwd, path)
  const stat = call.machine.files.statSync(full, false)
  const links = stat.isDirectory
    ? 2 + call.machine.files.readdirSync(full).filter((each) => isFolder(call, `${full}/${each}`)).length
    : 1
  return { name, stat, links, target: stat.isSymbolicLink ? call.machine.files.readlinkSync(full) : undefined }
}

const isFolder = (call: Invocation, path: string): boolean => call.machine.files.statSync(path, false).isDirectory

/** kilobytes on the disk: a link lies in its folder's own entry */
const blocks = ({ stat }: Entry): number => (stat.isSymbolicLink ? 0 : Math.ceil(stat.size / 4096) * 4)

function showFolder(
  call: Invocation,
  flags: Flags,
  { folder, titled, first }: { folder: string; titled: boolean; first: boolean },
): void {
  if (titled) call.out(`${first ? '' : '\n'}${folder}:\n`)
  const path = joinPath(call.cwd, folder)
  const names = call.machine.files.readdirSync(path).filter((name) => flags.has('a', 'A') || !name.startsWith('.'))
  const entries = names.map((name) => entry(call, name, `${path}/${name}`))
  if (flags.has('l'))
    call.out(`total ${[...entries, ...dotsOf(call, path, flags)].reduce((sum, each) => sum + blocks(each), 0)}\n`)
  show(call, flags, [...dotsOf(call, path, flags), ...entries])
  if (!flags.has('R')) return
  for (const each of entries)
    if (each.stat.isDirectory)
      showFolder(call, flags, { folder: `${folder}/${each.name}`.replace('//', '/'), titled: true, first: false })
}

const dotsOf = (call: Invocation, path: string, flags: Flags): Entry[] =>
  flags.has('a') ? ['.', '..'].map((name) => ({ ...entry(call, name, `${path}/${name}`), name })) : []

function show(call: Invocation, flags: Flags, entries: readonly Entry[]): void {
  const sorted = flags.has('t')
    ? [...entries].sort((a, b) => b.stat.mtime.getTime() - a.stat.mtime.getTime())
    : flags.has('S')
      ? [...entries].sort((a, b) => b.stat.size - a.stat.size)
      : [...entries]
  if (flags.has('r')) sorted.reverse()
  if (!flags.has('l')) {
    for (const each of sorted) call.out(`${each.name}${flags.has('F', 'p') && each.stat.isDirectory ? '/' : ''}\n`)
    return
  }
  const size = (bytes: number) => (flags.has('h') ? human(bytes) : String(bytes))
  const width = Math.max(0, ...sorted.map((each) => size(each.stat.size).length))
  const isBusybox = call.machine.options.flavour === 'busybox'
  for (const { name, stat, links, target } of sorted) {
    const when = formatDate('%b %e %H:%M', stat.mtime.getTime(), { hours: 0, zone: 'UTC' })
    const [user, group] = [
      userName(call.machine, stat.uid) ?? String(stat.uid),
      groupName(call.machine, stat.gid) ?? String(stat.gid),
    ]
    const owner = isBusybox
      ? `${String(links).padStart(4)} ${user.padEnd(8)} ${group.padEnd(8)} ${size(stat.size).padStart(9)}`
      : `${links} ${user} ${group} ${size(stat.size).padStart(width)}`
    call.out(`${modeText(stat)} ${owner} ${when} ${name}${target === undefined ? '' : ` -> ${target}`}\n`)
  }
}

function modeText(stat: FileStat): string {
  const kind = stat.isDirectory ? 'd' : stat.isSymbolicLink ? 'l' : '-'
  const bits = [...'rwxrwxrwx'].map((letter, i) => (stat.mode & (1 << (8 - i)) ? letter : '-'))
  if (stat.mode & 0o2000) bits[5] = stat.mode & 0o10 ? 's' : 'S'
  if (stat.mode & 0o1000) bits[8] = stat.mode & 1 ? 't' : 'T'
  return kind + bits.join('')
}

function human(bytes: number): string {
  if (bytes < 1024) return String(bytes)
  const units = ['K', 'M', 'G', 'T']
  let value = bytes / 1024
  let i = 0
  while (value >= 1024 && i < units.length - 1) {
    value /= 1024
    i++
  }
  return `${value < 10 ? value.toFixed(1) : Math.round(value)}${units[i]}`
}
