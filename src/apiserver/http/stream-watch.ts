import { apiVersionOf } from '../../objects/kube-object'
import type { ServerResponse } from 'node:http'
import type { ApiServer } from '../api-server'
import { refusal } from '../handle/handle'
import { negotiated, PROTOBUF } from '../handle/media-types'
import type { ApiRequest, WatchEvent } from '../handle/request'
import { resolvePath } from '../handle/resolve-path'
import { watchResponse } from '../handle/watch-response'
import { ApiError } from '../status'
import { messageOf } from './messages'
import { objectText } from './object-text'
import { encoder, send } from './send'

/** What a client that does not read may leave lying here before it is cut off. */
export const UNREAD_MAX_BYTES = 8 * 1024 * 1024
/** The API server ends a watch by itself after this time when the client names none. */
const TIMEOUT_DEFAULT_S = 30 * 60

/** A watch that asks for protocol buffers gets them where the kind has them. */
function formOf({ registry }: ApiServer, { path, headers }: ApiRequest): 'json' | 'protobuf' {
  if (negotiated(headers.accept)?.form !== 'protobuf') return 'json'
  const found = resolvePath(path, registry)
  return found && messageOf(apiVersionOf(found), found.definition.kind) !== undefined ? 'protobuf' : 'json'
}

const frameOf = ({ type, object }: WatchEvent, form: 'json' | 'protobuf'): string | Buffer =>
  (form === 'protobuf' ? encoder().encodeEvent(type, object) : undefined) ??
  `{"type":"${type}","object":${objectText(object)}}\n`

/** What happens at one moment is written at once: a watch that begins may have thousands of objects to tell of. */
class FrameQueue {
  /** bytes, or characters, that wait */
  length = 0
  private frames: (string | Buffer)[] = []

  constructor(private readonly write: (frames: string | Buffer) => void) {}

  add(frame: string | Buffer): void {
    if (this.frames.length === 0) process.nextTick(() => this.flush())
    this.frames.push(frame)
    this.length += frame.length
  }

  flush(): void {
    const { frames } = this
    if (frames.length === 0) return
    this.frames = []
    this.length = 0
    const isText = frames.every((frame) => typeof frame === 'string')
    this.write(isText ? frames.join('') : Buffer.concat(frames.map((frame) => Buffer.from(frame as Buffer))))
  }
}

/** Events as lines of JSON or as protocol buffers, until the client goes, stops reading, or its time is up. */
export function streamWatch(server: ApiServer, request: ApiRequest, response: ServerResponse): void {
  let stop: () => void = () => {}
  let ended = false
  // What there is already is told in one go, and the client had no time to read of it yet.
  let isBeginning = true
  let told = 0
  const queue = new FrameQueue((frames) => void (response.destroyed || response.write(frames)))
  const form = formOf(server, request)
  const begin = (): void => {
    if (response.headersSent) return
    response.writeHead(200, {
      'content-type': form === 'protobuf' ? `${PROTOBUF};stream=watch` : 'application/json',
      'transfer-encoding': 'chunked',
      'cache-control': 'no-cache, private',
    })
  }
  const end = (): void => {
    if (ended) return
    ended = true
    stop()
    clearTimeout(timer)
    queue.flush()
    response.end()
  }
  const write = (event: WatchEvent): void => {
    if (ended) return
    begin()
    const frame = frameOf(event, form)
    queue.add(frame)
    if (isBeginning) told += frame.length
    if (event.type === 'ERROR') setImmediate(end)
    if (!isBeginning && response.writableLength + queue.length > told + UNREAD_MAX_BYTES) {
      end()
      response.destroy()
    }
  }
  const timer = setTimeout(end, (request.query.number('timeoutSeconds') || TIMEOUT_DEFAULT_S) * 1000)
  timer.unref()
  try {
    stop = watchResponse(server, request, write)
    isBeginning = false
  } catch (error) {
    clearTimeout(timer)
    if (error instanceof ApiError) return send(response, refusal(error))
    throw error
  }
  begin()
  response.flushHeaders()
  // `close` of the request fires as soon as it was read; only the response tells that the client went.
  response.on('close', end)
  if (ended) stop()
}
