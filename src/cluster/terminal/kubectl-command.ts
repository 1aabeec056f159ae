// kubectl as a command of the terminal: our kubectl on virtual time, over the terminal's files.
import { waiting, type Command, type WaitingInvocation } from '../../kubelet/shell/program'
import type { MemoryFs } from '../../kubelet/files/memory-fs'
import { joinPath } from '../../kubelet/files/memory-fs'
import type { FileSystem, KubeClient, KubeConfigView, KubectlContext } from '../../kubectl/context'
import { runKubectl } from '../../kubectl/kubectl'
import type { ClientOptions } from '../in-process-client'
import { completionOf } from '../../simulation/completion'
import type { Process } from '../../simulation/processes'

export interface KubectlHost {
  readonly client: (userAgent: string, options: ClientOptions) => KubeClient
  readonly now: () => number
  readonly after: (ms: number, run: () => void) => { cancel(): void }
  readonly config: KubeConfigView
  /** the machine's own ports: what listens there, and what is behind */
  readonly ports: Pick<KubectlContext, 'forward' | 'serve'>
  /** what a person would do in the editor; undefined: `kubectl edit` finds nobody at the terminal */
  readonly edit: () => ((text: string) => string) | undefined
}

/** A process takes time to start: what one command asks for is under way when the next one looks. */
const START_MS = 50

export const kubectlCommand = (host: KubectlHost): Command =>
  waiting(async (call) => {
    const context = contextOf(host, call)
    await context.sleep(START_MS)
    return runKubectl(call.args, context)
  })

/** What prints whole objects hides managedFields unless it is told to show them; what picks fields may pick these. */
const showsManagers = (args: readonly string[]): boolean =>
  args.some((arg) => /managed|jsonpath|template|columns|^--raw|^proxy$/.test(arg))

function contextOf(host: KubectlHost, call: WaitingInvocation): KubectlContext {
  const { process, machine, cwd } = call
  return {
    client: waitingClient(
      host.client(`kubectl-${verbOf(call.args)}`, { unseenManagers: !showsManagers(call.args) }),
      process,
      host,
    ),
    env: call.env,
    cwd,
    files: filesOf(machine.files, cwd),
    config: host.config,
    isTerminal: call.stdin.isTerminal,
    signal: process.abortSignal,
    stdin: () => call.stdin.text(),
    stdout: (text) => call.out(text),
    stderr: (text) => call.err(text),
    now: host.now,
    ...host.ports,
    after: (ms, run) => {
      machine.promise(ms)
      return host.after(ms, run)
    },
    sleep: (ms) =>
      process.wait<void>((wake) => {
        const timer = host.after(ms, () => wake())
        return () => timer.cancel()
      }),
    edit: (path, text) => {
      const editor = host.edit()
      return editor
        ? Promise.resolve(editor(text))
        : Promise.reject(new Error(`there was a problem with the editor "vi": nobody says what to change in ${path}`))
    },
  }
}

/** The way of a write to the server and back. Whoever watches has acted on it when kubectl, or the person who types, goes on. */
const WRITE_MS = 1

/** The timeline names who wrote: `kubectl-create`, as the fields' manager of a real kubectl. */
const verbOf = (args: readonly string[]): string =>
  args.find(
    (each, i) =>
      /^[a-z]/.test(each) &&
      !/^(-n|-s|--namespace|--context|--kubeconfig|--server|--as|--as-group|--as-uid|--as-user-extra)$/.test(
        args[i - 1] ?? '',
      ),
  ) ?? 'get'

/**
 * A process that awaits the end of a stream gives its turn away meanwhile, else time would never move. The wait begins when
 * it is awaited, not before.
 */
function waitingClient(client: KubeClient, process: Process, { after }: Pick<KubectlHost, 'after'>): KubeClient {
  const givingWay = <T>(done: Promise<T>): Promise<T> => {
    const completion = completionOf(done)
    if (!completion) return done
    const wait = (): Promise<T> => process.wait<T>((wake) => completion.onEnd(wake))
    return {
      then: (resolve: (value: T) => unknown, reject: (error: unknown) => unknown) => wait().then(resolve, reject),
    } as Promise<T>
  }
  return {
    server: client.server,
    ...(client.cacheKey ? { cacheKey: client.cacheKey } : {}),
    async request(request) {
      const answer = await client.request(request)
      if (request.method !== 'GET') await process.wait<void>((wake) => void after(WRITE_MS, () => wake()))
      return answer
    },
    watch: (request, onEvent) => {
      const { done, stop } = client.watch(request, onEvent)
      return { done: givingWay(done), stop }
    },
    stream: (request, onData) => {
      const { done, stop } = client.stream(request, onData)
      return { done: givingWay(done), stop }
    },
    exec: async (request) => {
      const stream = await client.exec(request)
      return { ...stream, done: givingWay(stream.done) }
    },
  }
}

const goError = (path: string): Error => new Error(`open ${path}: no such file or directory`)

function filesOf(fs: MemoryFs, cwd: string): FileSystem {
  const at = (path: string): string => joinPath(cwd, path)
  const reading = (path: string, read: (full: string) => string): Promise<string> => {
    const full = at(path)
    if (!fs.existsSync(full)) return Promise.reject(goError(path))
    return fs.isFolderSync(full)
      ? Promise.reject(new Error(`read ${path}: is a directory`))
      : Promise.resolve(read(full))
  }
  return {
    read: (path) => reading(path, (full) => fs.readTextSync(full)),
    readBytes: (path) => reading(path, (full) => fs.readBytesSync(full)),
    write: (path, text) => Promise.resolve(fs.writeFileSync(at(path), text)),
    writeBytes: (path, bytes) => Promise.resolve(fs.writeFileSync(at(path), bytes, 'binary')),
    kind: (path) =>
      Promise.resolve(fs.existsSync(at(path)) ? (fs.isFolderSync(at(path)) ? 'folder' : 'file') : undefined),
    list: (path) =>
      fs.existsSync(at(path)) ? Promise.resolve(fs.readdirSync(at(path)).sort()) : Promise.reject(goError(path)),
  }
}
