// `agnhost mounttest`: says what files are, for tests of volumes. Follows test/images/agnhost/mounttest, v1.36.
import { FileError, joinPath, type FileStat } from '../../files/memory-fs'
import { parseFlags } from '../../shell/flags'
import { sleep } from '../../shell/http-client'
import { waiting, type WaitingInvocation } from '../../shell/program'

const LOOP_MS = 2_000
const NEW_FILES: readonly (readonly [string, number])[] = [
  ['new_file_0644', 0o644],
  ['new_file_0666', 0o666],
  ['new_file_0660', 0o660],
  ['new_file_0777', 0o777],
]
const NEW_CONTENT = 'mount-tester new file\n'

export const mounttest = waiting(async (call) => {
  const flags = parseFlags(call.args.slice(1), {
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
  const { files } = call.machine
  const at = (name: string): string | undefined => {
    const path = flags.value(name)
    return path === undefined ? undefined : joinPath(call.cwd, path)
  }
  const say = (name: string, of: (path: string) => string): void => {
    const path = at(name)
    if (path !== undefined) call.out(`${of(path)}\n`)
  }
  try {
    say('fs_type', (path) => `mount type of "${path}": ${files.sourceOf(path)}`)
    for (const [name, mode] of NEW_FILES) {
      const path = at(name)
      if (path === undefined) continue
      files.writeFileSync(path, NEW_CONTENT)
      files.chmodSync(path, mode)
    }
    say('file_mode', (path) => `mode of file "${path}": ${modeText(files.statSync(path))}`)
    say('file_perm', (path) => `perms of file "${path}": ${permText(files.statSync(path))}`)
    say('file_owner', (path) => {
      const { uid, gid } = files.statSync(path)
      return `owner UID of "${path}": ${uid}\nowner GID of "${path}": ${gid}`
    })
    say('file_content', (path) => `content of file "${path}": ${files.readTextSync(path)}`)
    const path = at('file_content_in_loop')
    if (path !== undefined) await readAgain(call, path, Number(flags.value('retry_time') ?? 180) * 1000)
    return 0
  } catch (error) {
    if (!(error instanceof FileError)) throw error
    call.out(`error: ${error.message}\n`)
    return 1
  }
})

async function readAgain(call: WaitingInvocation, path: string, forMs: number): Promise<void> {
  const { machine } = call
  for (const until = machine.now() + forMs; machine.now() < until;) {
    try {
      call.out(`content of file "${path}": ${machine.files.readTextSync(path)}\n`)
    } catch (error) {
      if (!(error instanceof FileError)) throw error
      call.out(`Error reading file ${path}: open ${path}: no such file or directory, retrying\n`)
    }
    await sleep(machine, call.process, LOOP_MS)
  }
}

const permText = ({ mode }: FileStat): string =>
  `-${[...'rwxrwxrwx'].map((letter, i) => (mode & (1 << (8 - i)) ? letter : '-')).join('')}`

/** As Go writes modes: `dtrwxrwxrwx`, `dgrwxrwxrwx`. */
function modeText(stat: FileStat): string {
  const kind = `${stat.isDirectory ? 'd' : ''}${stat.mode & 0o2000 ? 'g' : ''}${stat.mode & 0o1000 ? 't' : ''}`
  return (kind || '-') + permText(stat).slice(1)
}
