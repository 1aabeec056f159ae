// Our kubectl, against whatever cluster the kubeconfig names.
import { existsSync, mkdirSync, readFileSync, readdirSync, statSync, writeFileSync } from 'node:fs'
import { spawnSync } from 'node:child_process'
import { dirname, resolve as resolvePath } from 'node:path'
import type { FileSystem, KubeClient, KubectlContext } from '../kubectl/context'
import { CommandError } from '../kubectl/failure'
import { globalOptions, type GlobalOptions } from '../kubectl/global-options'
import { runKubectl } from '../kubectl/kubectl'
import { createHttpClient, fetchText } from './kubectl/http-client'
import { localPorts } from './kubectl/local-ports'
import { connectionOf, type KubeConfig, kubeconfigPath, readKubeconfig, writeKubeconfig } from './kubectl/kubeconfig'

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
      stdout: (text) => void process.stdout.write(text),
      stderr: (text) => void process.stderr.write(text),
    }),
  )
  if (interrupt.signal.aborted) process.exitCode = 130
  // Connections and timers that are still open keep nobody waiting; what was said is said to the end.
  process.stdout.write('', () => process.stderr.write('', () => process.exit()))
}

/** The process that kubectl is. */
interface Host extends Pick<KubectlContext, 'env' | 'cwd' | 'signal' | 'isTerminal' | 'stdout' | 'stderr'> {
  stdin(): string
}

/** kubectl's world for one call: the cluster of the kubeconfig that the words, or the environment, name. */
export function contextOf(args: readonly string[], { stdin, ...host }: Host): KubectlContext {
  const given = globalOptions(args)
  const path = kubeconfigPath(given('kubeconfig'), host.env, host.cwd)
  const config = readKubeconfig(path)
  const wrong = problemWith(path, config, given)
  const connection = connectionOf(config, path, given) ?? {
    server: NO_SERVER,
    namespace: 'default',
    context: '',
    insecure: true,
  }
  return {
    ...host,
    client: wrong
      ? failingClient(wrong)
      : createHttpClient(connection, 'kubectl/v1.36.4 (linux/amd64) kubernetes/kubecuke'),
    ...localPorts(connection),
    fetchUrl: fetchText,
    files: hostFiles(host.cwd),
    stdin: () => new Promise((resolve) => resolve(stdin())),
    now: () => Date.now(),
    sleep: (ms) => sleepUnlessAborted(ms, host.signal),
    edit: (file, text) => editInEditor(file, text, host.env),
    config: {
      namespace: connection.namespace,
      context: connection.context,
      read: () => Promise.resolve(config),
      write: (next) => Promise.resolve(writeKubeconfig(path, next)),
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

/** What the words name and the kubeconfig does not have. */
function problemWith(path: string, config: KubeConfig, given: GlobalOptions): string | undefined {
  const [file, cluster, user] = [given('kubeconfig'), given('cluster'), given('user')]
  if (file !== undefined && !existsSync(path)) return `stat ${file}: no such file or directory`
  if (user !== undefined && !config.users?.some(({ name }) => name === user))
    return `auth info ${JSON.stringify(user)} does not exist`
  if (given('as') === undefined && ['as-group', 'as-uid', 'as-user-extra'].some((name) => given(name) !== undefined)) {
    const context = config.contexts?.find(
      ({ name }) => name === (given('context') ?? config['current-context']),
    )?.context
    return `requesting uid, groups or user-extra for ${user ?? context?.user ?? ''} without impersonating a user`
  }
  return cluster !== undefined && !config.clusters?.some(({ name }) => name === cluster)
    ? `no server found for cluster ${JSON.stringify(cluster)}`
    : undefined
}

/** Whoever asks a server is told what is wrong; commands that ask none go on. */
function failingClient(message: string): KubeClient {
  const fail = (): never => {
    throw new CommandError(message)
  }
  return {
    server: '',
    request: () => Promise.reject(new CommandError(message)),
    watch: fail,
    stream: fail,
    exec: () => Promise.reject(new CommandError(message)),
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
