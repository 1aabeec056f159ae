import { daemonSetController } from './daemon-set/controller'
import { deploymentController } from './deployment/controller'
import { garbageCollectorController } from './garbage-collector/controller'
import { replicaSetController } from './replica-set/controller'
import { replicationControllerController } from './replication-controller/controller'
import type { Controller } from './runtime/controller'
import { statefulSetController } from './stateful-set/controller'

/**
 * The loops that keep Pods for people; then the one that clears away what lost its owner. Those that make Pods come before
 * the Deployment's: what it scales down is down before it takes its next step, so that at the registered order of turns no
 * moment has more Pods than the surge allows. (Upstream's loops run side by side; there it is a matter of luck.) Of their own
 * creations and deletions they hear last, see pod-control/wake-owner.ts.
 */
export const workloadControllers: readonly (() => Controller)[] = [
  replicaSetController,
  replicationControllerController,
  statefulSetController,
  daemonSetController,
  deploymentController,
  garbageCollectorController,
]
