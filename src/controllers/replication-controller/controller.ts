// Follows pkg/controller/replication, v1.36: the ReplicaSet's rules with an equality selector.
import { onOrphan } from '../pod-control/wake-orphans'
import { onOwnedPod } from '../pod-control/wake-owner'
import { onSpecChange } from '../pod-control/wake-spec-change'
import { reconcileReplicas } from '../replica-set/reconcile-replicas'
import { ofReplicationController } from '../replica-set/replica-owner'
import type { Controller } from '../runtime/controller'

/** Keeps spec.replicas Pods that match the equality selector. */
export function replicationControllerController(): Controller {
  return {
    name: 'replication-controller',
    wakesOn: [
      onSpecChange('ReplicationController'),
      ...onOwnedPod('ReplicationController', 'replication-controller'),
      onOrphan('Pod', 'ReplicationController', (owner) => ofReplicationController(owner).selector),
    ],
    reconcile({ namespace, name }, context) {
      const object = context.read.get('ReplicationController', namespace, name)
      if (!object) return undefined
      return reconcileReplicas(ofReplicationController(object), context, {
        countsTerminating: false,
        related: () => [],
      })
    },
  }
}
