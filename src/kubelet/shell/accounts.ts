// Names of users and groups, as a machine's own files give them.
import type { Machine } from './machine'

function entryOf(machine: Machine, path: string, id: number): readonly string[] | undefined {
  const { files } = machine
  if (!files.existsSync(path)) return undefined
  const lines = files.readTextSync(path).split('\n')
  return lines.map((line) => line.split(':')).find((parts) => parts[2] === String(id))
}

const nameIn = (machine: Machine, path: string, id: number): string | undefined =>
  id === 0 ? 'root' : entryOf(machine, path, id)?.[0]

/** $HOME as the runtime sets it: whom nobody knows is at home in the root folder. */
export const homeOf = (machine: Machine, uid: number): string =>
  uid === 0 ? '/root' : entryOf(machine, '/etc/passwd', uid)?.[5] || '/'

export const userName = (machine: Machine, uid: number): string | undefined => nameIn(machine, '/etc/passwd', uid)
export const groupName = (machine: Machine, gid: number): string | undefined => nameIn(machine, '/etc/group', gid)

/** A number, or the name of somebody in one of the files. */
export function idOf(machine: Machine, path: '/etc/passwd' | '/etc/group', text: string): number | undefined {
  if (/^\d+$/.test(text)) return Number(text)
  if (text === 'root') return 0
  const { files } = machine
  const lines = files.existsSync(path) ? files.readTextSync(path).split('\n') : []
  const id = lines.map((line) => line.split(':')).find(([name]) => name === text)?.[2]
  return id === undefined ? undefined : Number(id)
}
