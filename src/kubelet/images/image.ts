// What an image is made of: its files, its programs, what it starts, how big it is.
import type { Files } from '../files/tree'
import { layer, type FolderNode } from '../files/tree'
import { BUSYBOX_COMMANDS, COMMON_COMMANDS } from '../shell/commands'
import { BUNDLED_FILES } from '../shell/just-bash'
import type { Flavour } from '../shell/machine'
import type { Command, Commands } from '../shell/program'

export interface ImageDefinition {
  /** repositories, `docker.io/library/nginx`; a name without a slash stands for every repository that ends in it */
  readonly names: readonly string[]
  /** which tags the registry has; undefined: every one */
  readonly tags?: (tag: string) => boolean
  /** of the compressed layers: what a pull moves, and what the Event tells */
  readonly bytes: number
  readonly flavour: Flavour
  readonly entrypoint?: readonly string[]
  readonly command?: readonly string[]
  readonly env?: Readonly<Record<string, string>>
  readonly workingDir?: string
  readonly uid?: number
  /** ports of EXPOSE, for images whose program needs to be told none */
  readonly ports?: readonly number[]
  readonly files?: Files
  /** its own programs by name, or by path when they are in no folder of programs */
  readonly programs?: Readonly<Record<string, Command>>
  /** its program that stands for any command of the manifest that nobody knows */
  readonly anyProgram?: string
  /** nothing but its own programs: no shell, no tools */
  readonly isBare?: boolean
  /** millicores and bytes of the idle program; without it they are taken from the requests */
  readonly idle?: { readonly cpu: number; readonly memory: number }
}

export const MIB = 2 ** 20

const DEBIAN: Files = {
  '/etc/os-release':
    'PRETTY_NAME="Debian GNU/Linux 12 (bookworm)"\nNAME="Debian GNU/Linux"\nVERSION_ID="12"\nID=debian\n',
  '/etc/debian_version': '12.5\n',
}
const CENTOS: Files = {
  '/etc/os-release':
    'NAME="CentOS Linux"\nVERSION="7 (Core)"\nID="centos"\nVERSION_ID="7"\nPRETTY_NAME="CentOS Linux 7 (Core)"\n',
  '/etc/redhat-release': 'CentOS Linux release 7.9.2009 (Core)\n',
}
const BUSYBOX: Files = {}
const BY_FLAVOUR: Readonly<Record<Flavour, Files>> = { debian: DEBIAN, centos: CENTOS, busybox: BUSYBOX }

const ROOT: Files = {
  '/bin/': '',
  '/dev/': '',
  '/dev/shm/': '',
  '/home/': '',
  '/proc/': '',
  '/root/': '',
  '/sys/': '',
  '/tmp/': '',
  '/usr/bin/': '',
  '/usr/sbin/': '',
  '/sbin/': '',
  '/var/log/': '',
  '/var/run/': '',
  '/run/': '',
  '/var/lib/': '',
  '/opt/': '',
  '/srv/': '',
  '/mnt/': '',
  '/etc/passwd':
    'root:x:0:0:root:/root:/bin/sh\ndaemon:x:1:1:daemon:/usr/sbin:/usr/sbin/nologin\nnobody:x:65534:65534:nobody:/nonexistent:/usr/sbin/nologin\n',
  '/etc/group': 'root:x:0:\ndaemon:x:1:\nnogroup:x:65534:\n',
  '/etc/hostname': '',
  '/etc/shells': '/bin/sh\n',
}
const BUSYBOX_ROOT: Files = {
  '/bin/': '',
  '/dev/': '',
  '/dev/shm/': '',
  '/etc/passwd': ROOT['/etc/passwd'] ?? '',
  '/etc/group': ROOT['/etc/group'] ?? '',
  '/home/': '',
  '/proc/': '',
  '/root/': '',
  '/sys/': '',
  '/tmp/': '',
  '/usr/': '',
  '/var/': '',
}

const layers = new WeakMap<ImageDefinition, FolderNode>()
const commandsOf = new WeakMap<ImageDefinition, Commands>()

/** The files of the image, built when the first container looks at them. */
export function imageLayer(image: ImageDefinition): FolderNode {
  let made = layers.get(image)
  if (!made) {
    const names = image.isBare ? [] : [...new Set([...imageCommands(image).keys(), ...BUNDLED_FILES])]
    const programs = Object.fromEntries(
      names.map((name) => [name.startsWith('/') ? name : `/bin/${name}`, { content: '', mode: 0o755 }]),
    )
    const base = image.isBare
      ? { '/etc/': '', '/tmp/': '', '/dev/': '' }
      : image.flavour === 'busybox'
        ? BUSYBOX_ROOT
        : { ...ROOT, ...BY_FLAVOUR[image.flavour] }
    made = layer({ ...base, ...programs, '/dev/null': '', '/dev/zero': '', ...image.files })
    layers.set(image, made)
  }
  return made
}

export function imageCommands(image: ImageDefinition): Commands {
  let made = commandsOf.get(image)
  if (!made) {
    made = new Map([
      ...(image.isBare ? [] : COMMON_COMMANDS),
      ...(!image.isBare && image.flavour === 'busybox' ? BUSYBOX_COMMANDS : []),
      ...Object.entries(image.programs ?? {}),
    ])
    commandsOf.set(image, made)
  }
  return made
}
