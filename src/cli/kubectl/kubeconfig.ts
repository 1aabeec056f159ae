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
  /** user:password of basic authentication */
  readonly basic?: string
  /** the name in the server's certificate, when it is not that of the address */
  readonly serverName?: string
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

/** The global flags of the command line, by name: they go before what the kubeconfig says. */
export type Given = (name: string) => string | undefined

/** undefined when neither names a cluster. */
export function connectionOf(config: KubeConfig, path: string, given: Given = () => undefined): Connection | undefined {
  const context = given('context') ?? config['current-context'] ?? ''
  const chosen = config.contexts?.find(({ name }) => name === context)?.context
  const cluster = config.clusters?.find(({ name }) => name === (given('cluster') ?? chosen?.cluster))?.cluster ?? {}
  const server = given('server') ?? cluster.server
  if (typeof server !== 'string') return undefined
  const user = config.users?.find(({ name }) => name === (given('user') ?? chosen?.user))?.user ?? {}
  const text = (entry: Entry, name: string): string | undefined => {
    const value = given(name) ?? entry[name]
    return typeof value === 'string' && value !== '' ? value : undefined
  }
  const bytes = (entry: Entry, name: string): Buffer | undefined => {
    const file = given(name)
    if (file !== undefined) return readFileSync(file)
    const data = entry[`${name}-data`]
    if (typeof data === 'string') return Buffer.from(data, 'base64')
    const named = entry[name]
    return typeof named === 'string' ? readFileSync(resolve(dirname(path), named)) : undefined
  }
  const [username, tokenFile] = [text(user, 'username'), user['tokenFile']]
  return {
    server: (server.includes('://') ? server : `http://${server}`).replace(/\/$/, ''),
    namespace: chosen?.namespace ?? 'default',
    context,
    insecure: given('insecure-skip-tls-verify') === 'true' || cluster['insecure-skip-tls-verify'] === true,
    ...present({
      ca: bytes(cluster, 'certificate-authority'),
      cert: bytes(user, 'client-certificate'),
      key: bytes(user, 'client-key'),
      token:
        given('token') ??
        (typeof tokenFile === 'string' ? readFileSync(tokenFile, 'utf8').trim() : text(user, 'token')),
      basic: username === undefined ? undefined : `${username}:${text(user, 'password') ?? ''}`,
      serverName: text(cluster, 'tls-server-name'),
    }),
  }
}

type Present<T> = { [K in keyof T]?: Exclude<T[K], undefined> }

const present = <T extends object>(fields: T): Present<T> =>
  Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined)) as Present<T>
