// The folder of a volume whose files follow the API: they lie in a folder of their own that a link names, so that all of them
// change at once. What was mounted by its subPath stays what it was. Follows pkg/volume/util/atomic_writer.go, v1.36.
import { fnv1a } from '../../objects/hash'
import type { Instant } from '../../simulation/timers'
import { folderNode, toBytes, type FileNode, type FolderNode, type TreeNode } from '../files/tree'
import type { VolumeFile, VolumeFiles } from './projected-files'

const DATA = '..data'

/** `..2026_01_01_08_00_00.3141592653`; upstream's digits are random */
function folderName(now: Instant): string {
  const [date = '', time = ''] = new Date(now).toISOString().slice(0, 19).split('T')
  return `..${date.replaceAll('-', '_')}_${time.replaceAll(':', '_')}.${fnv1a.ofText(`${now}`)}`
}

const bytesOf = ({ content, isText }: VolumeFile): string => (isText ? toBytes(content) : content)

/** Makes the folder hold exactly these files, if it does not yet. What a group was given beside their modes does not count. */
export function writeAtomically(root: FolderNode, files: VolumeFiles, now: Instant): FolderNode {
  const link = root.entries.get(DATA)
  const before = link?.kind === 'link' ? link.target : undefined
  const old = before === undefined ? undefined : root.entries.get(before)
  if (old?.kind === 'folder' && holdsExactly(old, files)) return root
  let name = folderName(now)
  if (name === before) name += '0'
  root.entries.set(name, folderOf(files, now))
  root.entries.set(DATA, { kind: 'link', target: name, mtime: now })
  const shown = new Set([...files.keys()].map((path) => path.split('/')[0] ?? ''))
  for (const each of shown)
    if (!root.entries.has(each)) root.entries.set(each, { kind: 'link', target: `${DATA}/${each}`, mtime: now })
  for (const each of [...root.entries.keys()]) if (!each.startsWith('..') && !shown.has(each)) root.entries.delete(each)
  if (before !== undefined) root.entries.delete(before)
  root.mtime = now
  return root
}

function folderOf(files: VolumeFiles, now: Instant): FolderNode {
  const top = folderNode(0o755, now)
  for (const [path, file] of files) {
    const parts = path.split('/').filter(Boolean)
    const name = parts.pop() ?? ''
    const folder = parts.reduce((parent, part) => {
      const there = parent.entries.get(part)
      const next = there?.kind === 'folder' ? there : folderNode(0o755, now)
      parent.entries.set(part, next)
      return next
    }, top)
    folder.entries.set(name, {
      kind: 'file',
      content: bytesOf(file),
      mode: file.mode,
      mtime: now,
      ...(file.live ? { live: file.live } : {}),
      ...(file.uid === undefined ? {} : { owner: { uid: file.uid, gid: 0 } }),
    } satisfies FileNode)
  }
  return top
}

function holdsExactly(folder: FolderNode, files: VolumeFiles): boolean {
  const found = new Map<string, TreeNode>()
  const walk = ({ entries }: FolderNode, path: string): void => {
    for (const [name, node] of entries) {
      if (node.kind === 'folder') walk(node, `${path}${name}/`)
      else found.set(`${path}${name}`, node)
    }
  }
  walk(folder, '')
  return (
    found.size === files.size &&
    [...files].every(([path, file]) => {
      const node = found.get(path)
      return node?.kind === 'file' && node.content === bytesOf(file) && (node.mode & file.mode) === file.mode
    })
  )
}
