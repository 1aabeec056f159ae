import type { IncomingMessage } from 'node:http'
import { BODY_MAX_BYTES } from '../handle/body'
import { badRequest, failure } from '../status'

const SLOW_MS = 30_000
/** How long what is over the limit is still taken in and thrown away: most clients read no answer before they have said all. */
const LINGER_MS = 500

const tooLarge = () => failure(413, 'RequestEntityTooLarge', `Request entity too large: limit is ${BODY_MAX_BYTES}`)

/** The whole body. One over the limit is not kept; a client that stalls, or does not come to an end, is given up. */
export function readBody(message: IncomingMessage): Promise<Buffer> {
  return new Promise((resolve, reject) => {
    const chunks: Buffer[] = []
    let size = 0
    let timer = setTimeout(() => reject(failure(408, 'Timeout', 'timed out reading the request body')), SLOW_MS)
    const end = (then: () => void): void => {
      clearTimeout(timer)
      then()
    }
    message.on('data', (chunk: Buffer) => {
      const wasLarge = size > BODY_MAX_BYTES
      size += chunk.length
      if (size <= BODY_MAX_BYTES) return void chunks.push(chunk)
      if (wasLarge) return
      chunks.length = 0
      clearTimeout(timer)
      timer = setTimeout(() => reject(tooLarge()), LINGER_MS)
    })
    message.on('end', () => end(() => (size > BODY_MAX_BYTES ? reject(tooLarge()) : resolve(Buffer.concat(chunks)))))
    message.on('aborted', () => end(() => reject(badRequest('unexpected EOF'))))
    message.on('error', (error) => end(() => reject(error)))
  })
}
