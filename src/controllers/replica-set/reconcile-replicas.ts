// Follows pkg/controller/replicaset syncReplicaSet, v1.36.
import type { Api, Reader } from '../../apiserver/client'
import { isDeleting } from '../../objects/kube-object'
import type { Pod } from '../../objects/kinds'
import { isControlledBy } from '../../objects/owners'
import { countClasses, type PodClass } from '../../objects/pod-class'
import { isPodActive } from '../../objects/pods'
import { candidates } from '../pod-control/candidates'
import { claim } from '../pod-control/claim'
import { hasNothingToClaim } from '../pod-control/nothing-to-claim'
import type { ReconcileContext, Requeue } from '../runtime/controller'
import { carryOut } from './carry-out'
import { countReplicas } from './counts'
import { planReplicas } from './plan'
import type { ReplicaOwner } from './replica-owner'
import { replicaStatus } from './status'

export interface ReplicaRules {
  /** a ReplicationController's status does not count Pods that are going away */
  readonly countsTerminating: boolean
  readonly related: (owner: ReplicaOwner) => readonly Pod[]
}

/** The Pods of an owner at the start of a sync: counted, and one by one only for who has to choose among them. */
interface OwnPods {
  readonly classes: ReadonlyMap<PodClass, number>
  readonly active: () => readonly Pod[]
}

/** One sync of a ReplicaSet or ReplicationController: claim, create or delete, write the status. */
export function reconcileReplicas(
  owner: ReplicaOwner,
  context: ReconcileContext,
  rules: ReplicaRules,
): Requeue | undefined {
  const { read, api, now, nowText } = context
  const { object, replicas } = owner
  const pods = hasNothingToClaim(read, object, owner.selector)
    ? countedPods(owner, read)
    : claimedPods(owner, read, api)
  const counts = countReplicas(owner, pods.classes, now)
  const plan = planReplicas({
    replicas,
    count: counts.active,
    active: pods.active,
    related: () => rules.related(owner),
    now,
  })
  const failure = isDeleting(object) ? undefined : carryOut(plan, owner, context)
  const { countsTerminating } = rules
  const status = replicaStatus(owner, { counts, countsTerminating, failure: failure?.message, nowText })
  api.updateStatus<'ReplicaSet' | 'ReplicationController'>({ ...object, status })
  if (failure) throw failure.cause
  return counts.nextAvailableMs === Infinity ? undefined : { afterMs: counts.nextAvailableMs }
}

const countedPods = ({ object }: ReplicaOwner, read: Reader): OwnPods => ({
  classes: read.podsOf(object.metadata.uid).classes,
  active: () => candidates(read, 'Pod', object, undefined).filter(isPodActive),
})

function claimedPods({ object, selector }: ReplicaOwner, read: Reader, api: Api): OwnPods {
  const pods = candidates(read, 'Pod', object, selector)
  const active = claim<'Pod'>(api, { controller: object, selector, candidates: pods.filter(isPodActive) })
  const others = pods.filter((pod) => !isPodActive(pod) && isControlledBy(pod, object))
  return { classes: countClasses([...active, ...others]), active: () => active }
}
