// `configMapGenerator:` and `secretGenerator:`. Follows kustomize's api/internal/generators, api/kv and api/hasher, v5.
import { CommandError } from '../failure'
import { bytesOf, type Entry, textOfBytes } from '../commands/create/key-sources'
import { withHash } from '../commands/create/append-hash'
import { type AnyObject, textAt, valueAt, withValueAt } from '../objects'
import { baseName, type Folder } from './folder'
import type { Resource } from './resource'

export interface GeneratorOptions {
  readonly labels?: Readonly<Record<string, string>>
  readonly annotations?: Readonly<Record<string, string>>
  readonly disableNameSuffixHash?: boolean
  readonly immutable?: boolean
}

export interface Generator {
  readonly name?: string
  readonly namespace?: string
  readonly behavior?: 'create' | 'merge' | 'replace'
  readonly type?: string
  readonly literals?: readonly string[]
  readonly files?: readonly string[]
  readonly envs?: readonly string[]
  readonly env?: string
  readonly options?: GeneratorOptions
}

export interface Generated {
  readonly object: AnyObject
  readonly hashed: boolean
  readonly behavior: 'create' | 'merge' | 'replace'
}

export async function generated(
  kind: 'ConfigMap' | 'Secret',
  generator: Generator,
  common: GeneratorOptions,
  folder: Folder,
): Promise<Generated> {
  const { name = '', namespace, options = {}, type } = generator
  const entries = await entriesOf(generator, folder)
  const labels = { ...common.labels, ...options.labels }
  const annotations = { ...common.annotations, ...options.annotations }
  const immutable = options.immutable ?? common.immutable
  const object = {
    apiVersion: 'v1',
    kind,
    metadata: {
      name,
      ...(namespace ? { namespace } : {}),
      ...(Object.keys(labels).length > 0 ? { labels } : {}),
      ...(Object.keys(annotations).length > 0 ? { annotations } : {}),
    },
    ...(kind === 'Secret' ? { type: type ?? 'Opaque' } : {}),
    ...(kind === 'Secret' ? secretData(entries) : configMapData(entries)),
    ...(immutable ? { immutable } : {}),
  }
  return {
    object,
    hashed: !(options.disableNameSuffixHash ?? common.disableNameSuffixHash ?? false),
    behavior: generator.behavior ?? 'create',
  }
}

async function entriesOf({ literals = [], files = [], envs = [], env }: Generator, folder: Folder): Promise<Entry[]> {
  const entries: Entry[] = []
  for (const path of env === undefined ? envs : [...envs, env]) entries.push(...fromEnv(await folder.read(path)))
  for (const source of files) {
    const at = source.indexOf('=')
    const path = at < 0 ? source : source.slice(at + 1)
    entries.push({ key: at < 0 ? baseName(path) : source.slice(0, at), bytes: await folder.readBytes(path) })
  }
  for (const literal of literals) {
    const at = literal.indexOf('=')
    if (at <= 0)
      throw new CommandError(
        `loading KV pairs: literal sources [${literals.join(' ')}]: invalid literal source ${literal}, expected key=value`,
      )
    entries.push({ key: literal.slice(0, at), bytes: bytesOf(literal.slice(at + 1).replace(/^(["'])([^]*)\1$/, '$2')) })
  }
  const twice = entries.find(({ key }, i) => entries.findIndex((each) => each.key === key) !== i)
  if (twice) throw new CommandError(`cannot add key ${twice.key}, another key by that name already exists`)
  return entries
}

const fromEnv = (text: string): Entry[] =>
  text
    .replace(/^\uFEFF/, '')
    .split('\n')
    .map((line) => line.trimStart().replace(/\r$/, ''))
    .filter((line) => line !== '' && !line.startsWith('#'))
    .map((line) => {
      const at = line.indexOf('=')
      return at < 0 ? { key: line, bytes: '' } : { key: line.slice(0, at), bytes: bytesOf(line.slice(at + 1)) }
    })

const BASE64_LINE = 70

/** Long values are written in lines. */
function inLines(bytes: string): string {
  const whole = btoa(bytes)
  if (whole.length <= BASE64_LINE) return whole
  return `${(whole.match(new RegExp(`.{1,${BASE64_LINE}}`, 'g')) ?? []).join('\n')}\n`
}

function secretData(entries: readonly Entry[]): object {
  return entries.length === 0
    ? {}
    : { data: Object.fromEntries(entries.map(({ key, bytes }) => [key, inLines(bytes)])) }
}

function configMapData(entries: readonly Entry[]): object {
  const texts = entries.map(({ key, bytes }) => ({ key, bytes, text: textOfBytes(bytes) }))
  const data = texts.filter(({ text }) => text !== undefined).map(({ key, text }) => [key, text])
  const binary = texts.filter(({ text }) => text === undefined).map(({ key, bytes }) => [key, inLines(bytes)])
  return {
    ...(data.length > 0 ? { data: Object.fromEntries(data) as object } : {}),
    ...(binary.length > 0 ? { binaryData: Object.fromEntries(binary) as object } : {}),
  }
}

/** What was generated before, with what a later generator of the same name says. */
export function mergedInto(before: AnyObject, after: AnyObject, behavior: 'merge' | 'replace'): AnyObject {
  const fields = ['data', 'binaryData', 'immutable'] as const
  const joined = (path: readonly string[]): object => ({
    ...(valueAt(before, ...path) as object),
    ...(valueAt(after, ...path) as object),
  })
  let object = before
  for (const field of ['labels', 'annotations'])
    if (valueAt(after, 'metadata', field))
      object = withValueAt(object, ['metadata', field], joined(['metadata', field]))
  for (const field of fields) {
    const value = valueAt(after, field)
    if (behavior === 'replace') object = withValueAt(object, [field], value)
    else if (value !== undefined) object = withValueAt(object, [field], field === 'immutable' ? value : joined([field]))
  }
  return object
}

/** The object with the hash of what it holds behind its name. The name itself does not count: upstream looks for it and never finds it. */
export async function withContentHash({ object }: Resource): Promise<AnyObject> {
  const content =
    object.kind === 'Secret'
      ? {
          kind: 'Secret',
          type: textAt(object, 'type'),
          name: '',
          data: object['data'] ?? '',
          ...(object['stringData'] ? { stringData: object['stringData'] } : {}),
        }
      : {
          kind: 'ConfigMap',
          name: '',
          data: object['data'] ?? '',
          ...(object['binaryData'] ? { binaryData: object['binaryData'] } : {}),
        }
  return withValueAt(object, ['metadata', 'name'], await withHash(object.metadata.name ?? '', content))
}
