import type { WatchEvent } from '../context'
import type { AnyObject } from '../objects'
import type { Session } from '../session'
import type { Query } from './kube-api'
import { later } from './timed-client'

export interface Watched {
  readonly path: string
  readonly query: Query
}

/** Watches until an event holds. undefined when the time is over, or the server or Ctrl-C ends the watch before. */
export async function watchUntil(
  session: Session,
  { path, query }: Watched,
  holds: (event: WatchEvent) => boolean,
  timeoutMs: number,
): Promise<AnyObject | undefined> {
  let found: AnyObject | undefined
  let failure: unknown
  let stopEarly = (): void => {}
  const watch = session.api.watch({ method: 'GET', path, query }, (event) => {
    if (found || failure) return
    try {
      if (!holds(event)) return
      found = event.object as AnyObject
    } catch (error) {
      failure = error
    }
    stopEarly()
  })
  const stop = (): void => watch.stop()
  stopEarly = stop
  // The first event may have come before the watch was known.
  if (found || failure) stop()
  session.context.signal.addEventListener('abort', stop)
  if (session.context.signal.aborted) stop()
  const cancel = timeoutMs > 0 ? later(session.context, timeoutMs, stop) : undefined
  await watch.done
  cancel?.()
  session.context.signal.removeEventListener('abort', stop)
  if (failure) throw failure as Error
  return found
}
