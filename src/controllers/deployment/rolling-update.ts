// Follows pkg/controller/deployment/rolling.go, v1.36.
import { scaledValue } from '../../objects/int-or-percent'
import type { Deployment, ReplicaSet } from '../../objects/kinds'
import { replicasOf, unavailableMax } from './fenceposts'
import { availableIn, desiredIn, isActive, olderFirst, sizeOf } from './replica-sets'

/** A ReplicaSet and the size that it shall have. */
export interface Resize {
  readonly set: ReplicaSet
  readonly replicas: number
}

/** The size of the new ReplicaSet: as much as the surge has room for; never more than desired. Recreate takes all at once. */
export function newSize(deployment: Deployment, sets: readonly ReplicaSet[], size: number): number {
  const replicas = replicasOf(deployment)
  if (deployment.spec.strategy?.type === 'Recreate') return replicas
  const surge = scaledValue(deployment.spec.strategy?.rollingUpdate?.maxSurge, replicas, 'up')
  const room = replicas + surge - desiredIn(sets)
  return room <= 0 ? size : size + Math.min(room, replicas - size)
}

/** Which old ReplicaSets shrink now: first by the Pods that do not serve anyhow, then as far as enough stay available. */
export function planOldReplicaSets(
  deployment: Deployment,
  newSet: ReplicaSet,
  oldSets: readonly ReplicaSet[],
): Resize[] {
  const active = oldSets.filter(isActive).sort(olderFirst)
  if (active.length === 0) return []
  const availableMin = replicasOf(deployment) - unavailableMax(deployment)
  const newUnavailable = sizeOf(newSet) - (newSet.status.availableReplicas ?? 0)
  const cleanUpMax = desiredIn([newSet, ...active]) - availableMin - newUnavailable
  if (cleanUpMax <= 0) return []
  const { cleaned, invalid } = cleanUpUnhealthy(active, cleanUpMax)
  if (invalid) return cleaned
  const cleanedSizes = active.map((set) => cleaned.find((resize) => resize.set === set)?.replicas ?? sizeOf(set))
  return [...cleaned, ...scaleDown(active, cleanedSizes, availableIn([newSet, ...active]) - availableMin)]
}

/**
 * A ReplicaSet that reports more available Pods than it wants has not caught up with its size yet. Upstream calls shrinking
 * it an invalid request and scales nothing further down in this sync.
 */
function cleanUpUnhealthy(oldSets: readonly ReplicaSet[], countMax: number): { cleaned: Resize[]; invalid: boolean } {
  let left = countMax
  const cleaned: Resize[] = []
  for (const set of oldSets) {
    const unhealthy = sizeOf(set) - (set.status.availableReplicas ?? 0)
    if (left <= 0) break
    if (unhealthy === 0) continue
    if (unhealthy < 0) return { cleaned, invalid: true }
    const count = Math.min(left, unhealthy)
    cleaned.push({ set, replicas: sizeOf(set) - count })
    left -= count
  }
  return { cleaned, invalid: false }
}

function scaleDown(oldSets: readonly ReplicaSet[], sizes: readonly number[], countMax: number): Resize[] {
  let left = countMax
  const resizes: Resize[] = []
  for (const [place, set] of oldSets.entries()) {
    const size = sizes[place] ?? 0
    if (left <= 0) break
    if (size === 0) continue
    const count = Math.min(left, size)
    resizes.push({ set, replicas: size - count })
    left -= count
  }
  return resizes
}
