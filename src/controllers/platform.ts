// The controllers around the workloads, in the order in which they take their turns.
import { clusterRoleAggregationController } from './cluster-role-aggregation/controller'
import { cronJobController } from './cron-job/controller'
import { disruptionController, rivalBudgetsController, stalePodDisruptionController } from './disruption/controller'
import { endpointSliceMirroringController } from './endpoint-slice-mirroring/controller'
import { endpointSliceController } from './endpoint-slice/controller'
import { endpointsController } from './endpoints/controller'
import { ephemeralVolumeController } from './ephemeral-volume/controller'
import { horizontalPodAutoscalerController } from './horizontal-pod-autoscaler/controller'
import { jobController } from './job/controller'
import { jobOrphanPodController } from './job/orphan-pods'
import { namespaceController } from './namespace/controller'
import { nodeLifecycleController, nodeTaintController } from './node-lifecycle/controller'
import { persistentVolumeController } from './persistent-volume/controller'
import { provisionerController } from './persistent-volume/provisioner'
import { podGcController } from './pod-gc/controller'
import { pvProtectionController } from './pv-protection/controller'
import { pvcProtectionController } from './pvc-protection/controller'
import { resourceQuotaController } from './resource-quota/controller'
import { rootCaController } from './root-ca/controller'
import type { Controller } from './runtime/controller'
import { serviceAccountController } from './service-account/controller'
import { tokensController } from './service-account/tokens'
import { taintEvictionController } from './taint-eviction/controller'
import { ttlController } from './ttl/controller'
import { ttlAfterFinishedController } from './ttl-after-finished/controller'
import { volumeExpandController } from './volume-expand/controller'

export const platformControllers: readonly (() => Controller)[] = [
  serviceAccountController,
  tokensController,
  rootCaController,
  namespaceController,
  nodeTaintController,
  nodeLifecycleController,
  taintEvictionController,
  ttlController,
  podGcController,
  cronJobController,
  jobController,
  jobOrphanPodController,
  ttlAfterFinishedController,
  horizontalPodAutoscalerController,
  disruptionController,
  rivalBudgetsController,
  stalePodDisruptionController,
  endpointsController,
  endpointSliceController,
  endpointSliceMirroringController,
  ephemeralVolumeController,
  persistentVolumeController,
  provisionerController,
  pvcProtectionController,
  pvProtectionController,
  volumeExpandController,
  resourceQuotaController,
  clusterRoleAggregationController,
]
