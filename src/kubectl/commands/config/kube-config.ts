// A kubeconfig as data, and the changes that `kubectl config` makes to it.
import type { Session } from '../../session'

export interface NamedContext {
  readonly name: string
  readonly context: { readonly cluster?: string; readonly user?: string; readonly namespace?: string }
}

export interface KubeConfig {
  readonly apiVersion?: string
  readonly kind?: string
  readonly clusters?: readonly { readonly name: string; readonly cluster: Readonly<Record<string, unknown>> }[]
  readonly users?: readonly { readonly name: string; readonly user: Readonly<Record<string, unknown>> }[]
  readonly contexts?: readonly NamedContext[]
  readonly 'current-context'?: string
}

export const readConfig = async (session: Session): Promise<KubeConfig> => (await session.context.config.read()) ?? {}

export const writeConfig = (session: Session, config: KubeConfig): Promise<void> =>
  session.context.config.write({ apiVersion: 'v1', kind: 'Config', ...config })

/** The files that a kubeconfig may be in, as they were named. */
export function configFiles({ flags, context }: Session): string[] {
  const named = flags.string('kubeconfig')
  if (named !== '') return [named]
  const listed = (context.env['KUBECONFIG'] ?? '').split(':').filter((each) => each !== '')
  return listed.length > 0 ? [...new Set(listed)] : [`${context.env['HOME'] ?? ''}/.kube/config`]
}

/** The file that messages name, and that new entries go to: the first that is there, else the last. */
export async function configFile(session: Session): Promise<string> {
  const files = configFiles(session)
  for (const file of files) if ((await session.context.files.kind(file)) !== undefined) return file
  return files.at(-1) as string
}

/** What a kubeconfig lists by names, and where an entry keeps its fields. */
export const SECTIONS = { clusters: 'cluster', contexts: 'context', users: 'user' } as const
export type Section = keyof typeof SECTIONS
export type Fields = Readonly<Record<string, unknown>>

interface Entry {
  readonly name: string
  readonly [field: string]: unknown
}

const entriesOf = (config: KubeConfig, section: Section): readonly Entry[] =>
  (config[section] ?? []) as readonly unknown[] as readonly Entry[]

/** The fields of an entry; undefined when there is none of the name. */
export const fieldsOf = (config: KubeConfig, section: Section, name: string): Fields | undefined => {
  const found = entriesOf(config, section).find((each) => each.name === name)
  return found && ((found[SECTIONS[section]] as Fields | undefined) ?? {})
}

/** The config with one entry set, in the order of names. Fields that are undefined are left out. */
export function withEntry(config: KubeConfig, section: Section, name: string, fields: Fields): KubeConfig {
  const others = entriesOf(config, section).filter((each) => each.name !== name)
  const kept = Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined))
  return {
    ...config,
    [section]: [...others, { name, [SECTIONS[section]]: kept }].sort((a, b) => (a.name < b.name ? -1 : 1)),
  }
}

export const withoutEntry = (config: KubeConfig, section: Section, name: string): KubeConfig => ({
  ...config,
  [section]: entriesOf(config, section).filter((each) => each.name !== name),
})
