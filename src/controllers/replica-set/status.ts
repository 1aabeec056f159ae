// Follows pkg/controller/replicaset/replica_set_utils.go, v1.36.
import type { ReplicaSet } from '../../objects/kinds'
import { omitEmpty } from '../../objects/omit-empty'
import type { ReplicaCounts } from './counts'
import type { ReplicaOwner } from './replica-owner'

export interface ReplicaStatusFacts {
  /** what the Pods were at the start of the sync */
  readonly counts: ReplicaCounts
  /** false for a ReplicationController, whose status leaves them out */
  readonly countsTerminating: boolean
  /** what went wrong while Pods were made or deleted, as text */
  readonly failure: string | undefined
  readonly nowText: string
}

type Status = ReplicaSet['status']
type Condition = NonNullable<Status['conditions']>[number]

/** The status after a sync: what the Pods were at its start. */
export function replicaStatus(owner: ReplicaOwner, facts: ReplicaStatusFacts): Status {
  const { counts, countsTerminating } = facts
  return {
    replicas: counts.active,
    ...omitEmpty({
      fullyLabeledReplicas: counts.fullyLabeled,
      readyReplicas: counts.ready,
      availableReplicas: counts.available,
    }),
    ...(countsTerminating ? { terminatingReplicas: counts.terminating } : {}),
    ...omitEmpty({ observedGeneration: owner.object.metadata.generation, conditions: conditions(owner, facts) }),
  }
}

/** A failure is told once, with its first words, and taken back by the first sync that succeeds. */
function conditions(owner: ReplicaOwner, { counts, failure, nowText }: ReplicaStatusFacts): Condition[] {
  const present: readonly Condition[] = owner.object.status.conditions ?? []
  const told = present.some(({ type }) => type === 'ReplicaFailure')
  if (failure === undefined) return present.filter(({ type }) => type !== 'ReplicaFailure')
  if (told) return [...present]
  const missing = owner.replicas - counts.active
  const reason = missing > 0 ? 'FailedCreate' : missing < 0 ? 'FailedDelete' : ''
  return [
    ...present,
    { type: 'ReplicaFailure', status: 'True', lastTransitionTime: nowText, ...omitEmpty({ reason }), message: failure },
  ]
}
