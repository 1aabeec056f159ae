// What a kubeconfig and the flags of a line say of the server and of who asks it. Follows client-go/tools/clientcmd/client_config.go,
// v1.36.
import { readFileSync } from 'node:fs'
import { dirname, resolve } from 'node:path'
import { extraOf, impersonationHeaders } from '../../kubectl/request/impersonation'
import { type Asker, type Credentials, credentialsOf, type ExecConfig } from './exec-credentials'
import type { LoadedKubeConfig } from './kubeconfig-files'

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
  readonly ca?: Buffer
  readonly cert?: Buffer
  readonly key?: Buffer
  readonly token?: string
  /** user:password of basic authentication */
  readonly basic?: string
  /** the name in the server's certificate, when it is not that of the address */
  readonly serverName?: string
  readonly insecure: boolean
  /** headers of whom the user acts as */
  readonly impersonation?: Readonly<Record<string, string>>
}

/** The global flags of the command line, by name: they go before what the kubeconfig says. */
export type Given = (name: string) => string | undefined

/** undefined when neither names a cluster. */
export function connectionOf(
  { config, fileOf }: Pick<LoadedKubeConfig, 'config' | 'fileOf'>,
  asker: Pick<Asker, 'env' | 'isTerminal'> & { readonly prompt: () => Credentials },
  given: Given = () => undefined,
): Connection | undefined {
  const context = given('context') ?? config['current-context'] ?? ''
  const chosen = config.contexts?.find(({ name }) => name === context)?.context
  const [clusterName, userName] = [given('cluster') ?? chosen?.cluster, given('user') ?? chosen?.user]
  const cluster = config.clusters?.find(({ name }) => name === clusterName)?.cluster ?? {}
  const named = given('server') ?? cluster.server
  if (typeof named !== 'string' || named === '') return undefined
  const server = (named.includes('://') ? named : `http://${named}`).replace(/\/$/, '')
  const user = config.users?.find(({ name }) => name === userName)?.user ?? {}
  const [clusterFile, userFile] = [fileOf('clusters', clusterName), fileOf('users', userName)]
  const connection: Connection = {
    server,
    insecure: given('insecure-skip-tls-verify') === 'true' || cluster['insecure-skip-tls-verify'] === true,
    impersonation: impersonationOf(user, given),
    ...present({
      ca: bytes(cluster, 'certificate-authority', clusterFile, given),
      serverName: text(cluster, 'tls-server-name', given),
    }),
  }
  // Nobody is told to a server that everybody could listen to.
  if (!server.startsWith('https:')) return connection
  const own = ownCredentials(user, userFile, given)
  const exec = user['exec'] as ExecConfig | undefined
  if (Object.keys(own).length > 0) return { ...connection, ...own }
  if (!exec) return withProgram(connection, asker.prompt)
  return withProgram(connection, () => credentialsOf(exec, { ...asker, folder: dirname(userFile), cluster }))
}

function text(entry: Entry, name: string, given: Given): string | undefined {
  const value = given(name) ?? entry[name]
  return typeof value === 'string' && value !== '' ? value : undefined
}

function bytes(entry: Entry, name: string, beside: string, given: Given): Buffer | undefined {
  const file = given(name)
  if (file !== undefined) return readFileSync(file)
  const data = entry[`${name}-data`]
  if (typeof data === 'string' && data !== '') return Buffer.from(data, 'base64')
  const named = entry[name]
  return typeof named === 'string' && named !== '' ? readFileSync(resolve(dirname(beside), named)) : undefined
}

function ownCredentials(
  user: Entry,
  beside: string,
  given: Given,
): Pick<Connection, 'cert' | 'key' | 'token' | 'basic'> {
  const [username, tokenFile] = [text(user, 'username', given), user['tokenFile']]
  return present({
    cert: bytes(user, 'client-certificate', beside, given),
    key: bytes(user, 'client-key', beside, given),
    token:
      given('token') ??
      (typeof tokenFile === 'string' && tokenFile !== ''
        ? readFileSync(resolve(dirname(beside), tokenFile), 'utf8').trim()
        : text(user, 'token', given)),
    basic: username === undefined ? undefined : `${username}:${text(user, 'password', given) ?? ''}`,
  })
}

/** `as` of a user, or of the line, as the headers of the requests. */
function impersonationOf(user: Entry, given: Given): Record<string, string> {
  return impersonationHeaders({
    user: text(user, 'as', given) ?? '',
    uid: text(user, 'as-uid', given) ?? '',
    groups: given('as-group')?.split('\n') ?? (user['as-groups'] as readonly string[] | undefined) ?? [],
    extra: {
      ...(user['as-user-extra'] as Readonly<Record<string, readonly string[]>> | undefined),
      ...extraOf(given('as-user-extra')?.split('\n') ?? []),
    },
  })
}

/** Credentials that are asked for when the first request needs them: of a program, or of whoever sits there. */
function withProgram(connection: Connection, ask: () => Credentials): Connection {
  let known: Credentials | undefined
  const credentials = (): Credentials => (known ??= ask())
  return {
    ...connection,
    get token() {
      return credentials().token
    },
    get cert() {
      return credentials().cert
    },
    get basic() {
      return credentials().basic
    },
    get key() {
      return credentials().key
    },
  }
}

type Present<T> = { [K in keyof T]?: Exclude<T[K], undefined> }

const present = <T extends object>(fields: T): Present<T> =>
  Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined)) as Present<T>
