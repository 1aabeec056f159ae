// Follows pkg/controller/daemon/util SurgeCount, UnavailableCount, v1.36.
import { scaledValue } from '../../objects/int-or-percent'
import type { DaemonSet } from '../../objects/kinds'

export interface UpdateLimits {
  readonly surgeMax: number
  readonly unavailableMax: number
}

const rollingUpdateOf = ({ spec: { updateStrategy } }: DaemonSet) =>
  updateStrategy?.type === 'RollingUpdate' ? updateStrategy.rollingUpdate : undefined

const surgeFor = (set: DaemonSet, desired: number): number => {
  const maxSurge = rollingUpdateOf(set)?.maxSurge
  return maxSurge === undefined ? 0 : scaledValue(maxSurge, desired, 'up')
}

/** Both limits round up. Should both come to nothing, one Pod may be missing. */
export function updateLimits(set: DaemonSet, desired: number): UpdateLimits {
  const maxUnavailable = rollingUpdateOf(set)?.maxUnavailable
  const unavailable = maxUnavailable === undefined ? 0 : scaledValue(maxUnavailable, desired, 'up')
  const surgeMax = surgeFor(set, desired)
  return { surgeMax, unavailableMax: desired > 0 && unavailable === 0 && surgeMax === 0 ? 1 : unavailable }
}

export const allowsSurge = (set: DaemonSet): boolean => surgeFor(set, 1) > 0
