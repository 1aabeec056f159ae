// -f: files, folders, patterns, standard input, URLs. Follows cli-runtime/pkg/resource/visitor.go and builder.go, v1.36.
import type { KubectlContext } from '../context'
import { CommandError } from '../failure'
import { quote } from '../../objects/go-text'
import { wholeInput } from '../standard-input'

export interface FileSource {
  /** as messages name it: `STDIN`, a path, a URL */
  readonly name: string
  read(): Promise<string>
}

export interface ExpandedFiles {
  readonly sources: readonly FileSource[]
  /** one plain file was named, so that one object is expected */
  readonly single: boolean
}

const EXTENSIONS = ['.json', '.yaml', '.yml']

export async function expandFiles(
  context: KubectlContext,
  filenames: readonly string[],
  recursive: boolean,
): Promise<ExpandedFiles> {
  const sources: FileSource[] = []
  let single = filenames.length === 1
  let stdinTaken = false
  for (const name of filenames) {
    if (name === '-') {
      if (stdinTaken) throw new CommandError('standard input cannot be used for multiple arguments')
      stdinTaken = true
      single = false
      sources.push({ name: 'STDIN', read: () => wholeInput(context) })
    } else if (/^https?:\/\//.test(name)) sources.push({ name, read: () => readUrl(context, name) })
    else {
      const paths = await expandPath(context, name, recursive)
      if (paths.length !== 1) single = false
      sources.push(...paths.map((path) => ({ name: path, read: () => context.files.read(path) })))
    }
  }
  return { sources, single }
}

async function readUrl(context: KubectlContext, url: string): Promise<string> {
  if (!context.fetchUrl) throw new CommandError(`unable to read URL ${quote(url)}: there is no network here`)
  return context.fetchUrl(url)
}

async function expandPath(context: KubectlContext, path: string, recursive: boolean): Promise<readonly string[]> {
  const kind = await context.files.kind(path)
  if (kind === 'file') return [path]
  if (kind === 'folder') {
    const found = await filesIn(context, path, recursive)
    if (found.length === 0) {
      throw new CommandError(`error reading [${path}]: recognized file extensions are [${EXTENSIONS.join(' ')}]`)
    }
    return found
  }
  const matches = await matchPattern(context, path)
  if (matches.length === 0) throw new CommandError(`the path ${quote(path)} does not exist`)
  return matches
}

async function filesIn(context: KubectlContext, folder: string, recursive: boolean): Promise<string[]> {
  const found: string[] = []
  for (const name of [...(await context.files.list(folder))].sort()) {
    const path = `${folder.replace(/\/+$/, '')}/${name}`
    const kind = await context.files.kind(path)
    if (kind === 'folder' && recursive) found.push(...(await filesIn(context, path, true)))
    if (kind === 'file' && EXTENSIONS.some((extension) => name.endsWith(extension))) found.push(path)
  }
  return found
}

// A shell that finds no match hands the pattern on, and so does one that is told not to look.
async function matchPattern(context: KubectlContext, pattern: string): Promise<string[]> {
  if (!/[*?[]/.test(pattern)) return []
  const slash = pattern.lastIndexOf('/')
  const folder = slash < 0 ? '.' : pattern.slice(0, slash) || '/'
  if ((await context.files.kind(folder)) !== 'folder') return []
  const source = pattern
    .slice(slash + 1)
    .replace(/[.+^${}()|\\]/g, '\\$&')
    .replaceAll('*', '.*')
    .replaceAll('?', '.')
  const matcher = new RegExp(`^${source}$`)
  const names = [...(await context.files.list(folder))].filter((name) => matcher.test(name)).sort()
  return names.map((name) => (slash < 0 ? name : `${pattern.slice(0, slash + 1)}${name}`))
}
