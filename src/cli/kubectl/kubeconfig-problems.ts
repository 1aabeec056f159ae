// What is wrong with the cluster and the user that are to be used. Follows client-go/tools/clientcmd/validation.go, v1.36.
import { existsSync } from 'node:fs'
import { isAbsolute, resolve } from 'node:path'
import type { KubeConfig } from './kubeconfig'

type Entry = Readonly<Record<string, unknown>>

interface Chosen {
  readonly user: string | undefined
  readonly cluster: string | undefined
  /** the folder that paths start from */
  readonly folderOf: (list: 'clusters' | 'users', name: string) => string
}

/** One complaint each. What the kubeconfig does not have is nothing, and has no faults. */
export function problemsOf(config: KubeConfig, { user = '', cluster = '', folderOf }: Chosen): string[] {
  const ofUser = config.users?.find(({ name }) => name === user)?.user ?? {}
  const ofCluster = config.clusters?.find(({ name }) => name === cluster)?.cluster ?? {}
  return [
    ...userProblems(user, ofUser, folderOf('users', user)),
    ...clusterProblems(cluster, ofCluster, folderOf('clusters', cluster)),
  ]
}

const given = (entry: Entry, field: string): boolean => typeof entry[field] === 'string' && entry[field] !== ''

function unreadable(entry: Entry, field: string, folder: string): string | undefined {
  if (!given(entry, field)) return undefined
  const path = entry[field] as string
  const full = isAbsolute(path) ? path : resolve(folder, path)
  return existsSync(full) ? undefined : full
}

function userProblems(name: string, user: Entry, folder: string): string[] {
  const methods = [
    ...(given(user, 'token') ? ['token'] : []),
    ...(given(user, 'username') || given(user, 'password') ? ['basicAuth'] : []),
  ]
  return [
    ...certificateProblems(name, user, folder),
    ...execProblems(name, user),
    ...(methods.length > 1
      ? [`more than one authentication method found for ${name}; found [${methods.join(' ')}], only one is allowed`]
      : []),
    ...(['as-uid', 'as-groups', 'as-user-extra'].some((field) => user[field] !== undefined) && !given(user, 'as')
      ? [`requesting uid, groups or user-extra for ${name} without impersonating a user`]
      : []),
  ]
}

function certificateProblems(name: string, user: Entry, folder: string): string[] {
  const [file, data] = [given(user, 'client-certificate'), given(user, 'client-certificate-data')]
  if (!file && !data) return []
  const [keyFile, keyData] = [given(user, 'client-key'), given(user, 'client-key-data')]
  const problems: string[] = []
  if (file && data)
    problems.push(`client-cert-data and client-cert are both specified for ${name}. client-cert-data will override.`)
  if (keyFile && keyData)
    problems.push(`client-key-data and client-key are both specified for ${name}; client-key-data will override`)
  if (!keyFile && !keyData)
    problems.push(
      `client-key-data or client-key must be specified for ${name} to use the clientCert authentication method.`,
    )
  for (const [field, word] of [
    ['client-certificate', 'client-cert'],
    ['client-key', 'client-key'],
  ] as const) {
    const path = unreadable(user, field, folder)
    if (path !== undefined)
      problems.push(`unable to read ${word} ${path} for ${name} due to open ${path}: no such file or directory`)
  }
  return problems
}

const MODES = ['Never', 'IfAvailable', 'Always']

function execProblems(name: string, { exec, 'auth-provider': provider }: Entry): string[] {
  if (exec === undefined || exec === null) return []
  const {
    command = '',
    apiVersion = '',
    env,
    interactiveMode = '',
  } = exec as Readonly<Record<string, string>> & {
    readonly env?: readonly { readonly name?: string }[] | null
  }
  const missing = (what: string): string => `${what} must be specified for ${name} to use exec authentication plugin`
  return [
    ...(provider ? [`authProvider cannot be provided in combination with an exec plugin for ${name}`] : []),
    ...(command === '' ? [missing('command')] : []),
    ...(apiVersion === '' ? [missing('apiVersion')] : []),
    ...(env ?? []).filter((each) => !each.name).map(() => missing('env variable name')),
    ...(interactiveMode === '' && apiVersion !== BETA
      ? [missing('interactiveMode')]
      : interactiveMode !== '' && !MODES.includes(interactiveMode)
        ? [`invalid interactiveMode for ${name}: "${interactiveMode}"`]
        : []),
  ]
}

/** Reading it fills in interactiveMode: IfAvailable. */
const BETA = 'client.authentication.k8s.io/v1beta1'

function clusterProblems(name: string, cluster: Entry, folder: string): string[] {
  const problems: string[] = []
  if (given(cluster, 'certificate-authority') && given(cluster, 'certificate-authority-data'))
    problems.push(
      `certificate-authority-data and certificate-authority are both specified for ${name}. certificate-authority-data will override.`,
    )
  const path = unreadable(cluster, 'certificate-authority', folder)
  if (path !== undefined)
    problems.push(
      `unable to read certificate-authority ${path} for ${name} due to open ${path}: no such file or directory`,
    )
  return problems
}

/** As kubectl tells of one or of several. */
export const problemsText = (problems: readonly string[]): string =>
  problems.length === 1
    ? `error: ${problems[0] as string}`
    : `Error in configuration: \n${problems.map((each) => `* ${each}`).join('\n')}`
