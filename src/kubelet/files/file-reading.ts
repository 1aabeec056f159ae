// What is asked of files without changing them: their content, what kind they are, the names in a folder.
import { FileError, isFolder, noEntry, notFolder } from './file-error'
import { FileWalk } from './file-walk'
import { joinPath } from './paths'
import { ownBytes, ROOT, sizeOfFile, toBytes, toText, type FileNode, type FolderNode, type LinkNode } from './tree'

export interface FileStat {
  readonly isFile: boolean
  readonly isDirectory: boolean
  readonly isSymbolicLink: boolean
  readonly mode: number
  readonly size: number
  readonly mtime: Date
  readonly uid: number
  readonly gid: number
}

/** So much of the zeros at the end of a large file is read at once. */
const ZEROS_MAX = 16 * 2 ** 20

export class FileReading extends FileWalk {
  existsSync(path: string): boolean {
    try {
      return this.find(path, true, true).node !== undefined
    } catch {
      return false
    }
  }

  isFolderSync(path: string): boolean {
    try {
      return this.find(path, true).node?.kind === 'folder'
    } catch {
      return false
    }
  }

  /** bytes, one character each */
  readBytesSync(path: string): string {
    const { node } = this.find(path, true)
    if (!node) throw noEntry('open', path)
    if (node.kind !== 'file') throw isFolder('read', path)
    this.allow(4, node, 'open', path)
    if (node.live) return toBytes(node.live())
    return node.padding ? node.content + '\0'.repeat(Math.min(node.padding, ZEROS_MAX)) : node.content
  }

  readTextSync(path: string): string {
    return toText(this.readBytesSync(path))
  }

  /** names in order */
  readdirSync(path: string): string[] {
    const { node } = this.find(path, true)
    if (!node) throw noEntry('scandir', path)
    if (node.kind !== 'folder') throw notFolder('scandir', path)
    this.allow(4, node, 'scandir', path)
    return [...node.entries.keys()].sort()
  }

  statSync(path: string, follow = true): FileStat {
    const { node } = this.find(path, follow)
    if (!node) throw noEntry(follow ? 'stat' : 'lstat', path)
    return {
      isFile: node.kind === 'file',
      isDirectory: node.kind === 'folder',
      isSymbolicLink: node.kind === 'link',
      mode: node.kind === 'link' ? 0o777 : node.mode,
      size: sizeOf(node),
      mtime: new Date(node.mtime),
      ...(node.kind === 'link' ? ROOT : (node.owner ?? ROOT)),
    }
  }

  /** bytes that were written here beside what hangs in and what the image brought along */
  writtenBytes(): number {
    return ownBytes(this.top)
  }

  resolvePath(base: string, path: string): string {
    return joinPath(base, path)
  }

  /** every path, for patterns */
  allPaths(): string[] {
    const paths: string[] = []
    const walk = (folder: FolderNode, path: string) => {
      for (const [name, entry] of folder.entries) {
        const node = entry.kind === 'mount' ? entry.target : entry
        paths.push(`${path}/${name}`)
        if (node.kind === 'folder') walk(node, `${path}/${name}`)
      }
    }
    walk(this.top, '')
    return paths
  }

  readlinkSync(path: string): string {
    const { node } = this.find(path, false)
    if (!node) throw noEntry('readlink', path)
    if (node.kind !== 'link') throw new FileError('EINVAL', 'invalid argument', `readlink '${path}'`)
    return node.target
  }

  realpathSync(path: string): string {
    const place = this.find(path, true)
    if (!place.node) throw noEntry('realpath', path)
    return place.path
  }
}

function sizeOf(node: FileNode | FolderNode | LinkNode): number {
  if (node.kind === 'file') return node.onWrite ? 0 : node.live ? toBytes(node.live()).length : sizeOfFile(node)
  return node.kind === 'link' ? node.target.length : 4096
}
