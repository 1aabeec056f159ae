// A sync that found everything in order and would find it so again. Most of what wakes a DaemonSet changes nothing that it looks
// at: that a Pod was bound to the node that it is for anyway, that its containers are being created.
import type { Reader } from '../../apiserver/client'
import type { DaemonSet } from '../../objects/kinds'
import { selectorOf } from '../../objects/selectors'
import { hasNothingToClaim } from '../pod-control/nothing-to-claim'

/** All that a sync depends on, but for time. */
interface Facts {
  readonly spec: DaemonSet['spec']
  readonly status: DaemonSet['status']
  readonly generation: number | undefined
  readonly annotations: object | undefined
  readonly pods: number
  readonly nodes: number
  readonly revisions: number
}

export class SettledSets {
  private readonly found = new Map<string, Facts>()

  factsOf({ metadata, spec, status }: DaemonSet, read: Reader): Facts {
    const { uid, generation, annotations } = metadata
    return {
      spec,
      status,
      generation,
      annotations,
      pods: read.podsOf(uid).version,
      nodes: read.lastChangeOf('Node'),
      revisions: read.lastChangeOf('ControllerRevision'),
    }
  }

  /** Nothing that counts has changed since a sync had nothing to do. */
  isSettled(set: DaemonSet, read: Reader): boolean {
    const before = this.found.get(set.metadata.uid)
    if (!before) return false
    const now = this.factsOf(set, read)
    return (
      (Object.keys(now) as (keyof Facts)[]).every((fact) => now[fact] === before[fact]) &&
      hasNothingToClaim(read, set, selectorOf(set.spec.selector))
    )
  }

  /** @param facts as they were before the sync that had nothing to do but to write the status */
  note({ metadata: { uid } }: DaemonSet, facts: Facts, status: DaemonSet['status']): void {
    this.found.set(uid, { ...facts, status })
  }
}
