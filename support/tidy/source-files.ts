import { readdirSync, readFileSync, statSync } from 'node:fs'
import { join, relative } from 'node:path'

export interface SourceFile {
  /** from the project's root, with `/` */
  readonly path: string
  readonly text: string
}

export const ROOT = join(__dirname, '..', '..')

const LEFT_OUT = new Set(['node_modules', 'dist', '.git', 'reports'])

/** All files below some folders whose name ends in one of the endings. */
export function sourceFiles(folders: readonly string[], endings: readonly string[] = ['.ts']): SourceFile[] {
  return folders
    .flatMap((folder) => walk(join(ROOT, folder), endings))
    .map((file) => ({ path: relative(ROOT, file), text: readFileSync(file, 'utf8') }))
}

function walk(folder: string, endings: readonly string[]): string[] {
  if (!exists(folder)) return []
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    if (LEFT_OUT.has(entry.name)) return []
    const path = join(folder, entry.name)
    if (entry.isDirectory()) return walk(path, endings)
    return endings.some((ending) => entry.name.endsWith(ending)) ? [path] : []
  })
}

function exists(path: string): boolean {
  try {
    return statSync(path).isDirectory()
  } catch {
    return false
  }
}

/** Source without comments and string contents, line by line as it was: what a rule about code looks at. */
export function codeOnly(text: string): string {
  return text.replace(
    /\/\*[\s\S]*?\*\/|\/\/[^\n]*|'(?:[^'\\\n]|\\.)*'|"(?:[^"\\\n]|\\.)*"|`(?:[^`\\]|\\.)*`/g,
    (found) => found.replace(/[^\n]/g, ' '),
  )
}

/** Tests, and what they share in folders named `testing`. */
export const isTest = (path: string): boolean => path.endsWith('.test.ts') || path.includes('/testing/')
