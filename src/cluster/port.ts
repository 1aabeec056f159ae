// The one small port through which steps and terminals talk to a cluster: the built-in one, or a real one behind a
// kubeconfig, whose history comes from watches and whose time really passes.
import type { KubeObject } from '../objects/kube-object'
import type { KubeClient } from '../kubectl/context'
import type { Instant } from '../simulation/timers'
import type { Environment } from './environment'
import type { ClientOptions } from './in-process-client'
import type { TimelineEntry } from './timeline'

export interface History {
  /** every write so far, in order */
  readonly entries: readonly TimelineEntry[]
  /** the objects of a kind as they are now, in the order of their keys */
  list(kind: string, namespace?: string): readonly KubeObject[]
  get(kind: string, namespace: string, name: string): KubeObject | undefined
}

export interface ClusterPort {
  readonly history: History
  readonly environment: Environment
  /** a client that acts under this name */
  client(userAgent: string, options?: ClientOptions): KubeClient
  now(): Instant
  /** Lets time pass, with all that happens in it. */
  pass(ms: number): Promise<void>
  /** Waits until the condition holds; false when it did not within the time. It is judged after every step on the way. */
  until(condition: () => boolean, withinMs: number): Promise<boolean>
}
