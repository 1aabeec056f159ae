import { quick } from '../program'

/** `id`, `id -u`, `id -un`, `whoami` */
export const id = quick((call) => {
  const { uid, gid, name } = call.machine.options.user
  const flags = call.args.join('')
  const group = gid === 0 ? 'root' : String(gid)
  if (call.name === 'whoami' || flags.includes('un')) call.out(`${name}\n`)
  else if (flags.includes('u')) call.out(`${uid}\n`)
  else if (flags.includes('g')) call.out(`${gid}\n`)
  else
    call.out(
      uid === 0
        ? 'uid=0(root) gid=0(root) groups=0(root)\n'
        : `uid=${uid}${/^\d/.test(name) ? '' : `(${name})`} gid=${gid}(${group}) groups=${gid}(${group})\n`,
    )
  return 0
})
