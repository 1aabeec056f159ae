// Follows pkg/controller/statefulset/stateful_set_control.go computeReplicaStatus, completeRollingUpdate, v1.36.
import type { Pod, StatefulSet } from '../../objects/kinds'
import { omitEmpty } from '../../objects/omit-empty'
import { isPodAvailable, isPodTerminating } from '../../objects/pods'
import { minReadySecondsOf, replicasOf, revisionOf } from './identity'
import { isRunningAndReady, type SetFacts } from './plan'

export interface StatusFacts extends SetFacts {
  readonly collisionCount: number
  /** a Pod of another version was deleted in this sync: it counts no more */
  readonly outdatedDeleted: boolean
}

const COUNTS = ['replicas', 'currentReplicas', 'readyReplicas', 'updatedReplicas', 'availableReplicas'] as const
const REVISIONS = ['currentRevision', 'updateRevision'] as const

/** Whether the status is worth a write. One that says the same stays, with all that others have written into it. */
export function isInconsistent({ status: before }: StatefulSet, status: StatefulSet['status']): boolean {
  if ((status.observedGeneration ?? 0) > (before.observedGeneration ?? 0)) return true
  return (
    COUNTS.some((count) => (status[count] ?? 0) !== (before[count] ?? 0)) ||
    REVISIONS.some((revision) => (status[revision] ?? '') !== (before[revision] ?? ''))
  )
}

/** The status after a sync: the Pods as they were at its start. Conditions are nobody's: what others set is not kept. */
export function statefulSetStatus(facts: StatusFacts): StatefulSet['status'] {
  const { set, pods, now, currentRevision, updateRevision, collisionCount, outdatedDeleted } = facts
  const ready = pods.filter(isRunningAndReady)
  const staying = pods.filter((pod) => !isPodTerminating(pod))
  const ofRevision = (name: string): number => staying.filter((pod: Pod) => revisionOf(pod) === name).length
  const counts = {
    replicas: pods.length,
    readyReplicas: ready.length,
    availableReplicas: ready.filter((pod) => isPodAvailable(pod, minReadySecondsOf(set), now)).length,
    currentReplicas: ofRevision(currentRevision) - (outdatedDeleted ? 1 : 0),
    updatedReplicas: ofRevision(updateRevision),
    currentRevision,
  }
  const complete = isComplete(set, counts)
    ? { ...counts, currentReplicas: counts.updatedReplicas, currentRevision: updateRevision }
    : counts
  const { replicas, availableReplicas, ...others } = complete
  return {
    replicas,
    availableReplicas,
    ...omitEmpty({
      ...others,
      observedGeneration: set.metadata.generation,
      updateRevision,
    }),
    collisionCount,
  }
}

const isComplete = (
  set: StatefulSet,
  { replicas, readyReplicas, updatedReplicas }: { replicas: number; readyReplicas: number; updatedReplicas: number },
): boolean =>
  set.spec.updateStrategy?.type === 'RollingUpdate' &&
  [updatedReplicas, readyReplicas, replicas].every((count) => count === replicasOf(set))
