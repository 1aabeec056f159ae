import type { KindName } from '../../objects/kinds'
import type { WakeRule } from '../runtime/controller'
import { onOwned } from '../runtime/wake-rules'

/** How long a controller takes to hear of a Pod that was made. */
const CREATION_HEARD_MS = 1

/**
 * Changes of a Pod wake its owner, its creation a moment later. Upstream hears of its own creations only after it has written
 * its status, and meanwhile the Deployment takes its turn: `kubectl get` shows a new ReplicaSet with 0 Pods first.
 */
export function onOwnedPod(owner: KindName): WakeRule[] {
  const { kind, keys } = onOwned('Pod', owner)
  return [
    { kind, keys: (change, read) => (change.type === 'ADDED' ? [] : keys(change, read)) },
    { kind, delayMs: CREATION_HEARD_MS, keys: (change, read) => (change.type === 'ADDED' ? keys(change, read) : []) },
  ]
}
