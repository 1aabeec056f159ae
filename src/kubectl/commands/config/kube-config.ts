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

export const readConfig = async (session: Session): Promise<KubeConfig> =>
  ((await session.context.config.read()) ?? {})

export const writeConfig = (session: Session, config: KubeConfig): Promise<void> =>
  session.context.config.write({ apiVersion: 'v1', kind: 'Config', ...config })

/** The file that messages name. */
export const configFile = (session: Session): string =>
  session.flags.string('kubeconfig') || session.context.env['KUBECONFIG'] || `${session.context.env['HOME'] ?? ''}/.kube/config`

/** The config with one context set, in the order of names. */
export function withContext(config: KubeConfig, named: NamedContext): KubeConfig {
  const others = (config.contexts ?? []).filter(({ name }) => name !== named.name)
  return { ...config, contexts: [...others, named].sort((a, b) => (a.name < b.name ? -1 : 1)) }
}

export const withoutContext = (config: KubeConfig, name: string): KubeConfig => ({
  ...config,
  contexts: (config.contexts ?? []).filter((each) => each.name !== name),
})
