// The kinds of Then around one judgement: the state now, the state within a time, and the history.
import type { Verdict } from './judgement'
import type { StateView } from './state-view'
import type { ScenarioWorld } from './world'

/** What a statement is judged on: one state of the cluster, and the world for names and namespaces. */
export interface Scene {
  readonly world: ScenarioWorld
  readonly state: StateView
  /** the instant of the state, ms since the epoch */
  readonly now: number
}

/** Judges one state. The parameters are those of the phrase, in its order. */
export type Judge<P extends readonly never[] | readonly unknown[]> = (scene: Scene, ...parameters: P) => Verdict

/** cucumber checks that a handler has as many parameters as its phrase. */
function withLength<F extends (...parameters: never[]) => unknown>(handler: F, length: number): F {
  return Object.defineProperty(handler, 'length', { value: length })
}

/** It holds at this instant. */
export function now<P extends readonly unknown[]>(judge: Judge<P>): (this: ScenarioWorld, ...parameters: P) => void {
  return withLength(function (this: ScenarioWorld, ...parameters: P): void {
    this.must(this.sentence, judge({ world: this, state: this.state, now: this.cluster.now() }, ...parameters))
  }, judge.length - 1)
}

/** Time passes until it holds, at the latest as long as the phrase's first parameter (ms) says. */
export function within<P extends readonly unknown[]>(
  judge: Judge<P>,
): (this: ScenarioWorld, withinMs: number, ...parameters: P) => Promise<void> {
  return withLength(async function (this: ScenarioWorld, withinMs: number, ...parameters: P): Promise<void> {
    await this.mustWithin(withinMs, this.sentence, (state) =>
      judge({ world: this, state, now: this.cluster.now() }, ...parameters),
    )
  }, judge.length)
}

/** It holds in every state since the first When. */
export function throughout<P extends readonly unknown[]>(
  judge: Judge<P>,
): (this: ScenarioWorld, ...parameters: P) => void {
  return withLength(function (this: ScenarioWorld, ...parameters: P): void {
    this.mustThroughout(this.sentence, (state, at) => judge({ world: this, state, now: at }, ...parameters))
  }, judge.length - 1)
}

/** It holds in no state since the first When. */
export function never<P extends readonly unknown[]>(judge: Judge<P>): (this: ScenarioWorld, ...parameters: P) => void {
  return withLength(function (this: ScenarioWorld, ...parameters: P): void {
    this.mustThroughout(this.sentence, (state, at) => {
      const verdict = judge({ world: this, state, now: at }, ...parameters)
      return { ...verdict, holds: !verdict.holds }
    })
  }, judge.length - 1)
}

/** It holds in at least one state since the first When. */
export function once<P extends readonly unknown[]>(judge: Judge<P>): (this: ScenarioWorld, ...parameters: P) => void {
  return withLength(function (this: ScenarioWorld, ...parameters: P): void {
    this.mustOnce(this.sentence, (state, at) => judge({ world: this, state, now: at }, ...parameters))
  }, judge.length - 1)
}
