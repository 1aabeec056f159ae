// Where data lives that outlives a Pod: on persistent volumes, reachable from every node, and on the nodes' own disks.
import { MemoryFs } from '../files/memory-fs'
import { folderNode, type FolderNode } from '../files/tree'
import type { PersistentVolume } from '../../objects/kinds'

/** What every node has on its disk, as far as Pods ask for it. */
const FOLDERS = [
  '/boot',
  '/dev/shm',
  '/etc/cni/net.d',
  '/etc/kubernetes/manifests',
  '/etc/kubernetes/pki',
  '/home',
  '/lib/modules',
  '/mnt',
  '/opt/cni/bin',
  '/proc',
  '/root',
  '/run/containerd',
  '/srv',
  '/sys/fs/cgroup',
  '/tmp',
  '/usr/bin',
  '/usr/share/zoneinfo',
  '/var/lib/containerd',
  '/var/lib/kubelet/pods',
  '/var/lib/kubelet/plugins',
  '/var/log/containers',
  '/var/log/pods',
  '/var/run/containerd',
]
const FILES: Readonly<Record<string, string>> = {
  '/etc/group': 'root:x:0:\n',
  '/etc/hosts': '127.0.0.1\tlocalhost\n::1\tlocalhost ip6-localhost ip6-loopback\n',
  '/etc/localtime': 'TZif2',
  '/etc/os-release': 'PRETTY_NAME="Ubuntu 24.04 LTS"\nNAME="Ubuntu"\nVERSION_ID="24.04"\nID=ubuntu\n',
  '/etc/passwd': 'root:x:0:0:root:/root:/bin/bash\n',
  '/etc/resolv.conf': 'nameserver 192.168.0.1\n',
}

export class Storage {
  private readonly byVolume = new Map<string, FolderNode>()
  private readonly disks = new Map<string, MemoryFs>()
  constructor(private readonly now: () => number) {}

  /** The disk of a node: hostPath volumes, local persistent volumes, /etc/kubernetes/manifests. */
  disk(nodeName: string): MemoryFs {
    let disk = this.disks.get(nodeName)
    if (!disk) {
      disk = new MemoryFs({ now: this.now })
      for (const folder of FOLDERS) disk.mkdirSync(folder, { recursive: true })
      for (const [path, content] of Object.entries(FILES)) disk.writeFileSync(path, content)
      disk.writeFileSync('/etc/hostname', `${nodeName}\n`)
      this.disks.set(nodeName, disk)
    }
    return disk
  }

  hasDisk(nodeName: string): boolean {
    return this.disks.has(nodeName)
  }

  /** The root of a persistent volume, as a Pod on this node sees it. */
  persistentVolume(volume: PersistentVolume, nodeName: string): FolderNode {
    const path = volume.spec.hostPath?.path ?? volume.spec.local?.path
    if (path !== undefined) return this.folderOnDisk(nodeName, path)
    let root = this.byVolume.get(volume.metadata.uid)
    if (!root) this.byVolume.set(volume.metadata.uid, (root = folderNode(0o755, this.now())))
    return root
  }

  /** The volume was deleted with its data. */
  forget(volumeUid: string): void {
    this.byVolume.delete(volumeUid)
  }

  folderOnDisk(nodeName: string, path: string): FolderNode {
    const disk = this.disk(nodeName)
    disk.mkdirSync(path, { recursive: true })
    return disk.nodeAt(path) as FolderNode
  }
}
