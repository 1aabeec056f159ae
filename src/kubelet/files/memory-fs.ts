// The file system of containers, volumes and terminals: synchronous inside, with the asynchronous door that the shell
// wants. Times are virtual. Image layers below are shared and copied on write; volumes hang in by reference.
import type { IFileSystem } from 'just-bash'
import {
  fileNode, folderNode, fromArray, toArray, toBytes, toText, type FileNode, type FolderNode, type LinkNode, type TreeNode,
} from './tree'

export interface FileStat {
  readonly isFile: boolean
  readonly isDirectory: boolean
  readonly isSymbolicLink: boolean
  readonly mode: number
  readonly size: number
  readonly mtime: Date
}

export interface MountOptions {
  readonly readOnly?: boolean
}

export interface MemoryFsOptions {
  /** virtual now, for the times of files */
  readonly now?: () => number
  /** an image layer, or a volume's folder */
  readonly root?: FolderNode
  /** everything outside mounts refuses writes */
  readonly readOnly?: boolean
}

type Content = string | Uint8Array
type Encoding = { encoding?: string | null } | string | undefined

interface Place {
  /** every name of the path after links, without mounts */
  readonly path: string
  readonly node: FileNode | FolderNode | LinkNode | undefined
  readonly parent: FolderNode
  readonly name: string
  readonly readOnly: boolean
  readonly isMount: boolean
}

const LINKS_MAX = 40

export class FileError extends Error {
  constructor(readonly code: string, words: string, what: string) {
    super(`${code}: ${words}, ${what}`)
    this.name = 'FileError'
  }
}

const noEntry = (call: string, path: string) => new FileError('ENOENT', 'no such file or directory', `${call} '${path}'`)
const notFolder = (call: string, path: string) => new FileError('ENOTDIR', 'not a directory', `${call} '${path}'`)
const isFolder = (call: string, path: string) => new FileError('EISDIR', 'illegal operation on a directory', `${call} '${path}'`)
const exists = (call: string, path: string) => new FileError('EEXIST', 'file already exists', `${call} '${path}'`)
const readOnlyFs = (call: string, path: string) => new FileError('EROFS', 'read-only file system', `${call} '${path}'`)

/** `/a/./b/../c` -> `/a/c` */
export function normalPath(path: string): string {
  const parts: string[] = []
  for (const part of path.split('/')) {
    if (part === '' || part === '.') continue
    if (part === '..') parts.pop()
    else parts.push(part)
  }
  return `/${parts.join('/')}`
}

export const joinPath = (base: string, path: string): string => normalPath(path.startsWith('/') ? path : `${base}/${path}`)

export class MemoryFs implements IFileSystem {
  private top: FolderNode
  private readonly now: () => number
  private readonly readOnly: boolean
  /** called with the path of the last write that a read-only file system refused: shells name the cause by it */
  lastRefused: { path: string; code: string } | undefined

  constructor({ now = () => 0, root = folderNode(), readOnly = false }: MemoryFsOptions = {}) {
    this.now = now
    this.top = root
    this.readOnly = readOnly
  }

  /** The folder or file at a path, to be hung into another file system with `mount`. */
  nodeAt(path: string): FileNode | FolderNode | undefined {
    const { node } = this.find(path, true)
    return node?.kind === 'link' ? undefined : node
  }

  /** Hangs a file or folder of elsewhere in at a path; what is missing on the way is made. */
  mount(path: string, target: FileNode | FolderNode, { readOnly = false }: MountOptions = {}): void {
    const clean = normalPath(path)
    if (clean === '/') throw new FileError('EBUSY', 'resource busy', `mount '${path}'`)
    const slash = clean.lastIndexOf('/')
    const folder = this.folderForChange(clean.slice(0, slash) || '/', true)
    folder.entries.set(clean.slice(slash + 1), { kind: 'mount', target, readOnly })
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
    const holds = (each: FolderNode): boolean => [...each.entries.values()].some((entry) => entry.kind === 'mount' || (entry.kind === 'folder' && holds(entry)))
    return holds(folder)
  }

