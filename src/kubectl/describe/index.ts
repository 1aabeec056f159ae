// The describer of each kind, by group and kind. Follows kubectl/pkg/describe describerMap, v1.36.
import { describeCertificateSigningRequest } from './certificate-signing-request'
import { describeConfigMap } from './config-map'
import { describeCronJob } from './cron-job'
import { describeCsiNode } from './csi-node'
import { describeDaemonSet } from './daemon-set'
import { describeDeployment } from './deployment'
import type { Describer } from './describer'
import { describeEndpointSlice } from './endpoint-slice'
import { describeEndpoints } from './endpoints'
import { describeGeneric } from './generic'
import { describeHorizontalPodAutoscaler } from './horizontal-pod-autoscaler'
import { describeIngress, describeIngressClass } from './ingress'
import { describeJob } from './job'
import { describeNamespace } from './namespace'
import { describeNetworkPolicy } from './network-policy'
import { describeNode } from './node'
import { describePersistentVolume } from './persistent-volume'
import { describePersistentVolumeClaim } from './persistent-volume-claim'
import { describePod } from './pod'
import { describePodDisruptionBudget, describePriorityClass } from './pod-disruption-budget'
import { describeLimitRange, describeResourceQuota } from './quota'
import { describeReplicaSet, describeReplicationController } from './replica-set'
import { describeRole, describeRoleBinding } from './role'
import { describeSecret } from './secret'
import { describeService } from './service'
import { describeServiceAccount } from './service-account'
import { describeStatefulSet } from './stateful-set'
import { describeIpAddress, describeServiceCidr } from './service-cidr'
import { describeStorageClass, describeVolumeAttributesClass } from './storage-class'

// Which type a describer takes follows from its key: the server's answer is of that kind.
const any = (describer: unknown): Describer => describer as Describer

const DESCRIBERS: Readonly<Record<string, Describer>> = {
  Pod: any(describePod),
  ReplicationController: any(describeReplicationController),
  Secret: any(describeSecret),
  Service: any(describeService),
  ServiceAccount: any(describeServiceAccount),
  Node: any(describeNode),
  LimitRange: any(describeLimitRange),
  ResourceQuota: any(describeResourceQuota),
  PersistentVolume: any(describePersistentVolume),
  PersistentVolumeClaim: any(describePersistentVolumeClaim),
  Namespace: any(describeNamespace),
  Endpoints: any(describeEndpoints),
  ConfigMap: any(describeConfigMap),
  'PriorityClass.scheduling.k8s.io': any(describePriorityClass),
  'EndpointSlice.discovery.k8s.io': any(describeEndpointSlice),
  'HorizontalPodAutoscaler.autoscaling': any(describeHorizontalPodAutoscaler),
  'Ingress.networking.k8s.io': any(describeIngress),
  'IngressClass.networking.k8s.io': any(describeIngressClass),
  'NetworkPolicy.networking.k8s.io': any(describeNetworkPolicy),
  'Job.batch': any(describeJob),
  'CronJob.batch': any(describeCronJob),
  'StatefulSet.apps': any(describeStatefulSet),
  'Deployment.apps': any(describeDeployment),
  'DaemonSet.apps': any(describeDaemonSet),
  'ReplicaSet.apps': any(describeReplicaSet),
  'StorageClass.storage.k8s.io': any(describeStorageClass),
  'VolumeAttributesClass.storage.k8s.io': any(describeVolumeAttributesClass),
  'CSINode.storage.k8s.io': any(describeCsiNode),
  'CertificateSigningRequest.certificates.k8s.io': any(describeCertificateSigningRequest),
  'ServiceCIDR.networking.k8s.io': any(describeServiceCidr),
  'IPAddress.networking.k8s.io': any(describeIpAddress),
  'PodDisruptionBudget.policy': any(describePodDisruptionBudget),
  'Role.rbac.authorization.k8s.io': any(describeRole),
  'ClusterRole.rbac.authorization.k8s.io': any(describeRole),
  'RoleBinding.rbac.authorization.k8s.io': any(describeRoleBinding),
  'ClusterRoleBinding.rbac.authorization.k8s.io': any(describeRoleBinding),
}

/** A kind that upstream decodes into a type of Go before it is described. */
export const isTyped = (kind: { readonly group: string; readonly kind: string }): boolean =>
  describerOf(kind) !== describeGeneric

/** Kinds without a describer of their own are described field by field. */
export const describerOf = ({ group, kind }: { readonly group: string; readonly kind: string }): Describer =>
  DESCRIBERS[group === '' ? kind : `${kind}.${group}`] ?? describeGeneric
