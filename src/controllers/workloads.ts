import { daemonSetController } from './daemon-set/controller'
import { deploymentController } from './deployment/controller'
import { garbageCollectorController } from './garbage-collector/controller'
import { replicaSetController } from './replica-set/controller'
import { replicationControllerController } from './replication-controller/controller'
import type { Controller } from './runtime/controller'
import { statefulSetController } from './stateful-set/controller'

/** The loops that keep Pods for people, owners before what they own; then the one that clears away what lost its owner. */
export const workloadControllers: readonly (() => Controller)[] = [
  deploymentController, replicaSetController, replicationControllerController, statefulSetController, daemonSetController,
  garbageCollectorController,
]