  /** Puts a special file (a device, a file that is computed) in place. */
  put(path: string, node: TreeNode): void {
    const clean = normalPath(path)
    const slash = clean.lastIndexOf('/')
    this.folderForChange(clean.slice(0, slash) || '/', true).entries.set(clean.slice(slash + 1), node)
  }

  // --- synchronous: what the programs of images and the kubelet use ---

  existsSync(path: string): boolean {
    try {
      return this.find(path, true).node !== undefined
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
    return node.live ? toBytes(node.live()) : node.content
  }

  readTextSync(path: string): string {
    return toText(this.readBytesSync(path))
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
    this.folderForChange(parent, true).entries.set(clean.slice(slash + 1), folderNode(0o755, this.now()))
  }

  /** names in order */
  readdirSync(path: string): string[] {
    const { node } = this.find(path, true)
    if (!node) throw noEntry('scandir', path)
    if (node.kind !== 'folder') throw notFolder('scandir', path)
    return [...node.entries.keys()].sort()
  }

  statSync(path: string, follow = true): FileStat {
    const { node } = this.find(path, follow)
    if (!node) throw noEntry(follow ? 'stat' : 'lstat', path)
    return {
      isFile: node.kind === 'file', isDirectory: node.kind === 'folder', isSymbolicLink: node.kind === 'link',
      mode: node.kind === 'link' ? 0o777 : node.mode, size: sizeOf(node), mtime: new Date(node.mtime),
    }
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
    this.folderForChange(parentOf(place.path), false).entries.set(place.name, { kind: 'link', target, mtime: this.now() })
  }

  // --- the asynchronous door: IFileSystem ---

  async readFile(path: string, options?: Encoding): Promise<string> {
    const bytes = this.readBytesSync(path)
    const encoding = typeof options === 'string' ? options : options?.encoding
    if (encoding === 'binary' || encoding === 'latin1') return bytes
    if (encoding === 'base64') return btoa(bytes)
    return toText(bytes)
  }

  async readFileBytes(path: string): Promise<never> {
    return this.readBytesSync(path) as never
  }

  async readFileBuffer(path: string): Promise<Uint8Array> {
    return toArray(this.readBytesSync(path))
  }

  async writeFile(path: string, content: Content, options?: Encoding): Promise<void> {
    this.writeFileSync(path, content, options)
  }

  async appendFile(path: string, content: Content, options?: Encoding): Promise<void> {
    this.appendFileSync(path, content, options)
  }

  async exists(path: string): Promise<boolean> {
    return this.existsSync(path)
  }

  async stat(path: string): Promise<FileStat> {
    return this.statSync(path)
  }

  async lstat(path: string): Promise<FileStat> {
    return this.statSync(path, false)
  }

  async mkdir(path: string, options?: { recursive?: boolean }): Promise<void> {
    this.mkdirSync(path, options)
  }

  async readdir(path: string): Promise<string[]> {
    return this.readdirSync(path)
  }

  async readdirWithFileTypes(path: string) {
    const { node } = this.find(path, true)
    if (node?.kind !== 'folder') throw noEntry('scandir', path)
    return [...node.entries].sort(([a], [b]) => (a < b ? -1 : 1)).map(([name, entry]) => {
      const real = entry.kind === 'mount' ? entry.target : entry
      return { name, isFile: real.kind === 'file', isDirectory: real.kind === 'folder', isSymbolicLink: real.kind === 'link' }
    })
  }

  async rm(path: string, options?: { recursive?: boolean; force?: boolean }): Promise<void> {
    this.rmSync(path, options)
  }

  async cp(from: string, to: string, options?: { recursive?: boolean }): Promise<void> {
    const place = this.find(from, true)
    if (!place.node) throw noEntry('cp', from)
    if (place.node.kind === 'folder' && !options?.recursive) throw new FileError('EISDIR', 'is a directory', `cp '${from}'`)
    if (`${normalPath(to)}/`.startsWith(`${place.path}/`)) throw new FileError('EINVAL', 'cannot copy', `'${from}' into itself, '${to}'`)
    this.copyNode(place.node, normalPath(to))
  }

  async mv(from: string, to: string): Promise<void> {
    this.renameSync(from, to)
  }

  resolvePath(base: string, path: string): string {
    return joinPath(base, path)
  }

  getAllPaths(): string[] {
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

  async chmod(path: string, mode: number): Promise<void> {
    const place = this.find(path, true)
    if (!place.node) throw noEntry('chmod', path)
    if (place.readOnly) throw this.refuse('chmod', path)
    const node = place.node.kind === 'file' ? this.fileForChange(place) : this.folderForChange(place.path, false)
    node.mode = mode
  }

  async symlink(target: string, path: string): Promise<void> {
    this.symlinkSync(target, path)
  }

  async link(from: string, to: string): Promise<void> {
    const place = this.find(from, true)
    if (!place.node) throw noEntry('link', from)
    if (place.node.kind !== 'file') throw new FileError('EPERM', 'operation not permitted', `link '${from}'`)
    const target = this.find(to, false)
    if (target.node) throw exists('link', to)
    if (target.readOnly || place.readOnly) throw this.refuse('link', to)
    this.folderForChange(parentOf(target.path), false).entries.set(target.name, this.fileForChange(place))
  }

  async readlink(path: string): Promise<string> {
    return this.readlinkSync(path)
  }

  readlinkSync(path: string): string {
    const { node } = this.find(path, false)
    if (!node) throw noEntry('readlink', path)
    if (node.kind !== 'link') throw new FileError('EINVAL', 'invalid argument', `readlink '${path}'`)
    return node.target
  }

  async realpath(path: string): Promise<string> {
    const place = this.find(path, true)
    if (!place.node) throw noEntry('realpath', path)
    return place.path
  }

  async utimes(path: string, _atime: Date, mtime: Date): Promise<void> {
    const place = this.find(path, true)
    if (!place.node) throw noEntry('utimes', path)
    if (place.readOnly) throw this.refuse('utimes', path)
    const node = place.node.kind === 'file' ? this.fileForChange(place) : this.folderForChange(place.path, false)
    node.mtime = mtime.getTime()
  }

  // --- the walk ---

  /** Finds what a path names. Links on the way are followed, the last one if asked. A missing parent is an error unless `quiet`. */
  private find(path: string, follow: boolean, quiet = false): Place {
    let names = normalPath(path).split('/').filter(Boolean)
    let links = 0
    let folder = this.top
    let readOnly = this.readOnly
    let at = ''
    if (names.length === 0) return { path: '/', node: folder, parent: folder, name: '', readOnly, isMount: true }
    for (let i = 0; i < names.length; i++) {
      const name = names[i] as string
      const isLast = i === names.length - 1
      const entry = folder.entries.get(name)
      const mountReadOnly = entry?.kind === 'mount' ? entry.readOnly : readOnly
      const node = entry?.kind === 'mount' ? entry.target : entry
      if (node?.kind === 'link' && (!isLast || follow)) {
        if (++links > LINKS_MAX) throw new FileError('ELOOP', 'too many levels of symbolic links', `open '${path}'`)
        names = [...joinPath(at || '/', node.target).split('/').filter(Boolean), ...names.slice(i + 1)]
        folder = this.top
        readOnly = this.readOnly
        at = ''
        i = -1
        if (names.length === 0) return { path: '/', node: folder, parent: folder, name: '', readOnly, isMount: true }
        continue
      }
      if (isLast) return { path: `${at}/${name}`, node, parent: folder, name, readOnly: mountReadOnly, isMount: entry?.kind === 'mount' }
      if (node?.kind !== 'folder') {
        if (node && !quiet) throw notFolder('open', path)
        if (!quiet) throw noEntry('open', path)
        return { path: normalPath(path), node: undefined, parent: folder, name: names[names.length - 1] as string, readOnly, isMount: false }
      }
      folder = node
      readOnly = mountReadOnly
      at = `${at}/${name}`
    }
    throw noEntry('open', path)
  }

  private guard(call: string, parent: string, path: string): void {
    let at = parent
    for (;;) {
      const place = this.find(at, true, true)
      if (place.node) {
        if (place.node.kind !== 'folder') throw notFolder(call, path)
        if (place.readOnly) throw this.refuse(call, path)
        return
      }
      at = parentOf(at)
    }
  }

  private refuse(call: string, path: string): FileError {
    this.lastRefused = { path, code: 'EROFS' }
    return readOnlyFs(call, path)
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
      const file = this.fileForChange(place)
      file.content = append ? file.content + bytes : bytes
      file.mtime = this.now()
      return
    }
    const folder = this.folderForChange(parentOf(place.path), false)
    folder.entries.set(place.name, { kind: 'file', content: bytes, mode: 0o644, mtime: this.now() })
    folder.mtime = this.now()
  }

  /** The file itself, or a copy of it when it belongs to an image layer. */
  private fileForChange(place: Place): FileNode {
    const node = place.node
    if (node?.kind !== 'file') throw noEntry('open', place.path)
    if (!node.shared) return node
    const { shared: _, ...copy } = node
    this.folderForChange(parentOf(place.path), false).entries.set(place.name, copy)
    return copy
  }

  /** The folder at a path, with every shared folder on the way replaced by a copy of its own. */
  private folderForChange(path: string, make: boolean): FolderNode {
    if (this.top.shared) this.top = ownCopy(this.top)
    let folder = this.top
    for (const name of this.realFolderPath(path, make).split('/').filter(Boolean)) {
      const entry = folder.entries.get(name)
      const node = entry?.kind === 'mount' ? entry.target : entry
      if (node?.kind === 'folder') {
        const own = node.shared ? ownCopy(node) : node
        if (own !== node) folder.entries.set(name, own)
        folder = own
        continue
      }
      if (node || !make) throw node ? notFolder('open', path) : noEntry('open', path)
      const made = folderNode(0o755, this.now())
      folder.entries.set(name, made)
      folder = made
    }
    return folder
  }

  private realFolderPath(path: string, make: boolean): string {
    const place = this.find(path, true, make)
    return place.path
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
    for (const [name, entry] of node.entries) this.copyNode(entry.kind === 'mount' ? entry.target : entry, `${to}/${name}`)
  }
}

const parentOf = (path: string): string => path.slice(0, path.lastIndexOf('/')) || '/'
const ownCopy = (folder: FolderNode): FolderNode => ({ kind: 'folder', entries: new Map(folder.entries), mode: folder.mode, mtime: folder.mtime })

function sizeOf(node: FileNode | FolderNode | LinkNode): number {
  if (node.kind === 'file') return node.live ? toBytes(node.live()).length : node.content.length
  return node.kind === 'link' ? node.target.length : 4096
}

function bytesOf(content: Content, options: Encoding): string {
  if (typeof content !== 'string') return fromArray(content)
  const encoding = typeof options === 'string' ? options : options?.encoding
  if (encoding === 'binary' || encoding === 'latin1') return content
  if (encoding === 'base64') return atob(content)
  return toBytes(content)
}

/** Files by path into a fresh file system. */
export function memoryFsOf(files: Readonly<Record<string, string>>, now?: () => number): MemoryFs {
  const fs = new MemoryFs(now ? { now } : {})
  for (const [path, content] of Object.entries(files)) {
    fs.mkdirSync(parentOf(normalPath(path)), { recursive: true })
    fs.put(path, fileNode(content, { mtime: now?.() ?? 0 }))
  }
  return fs
}
