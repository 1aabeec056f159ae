// The folders of the PATH and the programs in them.
import { readdirSync, statSync } from 'node:fs'
import { join } from 'node:path'
import type { PluginFile, PluginFolder } from '../../kubectl/context'

export const pluginFolders = (path: string): PluginFolder[] =>
  [...new Set(path.split(':').map((folder) => folder.trim()))].filter((folder) => folder !== '').map(read)

function read(folder: string): PluginFolder {
  try {
    return {
      path: folder,
      files: readdirSync(folder)
        .sort()
        .flatMap((name) => fileAt(folder, name)),
    }
  } catch {
    return { path: folder, problem: `open ${folder}: no such file or directory` }
  }
}

function fileAt(folder: string, name: string): PluginFile[] {
  const path = join(folder, name)
  if (!name.startsWith('kubectl-')) return []
  const found = statSync(path, { throwIfNoEntry: false })
  return found && !found.isDirectory() ? [{ name, path, isExecutable: (found.mode & 0o111) !== 0 }] : []
}
