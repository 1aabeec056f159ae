// How far a rolling update may go beyond and below the desired count. Follows pkg/controller/deployment/util, v1.36.
import { scaledValue } from '../../objects/int-or-percent'
import type { Deployment } from '../../objects/kinds'

export const replicasOf = ({ spec }: Deployment): number => spec.replicas ?? 1

export const isRollingUpdate = ({ spec }: Deployment): boolean => spec.strategy?.type === 'RollingUpdate'

/** A surge rounds up, an unavailability down; when both come to nothing one Pod may be missing, or the update would stand still. */
function fenceposts(deployment: Deployment): { surge: number; unavailable: number } {
  const { maxSurge = 0, maxUnavailable = 0 } = deployment.spec.strategy?.rollingUpdate ?? {}
  const surge = scaledValue(maxSurge, replicasOf(deployment), 'up')
  const unavailable = scaledValue(maxUnavailable, replicasOf(deployment), 'down')
  return { surge, unavailable: surge === 0 && unavailable === 0 ? 1 : unavailable }
}

export const surgeMax = (deployment: Deployment): number =>
  isRollingUpdate(deployment) ? fenceposts(deployment).surge : 0

export function unavailableMax(deployment: Deployment): number {
  if (!isRollingUpdate(deployment) || replicasOf(deployment) === 0) return 0
  return Math.min(fenceposts(deployment).unavailable, replicasOf(deployment))
}
