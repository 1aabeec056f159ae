// The file system of containers, volumes and terminals. Times are virtual. Image layers below are shared and copied on write; volumes hang in by reference.
import {
  folderNode,
  fromArray,
  ROOT,
  toBytes,
  type FileNode,
  type FolderNode,
  type LinkNode,
  type MountSource,
  type TreeNode,
} from './tree'
import { exists, FileError, isFolder, noEntry } from './file-error'
import { FileReading } from './file-reading'
import { normalPath, parentOf } from './paths'

export { FileError } from './file-error'
export type { FileStat } from './file-reading'
export type { MemoryFsOptions } from './file-walk'
export { joinPath, normalPath } from './paths'

export interface MountOptions {
  readonly readOnly?: boolean
  readonly source?: MountSource
}

export interface MountEntry {
  readonly path: string
  readonly readOnly: boolean
  readonly source: MountSource
}

type Content = string | Uint8Array
type Encoding = { encoding?: string | null } | string | undefined

export class MemoryFs extends FileReading {
  /** The folder or file at a path, to be hung into another file system with `mount`. */
  nodeAt(path: string): FileNode | FolderNode | undefined {
    const { node } = this.find(path, true)
    return node?.kind === 'link' ? undefined : node
  }

  /** Hangs a file or folder of elsewhere in at a path; what is missing on the way is made. */
  mount(path: string, target: FileNode | FolderNode, { readOnly = false, source = 'ext4' }: MountOptions = {}): void {
    const clean = normalPath(path)
    if (clean === '/') throw new FileError('EBUSY', 'resource busy', `mount '${path}'`)
    const slash = clean.lastIndexOf('/')
    const folder = this.folderForChange(clean.slice(0, slash) || '/', true)
    folder.entries.set(clean.slice(slash + 1), { kind: 'mount', target, readOnly, source })
  }

  /** Everything that hangs in, in the order of paths. */
  mounts(): MountEntry[] {
    const found: MountEntry[] = []
    const walk = (folder: FolderNode, path: string): void => {
      for (const [name, entry] of folder.entries) {
        const at = `${path}/${name}`
        if (entry.kind === 'mount') found.push({ path: at, readOnly: entry.readOnly, source: entry.source })
        const node = entry.kind === 'mount' ? entry.target : entry
        if (node.kind === 'folder' && !node.shared) walk(node, at)
      }
    }
    walk(this.top, '')
    return found.sort((a, b) => (a.path < b.path ? -1 : 1))
  }

  /** the kind of file system that a path lies on */
  sourceOf(path: string): MountSource | 'overlay' {
    const real = this.realpathSync(path)
    const above = this.mounts().filter((mount) => real === mount.path || real.startsWith(`${mount.path}/`))
    return above.at(-1)?.source ?? 'overlay'
  }

  /** Whether a path, or anything above or below it, comes from a mount. */
  isUnderMount(path: string): boolean {
    const parts = normalPath(path).split('/').filter(Boolean)
    let folder = this.top
    for (const part of parts) {
      const entry = folder.entries.get(part)
      if (entry?.kind === 'mount') return true
      if (entry?.kind !== 'folder') return entry?.kind === 'link'
      folder = entry
    }
    const holds = (each: FolderNode): boolean =>
      [...each.entries.values()].some((entry) => entry.kind === 'mount' || (entry.kind === 'folder' && holds(entry)))
    return holds(folder)
  }

  /** Puts a special file (a device, a file that is computed) in place. */
  put(path: string, node: TreeNode): void {
    const clean = normalPath(path)
    const slash = clean.lastIndexOf('/')
    this.folderForChange(clean.slice(0, slash) || '/', true).entries.set(clean.slice(slash + 1), node)
  }

  writeFileSync(path: string, content: Content, options?: Encoding): void {
    this.change(path, bytesOf(content, options), false)
  }

  appendFileSync(path: string, content: Content, options?: Encoding): void {
    this.change(path, bytesOf(content, options), true)
  }

  mkdirSync(path: string, options?: { recursive?: boolean }): void {
    const clean = normalPath(path)
    const there = this.find(clean, true, true).node
    if (there) {
      if (options?.recursive && there.kind === 'folder') return
      throw exists('mkdir', path)
    }
    const slash = clean.lastIndexOf('/')
    const parent = clean.slice(0, slash) || '/'
    if (!options?.recursive && this.find(parent, true, true).node?.kind !== 'folder') throw noEntry('mkdir', path)
    this.guard('mkdir', parent, path)
    const into = this.folderForChange(parent, true)
    into.entries.set(clean.slice(slash + 1), this.own(folderNode(0o755, this.now()), into))
  }

  rmSync(path: string, options?: { recursive?: boolean; force?: boolean }): void {
    const place = this.find(path, false, options?.force === true)
    if (!place.node) {
      if (options?.force) return
      throw noEntry('rm', path)
    }
    if (place.isMount) throw new FileError('EBUSY', 'resource busy or locked', `rm '${path}'`)
    if (place.node.kind === 'folder' && place.node.entries.size > 0 && !options?.recursive)
      throw new FileError('ENOTEMPTY', 'directory not empty', `rm '${path}'`)
    if (place.readOnly) throw this.refuse('rm', path)
    this.allow(2, place.parent, 'rm', path)
    const folder = this.folderForChange(parentOf(place.path), false)
    folder.entries.delete(place.name)
    folder.mtime = this.now()
  }

