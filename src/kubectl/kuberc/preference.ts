// A kuberc file as data: which file it is, what it holds, what is wrong with it. Follows kubectl/pkg/kuberc, v1.36.
import type { KubectlContext } from '../context'
import { CommandError } from '../failure'
import { quote } from '../../objects/go-text'
import { type Fields, isFields } from '../objects'
import { readYaml } from '../../objects/read-yaml'

export const API_VERSION = 'kubectl.config.k8s.io/v1beta1'

export interface OptionDefault {
  readonly name: string
  readonly default: string
}

export interface CommandDefaults {
  readonly command: string
  readonly options: readonly OptionDefault[] | null
}

export interface Alias {
  readonly name: string
  readonly command: string
  readonly prependArgs?: readonly string[]
  readonly appendArgs?: readonly string[]
  readonly options?: readonly OptionDefault[]
}

export interface AllowlistEntry {
  readonly name?: string
  readonly command?: string
}

export interface Preference {
  readonly kind?: string
  readonly apiVersion?: string
  readonly defaults: readonly CommandDefaults[] | null
  readonly aliases: readonly Alias[] | null
  readonly credentialPluginPolicy?: string
  readonly credentialPluginAllowlist?: readonly AllowlistEntry[]
}

type Environment = Pick<KubectlContext, 'env' | 'files'>

export interface KubercFile {
  readonly path: string
  /** somebody named it: it has to be there */
  readonly explicit: boolean
}

/** $KUBECTL_KUBERC=false: as if there were no such thing. */
export const isDisabled = ({ env }: Pick<Environment, 'env'>): boolean =>
  (env['KUBECTL_KUBERC'] ?? '').toLowerCase() === 'false'

/** --kuberc, else $KUBERC, else ~/.kube/kuberc; undefined when it is turned off. */
export function kubercFile(named: string, { env }: Pick<Environment, 'env'>): KubercFile | undefined {
  const wish = env['KUBERC'] ?? ''
  if (wish === 'off') {
    if (named !== '')
      throw new CommandError('disabling kuberc via KUBERC=off and passing kuberc flag are mutually exclusive')
    return undefined
  }
  if (named !== '') return { path: named, explicit: true }
  if (wish !== '') return { path: wish, explicit: true }
  return { path: `${env['HOME'] ? `${env['HOME']}/` : ''}.kube/kuberc`, explicit: false }
}

/**
 * The preferences of a file; undefined where there are none. Throws Go's words for what cannot be used.
 * @param log hears what was found, with its place in kubectl's code
 */
export async function readPreference(
  { path, explicit }: KubercFile,
  { files, stderr }: Pick<KubectlContext, 'files' | 'stderr'>,
  log: (place: string, text: string) => void,
): Promise<Preference | undefined> {
  if (!explicit && (await files.kind(path)) === undefined) return undefined
  try {
    const { preference, unknown, entry } = decoded(await files.read(path), path)
    if (entry) log('marshal.go:94', `kuberc: using entry ${entry.number} (${entry.version}) in ${path}`)
    else log('marshal.go:103', `kuberc: no preferences found in ${path}`)
    if (unknown.length > 0) {
      const problems = unknown.map((field) => `unknown field ${quote(field)}`).join(', ')
      stderr(`kuberc: ignoring strict decoding error in ${path}: strict decoding error: ${problems}`)
    }
    return preference
  } catch (error) {
    if (explicit) throw new CommandError(`kuberc: ${(error as Error).message}`)
    stderr(`kuberc: no preferences loaded from ${path}: ${(error as Error).message}`)
    return undefined
  }
}

interface Decoded {
  readonly preference: Preference | undefined
  /** paths of fields that no preference has */
  readonly unknown: readonly string[]
  /** which document it is, counted from 1 */
  readonly entry?: { readonly number: number; readonly version: string }
}

