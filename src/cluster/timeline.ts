import type { KubeObject } from '../objects/kube-object'
import type { Instant } from '../simulation/timers'
import type { Change, ChangeType } from '../store/change'

/** One write: instant, actor, verb, object, change. Objects are frozen and shared. */
export interface TimelineEntry {
  readonly index: number
  readonly at: Instant
  readonly actor: string
  readonly type: ChangeType
  readonly kind: string
  readonly namespace: string
  readonly name: string
  /** the object before; undefined when it was created */
  readonly before: KubeObject | undefined
  /** the object after; for DELETED its last state */
  readonly after: KubeObject
  readonly resourceVersion: number
}

/** Kinds that change all the time and tell nothing: heartbeats. */
const NOISE = new Set(['Lease'])

/** Every write passes one door, which notes it here. It serves failure messages, statements about history, and the site. */
export class Timeline {
  readonly entries: TimelineEntry[] = []
  constructor(private readonly now: () => Instant) {}

  note(change: Change): void {
    if (NOISE.has(change.kind)) return
    const { namespace = '', name } = change.object.metadata
    this.entries.push({
      index: this.entries.length,
      at: this.now(),
      actor: change.actor,
      type: change.type,
      kind: change.kind,
      namespace,
      name,
      before: change.previous,
      after: change.object,
      resourceVersion: change.resourceVersion,
    })
  }
}
