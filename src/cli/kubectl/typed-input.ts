// What somebody types at the terminal of this process: all of it until Ctrl-D, or a line at a time.
import type { Readable } from 'node:stream'
import type { TypedInput } from '../../kubectl/context'
import { ExitError } from '../../kubectl/failure'

const INTERRUPTED = 130

export function typedInput(open: () => Readable, signal: AbortSignal): TypedInput {
  let text = ''
  let isEnded = false
  /** Listens until there is enough. */
  const until = (isEnough: () => boolean): Promise<void> =>
    new Promise((resolve, reject) => {
      const stream = open().setEncoding('utf8')
      const stop = (): void => {
        stream.off('data', onData).off('end', onEnd).pause()
        signal.removeEventListener('abort', onAbort)
      }
      const onData = (more: string): void => {
        text += more
        if (!isEnough()) return
        stop()
        resolve()
      }
      const onEnd = (): void => {
        isEnded = true
        stop()
        resolve()
      }
      const onAbort = (): void => {
        stop()
        reject(new ExitError('', INTERRUPTED))
      }
      if (isEnded || isEnough()) return resolve()
      signal.addEventListener('abort', onAbort)
      stream.on('data', onData).on('end', onEnd).resume()
    })
  return {
    async all() {
      await until(() => false)
      return text
    },
    async line() {
      await until(() => text.includes('\n'))
      const end = text.includes('\n') ? text.indexOf('\n') : text.length
      const line = text.slice(0, end)
      text = text.slice(end + 1)
      return line
    },
  }
}
