// What the API server asks of a node's kubelet on behalf of `kubectl logs`, `exec`, `attach` and `port-forward`.
// Follows pkg/kubelet/server, v1.36. The kubelets implement it; refusals are ApiErrors, thrown at once.
import type { Connection, HttpRequest, HttpResponse, Unreachable } from '../simulation/wire'

/** pods/log, as its query says. */
export interface LogOptions {
  /** undefined when the Pod has one container (the API server chooses the default one) */
  readonly container?: string
  readonly follow?: boolean
  readonly previous?: boolean
  readonly sinceSeconds?: number
  /** RFC 3339 */
  readonly sinceTime?: string
  readonly timestamps?: boolean
  readonly tailLines?: number
  readonly limitBytes?: number
}

/** Text that is there now and, for `follow`, text to come. */
export interface LogStream {
  readonly text: string
  /** Calls `onText` for all that comes later and `onEnd` when the container has ended; returns what stops it. Ends at once without `follow`. */
  follow(onText: (text: string) => void, onEnd: () => void): () => void
}

export interface ExecOptions {
  readonly container?: string
  readonly command: readonly string[]
  readonly stdin?: boolean
  readonly tty?: boolean
}

export interface AttachOptions {
  readonly container?: string
  readonly stdin?: boolean
  readonly tty?: boolean
}

/** Why a stream ended: the exit code of the command, or an error that kept it from starting. */
export interface StreamEnd {
  readonly exitCode: number
  /** `OCI runtime exec failed: ...`, told as an InternalError */
  readonly error?: string
}

export interface StreamHandlers {
  onOutput(stream: 'stdout' | 'stderr', text: string): void
  /** once; may be called before `exec` returns */
  onEnd(end: StreamEnd): void
}

export interface OpenStream {
  input(text: string): void
  closeInput(): void
  /** The client went away. */
  close(): void
}

export interface NodeConnection {
  logs(namespace: string, pod: string, options: LogOptions): LogStream
  exec(namespace: string, pod: string, options: ExecOptions, handlers: StreamHandlers): OpenStream
  attach(namespace: string, pod: string, options: AttachOptions, handlers: StreamHandlers): OpenStream
  /** One connection to a port of the Pod. Throws with the message that port-forward prints when nobody listens. */
  portForward(namespace: string, pod: string, port: number): Connection
  /** A request from the control plane to an address of the cluster, for the proxy subresources; or why nothing answers there. */
  http(
    ip: string,
    port: number,
    request: HttpRequest,
    answer: (response: HttpResponse) => void,
  ): Unreachable | undefined
}
