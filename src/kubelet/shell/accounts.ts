// Names of users and groups, as a machine's own files give them.
import type { Machine } from './machine'

function nameIn(machine: Machine, path: string, id: number): string | undefined {
  if (id === 0) return 'root'
  const { files } = machine
  if (!files.existsSync(path)) return undefined
  const line = files
    .readTextSync(path)
    .split('\n')
    .find((each) => each.split(':')[2] === String(id))
  return line?.split(':')[0]
}

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
