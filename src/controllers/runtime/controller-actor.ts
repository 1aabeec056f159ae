import { DEFAULT_RETRY, type Controller, type ReconcileContext } from './controller'
import { isApiError, type Reader, type Watcher } from '../../apiserver/client'
import { keyFromText, keyText, type ObjectKey } from '../../objects/kube-object'
import type { Actor, Loop } from '../../simulation/loop'
import type { Timer } from '../../simulation/timers'
import { WorkQueue } from '../../simulation/work-queue'

export interface ControllerHost {
  readonly loop: Loop
  readonly read: Reader
  readonly watch: Watcher
  contextFor(controller: Controller): Omit<ReconcileContext, 'now' | 'nowText'>
  nowText(): string
  /** told of every failure that is not an answer of the API server: those are defects of the model and end the run */
  onDefect(error: unknown, controller: string, key: string): void
}

/** Gives a controller its queue, its turns in the loop, retries with back-off and timed requeues. */
export class ControllerActor implements Actor {
  readonly name: string
  private readonly queue = new WorkQueue<string>()
  private readonly lateKeys = new WorkQueue<string>()
  private readonly retries = new Map<string, number>()
  private readonly timers = new Map<string, Timer>()
  private readonly context

  constructor(
    private readonly controller: Controller,
    private readonly host: ControllerHost,
  ) {
    this.name = controller.name
    this.context = host.contextFor(controller)
    for (const rule of controller.wakesOn) {
      const { delayMs = 0, late = false } = rule
      host.watch.onChange(rule.kind as 'Pod', (change) => {
        const keys = rule.keys(change, host.read)
        if (keys.length === 0) return
        const waitMs = typeof delayMs === 'number' ? delayMs : delayMs(change, host.loop.now())
        for (const key of keys) {
          if (late) this.hearLate(keyText(key))
          else this.wake(keyText(key), waitMs)
        }
      })
    }
    if (controller.resyncMs !== undefined) this.resync(controller.resyncMs)
  }

  pending(): number {
    return this.queue.size
  }

  add(key: ObjectKey): void {
    this.queue.add(keyText(key))
  }

  /** Its turn is behind those of all controllers: what came late gets on the queue. Undefined when nothing ever does. */
  get late(): Actor | undefined {
    if (!this.controller.wakesOn.some(({ late }) => late)) return undefined
    return {
      name: this.name,
      pending: () => this.lateKeys.size,
      turn: (place) => {
        const key = this.lateKeys.takeAt(place) as string
        this.queue.add(key)
        return key
      },
    }
  }

  turn(place: number): string {
    const key = this.queue.takeAt(place) as string
    const { loop, nowText } = this.host
    const { read, api, record, metrics, dice } = this.context
    try {
      const context = { read, api, record, metrics, dice, now: loop.now(), nowText: nowText() }
      const requeue = this.controller.reconcile(keyFromText(key), context)
      this.retries.delete(key)
      if (requeue) this.later(key, requeue.afterMs)
    } catch (error) {
      if (!isApiError(error)) this.host.onDefect(error, this.name, key)
      this.retry(key)
    }
    return key
  }

  private retry(key: string): void {
    const times = this.retries.get(key) ?? 0
    const { baseMs, maxMs, timesMax = Infinity } = this.controller.retry ?? DEFAULT_RETRY
    if (times >= timesMax) return void this.retries.delete(key)
    this.retries.set(key, times + 1)
    this.later(key, Math.min(baseMs * 2 ** times, maxMs))
  }

  /** The latest change counts: a key that waits already goes back to the end of the line. */
  private hearLate(key: string): void {
    this.lateKeys.delete(key)
    this.lateKeys.add(key)
  }

  private wake(key: string, delayMs: number): void {
    if (delayMs === 0) this.queue.add(key)
    else this.later(key, delayMs)
  }

  /** Of several wishes to come again the earliest wins, as in upstream's delaying queue. */
  private later(key: string, afterMs: number): void {
    const at = this.host.loop.now() + afterMs
    const set = this.timers.get(key)
    if (set && set.at <= at) return
    set?.cancel()
    const timer = this.host.loop.at(at, () => {
      this.timers.delete(key)
      this.queue.add(key)
    })
    this.timers.set(key, timer)
  }

  private resync(everyMs: number): void {
    for (const key of this.controller.resyncKeys?.(this.host.read) ?? []) this.add(key)
    this.host.loop.after(everyMs, () => this.resync(everyMs))
  }
}

/** The controllers take their turns in this order; behind them all comes what they hear late. */
export function addControllers(
  loop: Loop,
  controllers: readonly Controller[],
  hostOf: (controller: Controller) => ControllerHost,
): void {
  const actors = controllers.map((controller) => new ControllerActor(controller, hostOf(controller)))
  for (const actor of actors) loop.addActor(actor)
  for (const { late } of actors) if (late) loop.addActor(late)
}
