// Follows pkg/controller/deployment/sync.go scale and util GetReplicaSetProportion, v1.36.
import type { Deployment, ReplicaSet } from '../../objects/kinds'
import { isRollingUpdate, replicasOf, surgeMax } from './fenceposts'
import {
  activeOrLatest,
  DESIRED_REPLICAS,
  desiredIn,
  isActive,
  isSaturated,
  largerThenNewer,
  largerThenOlder,
  MAX_REPLICAS,
  sizeOf,
} from './replica-sets'
import type { Resize } from './rolling-update'

/** Somebody changed spec.replicas: a ReplicaSet with Pods remembers another number. */
export const isScalingEvent = (deployment: Deployment, sets: readonly ReplicaSet[]): boolean =>
  sets.filter(isActive).some((set) => {
    const desired = annotatedNumber(set, DESIRED_REPLICAS)
    return desired !== undefined && desired !== replicasOf(deployment)
  })

/** The sizes after scaling: all to the one ReplicaSet with Pods, or in proportion to several in the middle of an update. */
export function planScale(
  deployment: Deployment,
  newSet: ReplicaSet | undefined,
  oldSets: readonly ReplicaSet[],
): Resize[] {
  const replicas = replicasOf(deployment)
  const single = activeOrLatest(newSet, oldSets)
  if (single) return sizeOf(single) === replicas ? [] : [{ set: single, replicas }]
  if (isSaturated(deployment, newSet)) return oldSets.filter(isActive).map((set) => ({ set, replicas: 0 }))
  if (!isRollingUpdate(deployment)) return []
  return inProportion(deployment, [...oldSets, ...(newSet ? [newSet] : [])].filter(isActive))
}

/** What is left over by rounding goes to the largest: the newest of them when growing, the oldest when shrinking. */
function inProportion(deployment: Deployment, active: readonly ReplicaSet[]): Resize[] {
  const allowed = replicasOf(deployment) > 0 ? replicasOf(deployment) + surgeMax(deployment) : 0
  const toAdd = allowed - desiredIn(active)
  const sets = toAdd === 0 ? active : [...active].sort(toAdd > 0 ? largerThenNewer : largerThenOlder)
  let added = 0
  const sizes = sets.map((set) => {
    const share = proportion(deployment, set, { toAdd, added })
    added += share
    return sizeOf(set) + share
  })
  return sets.map((set, place) => {
    const size = sizes[place] ?? 0
    return { set, replicas: place === 0 && toAdd !== 0 ? Math.max(0, size + toAdd - added) : size }
  })
}

function proportion(
  deployment: Deployment,
  set: ReplicaSet,
  { toAdd, added }: { toAdd: number; added: number },
): number {
  if (sizeOf(set) === 0 || toAdd === 0 || toAdd === added) return 0
  const share = fraction(deployment, set)
  const left = toAdd - added
  return toAdd > 0 ? Math.min(share, left) : Math.max(share, left)
}

/** By how much a ReplicaSet should grow to keep its part of the whole. */
function fraction(deployment: Deployment, set: ReplicaSet): number {
  if (replicasOf(deployment) === 0) return -sizeOf(set)
  const before = annotatedNumber(set, MAX_REPLICAS) || (deployment.status.replicas ?? 0)
  if (before === 0) return 0
  return roundHalfAwayFromZero((sizeOf(set) * (replicasOf(deployment) + surgeMax(deployment))) / before) - sizeOf(set)
}

const roundHalfAwayFromZero = (value: number): number => Math.sign(value) * Math.round(Math.abs(value))

/** What is no number from 0 to the greatest of 32 bits counts as not written. */
function annotatedNumber({ metadata: { annotations } }: ReplicaSet, key: string): number | undefined {
  const text = annotations?.[key]
  return text !== undefined && /^\d+$/.test(text) && Number(text) < 2 ** 31 ? Number(text) : undefined
}