/** The first document of a version that is known. */
function decoded(text: string, path: string): Decoded {
  const documents = text.split(/^---[ \t]*(?:#.*)?$/m).filter((each) => each.trim() !== '')
  for (const [i, document] of documents.entries()) {
    const value = attempt(document)
    const version = isFields(value) && value['kind'] === 'Preference' ? (value['apiVersion'] as string) : ''
    const shape = SHAPES[version]
    if (!shape) continue
    const unknown: string[] = []
    const read = fieldsOf(value, shape, '', unknown)
    if (read) return { preference: current(read), unknown, entry: { number: i + 1, version } }
  }
  if (documents.length > 0) throw new Error(`no valid preferences found in ${path}, use --v=5 to see details`)
  return { preference: undefined, unknown: [] }
}

function attempt(document: string): unknown {
  try {
    return readYaml(document)
  } catch {
    return undefined
  }
}

type Shape = 'text' | { readonly list: Shape } | { readonly fields: Readonly<Record<string, Shape>> }

const texts: Shape = { list: 'text' }
const option: Shape = { fields: { name: 'text', default: 'text' } }
const shapeOf = (options: string, defaults: string, more: Readonly<Record<string, Shape>>): Shape => ({
  fields: {
    kind: 'text',
    apiVersion: 'text',
    [defaults]: { list: { fields: { command: 'text', [options]: { list: option } } } },
    aliases: {
      list: {
        fields: { name: 'text', command: 'text', prependArgs: texts, appendArgs: texts, [options]: { list: option } },
      },
    },
    ...more,
  },
})

const SHAPES: Readonly<Record<string, Shape | undefined>> = {
  [API_VERSION]: shapeOf('options', 'defaults', {
    credentialPluginPolicy: 'text',
    credentialPluginAllowlist: { list: { fields: { name: 'text', command: 'text' } } },
  }),
  'kubectl.config.k8s.io/v1alpha1': shapeOf('flags', 'overrides', {}),
}

/** What the shape knows of a value; undefined when it has another type somewhere. */
function fieldsOf(value: unknown, shape: Shape, path: string, unknown: string[]): unknown {
  if (shape === 'text') return typeof value === 'string' ? value : undefined
  if ('list' in shape) {
    if (!Array.isArray(value)) return undefined
    const items = value.map((each, i) => fieldsOf(each, shape.list, `${path}[${i}]`, unknown))
    return items.includes(undefined) ? undefined : items
  }
  if (!isFields(value)) return undefined
  const read: Record<string, unknown> = {}
  for (const [name, each] of Object.entries(value)) {
    const inner = shape.fields[name]
    const place = path === '' ? name : `${path}.${name}`
    if (!inner) unknown.push(place)
    else if (each !== null) {
      read[name] = fieldsOf(each, inner, place, unknown)
      if (read[name] === undefined) return undefined
    }
  }
  return read
}

/** v1alpha1 in the words of v1beta1. */
function current(read: unknown): Preference {
  const { overrides, aliases, defaults, ...rest } = read as Fields
  const renamed = (list: unknown): unknown =>
    (list as readonly Fields[] | undefined)?.map(({ flags, ...each }) => ({
      ...each,
      ...(flags === undefined ? {} : { options: flags }),
    })) ?? null
  const commands = renamed(defaults ?? overrides) as CommandDefaults[] | null
  return {
    ...rest,
    defaults: commands?.map(({ command, options }) => ({ command, options: options ?? null })) ?? null,
    aliases: renamed(aliases),
  } as unknown as Preference
}

/** As it is read for a change: what is not known is lost, what is missing is nothing. */
export function readForChange(text: string): Preference {
  let value: unknown
  try {
    value = readYaml(text)
  } catch (error) {
    throw new CommandError(`error parsing kuberc file: error converting YAML to JSON: ${(error as Error).message}`)
  }
  return current(fieldsOf(value ?? {}, SHAPES[API_VERSION] as Shape, '', []) ?? {})
}

/** Throws for names and policies that cannot be. */
export function checkPreference({ aliases, defaults, ...plugins }: Preference): void {
  const checkOptions = (options: readonly OptionDefault[] | null | undefined): void => {
    const dashed = options?.find(({ name }) => (name ?? '').startsWith('-'))
    if (dashed) throw new CommandError(`flag name ${dashed.name} should be in long form without dashes`)
  }
  const names = new Set<string>()
  for (const { name, options } of aliases ?? []) {
    if (!/^[a-zA-Z]+$/.test(name ?? ''))
      throw new CommandError('invalid alias name, can only include alphabetical characters')
    checkOptions(options)
    if (names.has(name)) throw new CommandError(`duplicate alias name ${name}`)
    names.add(name)
  }
  for (const { options } of defaults ?? []) checkOptions(options)
  checkPluginPolicy(plugins)
}

/** Follows client-go/plugin/pkg/client/auth/exec ValidatePluginPolicy. */
function checkPluginPolicy({
  credentialPluginPolicy: policy = '',
  credentialPluginAllowlist: list,
}: Pick<Preference, 'credentialPluginPolicy' | 'credentialPluginAllowlist'>): void {
  if (['', 'AllowAll', 'DenyAll'].includes(policy)) {
    if (!list) return
    throw new CommandError(
      `misconfigured credential plugin allowlist: plugin policy is ${quote(policy)} but allowlist is non-nil`,
    )
  }
  if (policy !== 'Allowlist') throw new CommandError(`unknown plugin policy: ${quote(policy)}`)
  if (!list) throw new CommandError('credential plugin policy set to "Allowlist", but allowlist is unspecified')
  if (list.length === 0)
    throw new CommandError(
      'credential plugin policy set to "Allowlist", but allowlist is empty; use "DenyAll" policy instead',
    )
  list.forEach(({ name = '', command = '' }, i) => {
    if (name === '' && command === '')
      throw new CommandError(`misconfigured credential plugin allowlist: empty allowlist entry #${i + 1}`)
    const cleaned = cleanPath(command)
    if (cleaned !== command) throw new CommandError(`non-normalized file path: ${quote(command)} vs ${quote(cleaned)}`)
  })
}

/** Go's filepath.Clean. */
function cleanPath(path: string): string {
  const rooted = path.startsWith('/')
  const parts: string[] = []
  for (const part of path.split('/')) {
    if (part === '' || part === '.') continue
    if (part === '..' && parts.length > 0 && parts.at(-1) !== '..') parts.pop()
    else if (part !== '..' || !rooted) parts.push(part)
  }
  return `${rooted ? '/' : ''}${parts.join('/')}` || '.'
}
