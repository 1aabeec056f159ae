// The walk along a path: links, mounts, and the copies that a change of a shared image layer needs.
import { FileError, noEntry, notFolder, readOnlyFs } from './file-error'
import { joinPath, normalPath, parentOf } from './paths'
import { folderNode, ROOT, type FileNode, type FolderNode, type LinkNode, type Owner } from './tree'

export interface MemoryFsOptions {
  /** virtual now, for the times of files */
  readonly now?: () => number
  /** an image layer, or a volume's folder */
  readonly root?: FolderNode
  /** everything outside mounts refuses writes */
  readonly readOnly?: boolean
  /** who looks and writes; nobody in particular may do everything */
  readonly user?: FileUser
}

export interface FileUser extends Owner {
  /** further groups */
  readonly groups: readonly number[]
}

/** The last of the three digits of a mode: read, write. */
export type Access = 4 | 2

/** New files of a folder with this bit belong to its group. */
const SET_GID = 0o2000

export interface Place {
  /** every name of the path after links, without mounts */
  readonly path: string
  readonly node: FileNode | FolderNode | LinkNode | undefined
  readonly parent: FolderNode
  readonly name: string
  readonly readOnly: boolean
  readonly isMount: boolean
}

const LINKS_MAX = 40

export class FileWalk {
  protected top: FolderNode
  protected readonly now: () => number
  protected readonly readOnly: boolean
  private readonly user: FileUser | undefined

  constructor({ now = () => 0, root = folderNode(), readOnly = false, user }: MemoryFsOptions = {}) {
    this.now = now
    this.top = root
    this.readOnly = readOnly
    this.user = user
  }

  /** root may do everything */
  protected may(access: Access, { mode, owner = ROOT }: FileNode | FolderNode): boolean {
    const { user } = this
    if (!user || user.uid === 0) return true
    const isMine = owner.uid === user.uid
    const isOurs = owner.gid === user.gid || user.groups.includes(owner.gid)
    return ((mode >> (isMine ? 6 : isOurs ? 3 : 0)) & access) !== 0
  }

  protected allow(access: Access, node: FileNode | FolderNode, call: string, path: string): void {
    if (!this.may(access, node)) throw new FileError('EACCES', 'permission denied', `${call} '${path}'`)
  }

  /** Only whose it is, and root, may change its mode. */
  protected allowOwner({ owner = ROOT }: FileNode | FolderNode, call: string, path: string): void {
    const { user } = this
    if (user && user.uid !== 0 && user.uid !== owner.uid)
      throw new FileError('EPERM', 'operation not permitted', `${call} '${path}'`)
  }

  protected get isRoot(): boolean {
    return !this.user || this.user.uid === 0
  }

  /** Gives what was just made in a folder to whoever made it. */
  protected own<N extends FileNode | FolderNode>(made: N, parent: FolderNode): N {
    const { uid, gid } = this.user ?? ROOT
    const inherits = (parent.mode & SET_GID) !== 0
    if (inherits && made.kind === 'folder') made.mode |= SET_GID
    const owner = { uid, gid: inherits ? (parent.owner?.gid ?? 0) : gid }
    if (owner.uid !== 0 || owner.gid !== 0) made.owner = owner
    return made
  }

  /** Finds what a path names. Links on the way are followed, the last one if asked. A missing parent is an error unless `quiet`. */
  protected find(path: string, follow: boolean, quiet = false): Place {
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
        names = [
          ...joinPath(at || '/', node.target)
            .split('/')
            .filter(Boolean),
          ...names.slice(i + 1),
        ]
        folder = this.top
        readOnly = this.readOnly
        at = ''
        i = -1
        if (names.length === 0) return { path: '/', node: folder, parent: folder, name: '', readOnly, isMount: true }
        continue
      }
      if (isLast)
        return {
          path: `${at}/${name}`,
          node,
          parent: folder,
          name,
          readOnly: mountReadOnly,
          isMount: entry?.kind === 'mount',
        }
      if (node?.kind !== 'folder') {
        if (node && !quiet) throw notFolder('open', path)
        if (!quiet) throw noEntry('open', path)
        return {
          path: normalPath(path),
          node: undefined,
          parent: folder,
          name: names[names.length - 1] as string,
          readOnly,
          isMount: false,
        }
      }
      folder = node
      readOnly = mountReadOnly
      at = `${at}/${name}`
    }
    throw noEntry('open', path)
  }

  protected guard(call: string, parent: string, path: string): void {
    let at = parent
    for (;;) {
      const place = this.find(at, true, true)
      if (place.node) {
        if (place.node.kind !== 'folder') throw notFolder(call, path)
        if (place.readOnly) throw this.refuse(call, path)
        this.allow(2, place.node, call, path)
        return
      }
      at = parentOf(at)
    }
  }

  protected refuse(call: string, path: string): FileError {
    return readOnlyFs(call, path)
  }

  /** The file itself, or a copy of it when it belongs to an image layer. */
  protected fileForChange(place: Place): FileNode {
    const node = place.node
    if (node?.kind !== 'file') throw noEntry('open', place.path)
    if (!node.shared) return node
    const { shared: _, ...copy } = node
    this.folderForChange(parentOf(place.path), false).entries.set(place.name, copy)
    return copy
  }

  /** The folder at a path, with every shared folder on the way replaced by a copy of its own. */
  protected folderForChange(path: string, make: boolean): FolderNode {
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
      const made = this.own(folderNode(0o755, this.now()), folder)
      folder.entries.set(name, made)
      folder = made
    }
    return folder
  }

  protected realFolderPath(path: string, make: boolean): string {
    const place = this.find(path, true, make)
    return place.path
  }
}

const ownCopy = (folder: FolderNode): FolderNode => ({
  kind: 'folder',
  entries: new Map(folder.entries),
  mode: folder.mode,
  mtime: folder.mtime,
  ...(folder.owner ? { owner: folder.owner } : {}),
})
