// --request-timeout: the whole of a request, its stream too, may take so long. Follows client-go/tools/clientcmd ParseTimeout.
import { parseDuration } from '../../objects/duration'
import type { KubeClient, KubectlContext, KubeResponse } from '../context'
import { CommandError } from '../failure'

/** @returns 0 for no limit */
export function parseTimeout(text: string): number {
  if (/^\d+$/.test(text)) return Number(text) * 1000
  try {
    return parseDuration(text)
  } catch {
    throw new CommandError(
      'Invalid timeout value. Timeout must be a single integer in seconds, or an integer followed by a corresponding time unit (e.g. 1s | 2m | 3h)',
    )
  }
}

/** Calls back later; returns what cancels it. */
export function later(context: KubectlContext, ms: number, run: () => void): () => void {
  if (context.after) {
    const timer = context.after(ms, run)
    return () => timer.cancel()
  }
  let cancelled = false
  void context.sleep(ms).then(() => {
    if (!cancelled) run()
  })
  return () => {
    cancelled = true
  }
}

const TIMED_OUT = 'context deadline exceeded (Client.Timeout or context cancellation while reading body)'

/**
 * A client whose streams end after some time: a watch ends as if the server had closed it, other streams fail.
 * @param watchEnded hears in Go's words what ended a watch
 */
export function timedClient(
  context: KubectlContext,
  timeoutMs: number,
  watchEnded: (because: string) => void = () => undefined,
): KubeClient {
  const { client } = context
  if (timeoutMs <= 0) return client
  return {
    server: client.server,
    request: (request) => client.request(request),
    exec: (request) => client.exec(request),
    watch(request, onEvent) {
      const watch = client.watch(request, onEvent)
      const cancel = later(context, timeoutMs, () => {
        watchEnded(TIMED_OUT)
        watch.stop()
      })
      return {
        done: watch.done,
        stop: () => {
          cancel()
          watch.stop()
        },
      }
    },
    stream(request, onData) {
      const stream = client.stream(request, onData)
      let late = false
      const cancel = later(context, timeoutMs, () => {
        late = true
        stream.stop()
      })
      // A thenable, so that whoever gives its turn away while it waits begins to wait no earlier than it is awaited.
      const ended = (response: KubeResponse): KubeResponse => {
        cancel()
        if (late) throw new CommandError(TIMED_OUT)
        return response
      }
      const done = { then: (resolve: never, reject: never) => stream.done.then(ended).then(resolve, reject) }
      return { done: done as unknown as typeof stream.done, stop: () => stream.stop() }
    },
  }
}
