import type { ServerResponse } from 'node:http'
import type { ApiServer } from '../api-server'
import { refusal } from '../handle/handle'
import type { ApiRequest, WatchEvent } from '../handle/request'
import { watchResponse } from '../handle/watch-response'
import { ApiError } from '../status'
import { send } from './http-server'

/** What a client that does not read may leave lying here before it is cut off. */
const UNREAD_MAX_BYTES = 8 * 1024 * 1024
/** The API server ends a watch by itself after this time when the client names none. */
const TIMEOUT_DEFAULT_S = 30 * 60

/** One change is told to all watchers in a row: its text is made once. */
let last: { readonly object: object; readonly text: string } | undefined

function textOf(object: object): string {
  if (last?.object !== object) last = { object, text: JSON.stringify(object) }
  return last.text
}

/** Events as lines of JSON, until the client goes, stops reading, or its time is up. */
export function streamWatch(server: ApiServer, request: ApiRequest, response: ServerResponse): void {
  let stop: () => void = () => {}
  let ended = false
  const end = (): void => {
    if (ended) return
    ended = true
    stop()
    clearTimeout(timer)
    response.end()
  }
  const write = (event: WatchEvent): void => {
    if (ended) return
    if (!response.headersSent)
      response.writeHead(200, {
        'content-type': 'application/json',
        'transfer-encoding': 'chunked',
        'cache-control': 'no-cache, private',
      })
    response.write(`{"type":"${event.type}","object":${textOf(event.object)}}\n`)
    if (event.type === 'ERROR') setImmediate(end)
    if (response.writableLength > UNREAD_MAX_BYTES) {
      end()
      response.destroy()
    }
  }
  const timer = setTimeout(end, (request.query.number('timeoutSeconds') || TIMEOUT_DEFAULT_S) * 1000)
  timer.unref()
  try {
    stop = watchResponse(server, request, write)
  } catch (error) {
    clearTimeout(timer)
    if (error instanceof ApiError) return send(response, refusal(error))
    throw error
  }
  if (!response.headersSent)
    response.writeHead(200, {
      'content-type': 'application/json',
      'transfer-encoding': 'chunked',
      'cache-control': 'no-cache, private',
    })
  response.flushHeaders()
  // `close` of the request fires as soon as it was read; only the response tells that the client went.
  response.on('close', end)
  if (ended) stop()
}
