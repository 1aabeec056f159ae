// Follows pkg/controller/replicaset syncReplicaSet, v1.36.
import { isDeleting } from '../../objects/kube-object'
import type { Pod, ReplicaSet, ReplicationController } from '../../objects/kinds'
import { isControlledBy } from '../../objects/owners'
import { isPodActive, isPodTerminal, isPodTerminating } from '../../objects/pods'
import { matches } from '../../objects/selectors'
import { candidates } from '../pod-control/candidates'
import { claim } from '../pod-control/claim'
import { nextAvailability } from '../pod-control/next-availability'
import type { ReconcileContext, Requeue } from '../runtime/controller'
import { carryOut } from './carry-out'
import { planReplicas } from './plan'
import type { ReplicaOwner } from './replica-owner'
import { replicaStatus } from './status'

export interface ReplicaRules {
  /** a ReplicationController's status does not count Pods that are going away */
  readonly countsTerminating: boolean
  readonly related: (owner: ReplicaOwner) => readonly Pod[]
}

/** One sync of a ReplicaSet or ReplicationController: claim, create or delete, write the status. */
export function reconcileReplicas(
  owner: ReplicaOwner,
  context: ReconcileContext,
  rules: ReplicaRules,
): Requeue | undefined {
  const { read, api, now, nowText } = context
  const { object, selector, minReadySeconds, replicas } = owner
  const pods = candidates(read, 'Pod', object, selector)
  const active = claim<'Pod'>(api, { controller: object, selector, candidates: pods.filter(isPodActive) })
  const terminating = rules.countsTerminating ? pods.filter((pod) => isLeaving(pod, owner)) : undefined
  const plan = planReplicas({ replicas, active, related: () => rules.related(owner), now })
  const failure = isDeleting(object) ? undefined : carryOut(plan, owner, context)
  const status = replicaStatus(owner, { active, terminating, failure: failure?.message, now, nowText })
  api.updateStatus<'ReplicaSet' | 'ReplicationController'>({ ...object, status } as ReplicaSet | ReplicationController)
  if (failure) throw failure.cause
  return nextAvailability(active, minReadySeconds, now)
}

const isLeaving = (pod: Pod, { object, selector }: ReplicaOwner): boolean =>
  isPodTerminating(pod) && !isPodTerminal(pod) && isControlledBy(pod, object) && matches(selector, pod.metadata.labels)
