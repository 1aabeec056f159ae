// fsGroup: a volume's files belong to a group of the Pod. Follows pkg/volume/volume_linux.go SetVolumeOwnership, v1.36.
import type { Pod, Volume } from '../../objects/kinds'
import { ROOT, type FileNode, type FolderNode } from '../files/tree'

const FOLDER_MODE = 0o2110
const READ = 0o440
const READ_AND_WRITE = 0o660

/** What lies on the node's own disk, and what somebody else serves, is left alone. */
const isLeftAlone = (volume: Volume): boolean => Boolean(volume.hostPath ?? volume.nfs ?? volume.image)

export function giveToGroup(root: FolderNode | FileNode, volume: Volume, { spec }: Pod): void {
  const gid = spec.securityContext?.fsGroup
  if (gid === undefined || isLeftAlone(volume)) return
  const isReadOnly = Boolean(volume.configMap ?? volume.secret ?? volume.downwardAPI ?? volume.projected)
  give(root, gid, isReadOnly ? READ : READ_AND_WRITE)
}

function give(node: FolderNode | FileNode, gid: number, mask: number): void {
  node.owner = { uid: (node.owner ?? ROOT).uid, gid }
  node.mode |= mask | (node.kind === 'folder' ? FOLDER_MODE : 0)
  if (node.kind !== 'folder') return
  for (const entry of node.entries.values())
    if (entry.kind === 'file' || entry.kind === 'folder') give(entry, gid, mask)
}
