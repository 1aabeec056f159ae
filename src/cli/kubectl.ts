// Our kubectl, against whatever cluster the kubeconfig names.
import { existsSync, mkdirSync, readFileSync, readdirSync, statSync, writeFileSync } from 'node:fs'
import { spawn, spawnSync } from 'node:child_process'
import { dirname, resolve as resolvePath } from 'node:path'
import type { FileSystem, KubeClient, KubectlContext } from '../kubectl/context'
import { AggregateFailure, CommandError, ExitError } from '../kubectl/failure'
import { globalOptions, type GlobalOptions } from '../kubectl/global-options'
import { interruptedExitCode, runKubectl } from '../kubectl/kubectl'
import { createHttpClient, fetchText } from './kubectl/http-client'
import { localPorts } from './kubectl/local-ports'
import { pluginFolders } from './kubectl/plugin-folders'
import { checkExecVersion, type Credentials } from './kubectl/exec-credentials'
import { type Connection, connectionOf, type KubeConfig } from './kubectl/kubeconfig'
import { type ConfigPath, kubeconfigPaths, type LoadedKubeConfig, loadKubeconfig } from './kubectl/kubeconfig-files'
import { typedInput } from './kubectl/typed-input'
import { problemsOf, problemsText } from './kubectl/kubeconfig-problems'

const NO_SERVER = 'http://localhost:8080'

export async function kubectl(args: string[]): Promise<void> {
  const interrupt = new AbortController()
  process.once('SIGINT', () => interrupt.abort())
  process.exitCode = await runKubectl(
    args,
    contextOf(args, {
      env: process.env as Record<string, string>,
      cwd: process.cwd(),
      signal: interrupt.signal,
      isTerminal: process.stdin.isTTY ?? false,
      stdin: () => (process.stdin.isTTY ? '' : readFileSync(0, 'utf8')),
      ...(process.stdin.isTTY ? { typed: typedInput(() => process.stdin, interrupt.signal) } : {}),
      stdout: (text) => void process.stdout.write(text),
      stderr: (text) => void process.stderr.write(text),
      runProgram: (path, words) =>
        new Promise((resolve) => {
          const program = spawn(path, words, { stdio: 'inherit' })
          program.on('error', () => resolve(1))
          program.on('close', (code) => resolve(code ?? 1))
        }),
    }),
  )
  if (interrupt.signal.aborted) process.exitCode = interruptedExitCode(args)
  // Connections and timers that are still open keep nobody waiting; what was said is said to the end.
  process.stdout.write('', () => process.stderr.write('', () => process.exit()))
}

/** The process that kubectl is. */
interface Host extends Pick<KubectlContext, 'env' | 'cwd' | 'signal' | 'isTerminal' | 'stdout' | 'stderr' | 'typed'> {
  stdin(): string
  /** another program instead of this one: its exit code */
  runProgram?(path: string, args: readonly string[]): Promise<number>
}

/** kubectl's world for one call: the cluster of the kubeconfig that the words, or the environment, name. */
export function contextOf(args: readonly string[], { stdin, runProgram, ...host }: Host): KubectlContext {
  const given = globalOptions(args)
  const paths = kubeconfigPaths(given('kubeconfig'), host.env, host.cwd)
  const loaded = loadKubeconfig(paths)
  const prompt = (): Credentials => prompted(stdin, host.stdout)
  // A pipe is read once, but commands that ask for it again (replace --force) mean the same text.
  let read: string | undefined
  const { connection, wrong } = connecting(loaded, paths, given, { ...host, prompt })
  return {
    ...host,
    client: wrong
      ? failingClient(wrong)
      : createHttpClient(connection, 'kubectl/v1.36.4 (linux/amd64) kubernetes/kubecuke'),
    ...localPorts(connection),
    fetchUrl: fetchText,
    files: hostFiles(host.cwd),
    ...(runProgram ? { plugins: { folders: () => pluginFolders(host.env['PATH'] ?? ''), run: runProgram } } : {}),
    stdin: () => new Promise((resolve) => resolve((read ??= stdin()))),
    now: () => Date.now(),
    sleep: (ms) => sleepUnlessAborted(ms, host.signal),
    edit: (file, text) => editInEditor(file, text, host.env),
    config: {
      ...placeOf(loaded.config, given),
      read: () =>
        loaded.problems.length === 0 ? Promise.resolve(loaded.config) : Promise.reject(brokenFiles(loaded.problems)),
      write: (next) => Promise.resolve(loaded.write(next as KubeConfig)),
    },
  }
}

