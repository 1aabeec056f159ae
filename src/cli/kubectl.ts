// Our kubectl, against whatever cluster the kubeconfig names.
import { readFileSync, readdirSync, statSync, writeFileSync } from 'node:fs'
import { spawnSync } from 'node:child_process'
import type { FileSystem, KubeClient, KubectlContext } from '../kubectl/context'
import { runKubectl } from '../kubectl/kubectl'
import { createHttpClient } from './kubectl/http-client'
import { connectionOf, kubeconfigPath, readKubeconfig, writeKubeconfig } from './kubectl/kubeconfig'

const NO_SERVER = 'http://localhost:8080'

export async function kubectl(args: string[]): Promise<void> {
  const interrupt = new AbortController()
  process.once('SIGINT', () => interrupt.abort())
  process.exitCode = await runKubectl(args, contextOf(args, interrupt.signal))
  if (interrupt.signal.aborted) process.exit(130)
}

function contextOf(args: readonly string[], signal: AbortSignal): KubectlContext {
  const path = kubeconfigPath(optionOf(args, '--kubeconfig'))
  const config = readKubeconfig(path)
  const connection = connectionOf(config, path, optionOf(args, '--context')) ?? { server: NO_SERVER, namespace: 'default', context: '', insecure: true }
  const client: KubeClient = createHttpClient(connection, 'kubectl/v1.36.4 (linux/amd64) kubernetes/kubecuke')
  return {
    client, env: process.env as Record<string, string>, files: hostFiles, cwd: process.cwd(), signal, isTerminal: process.stdin.isTTY ?? false,
    stdin: () => new Promise((resolve) => resolve(process.stdin.isTTY ? '' : readFileSync(0, 'utf8'))),
    stdout: (text) => void process.stdout.write(text), stderr: (text) => void process.stderr.write(text),
    now: () => Date.now(), sleep: (ms) => new Promise((resolve) => setTimeout(resolve, ms)),
    edit: editInEditor,
    config: { namespace: connection.namespace, context: connection.context, read: () => Promise.resolve(config), write: (next) => Promise.resolve(writeKubeconfig(path, next)) },
  }
}

/** `--name value` or `--name=value`, wherever it stands. */
function optionOf(args: readonly string[], name: string): string | undefined {
  const place = args.findIndex((each) => each === name || each.startsWith(`${name}=`))
  if (place < 0) return undefined
  return args[place]?.includes('=') ? args[place].slice(name.length + 1) : args[place + 1]
}

const goError = (path: string, error: NodeJS.ErrnoException): Error =>
  new Error(error.code === 'ENOENT' ? `open ${path}: no such file or directory` : error.code === 'EISDIR' ? `read ${path}: is a directory` : `open ${path}: ${error.message}`)

function reading<T>(path: string, read: () => T): Promise<T> {
  try {
    return Promise.resolve(read())
  } catch (error) {
    return Promise.reject(goError(path, error as NodeJS.ErrnoException))
  }
}

const hostFiles: FileSystem = {
  read: (path) => reading(path, () => readFileSync(path, 'utf8')),
  readBytes: (path) => reading(path, () => readFileSync(path, 'latin1')),
  write: (path, text) => reading(path, () => writeFileSync(path, text)),
  kind: (path) => Promise.resolve(statSync(path, { throwIfNoEntry: false })).then((found) => (found ? (found.isDirectory() ? 'folder' : 'file') : undefined)),
  list: (path) => reading(path, () => readdirSync(path).sort()),
}

function editInEditor(path: string, text: string): Promise<string> {
  return reading(path, () => {
    writeFileSync(path, text)
    const editor = process.env.KUBE_EDITOR ?? process.env.EDITOR ?? 'vi'
    spawnSync(`${editor} ${JSON.stringify(path)}`, { stdio: 'inherit', shell: true })
    return readFileSync(path, 'utf8')
  })
}
