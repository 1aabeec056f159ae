// Where data lives that outlives a Pod: on persistent volumes, reachable from every node, and on the nodes' own disks.
import { MemoryFs } from '../files/memory-fs'
import { folderNode, type FolderNode } from '../files/tree'
import type { PersistentVolume } from '../../objects/kinds'

export class Storage {
  private readonly byVolume = new Map<string, FolderNode>()
  private readonly disks = new Map<string, MemoryFs>()
  constructor(private readonly now: () => number) {}

  /** The disk of a node: hostPath volumes, local persistent volumes, /etc/kubernetes/manifests. */
  disk(nodeName: string): MemoryFs {
    let disk = this.disks.get(nodeName)
    if (!disk) {
      disk = new MemoryFs({ now: this.now })
      for (const folder of ['/tmp', '/etc/kubernetes/manifests', '/var/log', '/var/lib/kubelet'])
        disk.mkdirSync(folder, { recursive: true })
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
