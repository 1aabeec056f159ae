// The tree that a file system walks: plain nodes, so that a volume can hang in several containers at once and an image
// layer in thousands, at no cost.

export interface Owner {
  readonly uid: number
  readonly gid: number
}

export const ROOT: Owner = Object.freeze({ uid: 0, gid: 0 })

export interface FileNode {
  readonly kind: 'file'
  /** bytes: one character each (latin1) */
  content: string
  /** asked for at each read instead of `content`: /proc/uptime, a ConfigMap's key */
  readonly live?: () => string
  mode: number
  mtime: number
  /** whose it is; nothing is root, 0 */
  owner?: Owner
  /** zeros after the content that are counted and not kept: a file that was only made to be large */
  padding?: number
  /** what a write becomes instead of content: /dev/null, /proc/1/fd/1 */
  readonly onWrite?: (bytes: string) => void
  /** part of an image layer: copied before it is changed */
  readonly shared?: boolean
}

export interface FolderNode {
  readonly kind: 'folder'
  entries: Map<string, TreeNode>
  mode: number
  mtime: number
  owner?: Owner
  /** part of an image layer: copied before it is changed */
  readonly shared?: boolean
}

export interface LinkNode {
  readonly kind: 'link'
  readonly target: string
  mtime: number
}

/** Bytes of a tree, without what hangs in, what belongs to an image, and what is no real file. */
export function ownBytes(node: TreeNode): number {
  if (node.kind === 'file') return node.shared || node.live || node.onWrite ? 0 : sizeOfFile(node)
  if (node.kind !== 'folder' || node.shared) return 0
  let sum = 0
  for (const entry of node.entries.values()) sum += ownBytes(entry)
  return sum
}

export const sizeOfFile = ({ content, padding = 0 }: FileNode): number => content.length + padding

/** A file or folder of elsewhere that hangs here. */
export interface MountNode {
  readonly kind: 'mount'
  readonly target: FileNode | FolderNode
  readonly readOnly: boolean
  /** the file system that it lies on */
  readonly source: MountSource
}

/** In memory, or on the node's disk. */
export type MountSource = 'tmpfs' | 'ext4'

export type TreeNode = FileNode | FolderNode | LinkNode | MountNode

export const fileNode = (
  content: string,
  { mode = 0o644, mtime = 0 }: { mode?: number; mtime?: number } = {},
): FileNode => ({
  kind: 'file',
  content: toBytes(content),
  mode,
  mtime,
})

export const folderNode = (mode = 0o755, mtime = 0): FolderNode => ({ kind: 'folder', entries: new Map(), mode, mtime })

const NOT_ASCII = /[^\x00-\x7f]/

/** Text to bytes, one character each (UTF-8 packed in latin1). */
export function toBytes(text: string): string {
  if (!NOT_ASCII.test(text)) return text
  let bytes = ''
  for (const byte of new TextEncoder().encode(text)) bytes += String.fromCharCode(byte)
  return bytes
}

export const toArray = (bytes: string): Uint8Array => Uint8Array.from(bytes, (character) => character.charCodeAt(0))

export function fromArray(array: Uint8Array): string {
  let bytes = ''
  for (const byte of array) bytes += String.fromCharCode(byte)
  return bytes
}

/** Bytes to text. What is no UTF-8 stays as it is, one character a byte. */
export function toText(bytes: string): string {
  if (!NOT_ASCII.test(bytes)) return bytes
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(toArray(bytes))
  } catch {
    return bytes
  }
}

/** The last bytes of something, as text: of a letter that is cut nothing can be read. */
export const lastBytes = (bytes: string, max: number): string =>
  NOT_ASCII.test(bytes) ? new TextDecoder().decode(toArray(bytes.slice(-max))) : bytes.slice(-max)

/** Files by path, as an image layer or a set of manifests gives them: a text, or a text with its mode; a path that ends in / is a folder, which may have one, too. */
export type Files = Readonly<
  Record<string, string | { readonly content: string; readonly mode: number } | { readonly link: string }>
>

/** Builds the tree of an image layer: shared, never changed. */
export function layer(files: Files, mtime = 0): FolderNode {
  const root: FolderNode = { kind: 'folder', entries: new Map(), mode: 0o755, mtime, shared: true }
  for (const [path, file] of Object.entries(files)) {
    const parts = path.split('/').filter(Boolean)
    const isFolder = path.endsWith('/')
    const name = isFolder ? undefined : parts.pop()
    const folder = parts.reduce((parent, part) => subfolder(parent, part, mtime), root)
    if (name === undefined) {
      if (typeof file === 'object' && 'mode' in file) folder.mode = file.mode
      continue
    }
    folder.entries.set(name, leaf(file, mtime))
  }
  return root
}

function subfolder(parent: FolderNode, name: string, mtime: number): FolderNode {
  const there = parent.entries.get(name)
  if (there?.kind === 'folder') return there
  const made: FolderNode = {
    kind: 'folder',
    entries: new Map(),
    mode: name === 'tmp' ? 0o1777 : 0o755,
    mtime,
    shared: true,
  }
  parent.entries.set(name, made)
  return made
}

function leaf(file: Files[string], mtime: number): TreeNode {
  if (typeof file === 'string') return { ...fileNode(file, { mtime }), shared: true }
  if ('link' in file) return { kind: 'link', target: file.link, mtime }
  return { ...fileNode(file.content, { mode: file.mode, mtime }), shared: true }
}
