import type { IncomingMessage } from 'node:http'
import { BODY_MAX_BYTES } from '../handle/body'
import { badRequest, failure } from '../status'

const SLOW_MS = 30_000

const tooLarge = () => failure(413, 'RequestEntityTooLarge', `Request entity too large: limit is ${BODY_MAX_BYTES}`)

/** The whole body. What is over the limit is refused and not read on; a client that stalls is given up. */
export function readBody(message: IncomingMessage): Promise<Buffer> {
  if (Number(message.headers['content-length'] ?? 0) > BODY_MAX_BYTES) return Promise.reject(tooLarge())
  return new Promise((resolve, reject) => {
    const chunks: Buffer[] = []
    let size = 0
    const timer = setTimeout(() => reject(failure(408, 'Timeout', 'timed out reading the request body')), SLOW_MS)
    const end = (then: () => void): void => {
      clearTimeout(timer)
      then()
    }
    message.on('data', (chunk: Buffer) => {
      size += chunk.length
      if (size <= BODY_MAX_BYTES) chunks.push(chunk)
      else {
        message.removeAllListeners('data').pause()
        end(() => reject(tooLarge()))
      }
    })
    message.on('end', () => end(() => resolve(Buffer.concat(chunks))))
    message.on('aborted', () => end(() => reject(badRequest('unexpected EOF'))))
    message.on('error', (error) => end(() => reject(error)))
  })
}
