// What kubectl needs of the world around it. It is the same for the built-in cluster and for any API of a kubeconfig,
// in Node and in a browser: kubectl itself imports nothing of either.

export interface KubeRequest {
  readonly method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE'
  /** `/apis/apps/v1/namespaces/default/deployments` */
  readonly path: string
  readonly query?: Readonly<Record<string, string | readonly string[] | undefined>>
  /** lower-case names: accept, content-type; one that is repeated (`impersonate-group`) has a line for each value */
  readonly headers?: Readonly<Record<string, string>>
  readonly body?: string
  /** of exec: its streams carry bytes, one a character, and not text */
  readonly bytes?: true
}

export interface KubeResponse {
  readonly status: number
  /** lower-case names; `warning` holds Warning headers, one a line */
  readonly headers: Readonly<Record<string, string>>
  readonly body: string
}

export interface WatchEvent {
  readonly type: 'ADDED' | 'MODIFIED' | 'DELETED' | 'BOOKMARK' | 'ERROR'
  readonly object: unknown
}

/** exec, attach, port-forward: a stream in both directions. */
export interface ExecStream {
  /** data for the container's standard input; undefined ends it */
  write(data: string | undefined): void
  resize?(columns: number, rows: number): void
  onStdout(handler: (data: string) => void): void
  onStderr(handler: (data: string) => void): void
  /** resolves when the command has ended: with the Status frame of the protocol (Success, or NonZeroExitCode with its cause) */
  readonly done: Promise<unknown>
  stop(): void
}

export interface KubeClient {
  request(request: KubeRequest): Promise<KubeResponse>
  /** Streams watch events until the server ends it (resolves) or `stop` is called. */
  watch(request: KubeRequest, onEvent: (event: WatchEvent) => void): { readonly done: Promise<void>; stop(): void }
  /** A response that arrives in pieces: logs -f. */
  stream(request: KubeRequest, onData: (text: string) => void): { readonly done: Promise<KubeResponse>; stop(): void }
  exec(request: KubeRequest): Promise<ExecStream>
  /** clients with the same key talk to the same server: what was discovered for one holds for the other */
  readonly cacheKey?: object
  /** the address in messages: `https://192.168.0.200:6443` */
  readonly server: string
}

export interface FileSystem {
  /** throws an Error whose message is Go's: `open x.yaml: no such file or directory` */
  read(path: string): Promise<string>
  /** bytes as a binary (latin1) string */
  readBytes(path: string): Promise<string>
  write(path: string, text: string): Promise<void>
  /** bytes as a binary (latin1) string */
  writeBytes(path: string, bytes: string): Promise<void>
  /** undefined when there is nothing */
  kind(path: string): Promise<'file' | 'folder' | undefined>
  /** names in order */
  list(path: string): Promise<readonly string[]>
}

/** What somebody types at a terminal. */
export interface TypedInput {
  /** until Ctrl-D */
  all(): Promise<string>
  /** the next line, without its end */
  line(): Promise<string>
}

/** One run of kubectl: `kubectl get pods` in a terminal. */
export interface KubectlContext {
  readonly client: KubeClient
  readonly env: Readonly<Record<string, string>>
  readonly files: FileSystem
  readonly cwd: string
  /** all of standard input, as text; '' when there is none */
  stdin(): Promise<string>
  /** present when somebody types, and `stdin` has nothing */
  readonly typed?: TypedInput
  stdout(text: string): void
  stderr(text: string): void
  /** now in milliseconds: virtual for the built-in cluster */
  now(): number
  sleep(ms: number): Promise<void>
  /**
   * Calls back later, unless cancelled before: what ends a watch that takes too long. Without it `sleep` does, which must then
   * bear that something else is waited for at the same time.
   */
  after?(ms: number, run: () => void): { cancel(): void }
  /** interactive edit: gets the text, returns what was saved. In scenarios set by words. */
  edit?(path: string, text: string): Promise<string>
  /** true when somebody sits there (exec -it, prompts) */
  readonly isTerminal: boolean
  /** aborted by Ctrl-C, or when the scenario no longer needs the command (get -w) */
  readonly signal: AbortSignal
  /** kubeconfig: current namespace, context names */
  readonly config: KubeConfigView
  /** absent where kubectl is the only program */
  readonly plugins?: PluginHost
  fetchUrl?(url: string): Promise<string>
  /** port-forward: listens locally (port 0: any) and carries each connection to a port of the Pod. Absent without a network. */
  forward?(pod: PodPort, local: LocalPort, watcher: ConnectionWatcher): Promise<Forwarding>
  /** proxy: answers HTTP locally, or asks the server for what `route` names. Absent without a network. */
  serve?(local: LocalPort, route: (request: ProxiedRequest) => ProxyRoute): Promise<Forwarding>
}

/** A program on the PATH. */
export interface PluginFile {
  readonly name: string
  readonly path: string
  readonly isExecutable: boolean
}

/** A folder of the PATH, or why it cannot be read, in Go's words. */
export type PluginFolder =
  { readonly path: string; readonly files: readonly PluginFile[] } | { readonly path: string; readonly problem: string }

/** Other programs of the machine that kubectl runs as if they were its commands. */
export interface PluginHost {
  /** in the order of the PATH, each once */
  folders(): readonly PluginFolder[]
  run(path: string, args: readonly string[]): Promise<ExitCode>
}

/** How long things last is not here: a watch goes on. */
export type ProxiedRequest = Pick<KubeRequest, 'method' | 'path'>

/** What is answered at once, or the path to ask the API server for. */
export type ProxyRoute = { readonly answer: KubeResponse } | { readonly path: string }

export interface LocalPort {
  readonly address: string
  /** 0: any that is free */
  readonly port: number
}

/** Told of each connection to a forwarded port, and of what went wrong with it. */
export interface ConnectionWatcher {
  readonly connected: () => void
  readonly failed: (text: string) => void
}

export interface PodPort {
  readonly namespace: string
  readonly pod: string
  readonly port: number
}

export interface Forwarding {
  /** the local port that was taken */
  readonly port: number
  /** resolves when what is forwarded to is gone; absent where that cannot happen */
  readonly lost?: Promise<void>
  stop(): void
}

export interface KubeConfigView {
  readonly namespace: string
  readonly context: string
  /** the whole kubeconfig as an object, for `config view` */
  read(): Promise<unknown>
  write(config: unknown): Promise<void>
}

/** kubectl's exit code. */
export type ExitCode = number
