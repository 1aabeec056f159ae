// The kubeconfig of a person: $KUBECONFIG or ~/.kube/config, --kubeconfig and --context. Follows client-go/tools/clientcmd, v1.36.
import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { homedir } from 'node:os'
import { dirname, join, resolve } from 'node:path'
import { parse, stringify } from 'yaml'

type Entry = Record<string, unknown>

export interface KubeConfig {
  apiVersion?: string
  kind?: string
  'current-context'?: string
  clusters?: { name: string; cluster?: Entry }[]
  users?: { name: string; user?: Entry }[]
  contexts?: { name: string; context?: { cluster?: string; user?: string; namespace?: string } }[]
}

export interface Connection {
  readonly server: string
  readonly namespace: string
  readonly context: string
  readonly ca?: Buffer
  readonly cert?: Buffer
  readonly key?: Buffer
  readonly token?: string
  readonly insecure: boolean
}

/** Where the kubeconfig is; an explicit file wins over the environment. */
export function kubeconfigPath(
  explicit: string | undefined,
  env: NodeJS.ProcessEnv = process.env,
  cwd = process.cwd(),
): string {
  const named = explicit ?? env.KUBECONFIG?.split(':').find((each) => each !== '')
  return named ? resolve(cwd, named) : join(homedir(), '.kube', 'config')
}

export const readKubeconfig = (path: string): KubeConfig =>
  existsSync(path) ? ((parse(readFileSync(path, 'utf8')) as KubeConfig | null) ?? {}) : {}

export const writeKubeconfig = (path: string, config: unknown): void => writeFileSync(path, stringify(config))

/** What the command line names instead of what the kubeconfig says. */
export interface Named {
  readonly context?: string | undefined
  readonly cluster?: string | undefined
  readonly user?: string | undefined
  readonly server?: string | undefined
}

/** undefined when the kubeconfig names no cluster. */
export function connectionOf(config: KubeConfig, path: string, named: Named = {}): Connection | undefined {
  const context = named.context ?? config['current-context'] ?? ''
  const chosen = config.contexts?.find(({ name }) => name === context)?.context
  const cluster = config.clusters?.find(({ name }) => name === (named.cluster ?? chosen?.cluster))?.cluster
  const server = named.server ?? cluster?.server
  if (typeof server !== 'string') return undefined
  const user = config.users?.find(({ name }) => name === (named.user ?? chosen?.user))?.user ?? {}
  const bytes = (entry: Entry, name: string): Buffer | undefined => {
    const data = entry[`${name}-data`]
    if (typeof data === 'string') return Buffer.from(data, 'base64')
    const file = entry[name]
    return typeof file === 'string' ? readFileSync(resolve(dirname(path), file)) : undefined
  }
  const parts = {
    ca: bytes(cluster ?? {}, 'certificate-authority'),
    cert: bytes(user, 'client-certificate'),
    key: bytes(user, 'client-key'),
  }
  return {
    server: server.replace(/\/$/, ''),
    namespace: chosen?.namespace ?? 'default',
    context,
    insecure: cluster?.['insecure-skip-tls-verify'] === true,
    ...(parts.ca ? { ca: parts.ca } : {}),
    ...(parts.cert ? { cert: parts.cert } : {}),
    ...(parts.key ? { key: parts.key } : {}),
    ...(typeof user.token === 'string' ? { token: user.token } : {}),
  }
}
