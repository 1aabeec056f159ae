/**
 * Something that ends once, known at once to who lives in virtual time: a Promise tells only when the loop has stopped, and
 * by then a day may have passed.
 */
export class Completion<T> {
  readonly promise: Promise<T>
  private settled: { readonly value: T } | undefined
  private listeners: ((value: T) => void)[] = []
  private resolve: (value: T) => void = () => {}

  constructor() {
    this.promise = new Promise<T>((resolve) => (this.resolve = resolve))
    known.set(this.promise, this as Completion<unknown>)
  }

  end(value: T): void {
    if (this.settled) return
    this.settled = { value }
    this.resolve(value)
    for (const listener of this.listeners.splice(0)) listener(value)
  }

  /** Calls back at the end, at once when it has ended. */
  onEnd(listener: (value: T) => void): void {
    if (this.settled) listener(this.settled.value)
    else this.listeners.push(listener)
  }
}

const known = new WeakMap<Promise<unknown>, Completion<unknown>>()

/** The completion behind a promise that was handed out as one; undefined for any other promise. */
export const completionOf = <T>(promise: Promise<T>): Completion<T> | undefined =>
  known.get(promise) as Completion<T> | undefined