function sleepUnlessAborted(ms: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const wake = (): void => {
      clearTimeout(timer)
      signal.removeEventListener('abort', wake)
      resolve()
    }
    const timer = setTimeout(wake, ms)
    signal.addEventListener('abort', wake)
  })
}

const brokenFiles = (problems: readonly string[]): Error =>
  problems.length === 1
    ? new CommandError(problems[0] as string)
    : new AggregateFailure(problems.map((each) => new CommandError(each)))

const NOWHERE: Connection = { server: NO_SERVER, insecure: true }

/** The server to ask, or what is wrong with the words, the kubeconfig, or the files that it names. */
function connecting(
  loaded: LoadedKubeConfig,
  paths: readonly ConfigPath[],
  given: GlobalOptions,
  asker: Parameters<typeof connectionOf>[1],
): { readonly connection: Connection; readonly wrong: Error | undefined } {
  const problem = problemWith(loaded, paths, given)
  if (problem) return { connection: NOWHERE, wrong: problem }
  try {
    return { connection: connectionOf(loaded, asker, given) ?? NOWHERE, wrong: undefined }
  } catch (error) {
    const wrong = new CommandError(
      (error as Error).message.replace(/^ENOENT: .*, open '(.*)'$/, 'open $1: no such file or directory'),
    )
    return { connection: NOWHERE, wrong }
  }
}

/** A server that is to be trusted wants to know who asks. */
function prompted(stdin: () => string, say: (text: string) => void): Credentials {
  const lines = stdin().split('\n').slice(0, -1)
  const answers = ['Username', 'Password'].map((what) => {
    say(`Please enter ${what}: `)
    const answer = lines.shift()
    if (answer === undefined) throw new CommandError('EOF')
    return answer
  })
  return { basic: answers.join(':') }
}

/** The context, and its namespace. */
function placeOf(config: KubeConfig, given: GlobalOptions): { readonly namespace: string; readonly context: string } {
  const context = given('context') ?? config['current-context'] ?? ''
  return { context, namespace: config.contexts?.find(({ name }) => name === context)?.context?.namespace ?? 'default' }
}

function problemWith(
  { config, problems: broken, fileOf }: LoadedKubeConfig,
  paths: readonly ConfigPath[],
  given: GlobalOptions,
): Error | undefined {
  const [file, cluster, user] = [given('kubeconfig'), given('cluster'), given('user')]
  if (file !== undefined && !existsSync((paths[0] as ConfigPath).path))
    return new CommandError(`stat ${file}: no such file or directory`)
  if (broken.length > 0) return brokenFiles(broken)
  if (user !== undefined && !config.users?.some(({ name }) => name === user))
    return new CommandError(`auth info ${JSON.stringify(user)} does not exist`)
  const name = given('context') ?? config['current-context'] ?? ''
  const context = config.contexts?.find((each) => each.name === name)?.context
  const isOther =
    given('as-group') !== undefined || Boolean(given('as-uid')) || (given('as-user-extra')?.includes('=') ?? false)
  if (!given('as') && isOther)
    return new CommandError(
      `requesting uid, groups or user-extra for ${user ?? context?.user ?? ''} without impersonating a user`,
    )
  if (cluster !== undefined && !config.clusters?.some((each) => each.name === cluster))
    return new CommandError(`no server found for cluster ${JSON.stringify(cluster)}`)
  const folderOf = (list: 'clusters' | 'users', of: string): string => dirname(fileOf(list, of))
  const problems = problemsOf(config, { user: user ?? context?.user, cluster: cluster ?? context?.cluster, folderOf })
  if (problems.length > 0) return new ExitError(problemsText(problems), 1)
  return pluginProblem(config.users?.find((each) => each.name === (user ?? context?.user))?.user ?? {})
}

