// The kinds of all groups but core, in the order of their groups in discovery, then by name as upstream lists them.
import { clusterRole, role } from './role/kind'
import { clusterRoleBinding, roleBinding } from './role-binding/kind'
import { controllerRevision } from './controller-revision/kind'
import { cronJob } from './cron-job/kind'
import { csiDriver } from './csi-driver/kind'
import { csiNode } from './csi-node/kind'
import { daemonSet } from './daemon-set/kind'
import { deployment } from './deployment/kind'
import { endpointSlice } from './endpoint-slice/kind'
import { horizontalPodAutoscaler } from './horizontal-pod-autoscaler/kind'
import { ingress } from './ingress/kind'
import { ingressClass } from './ingress-class/kind'
import { job } from './job/kind'
import type { KindDefinition } from './kind'
import { lease } from './lease/kind'
import { networkPolicy } from './network-policy/kind'
import { podDisruptionBudget } from './pod-disruption-budget/kind'
import { priorityClass } from './priority-class/kind'
import { replicaSet } from './replica-set/kind'
import { runtimeClass } from './runtime-class/kind'
import { statefulSet } from './stateful-set/kind'
import { storageClass } from './storage-class/kind'
import { volumeAttachment } from './volume-attachment/kind'

export const groupKinds: readonly KindDefinition[] = [
  controllerRevision,
  daemonSet,
  deployment,
  replicaSet,
  statefulSet,
  horizontalPodAutoscaler,
  cronJob,
  job,
  ingressClass,
  ingress,
  networkPolicy,
  podDisruptionBudget,
  clusterRoleBinding,
  clusterRole,
  roleBinding,
  role,
  csiDriver,
  csiNode,
  storageClass,
  volumeAttachment,
  priorityClass,
  lease,
  runtimeClass,
  endpointSlice,
]