  renameSync(from: string, to: string): void {
    const place = this.find(from, false)
    if (!place.node) throw noEntry('mv', from)
    if (place.isMount) throw new FileError('EBUSY', 'resource busy or locked', `mv '${from}'`)
    const target = this.find(to, false)
    if (place.readOnly) throw this.refuse('mv', from)
    if (target.readOnly) throw this.refuse('mv', to)
    if (target.isMount) throw new FileError('EBUSY', 'resource busy or locked', `mv '${to}'`)
    this.allow(2, place.parent, 'mv', from)
    this.allow(2, target.parent, 'mv', to)
    if (`${target.path}/`.startsWith(`${place.path}/`) && target.path !== place.path)
      throw new FileError('EINVAL', 'cannot move', `'${from}' into itself, '${to}'`)
    if (target.node === place.node) return
    const into = this.folderForChange(parentOf(target.path), false)
    this.folderForChange(parentOf(place.path), false).entries.delete(place.name)
    into.entries.set(target.name, place.node)
    into.mtime = this.now()
  }

  symlinkSync(target: string, path: string): void {
    const place = this.find(path, false)
    if (place.node) throw exists('symlink', path)
    if (place.readOnly) throw this.refuse('symlink', path)
    this.allow(2, place.parent, 'symlink', path)
    this.folderForChange(parentOf(place.path), false).entries.set(place.name, {
      kind: 'link',
      target,
      mtime: this.now(),
    })
  }

  copySync(from: string, to: string, options?: { recursive?: boolean }): void {
    const place = this.find(from, true)
    if (!place.node) throw noEntry('cp', from)
    if (place.node.kind === 'folder' && !options?.recursive)
      throw new FileError('EISDIR', 'is a directory', `cp '${from}'`)
    if (`${normalPath(to)}/`.startsWith(`${place.path}/`))
      throw new FileError('EINVAL', 'cannot copy', `'${from}' into itself, '${to}'`)
    this.copyNode(place.node, normalPath(to))
  }

  /** Makes a file so large, with zeros at its end; what is beyond is cut off. */
  resizeSync(path: string, bytes: number): void {
    const place = this.find(path, true)
    if (place.node?.kind !== 'file') throw place.node ? isFolder('open', path) : noEntry('open', path)
    if (place.readOnly) throw this.refuse('open', path)
    this.allow(2, place.node, 'open', path)
    const file = this.fileForChange(place)
    file.content = file.content.slice(0, bytes)
    file.padding = bytes - file.content.length
    file.mtime = this.now()
  }

  chmodSync(path: string, mode: number): void {
    this.attributes('chmod', path).mode = mode
  }

  /** Only root may give a file away. */
  chownSync(path: string, { uid, gid }: { uid?: number | undefined; gid?: number | undefined }): void {
    if (!this.isRoot) throw new FileError('EPERM', 'operation not permitted', `chown '${path}'`)
    const node = this.attributes('chown', path)
    const before = node.owner ?? ROOT
    node.owner = { uid: uid ?? before.uid, gid: gid ?? before.gid }
  }

  setTimeSync(path: string, mtime: number): void {
    this.attributes('utimes', path).mtime = mtime
  }

  linkSync(from: string, to: string): void {
    const place = this.find(from, true)
    if (!place.node) throw noEntry('link', from)
    if (place.node.kind !== 'file') throw new FileError('EPERM', 'operation not permitted', `link '${from}'`)
    const target = this.find(to, false)
    if (target.node) throw exists('link', to)
    if (target.readOnly || place.readOnly) throw this.refuse('link', to)
    this.folderForChange(parentOf(target.path), false).entries.set(target.name, this.fileForChange(place))
  }

  private attributes(call: string, path: string): FileNode | FolderNode {
    const place = this.find(path, true)
    if (!place.node) throw noEntry(call, path)
    if (place.readOnly) throw this.refuse(call, path)
    if (place.node.kind !== 'link') this.allowOwner(place.node, call, path)
    return place.node.kind === 'file' ? this.fileForChange(place) : this.folderForChange(place.path, false)
  }

  private change(path: string, bytes: string, append: boolean): void {
    const place = this.find(path, true)
    if (place.node?.kind === 'folder') throw isFolder('open', path)
    if (place.node?.kind === 'file' && place.node.onWrite) {
      place.node.onWrite(bytes)
      return
    }
    if (place.readOnly) throw this.refuse('open', path)
    if (place.node?.kind === 'file') {
      this.allow(2, place.node, 'open', path)
      const file = this.fileForChange(place)
      file.content = append ? file.content + bytes : bytes
      if (file.padding !== undefined && !append) file.padding = 0
      file.mtime = this.now()
      return
    }
    this.allow(2, place.parent, 'open', path)
    const folder = this.folderForChange(parentOf(place.path), false)
    const made: FileNode = { kind: 'file', content: bytes, mode: 0o644, mtime: this.now() }
    folder.entries.set(place.name, this.own(made, folder))
    folder.mtime = this.now()
  }

  private copyNode(node: FileNode | FolderNode | LinkNode, to: string): void {
    if (node.kind === 'file') {
      this.writeFileSync(to, node.live ? toBytes(node.live()) : node.content, 'binary')
      const copied = this.find(to, true).node
      if (copied?.kind === 'file') copied.mode = node.mode
      return
    }
    if (node.kind === 'link') {
      this.symlinkSync(node.target, to)
      return
    }
    this.mkdirSync(to, { recursive: true })
    for (const [name, entry] of node.entries)
      this.copyNode(entry.kind === 'mount' ? entry.target : entry, `${to}/${name}`)
  }
}

function bytesOf(content: Content, options: Encoding): string {
  if (typeof content !== 'string') return fromArray(content)
  const encoding = typeof options === 'string' ? options : options?.encoding
  if (encoding === 'binary' || encoding === 'latin1') return content
  if (encoding === 'base64') return atob(content)
  return toBytes(content)
}
