// The machine that a terminal stands on, k8s-master01, and the files that lie there.
import type { Cluster } from '../create-cluster'
import type { Node } from '../../objects/kinds'
import { layer } from '../../kubelet/files/tree'
import { MemoryFs } from '../../kubelet/files/memory-fs'

export const HOME = '/root'
export const MASTER = { name: 'k8s-master01', ip: '192.168.0.200' }

export function put(fs: MemoryFs, path: string, text: string): void {
  fs.mkdirSync(path.slice(0, path.lastIndexOf('/')) || '/', { recursive: true })
  fs.writeFileSync(path, text)
}

/** The files of the machine where people sit. */
export function hostFiles(cluster: Cluster): MemoryFs {
  const root = layer({
    '/bin/': '',
    '/dev/': '',
    '/proc/': '',
    '/root/': '',
    '/tmp/': '',
    '/var/log/': '',
    '/var/spool/mail/': '',
    '/dev/null': '',
    '/dev/zero': '',
    '/bin/sh': { content: '', mode: 0o755 },
    '/bin/bash': { content: '', mode: 0o755 },
    '/etc/hosts': knownHosts(cluster),
    '/etc/passwd': 'root:x:0:0:root:/root:/bin/bash\n',
    '/etc/hostname': `${MASTER.name}\n`,
    '/etc/resolv.conf': 'nameserver 10.96.0.10\n',
  })
  return new MemoryFs({ now: cluster.loop.now, root })
}

/** As whoever installed the machines wrote it: the nodes by their names. */
function knownHosts(cluster: Cluster): string {
  const addressOf = ({ status }: Node): string =>
    status.addresses?.find(({ type }) => type === 'InternalIP')?.address ?? ''
  const nodes = (cluster.history.list('Node') as readonly Node[])
    .filter(({ metadata }) => metadata.name !== MASTER.name)
    .map((node) => `${addressOf(node)} ${node.metadata.name}`)
  return [`127.0.0.1 localhost`, `${MASTER.ip} ${MASTER.name}`, ...nodes].map((line) => `${line}\n`).join('')
}
