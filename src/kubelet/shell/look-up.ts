// What a name means in a machine: the search along $PATH.
import { joinPath } from '../files/memory-fs'
import { PLAIN_COMMANDS } from './commands'
import { isPlainCall } from './commands/echo'
import { BUNDLED } from './just-bash'
import type { Machine } from './machine'
import type { ShellName } from './messages'
import type { Command } from './program'

export type Found =
  | { readonly kind: 'command'; readonly command: Command }
  | { readonly kind: 'shell'; readonly shell: ShellName }
  | { readonly kind: 'script'; readonly shell: ShellName; readonly path: string }
  | { readonly kind: 'bundled' }
  /** @param why where there is something at that path */
  | { readonly kind: 'missing'; readonly why?: 'is a directory' | 'permission denied' }

const SHELLS = new Set(['sh', 'bash', 'ash', 'dash'])
const ANY_EXECUTE = 0o111
const BIN_FOLDER = /^\/(usr\/|usr\/local\/|opt\/[\w.-]+\/)?s?bin\/[^/]+$/

export const shellNameOf = (machine: Machine, name: string): ShellName =>
  name === 'bash'
    ? 'bash'
    : machine.options.flavour === 'busybox'
      ? 'ash'
      : machine.options.flavour === 'debian'
        ? 'dash'
        : 'bash'

export function lookUp(machine: Machine, name: string, cwd: string, args?: readonly string[]): Found {
  const found = lookUpName(machine, name, cwd)
  if (found.kind !== 'command') return found
  // Only whoever knows the arguments can do without the interpreter.
  const last = name.slice(name.lastIndexOf('/') + 1)
  const isOurs = PLAIN_COMMANDS.get(last) !== found.command
  return isOurs || !BUNDLED.has(last) || (args !== undefined && isPlainCall(last, args)) ? found : { kind: 'bundled' }
}

function lookUpName(machine: Machine, name: string, cwd: string): Found {
  if (!name.includes('/')) return byName(machine, name)
  const path = joinPath(cwd, name)
  const own = machine.options.commands.get(path)
  if (own) return { kind: 'command', command: own }
  // The image's own programs need no look at the files: most containers never open them.
  const inFolder = BIN_FOLDER.test(path)
  if (inFolder && !machine.hasOwnFiles) {
    const found = byName(machine, path.slice(path.lastIndexOf('/') + 1))
    if (found.kind !== 'missing') return found
  }
  const { files } = machine
  if (files.isFolderSync(path)) return { kind: 'missing', why: 'is a directory' }
  if (files.existsSync(path)) {
    const text = files.readTextSync(path)
    if (text !== '' && (files.statSync(path).mode & ANY_EXECUTE) === 0)
      return { kind: 'missing', why: 'permission denied' }
    if (text !== '')
      return {
        kind: 'script',
        path,
        shell: text.startsWith('#!') && text.split('\n', 1)[0]?.includes('bash') ? 'bash' : shellNameOf(machine, 'sh'),
      }
  }
  return inFolder ? byName(machine, path.slice(path.lastIndexOf('/') + 1)) : { kind: 'missing' }
}

function byName(machine: Machine, name: string): Found {
  const { commands } = machine.options
  if (commands.size === 0) return { kind: 'missing' }
  const command = commands.get(name)
  if (command && !SHELLS.has(name)) return { kind: 'command', command }
  if (SHELLS.has(name))
    return commands.has('sh') ? { kind: 'shell', shell: shellNameOf(machine, name) } : { kind: 'missing' }
  if (!commands.has('sh')) return { kind: 'missing' }
  const plain = PLAIN_COMMANDS.get(name)
  if (plain) return { kind: 'command', command: plain }
  for (const folder of ['/usr/local/sbin', '/usr/local/bin', '/usr/sbin', '/usr/bin', '/sbin', '/bin']) {
    const found = scriptAt(machine, `${folder}/${name}`)
    if (found) return found
  }
  return BUNDLED.has(name) ? { kind: 'bundled' } : { kind: 'missing' }
}

function scriptAt(machine: Machine, path: string): Found | undefined {
  if (!machine.files.existsSync(path) || machine.files.isFolderSync(path)) return undefined
  const text = machine.files.readTextSync(path)
  return text === ''
    ? undefined
    : { kind: 'script', path, shell: shellNameOf(machine, text.includes('bash') ? 'bash' : 'sh') }
}