/** Ways to be known that this release of kubectl does not have, or has no more. */
function pluginProblem(user: Readonly<Record<string, unknown>>): Error | undefined {
  const provider = (user['auth-provider'] as { readonly name?: string } | undefined)?.name
  if (provider !== undefined)
    return new CommandError(REMOVED[provider] ?? `no Auth Provider found for name ${JSON.stringify(provider)}`)
  const version = user['exec'] ? checkExecVersion(user['exec']) : undefined
  return version === undefined ? undefined : new CommandError(version)
}

const REMOVED: Readonly<Record<string, string>> = {
  gcp: [
    'The gcp auth plugin has been removed.',
    'Please use the "gke-gcloud-auth-plugin" kubectl/client-go credential plugin instead.',
    'See https://cloud.google.com/blog/products/containers-kubernetes/kubectl-auth-changes-in-gke for further details',
  ].join('\n'),
  azure: [
    'The azure auth plugin has been removed.',
    'Please use the https://github.com/Azure/kubelogin kubectl/client-go credential plugin instead.',
    'See https://kubernetes.io/docs/reference/access-authn-authz/authentication/#client-go-credential-plugins for further details',
  ].join('\n'),
}

/** Whoever asks a server is told what is wrong; commands that ask none go on. */
function failingClient(wrong: Error): KubeClient {
  const fail = (): never => {
    throw wrong
  }
  return {
    server: '',
    request: () => Promise.reject(wrong),
    watch: fail,
    stream: fail,
    exec: () => Promise.reject(wrong),
  }
}

const goError = (path: string, error: NodeJS.ErrnoException): Error =>
  new Error(
    error.code === 'ENOENT'
      ? `open ${path}: no such file or directory`
      : error.code === 'EISDIR'
        ? `read ${path}: is a directory`
        : `open ${path}: ${error.message}`,
  )

function reading<T>(path: string, read: () => T): Promise<T> {
  try {
    return Promise.resolve(read())
  } catch (error) {
    return Promise.reject(goError(path, error as NodeJS.ErrnoException))
  }
}

/** The host's files; paths are relative to the folder in which kubectl was called. */
function hostFiles(cwd: string): FileSystem {
  const at = (path: string): string => resolvePath(cwd, path)
  return {
    read: (path) => reading(path, () => readFileSync(at(path), 'utf8')),
    readBytes: (path) => reading(path, () => readFileSync(at(path), 'latin1')),
    write: (path, text) =>
      reading(path, () => {
        mkdirSync(dirname(at(path)), { recursive: true })
        writeFileSync(at(path), text)
      }),
    writeBytes: (path, bytes) =>
      reading(path, () => {
        mkdirSync(dirname(at(path)), { recursive: true })
        writeFileSync(at(path), bytes, 'latin1')
      }),
    kind: (path) =>
      Promise.resolve(statSync(at(path), { throwIfNoEntry: false })).then((found) =>
        found ? (found.isDirectory() ? 'folder' : 'file') : undefined,
      ),
    list: (path) => reading(path, () => readdirSync(at(path)).sort()),
  }
}

function editInEditor(path: string, text: string, env: KubectlContext['env']): Promise<string> {
  return reading(path, () => {
    writeFileSync(path, text)
    const editor = env.KUBE_EDITOR ?? env.EDITOR ?? 'vi'
    spawnSync(`${editor} ${JSON.stringify(path)}`, { stdio: 'inherit', shell: true })
    return readFileSync(path, 'utf8')
  })
}
