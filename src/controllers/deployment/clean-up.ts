// Follows pkg/controller/deployment/sync.go cleanupDeployment, v1.36.
import { isDeleting } from '../../objects/kube-object'
import type { Deployment, ReplicaSet } from '../../objects/kinds'
import { sizeOf } from './replica-sets'
import { byRevision } from './revision'

const NO_LIMIT = 2 ** 31 - 1

/** The old ReplicaSets beyond revisionHistoryLimit, oldest revision first; those that still have Pods, or may, stay. */
export function planCleanUp(
  { spec: { revisionHistoryLimit } }: Deployment,
  oldSets: readonly ReplicaSet[],
): ReplicaSet[] {
  if (revisionHistoryLimit === undefined || revisionHistoryLimit === NO_LIMIT) return []
  const alive = oldSets.filter((set) => !isDeleting(set)).sort(byRevision)
  const surplus = Math.max(0, alive.length - revisionHistoryLimit)
  return alive.slice(0, surplus).filter(isEmpty)
}

const isEmpty = (set: ReplicaSet): boolean =>
  set.status.replicas === 0 &&
  sizeOf(set) === 0 &&
  (set.metadata.generation ?? 0) <= (set.status.observedGeneration ?? 0)
