// `agnhost mounttest`: says what files are, for tests of volumes. Follows test/images/agnhost/mounttest, v1.36.
import { whyRefused } from '../../files/file-error'
import { FileError, joinPath, type FileStat } from '../../files/memory-fs'
import { parseFlags, type Flags } from '../../shell/flags'
import { sleep } from '../../shell/http-client'
import { waiting, type WaitingInvocation } from '../../shell/program'

const EXT4 = '61267'
const LOOP_MS = 2_000
const NEW_FILES: readonly (readonly [string, number])[] = [
  ['new_file_0644', 0o644],
  ['new_file_0666', 0o666],
  ['new_file_0660', 0o660],
  ['new_file_0777', 0o777],
]
const NEW_CONTENT = 'mount-tester new file\n'

const flagsOf = (call: WaitingInvocation): Flags =>
  parseFlags(call.args.slice(1), {
    valued: [
      'fs_type',
      'file_mode',
      'file_perm',
      'file_owner',
      'file_content',
      'file_content_in_loop',
      'retry_time',
      ...NEW_FILES.map(([name]) => name),
    ],
    plain: ['break_on_expected_content'],
  })

export const mounttest = waiting(async (call) => {
  const flags = flagsOf(call)
  const { files } = call.machine
  const at = (name: string): string | undefined => {
    const path = flags.value(name)
    return path === undefined ? undefined : joinPath(call.cwd, path)
  }
  let failed = false
  /** What fails is told, and the rest is done all the same. */
  const say = (name: string, failure: (path: string) => string, of: (path: string) => string): void => {
    const path = at(name)
    if (path === undefined) return
    try {
      call.out(`${of(path)}\n`)
    } catch (error) {
      if (!(error instanceof FileError)) throw error
      call.out(`${failure(path)}: ${causeOf(error, /stat/i.test(failure(path)) ? 'stat' : 'open', path)}\n`)
      failed = true
    }
  }
  const contentOf = (path: string): string => `content of file "${path}": ${files.readTextSync(path)}`
  say(
    'fs_type',
    (path) => `error from statfs("${path}")`,
    (path) => `mount type of "${path}": ${fsType(files.sourceOf(path))}`,
  )
  for (const [name, mode] of NEW_FILES)
    say(
      name,
      (path) => `error writing new file "${path}"`,
      (path) => {
        files.writeFileSync(path, NEW_CONTENT)
        files.chmodSync(path, mode)
        return contentOf(path)
      },
    )
  const ofStat = (path: string): string => `error from Stat("${path}")`
  say('file_mode', ofStat, (path) => `mode of file "${path}": ${modeText(files.statSync(path))}`)
  say('file_perm', ofStat, (path) => `perms of file "${path}": ${permText(files.statSync(path))}`)
  say(
    'file_owner',
    (path) => `error from stat("${path}")`,
    (path) => {
      const { uid, gid } = files.statSync(path)
      return `owner UID of "${path}": ${uid}\nowner GID of "${path}": ${gid}`
    },
  )
  say('file_content', (path) => `error reading file content for "${path}"`, contentOf)
  const path = at('file_content_in_loop')
  const breaks = flags.value('break_on_expected_content') !== 'false'
  if (path !== undefined)
    failed =
      !(await readAgain(call, path, { forMs: Number(flags.value('retry_time') ?? 180) * 1000, breaks })) || failed
  return failed ? 1 : 0
})

const causeOf = (error: FileError, call: string, path: string): string =>
  `${call} ${path}: ${whyRefused(error).toLowerCase()}`

/** Upstream knows the name of one, and the numbers of all. */
const fsType = (source: string): string => (source === 'tmpfs' ? source : source === 'overlay' ? '2035054128' : EXT4)

/** @returns whether it could be read the last time */
async function readAgain(
  call: WaitingInvocation,
  path: string,
  { forMs, breaks }: { readonly forMs: number; readonly breaks: boolean },
): Promise<boolean> {
  const { machine } = call
  let isRead = true
  for (const until = machine.now() + forMs; machine.now() < until;) {
    try {
      const content = machine.files.readTextSync(path)
      isRead = true
      call.out(`content of file "${path}": ${content}\n`)
      if (breaks && content === NEW_CONTENT) break
      if (breaks) call.out(`Unexpected content. Expected: ${NEW_CONTENT}. Retrying`)
    } catch (error) {
      if (!(error instanceof FileError)) throw error
      isRead = false
      call.out(`Error reading file ${path}: ${causeOf(error, 'open', path)}, retrying\n`)
    }
    await sleep(machine, call.process, LOOP_MS)
  }
  return isRead
}

const permText = ({ mode }: FileStat): string =>
  `-${[...'rwxrwxrwx'].map((letter, i) => (mode & (1 << (8 - i)) ? letter : '-')).join('')}`

/** As Go writes modes: `dtrwxrwxrwx`, `dgrwxrwxrwx`. */
function modeText(stat: FileStat): string {
  const kind = `${stat.isDirectory ? 'd' : ''}${stat.mode & 0o2000 ? 'g' : ''}${stat.mode & 0o1000 ? 't' : ''}`
  return (kind || '-') + permText(stat).slice(1)
}
