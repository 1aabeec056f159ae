// A piece of work that takes virtual time, written from top to bottom: it yields how long it waits, or on what. Nothing
// here is asynchronous: a routine that never waits is done when `run` returns.
import type { Loop } from '../../simulation/loop'

/** Milliseconds, or something that calls `wake` once when the work may go on and returns what gives the wait up. */
export type Pause = number | ((wake: () => void) => (() => void) | void)
export type Routine<T = void> = Generator<Pause, T, void>

/** Runs a routine to its end. Returns what stops it where it waits: it then never goes on. */
export function run<T>(loop: Loop, routine: Routine<T>, done: (result: T) => void): () => void {
  let stopped = false
  let giveUp: (() => void) | undefined
  const step = (): void => {
    while (!stopped) {
      giveUp = undefined
      const { value, done: ended } = routine.next()
      if (ended) {
        stopped = true
        done(value)
        return
      }
      if (typeof value === 'number') {
        if (value <= 0) continue
        const timer = loop.after(value, step)
        giveUp = () => timer.cancel()
        return
      }
      if (!waits(value)) continue
      return
    }
  }
  /** False when it was woken before the registration returned. */
  const waits = (register: Exclude<Pause, number>): boolean => {
    let woken = false
    let registered = false
    const cancel = register(() => {
      if (woken || stopped) return
      woken = true
      if (registered) step()
    })
    registered = true
    if (woken) return false
    giveUp = cancel ?? undefined
    return true
  }
  step()
  return () => {
    if (stopped) return
    stopped = true
    giveUp?.()
    routine.return(undefined as T)
  }
}

/** Goes on when all of them have ended. */
export function* together(loop: Loop, routines: readonly Routine[]): Routine {
  if (routines.length === 0) return
  yield (wake) => {
    let left = routines.length
    const cancels = routines.map((routine) =>
      run(loop, routine, () => {
        if (--left === 0) wake()
      }),
    )
    return () => cancels.forEach((cancel) => cancel())
  }
}
