// The subresources that reach a node: log, exec, attach. Follows pkg/registry/core/pod/rest, v1.36.
import { Completion } from '../../simulation/completion'
import type { ApiServer } from '../api-server'
import { refuseUnlessAllowed } from '../authorization/authorize'
import type { NodeConnection, OpenStream, StreamEnd } from '../node-connection'
import { ApiError, badRequest, failure } from '../status'
import { refusal } from './handle'
import type { ApiRequest, ApiResponse } from './request'
import { resolvePath } from './resolve-path'

/** The Pod that a subresource's path names; it exists, and who asks may use it. Throws NotFound and Forbidden. */
export function podOf(
  server: ApiServer,
  request: ApiRequest,
): { namespace: string; name: string; subresource: string } {
  refuseUnlessAllowed(server, request)
  const path = resolvePath(request.path, server.registry)
  if (!path || path.definition.kind !== 'Pod' || path.name === undefined)
    throw failure(404, 'NotFound', 'the server could not find the requested resource', {})
  server.get('Pod', path.namespace, path.name)
  return { namespace: path.namespace, name: path.name, subresource: path.subresource }
}

/** pods/log: calls onText with what there is and, with `follow`, with what comes; onEnd at the end. */
export function openLogs(
  server: ApiServer,
  nodes: NodeConnection,
  request: ApiRequest,
  hooks: { onText(text: string): void; onEnd(): void },
): { stop(): void } | ApiResponse {
  try {
    const { namespace, name } = podOf(server, request)
    const { query } = request
    const container = query.get('container')
    const numbers = Object.fromEntries(
      ['sinceSeconds', 'tailLines', 'limitBytes']
        .map((key) => [key, query.number(key)])
        .filter(([, value]) => value !== undefined),
    ) as object
    const sinceTime = query.get('sinceTime')
    const stream = nodes.logs(namespace, name, {
      ...(container ? { container } : {}),
      ...numbers,
      ...(sinceTime ? { sinceTime } : {}),
      follow: query.flag('follow'),
      previous: query.flag('previous'),
      timestamps: query.flag('timestamps'),
    })
    if (stream.text) hooks.onText(stream.text)
    if (!query.flag('follow')) {
      hooks.onEnd()
      return { stop: () => {} }
    }
    return { stop: stream.follow(hooks.onText, hooks.onEnd) }
  } catch (error) {
    if (error instanceof ApiError) return refusal(error)
    throw error
  }
}

/** Both directions of an exec or attach, as kubectl and the wire's WebSockets use it. */
export interface ExecChannel {
  write(data: string | undefined): void
  onStdout(handler: (data: string) => void): void
  onStderr(handler: (data: string) => void): void
  /** the Status frame that ends the stream */
  readonly done: Promise<unknown>
  stop(): void
}

/** pods/exec and pods/attach. A refusal before the stream begins comes as the final Status, or is thrown. */
export function openExec(
  server: ApiServer,
  nodes: NodeConnection,
  request: ApiRequest,
  refusals: 'as status' | 'thrown' = 'as status',
): ExecChannel {
  const stdout = buffered()
  const stderr = buffered()
  const completion = new Completion<unknown>()
  const handlers = {
    onOutput: (stream: 'stdout' | 'stderr', text: string) => (stream === 'stdout' ? stdout : stderr).push(text),
    onEnd: (how: StreamEnd) => completion.end(endStatus(how)),
  }
  let open: OpenStream | undefined
  try {
    open = start(server, nodes, request, handlers)
  } catch (error) {
    if (!(error instanceof ApiError) || refusals === 'thrown') throw error
    completion.end(error.status)
  }
  return {
    write: (data) => (data === undefined ? open?.closeInput() : open?.input(data)),
    onStdout: stdout.listen,
    onStderr: stderr.listen,
    done: completion.promise,
    stop: () => open?.close(),
  }
}

function start(
  server: ApiServer,
  nodes: NodeConnection,
  request: ApiRequest,
  handlers: Parameters<NodeConnection['exec']>[3],
): OpenStream {
  const { namespace, name, subresource } = podOf(server, request)
  const { query } = request
  const container = query.get('container')
  const options = { ...(container ? { container } : {}), stdin: query.flag('stdin'), tty: query.flag('tty') }
  if (subresource === 'attach') return nodes.attach(namespace, name, options, handlers)
  const command = query.all('command')
  if (command.length === 0) throw badRequest('you must specify at least 1 command for the container')
  return nodes.exec(namespace, name, { ...options, command }, handlers)
}

/** Keeps what came before somebody listened. */
function buffered(): { push(text: string): void; listen(handler: (text: string) => void): void } {
  const waiting: string[] = []
  let handler: ((text: string) => void) | undefined
  return {
    push: (text) => (handler ? handler(text) : waiting.push(text)),
    listen(next) {
      handler = next
      for (const text of waiting.splice(0)) next(text)
    },
  }
}

function endStatus({ exitCode, error }: StreamEnd): unknown {
  if (error !== undefined) return failure(500, 'InternalError', `Internal error occurred: ${error}`).status
  if (exitCode === 0) return { metadata: {}, status: 'Success' }
  const message = `command terminated with non-zero exit code: command terminated with exit code ${exitCode}`
  return {
    metadata: {},
    status: 'Failure',
    message,
    reason: 'NonZeroExitCode',
    details: { causes: [{ reason: 'ExitCode', message: String(exitCode) }] },
  }
}
