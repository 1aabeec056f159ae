// hostPath volumes and what their type demands. Follows pkg/volume/hostpath, v1.36.
import type { MemoryFs } from '../files/memory-fs'
import { SetUpError } from './projected-files'

/** What is no ordinary file on a node. */
const SOCKETS = /^(\/var)?\/run\/containerd\/containerd\.sock$|^\/var\/lib\/kubelet\/device-plugins\/kubelet\.sock$/
const CHARACTER_DEVICES = /^\/dev\/(null|zero|full|random|urandom|tty\d*|console|kmsg|fuse|net\/tun|kvm)$/
const BLOCK_DEVICES = /^\/dev\/vda\d*$/

/** Prepares the path on the node's disk, or says why it does not fit its type. */
export function checkHostPath(disk: MemoryFs, path: string, type: string | undefined): void {
  const exists = disk.existsSync(path)
  const isFolder = exists && disk.isFolderSync(path)
  switch (type ?? '') {
    case '':
    case 'DirectoryOrCreate':
      if (!exists) disk.mkdirSync(path, { recursive: true })
      else if (type && !isFolder) throw new SetUpError(`hostPath type check failed: ${path} is not a directory`)
      return
    case 'Directory':
      if (!isFolder) throw new SetUpError(`hostPath type check failed: ${path} is not a directory`)
      return
    case 'FileOrCreate':
      if (!exists) disk.writeFileSync(path, '')
      else if (isFolder) throw new SetUpError(`hostPath type check failed: ${path} is not a file`)
      return
    case 'File':
      if (!exists || isFolder) throw new SetUpError(`hostPath type check failed: ${path} is not a file`)
      return
    case 'Socket':
      if (SOCKETS.test(path)) return
      throw new SetUpError(`hostPath type check failed: ${path} is not a socket file`)
    case 'CharDevice':
      if (CHARACTER_DEVICES.test(path)) return
      throw new SetUpError(`hostPath type check failed: ${path} is not a character device`)
    default:
      if (BLOCK_DEVICES.test(path)) return
      throw new SetUpError(`hostPath type check failed: ${path} is not a block device`)
  }
}
