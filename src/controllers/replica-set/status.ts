// Follows pkg/controller/replicaset/replica_set_utils.go, v1.36.
import type { Pod, ReplicaSet } from '../../objects/kinds'
import { omitEmpty } from '../../objects/omit-empty'
import { isPodAvailable, isPodReady } from '../../objects/pods'
import { matches, selectorOfMap } from '../../objects/selectors'
import type { ReplicaOwner } from './replica-owner'

export interface ReplicaStatusFacts {
  readonly active: readonly Pod[]
  /** undefined for a ReplicationController, whose status does not count them */
  readonly terminating: readonly Pod[] | undefined
  /** what went wrong while Pods were made or deleted, as text */
  readonly failure: string | undefined
  readonly now: number
  readonly nowText: string
}

type Status = ReplicaSet['status']
type Condition = NonNullable<Status['conditions']>[number]

/** The status after a sync: what the Pods were at its start. */
export function replicaStatus(owner: ReplicaOwner, facts: ReplicaStatusFacts): Status {
  const { active, terminating, now } = facts
  const labels = selectorOfMap(owner.template.metadata?.labels ?? {})
  const ready = active.filter(isPodReady)
  return {
    replicas: active.length,
    ...omitEmpty({
      fullyLabeledReplicas: active.filter(({ metadata }) => matches(labels, metadata.labels)).length,
      readyReplicas: ready.length,
      availableReplicas: ready.filter((pod) => isPodAvailable(pod, owner.minReadySeconds, now)).length,
    }),
    ...(terminating ? { terminatingReplicas: terminating.length } : {}),
    ...omitEmpty({ observedGeneration: owner.object.metadata.generation, conditions: conditions(owner, facts) }),
  }
}

/** A failure is told once, with its first words, and taken back by the first sync that succeeds. */
function conditions(owner: ReplicaOwner, { active, failure, nowText }: ReplicaStatusFacts): Condition[] {
  const present: readonly Condition[] = owner.object.status.conditions ?? []
  const told = present.some(({ type }) => type === 'ReplicaFailure')
  if (failure === undefined) return present.filter(({ type }) => type !== 'ReplicaFailure')
  if (told) return [...present]
  const missing = owner.replicas - active.length
  const reason = missing > 0 ? 'FailedCreate' : missing < 0 ? 'FailedDelete' : ''
  return [
    ...present,
    { type: 'ReplicaFailure', status: 'True', lastTransitionTime: nowText, ...omitEmpty({ reason }), message: failure },
  ]
}
