import { groupName, userName } from '../accounts'
import type { Machine } from '../machine'
import { quick, type Invocation } from '../program'

/** Its own group, then fsGroup and supplementalGroups as the kernel keeps them: sorted. */
const groupsOf = ({ options: { user, security } }: Machine): number[] => [
  ...new Set([user.gid, ...[...security.groups].sort((a, b) => a - b)]),
]

const withName = (id: number, name: string | undefined): string => (name === undefined ? `${id}` : `${id}(${name})`)

/** `id`, `id -u`, `id -un`, `id -G`, `groups`, `whoami` */
export const id = quick((call) => {
  const { machine } = call
  const { uid, gid } = machine.options.user
  const flags = call.args.join('')
  const wantsName = flags.includes('n')
  const name = (of: number): string => (wantsName ? (groupName(machine, of) ?? String(of)) : String(of))
  if (call.name === 'whoami' || (flags.includes('u') && wantsName)) return user(call, uid)
  if (call.name === 'groups')
    call.out(
      `${groupsOf(machine)
        .map((each) => groupName(machine, each) ?? String(each))
        .join(' ')}\n`,
    )
  else if (flags.includes('u')) call.out(`${uid}\n`)
  else if (flags.includes('G')) call.out(`${groupsOf(machine).map(name).join(' ')}\n`)
  else if (flags.includes('g')) call.out(`${name(gid)}\n`)
  else {
    const all = groupsOf(machine)
    // busybox takes what the kernel says, and the others put the group that it runs as in front.
    if (machine.options.flavour === 'busybox') all.sort((a, b) => a - b)
    const groups = all.map((each) => withName(each, groupName(machine, each)))
    call.out(
      `uid=${withName(uid, userName(machine, uid))} gid=${withName(gid, groupName(machine, gid))} groups=${groups.join(',')}\n`,
    )
  }
  return 0
})

function user(call: Invocation, uid: number): number {
  const name = userName(call.machine, uid)
  if (name !== undefined) {
    call.out(`${name}\n`)
    return 0
  }
  const isBusybox = call.machine.options.flavour === 'busybox'
  if (call.name === 'id') call.out(`${uid}\n`)
  call.err(
    isBusybox
      ? `${call.name}: unknown ${call.name === 'whoami' ? 'uid' : 'ID'} ${uid}\n`
      : `${call.name}: cannot find name for user ID ${uid}\n`,
  )
  return 1
}
