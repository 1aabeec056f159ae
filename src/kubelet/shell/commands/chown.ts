import { whyRefused } from '../../files/file-error'
import { FileError, joinPath } from '../../files/memory-fs'
import { idOf } from '../accounts'
import { quick, type Invocation } from '../program'

/** `chown [-R] USER[:GROUP] FILE ...`, `chgrp [-R] GROUP FILE ...` */
export const chown = quick((call) => {
  const [who = '', ...paths] = call.args.filter((arg) => !arg.startsWith('-'))
  const [user, group] = call.name === 'chgrp' ? ['', who] : who.split(/[:.]/)
  const uid = user ? idOf(call.machine, '/etc/passwd', user) : undefined
  const gid = group ? idOf(call.machine, '/etc/group', group) : undefined
  if ((user && uid === undefined) || (group && gid === undefined)) {
    const [kind, name] = user && uid === undefined ? ['user', user] : ['group', group]
    call.err(
      call.machine.options.flavour === 'busybox'
        ? `${call.name}: unknown user/group ${who}\n`
        : `${call.name}: invalid ${kind}: '${name}'\n`,
    )
    return 1
  }
  const isDeep = call.args.some((arg) => /^-\w*R/.test(arg) || arg === '--recursive')
  return paths.reduce((code, path) => (change(call, path, { uid, gid }, isDeep) ? code : 1), 0)
})

interface NewOwner {
  readonly uid: number | undefined
  readonly gid: number | undefined
}

function change(call: Invocation, path: string, owner: NewOwner, isDeep: boolean): boolean {
  const { files } = call.machine
  const full = joinPath(call.cwd, path)
  try {
    files.chownSync(full, owner)
    if (!isDeep || !files.isFolderSync(full)) return true
    return files.readdirSync(full).every((name) => change(call, `${path.replace(/\/$/, '')}/${name}`, owner, true))
  } catch (error) {
    if (!(error instanceof FileError)) throw error
    call.err(`${call.name}: ${path}: ${whyRefused(error)}\n`)
    return false
  }
}
