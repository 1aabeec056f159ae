import { refuseUnlessAllowed } from '../apiserver/authorization/authorize'
import { handle, refusal } from '../apiserver/handle/handle'
import { jsonText } from '../apiserver/handle/json-text'
import { Query, type ApiRequest } from '../apiserver/handle/request'
import { resolvePath } from '../apiserver/handle/resolve-path'
import { watchResponse } from '../apiserver/handle/watch-response'
import { ApiError } from '../apiserver/client'
import type { ApiServer } from '../apiserver/api-server'
import type { NodeConnection } from '../apiserver/node-connection'
import { openExec, openLogs } from '../apiserver/handle/node'
import { isProxy, proxy } from '../apiserver/handle/proxy'
import { toBytes, toText } from '../kubelet/files/tree'
import { Completion } from '../simulation/completion'
import { CommandError } from '../kubectl/failure'
import type { ExecStream, KubeClient, KubeRequest, KubeResponse, WatchEvent } from '../kubectl/context'

export interface ClientOptions {
  /** It does not look at managedFields, which saves reckoning them. */
  readonly unseenManagers?: boolean
}

/** A client within the process: the same requests and answers as over HTTP, with no wire between. */
export function createInProcessClient(
  server: ApiServer,
  nodes: NodeConnection,
  userAgent: string,
  { unseenManagers = false }: ClientOptions = {},
): KubeClient {
  const toRequest = ({ method, path, query, headers, body }: KubeRequest): ApiRequest => {
    const [bare = '', search] = path.split('?')
    return {
      method,
      path: bare,
      query: new Query({ ...searchValues(search), ...query }),
      headers: { 'user-agent': userAgent, ...headers },
      body: body ?? '',
      unseenManagers,
    }
  }
  return {
    server: 'https://192.168.0.200:6443',
    cacheKey: server,
    request(request) {
      const asked = toRequest(request)
      const refused = refusedFor(server, asked)
      if (refused || !isProxy(server, asked)) return Promise.resolve(refused ?? requestNow(server, nodes, asked))
      const done = new Completion<KubeResponse>()
      proxy(server, nodes, asked, (response) => done.end(answered(response)))
      return done.promise
    },
    watch(request, onEvent) {
      const done = new Completion<void>()
      const stop = watchNow(server, toRequest(request), onEvent)
      return {
        done: done.promise,
        stop: () => {
          stop()
          done.end()
        },
      }
    },
    stream(request, onData) {
      const done = new Completion<KubeResponse>()
      const ok = { status: 200, headers: {}, body: '' }
      const answer = openLogs(server, nodes, toRequest(request), { onText: onData, onEnd: () => done.end(ok) })
      if ('status' in answer) done.end(answered(answer))
      return {
        done: done.promise,
        stop: () => {
          if ('stop' in answer) answer.stop()
          done.end(ok)
        },
      }
    },
    exec: (request) => execNow(server, nodes, toRequest(request), request.bytes ?? false),
  }
}

function searchValues(search: string | undefined): Record<string, string[]> {
  const values: Record<string, string[]> = {}
  for (const [key, value] of new URLSearchParams(search ?? '')) (values[key] ??= []).push(value)
  return values
}

/** The answer to who may not do this. */
export function refusedFor(server: ApiServer, request: ApiRequest): KubeResponse | undefined {
  try {
    refuseUnlessAllowed(server, request)
    return undefined
  } catch (error) {
    if (error instanceof ApiError) return answered(refusal(error))
    throw error
  }
}

function execNow(server: ApiServer, nodes: NodeConnection, request: ApiRequest, bytes: boolean): Promise<ExecStream> {
  const refused = refusedUpgrade(server, request)
  if (refused) return Promise.reject(refused)
  const channel = openExec(server, nodes, request)
  return Promise.resolve(bytes ? inBytes(channel) : channel)
}

/** A stream that may not begin, in kubectl's words. */
function refusedUpgrade(server: ApiServer, request: ApiRequest): CommandError | undefined {
  const refused = refusedFor(server, request)
  if (!refused) return undefined
  const { message } = JSON.parse(refused.body) as { message: string }
  return new CommandError(`unable to upgrade connection: ${message}`)
}

export function requestNow(server: ApiServer, nodes: NodeConnection, request: ApiRequest): KubeResponse {
  const path = resolvePath(request.path, server.registry)
  if (path?.subresource === 'log') {
    let text = ''
    const answer = openLogs(server, nodes, request, { onText: (more) => (text += more), onEnd: () => {} })
    return 'status' in answer
      ? answered(answer)
      : { status: 200, headers: { 'content-type': 'text/plain' }, body: text }
  }
  return answered(handle(server, request))
}

function answered({
  status,
  headers = {},
  body,
}: {
  status: number
  headers?: Readonly<Record<string, string | readonly string[]>>
  body: object | string
}): KubeResponse {
  const flat: Record<string, string> = { 'content-type': 'application/json' }
  for (const [name, value] of Object.entries(headers)) flat[name] = typeof value === 'string' ? value : value.join('\n')
  return {
    status,
    headers: flat,
    body: typeof body === 'string' ? body : jsonText(body),
  }
}

function watchNow(server: ApiServer, request: ApiRequest, onEvent: (event: WatchEvent) => void): () => void {
  try {
    refuseUnlessAllowed(server, request)
    return watchResponse(server, request, onEvent)
  } catch (error) {
    if (!(error instanceof ApiError)) throw error
    onEvent({ type: 'ERROR', object: error.status })
    return () => {}
  }
}

/** Containers speak in text; who asks for bytes is given those of UTF-8. */
const inBytes = (channel: ExecStream): ExecStream => ({
  ...channel,
  write: (data) => channel.write(data === undefined ? undefined : toText(data)),
  onStdout: (handler) => channel.onStdout((text) => handler(toBytes(text))),
  onStderr: (handler) => channel.onStderr((text) => handler(toBytes(text))),
})
