// Follows pkg/controller/replicaset, v1.36.
import type { Reader } from '../../apiserver/client'
import type { Pod } from '../../objects/kinds'
import { controllerOf } from '../../objects/owners'
import { selectorOf } from '../../objects/selectors'
import { onOrphan } from '../pod-control/wake-orphans'
import { onOwnedPod } from '../pod-control/wake-owner'
import { onSpecChange } from '../pod-control/wake-spec-change'
import type { Controller } from '../runtime/controller'
import { reconcileReplicas } from './reconcile-replicas'
import { ofReplicaSet, type ReplicaOwner } from './replica-owner'

/** Keeps spec.replicas Pods that match the selector. */
export function replicaSetController(): Controller {
  return {
    name: 'replicaset-controller',
    wakesOn: [
      onSpecChange('ReplicaSet'),
      ...onOwnedPod('ReplicaSet', 'replicaset-controller'),
      onOrphan('Pod', 'ReplicaSet', ({ spec }) => selectorOf(spec.selector)),
    ],
    reconcile({ namespace, name }, context) {
      const set = context.read.get('ReplicaSet', namespace, name)
      if (!set) return undefined
      return reconcileReplicas(ofReplicaSet(set), context, {
        countsTerminating: true,
        related: (owner) => siblingPods(context.read, owner),
      })
    },
  }
}

/** The Pods of all ReplicaSets of the same Deployment, which crowd its nodes together. A ReplicaSet used alone counts none, as upstream. */
function siblingPods(read: Reader, { object }: ReplicaOwner): readonly Pod[] {
  const owner = controllerOf(object)
  if (!owner) return []
  const siblings = read.ownedBy('ReplicaSet', owner.uid).filter((sibling) => controllerOf(sibling)?.uid === owner.uid)
  return siblings.flatMap(({ metadata, spec }) =>
    read.select('Pod', metadata.namespace ?? '', selectorOf(spec.selector)),
  )
}
