// Follows pkg/controller/deployment/sync.go calculateStatus and progress.go, v1.36.
import type { Deployment, ReplicaSet } from '../../objects/kinds'
import { omitEmpty } from '../../objects/omit-empty'
import { withoutCondition } from '../../objects/conditions'
import { instantOf } from '../../objects/time'
import { conditionAt, progressing, replicaFailure, setCondition, type Condition, type Said } from './conditions'
import { replicasOf, unavailableMax } from './fenceposts'
import { actualIn, availableIn, desiredIn, readyIn, terminatingIn } from './replica-sets'

export type DeploymentStatus = Deployment['status']

/** The greatest number of seconds stands for "no deadline". */
const NO_DEADLINE = 2 ** 31 - 1
const SECOND_MS = 1000

export const hasProgressDeadline = ({ spec: { progressDeadlineSeconds } }: Deployment): boolean =>
  progressDeadlineSeconds !== undefined && progressDeadlineSeconds !== NO_DEADLINE

export interface StatusFacts {
  readonly deployment: Deployment
  readonly sets: readonly ReplicaSet[]
  readonly newSet: ReplicaSet | undefined
  readonly now: number
  readonly nowText: string
}

/** Counts, and whether enough Pods are available. */
export function countedStatus({ deployment, sets, newSet, nowText }: StatusFacts): DeploymentStatus {
  const available = availableIn(sets)
  const terminating = terminatingIn(sets)
  const { collisionCount, conditions } = deployment.status
  const enough = available >= replicasOf(deployment) - unavailableMax(deployment)
  return {
    ...omitEmpty({
      observedGeneration: deployment.metadata.generation,
      replicas: actualIn(sets),
      updatedReplicas: newSet ? actualIn([newSet]) : 0,
      readyReplicas: readyIn(sets),
      availableReplicas: available,
      unavailableReplicas: Math.max(0, desiredIn(sets) - available),
    }),
    ...(terminating === undefined ? {} : { terminatingReplicas: terminating }),
    conditions: setCondition(conditions, conditionAt(enough ? AVAILABLE : UNAVAILABLE, nowText)),
    ...(collisionCount === undefined ? {} : { collisionCount }),
  }
}

const AVAILABLE: Said = {
  type: 'Available',
  status: 'True',
  reason: 'MinimumReplicasAvailable',
  message: 'Deployment has minimum availability.',
}
const UNAVAILABLE: Said = {
  type: 'Available',
  status: 'False',
  reason: 'MinimumReplicasUnavailable',
  message: 'Deployment does not have minimum availability.',
}

/** The status during a rollout: counts, how the update proceeds, and what its ReplicaSets could not do. */
export function rolloutStatus(facts: StatusFacts): DeploymentStatus {
  const counted = countedStatus(facts)
  const proceeding = withProgress(facts, counted)
  const failure = replicaFailure(facts.sets, facts.newSet)
  const conditions = failure ? setCondition(proceeding, failure) : withoutCondition(proceeding, 'ReplicaFailure')
  const { conditions: _, ...counts } = counted
  return { ...counts, ...(conditions.length ? { conditions } : {}) }
}

function withProgress(facts: StatusFacts, next: DeploymentStatus): Condition[] {
  const { deployment, newSet, now, nowText } = facts
  const conditions = next.conditions ?? []
  if (!hasProgressDeadline(deployment)) return withoutCondition(conditions, 'Progressing')
  const current = progressing(deployment.status.conditions)
  // One ReplicaSet, and its rollout is over: nothing is rolled out, so nothing is estimated.
  if ((next.replicas ?? 0) === (next.updatedReplicas ?? 0) && current?.reason === 'NewReplicaSetAvailable')
    return [...conditions]
  const who = newSet ? `ReplicaSet "${newSet.metadata.name}"` : `Deployment "${deployment.metadata.name}"`
  if (isComplete(deployment, next)) return setCondition(conditions, conditionAt(completed(who), nowText))
  if (makesProgress(deployment.status, next)) {
    // The condition is made anew even with the same reason, so that lastUpdateTime tells of the latest progress.
    const made = conditionAt(updated(who), nowText)
    const kept =
      current?.status === 'True' && current.lastTransitionTime
        ? { ...made, lastTransitionTime: current.lastTransitionTime }
        : made
    return setCondition(withoutCondition(conditions, 'Progressing'), kept)
  }
  return hasTimedOut(deployment, conditions, now)
    ? setCondition(conditions, conditionAt(timedOut(who), nowText))
    : [...conditions]
}

const completed = (who: string): Said => ({
  type: 'Progressing',
  status: 'True',
  reason: 'NewReplicaSetAvailable',
  message: `${who} has successfully progressed.`,
})
const updated = (who: string): Said => ({
  type: 'Progressing',
  status: 'True',
  reason: 'ReplicaSetUpdated',
  message: `${who} is progressing.`,
})
const timedOut = (who: string): Said => ({
  type: 'Progressing',
  status: 'False',
  reason: 'ProgressDeadlineExceeded',
  message: `${who} has timed out progressing.`,
})

/** All Pods are new and available, and no old ones are left. */
export function isComplete(deployment: Deployment, status: DeploymentStatus): boolean {
  const replicas = replicasOf(deployment)
  const { updatedReplicas = 0, availableReplicas = 0, observedGeneration = 0 } = status
  const all = updatedReplicas === replicas && (status.replicas ?? 0) === replicas && availableReplicas === replicas
  return all && observedGeneration >= (deployment.metadata.generation ?? 0)
}

function makesProgress(before: DeploymentStatus, next: DeploymentStatus): boolean {
  const old = ({ replicas = 0, updatedReplicas = 0 }: DeploymentStatus): number => replicas - updatedReplicas
  return (
    (next.updatedReplicas ?? 0) > (before.updatedReplicas ?? 0) ||
    old(next) < old(before) ||
    (next.readyReplicas ?? 0) > (before.readyReplicas ?? 0) ||
    (next.availableReplicas ?? 0) > (before.availableReplicas ?? 0)
  )
}

const deadlineAt = ({ spec }: Deployment, { lastUpdateTime }: Condition): number =>
  instantOf(String(lastUpdateTime)) + (spec.progressDeadlineSeconds ?? 0) * SECOND_MS

function hasTimedOut(deployment: Deployment, conditions: readonly Condition[], now: number): boolean {
  const current = progressing(conditions)
  if (!current || current.reason === 'NewReplicaSetAvailable') return false
  return current.reason === 'ProgressDeadlineExceeded' || deadlineAt(deployment, current) < now
}

/** How long until a rollout that does not move must be looked at again; undefined when there is nothing to wait for. */
export function untilDeadlineMs(deployment: Deployment, next: DeploymentStatus, now: number): number | undefined {
  const current = progressing(deployment.status.conditions)
  if (
    !hasProgressDeadline(deployment) ||
    !current ||
    isComplete(deployment, next) ||
    current.reason === 'ProgressDeadlineExceeded'
  )
    return undefined
  // A rollout that was done once never times out, whatever its Pods do later: upstream asks again and again, in vain.
  if (current.reason === 'NewReplicaSetAvailable') return undefined
  const leftMs = deadlineAt(deployment, current) - now
  // A second is added against clocks that differ. When less is left upstream tries again and again; the first instant after the deadline is enough.
  return leftMs < SECOND_MS ? Math.max(0, leftMs) + 1 : leftMs + SECOND_MS
}
