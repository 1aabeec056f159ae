// Follows pkg/controller/replicaset manageReplicas, v1.36.
import type { Pod } from '../../objects/kinds'
import { rankForDeletion } from './rank-for-deletion'

/** Pods that one sync creates or deletes at most. */
export const BURST_REPLICAS_MAX = 500

export interface ReplicaPlan {
  readonly create: number
  readonly remove: readonly Pod[]
}

export interface ReplicaCount {
  readonly replicas: number
  /** how many Pods are active, and which: asked for only when some have to go */
  readonly count: number
  readonly active: () => readonly Pod[]
  /** the Pods of all ReplicaSets of the same owner; asked for only when some have to go */
  readonly related: () => readonly Pod[]
  readonly now: number
}

/** How many Pods are missing, or which are too many. */
export function planReplicas({ replicas, count, active, related, now }: ReplicaCount): ReplicaPlan {
  const surplus = count - replicas
  const changed = Math.min(Math.abs(surplus), BURST_REPLICAS_MAX)
  if (surplus <= 0) return { create: changed, remove: [] }
  const ranked = changed < count ? rankForDeletion(active(), related(), now) : active()
  return { create: 0, remove: ranked.slice(0, changed) }
}
