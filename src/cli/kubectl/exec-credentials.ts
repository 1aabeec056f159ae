// A program that knows the credentials: users[].user.exec of a kubeconfig. Follows
// client-go/plugin/pkg/client/auth/exec/exec.go, v1.36.
import { spawnSync } from 'node:child_process'
import { isAbsolute, resolve } from 'node:path'
import { isFields } from '../../kubectl/objects'
import { jsonProblem } from '../../kubectl/resources/json-problem'
import { readYaml } from '../../objects/read-yaml'

export interface ExecConfig {
  readonly apiVersion?: string
  readonly command?: string
  readonly args?: readonly string[] | null
  readonly env?: readonly { readonly name: string; readonly value: string }[] | null
  readonly installHint?: string
  readonly interactiveMode?: string
  readonly provideClusterInfo?: boolean
}

export interface Credentials {
  readonly token?: string
  readonly cert?: Buffer
  readonly key?: Buffer
  readonly basic?: string
}

/** Who asks for credentials. */
export interface Asker {
  /** the folder of the kubeconfig: where a command with a slash in it is looked for */
  readonly folder: string
  readonly env: NodeJS.ProcessEnv
  readonly isTerminal: boolean
  readonly cluster: Readonly<Record<string, unknown>>
}

const GROUP = 'client.authentication.k8s.io'
const VERSIONS = [`${GROUP}/v1`, `${GROUP}/v1beta1`]

/** what an answer without a version counts as */
const INTERNAL = `${GROUP}/__internal`
/** Go's type for what is read first of an answer */
const HEAD = 'struct { APIVersion string "json:\\"apiVersion,omitempty\\""; Kind string "json:\\"kind,omitempty\\"" }'

const HINT = [
  '',
  '',
  'It looks like you are trying to use a client-go credential plugin that is not installed.',
  '',
  'To learn more about this feature, consult the documentation available at:',
  '      https://kubernetes.io/docs/reference/access-authn-authz/authentication/#client-go-credential-plugins',
].join('\n')

/** Runs the program once. Throws an Error with client-go's words. */
export function credentialsOf(exec: ExecConfig, asker: Asker): Credentials {
  const { apiVersion = '', command = '', args, env, installHint = '' } = exec
  const interactive = isInteractive(exec, asker)
  const info = {
    kind: 'ExecCredential',
    apiVersion,
    spec: { ...(exec.provideClusterInfo ? { cluster: clusterInfo(asker.cluster) } : {}), interactive },
  }
  const more = Object.fromEntries((env ?? []).map(({ name, value }) => [name, value]))
  const path = command.includes('/') && !isAbsolute(command) ? resolve(asker.folder, command) : command
  const { stdout, status, error } = spawnSync(path, [...(args ?? [])], {
    env: { ...asker.env, ...more, KUBERNETES_EXEC_INFO: `${JSON.stringify(info)}\n` },
    stdio: [interactive ? 'inherit' : 'ignore', 'pipe', 'inherit'],
    encoding: 'utf8',
  })
  if (error) {
    if (command.includes('/')) throw new Error(`exec: fork/exec ${path}: no such file or directory`)
    throw new Error(`exec: executable ${command} not found${HINT}${installHint === '' ? '' : `\n\n${installHint}`}`)
  }
  if (status !== 0) throw new Error(`exec: executable ${command} failed with exit code ${status ?? -1}`)
  return answerOf(stdout, apiVersion)
}

/** Throws for a version that no kubectl of this release speaks. */
export function checkExecVersion({ apiVersion = '' }: ExecConfig): string | undefined {
  return VERSIONS.includes(apiVersion) ? undefined : `exec plugin: invalid apiVersion ${JSON.stringify(apiVersion)}`
}

function isInteractive({ interactiveMode }: ExecConfig, { isTerminal }: Asker): boolean {
  if (interactiveMode === 'Never') return false
  if (interactiveMode === 'Always' && !isTerminal)
    throw new Error('exec plugin cannot support interactive mode: standard input is not a terminal')
  return isTerminal
}

/** The fields of the cluster that a program may want. */
const clusterInfo = (cluster: Readonly<Record<string, unknown>>): object =>
  Object.fromEntries(
    ['server', 'tls-server-name', 'insecure-skip-tls-verify', 'certificate-authority-data', 'proxy-url']
      .filter((field) => cluster[field] !== undefined)
      .map((field) => [field, cluster[field]]),
  )

interface ExecCredential {
  readonly apiVersion?: string
  readonly kind?: string
  readonly status?: {
    readonly token?: string
    readonly clientCertificateData?: string
    readonly clientKeyData?: string
  }
}

function answerOf(text: string, wanted: string): Credentials {
  const { apiVersion = INTERNAL, kind = 'ExecCredential', status } = decoded(text)
  if (kind !== 'ExecCredential' || ![...VERSIONS, INTERNAL].includes(apiVersion)) {
    const what = `no kind ${JSON.stringify(kind)} is registered for version ${JSON.stringify(apiVersion)}`
    throw new Error(`decoding stdout: ${what} in scheme "pkg/client/auth/exec/exec.go:64"`)
  }
  if (apiVersion !== wanted)
    throw new Error(`exec plugin is configured to use API version ${wanted}, plugin returned version ${apiVersion}`)
  if (!status) throw new Error("exec plugin didn't return a status field")
  const { token = '', clientCertificateData: cert = '', clientKeyData: key = '' } = status
  if (token === '' && cert === '' && key === '') throw new Error("exec plugin didn't return a token or cert/key pair")
  if ((cert === '') !== (key === '')) throw new Error('exec plugin returned only certificate or key, not both')
  return {
    ...(token === '' ? {} : { token }),
    ...(cert === '' ? {} : { cert: Buffer.from(cert), key: Buffer.from(key) }),
  }
}

/** What a program answers stands in JSON or YAML; without words of its own it is the kind that is expected, of no version. */
function decoded(text: string): ExecCredential {
  try {
    const value = text.trimStart().startsWith('{') ? parseJson(text) : (readYaml(text) ?? {})
    if (isFields(value)) return value
    throw new Error(
      `json: cannot unmarshal ${Array.isArray(value) ? 'array' : typeof value} into Go value of type ${HEAD}`,
    )
  } catch (error) {
    const because = (error as Error).message
    throw new Error(`decoding stdout: couldn't get version/kind; json parse error: ${because}`, { cause: error })
  }
}

function parseJson(text: string): unknown {
  const problem = jsonProblem(text)
  if (!problem) return JSON.parse(text)
  throw new Error(problem.message === 'unexpected EOF' ? 'unexpected end of JSON input' : problem.message)
}
