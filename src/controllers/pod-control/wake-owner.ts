import type { KindName } from '../../objects/kinds'
import type { WakeRule } from '../runtime/controller'
import { NOBODY, onOwned } from '../runtime/wake-rules'

/**
 * Changes of a Pod wake its owner; what its controller has made or deleted itself does so late. Upstream hears of its own
 * creations and deletions only after it has written its status, and meanwhile the Deployment takes its turn: a watcher sees a
 * new ReplicaSet with 0 Pods first, and one ReplicaSet grow before the other says that it has shrunk.
 */
export function onOwnedPod(owner: KindName, controller: string): WakeRule[] {
  const { kind, keys } = onOwned('Pod', owner)
  return [
    { kind, keys: (change, read) => (change.actor === controller ? NOBODY : keys(change, read)) },
    { kind, late: true, keys: (change, read) => (change.actor === controller ? keys(change, read) : NOBODY) },
  ]
}
