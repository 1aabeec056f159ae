// hostPath volumes and what their type demands. Follows pkg/volume/hostpath, v1.36.
import type { MemoryFs } from '../files/memory-fs'
import { SetUpError } from './projected-files'

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
      throw new SetUpError(`hostPath type check failed: ${path} is not a socket file`)
    case 'CharDevice':
      throw new SetUpError(`hostPath type check failed: ${path} is not a character device`)
    default:
      throw new SetUpError(`hostPath type check failed: ${path} is not a block device`)
  }
}
