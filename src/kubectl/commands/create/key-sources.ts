// --from-literal, --from-file, --from-env-file: keys and values of ConfigMaps and Secrets. Follows
// kubectl/pkg/util/util.go and kubectl/pkg/cmd/util/env_file.go, v1.36.
import { CommandError } from '../../failure'
import { quote } from '../../../objects/go-text'
import type { FlagValues } from '../../flags/flag-values'
import { isEnvVarName } from '../../../objects/names'
import type { Session } from '../../session'

export interface Entry {
  readonly key: string
  /** bytes, one a character */
  readonly bytes: string
}

/** @param what as messages call it: `config`, `secret` */
export async function readEntries(flags: FlagValues, session: Session, what: string): Promise<readonly Entry[]> {
  const [files, literals, envFiles] = ['from-file', 'from-literal', 'from-env-file'].map((name) =>
    flags.strings(name),
  ) as [readonly string[], readonly string[], readonly string[]]
  if (envFiles.length > 0 && (files.length > 0 || literals.length > 0)) {
    throw new CommandError('from-env-file cannot be combined with from-file or from-literal')
  }
  const entries: Entry[] = []
  for (const source of files) entries.push(...(await fromFile(source, session)))
  for (const source of literals) entries.push(fromLiteral(source))
  for (const path of envFiles) entries.push(...(await fromEnvFile(path, session, what)))
  return entries
}

function fromLiteral(source: string): Entry {
  const at = source.indexOf('=')
  if (at <= 0) throw new CommandError(`invalid literal source ${source}, expected key=value`)
  return { key: source.slice(0, at), bytes: bytesOf(source.slice(at + 1)) }
}

/** A text as UTF-8, one byte a character. */
export const bytesOf = (text: string): string =>
  Array.from(new TextEncoder().encode(text), (byte) => String.fromCharCode(byte)).join('')

/** The text of UTF-8 bytes; undefined when they are none. */
export function textOfBytes(bytes: string): string | undefined {
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(
      Uint8Array.from(bytes, (char) => char.charCodeAt(0)),
    )
  } catch {
    return undefined
  }
}

/** A file, or all files of a folder. */
export async function fromFile(source: string, { context }: Session): Promise<readonly Entry[]> {
  const { key, path } = splitSource(source)
  const kind = await context.files.kind(path)
  if (kind === undefined) throw new CommandError(`error reading ${path}: no such file or directory`)
  if (kind === 'file') return [{ key, bytes: await context.files.readBytes(path) }]
  if (source.includes('=')) throw new CommandError('cannot give a key name for a directory path')
  const entries: Entry[] = []
  for (const name of [...(await context.files.list(path))].sort()) {
    const inside = `${path.replace(/\/+$/, '')}/${name}`
    if ((await context.files.kind(inside)) === 'file')
      entries.push({ key: name, bytes: await context.files.readBytes(inside) })
  }
  return entries
}

function splitSource(source: string): { key: string; path: string } {
  const parts = source.split('=')
  if (parts.length > 2) throw new CommandError("key names or file paths cannot contain '='")
  const [first = '', second] = parts
  if (second === undefined) return { key: first.replace(/\/+$/, '').split('/').at(-1) ?? '', path: source }
  if (first === '') throw new CommandError(`key name for file path ${second} missing`)
  if (second === '') throw new CommandError(`file path for key name ${first} missing`)
  return { key: first, path: second }
}

async function fromEnvFile(path: string, { context }: Session, what: string): Promise<readonly Entry[]> {
  const kind = await context.files.kind(path)
  if (kind === undefined) throw new CommandError(`error reading ${path}: no such file or directory`)
  if (kind === 'folder') throw new CommandError(`env ${what} file cannot be a directory`)
  const entries: Entry[] = []
  for (const [place, bytes] of (await context.files.readBytes(path)).split('\n').entries()) {
    const raw = textOfBytes(bytes.replace(/\r$/, ''))
    if (raw === undefined) {
      const numbers = Array.from(bytes, (char) => char.charCodeAt(0)).join(' ')
      throw new CommandError(`env file ${path} contains invalid utf8 bytes at line ${place + 1}: [${numbers}]`)
    }
    const line = (place === 0 ? raw.replace(/^\uFEFF/, '') : raw).trimStart()
    if (line === '' || line.startsWith('#')) continue
    const at = line.indexOf('=')
    const key = at < 0 ? line : line.slice(0, at)
    const wrong = isEnvVarName(key)
    if (wrong.length > 0) throw new CommandError(`${quote(key)} is not a valid key name: ${wrong.join(';')}`)
    entries.push({ key, bytes: bytesOf(at < 0 ? (context.env[key] ?? '') : line.slice(at + 1)) })
  }
  return entries
}
