import type { KubectlContext } from '../context'
import { CommandError } from '../failure'

/** A folder with a kustomization, and the files that it may name. */
export interface Folder {
  /** absolute */
  readonly path: string
  read(name: string): Promise<string>
  readBytes(name: string): Promise<string>
  kind(name: string): Promise<'file' | 'folder' | undefined>
  below(name: string): Folder
}

export const baseName = (path: string): string => path.replace(/\/+$/, '').split('/').at(-1) ?? ''

/** The path from a folder, with `.` and `..` resolved. */
export function joined(from: string, path: string): string {
  const parts: string[] = []
  for (const part of (path.startsWith('/') ? path : `${from}/${path}`).split('/')) {
    if (part === '..') parts.pop()
    else if (part !== '' && part !== '.') parts.push(part)
  }
  return `/${parts.join('/')}`
}

export function folderAt({ files }: KubectlContext, path: string): Folder {
  const context = { files } as KubectlContext
  const inside = (name: string): string => {
    const full = joined(path, name)
    if (full.startsWith(path === '/' ? '/' : `${path}/`)) return full
    throw new CommandError(`security; file '${full}' is not in or below '${path}'`)
  }
  return {
    path,
    read: (name) => files.read(inside(name)),
    readBytes: (name) => files.readBytes(inside(name)),
    kind: (name) => files.kind(joined(path, name)),
    below: (name) => folderAt(context, joined(path, name)),
  }
}
