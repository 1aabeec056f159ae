// The kinds of the model and their types, as the API server keeps them: defaults filled in, `spec` and `status` present.
import type * as k from './generated/kubernetes'
import type { KubeObject, ObjectMeta } from './kube-object'

type Kept<T, K extends string> = Omit<T, 'apiVersion' | 'kind' | 'metadata' | 'spec' | 'status'> & {
  apiVersion: string
  kind: K
  metadata: ObjectMeta
} & (T extends { spec?: infer S } ? { spec: NonNullable<S> } : unknown) &
  (T extends { status?: infer S } ? { status: NonNullable<S> } : unknown)

export type PodSpec = k.V1PodSpec
export type PodStatus = k.V1PodStatus
export type PodTemplateSpec = k.V1PodTemplateSpec
export type Container = k.V1Container
export type ContainerStatus = k.V1ContainerStatus
export type ContainerState = k.V1ContainerState
export type Probe = k.V1Probe
export type Volume = k.V1Volume
export type Taint = k.V1Taint
export type Toleration = k.V1Toleration
export type LabelSelector = k.V1LabelSelector
export type ResourceRequirements = k.V1ResourceRequirements
export type IntOrString = number | string

/** Kind name -> type of the kept object. Adding a kind here and in apiserver/kinds makes it known everywhere. */
export interface Kinds {
  Namespace: Kept<k.V1Namespace, 'Namespace'>
  Node: Kept<k.V1Node, 'Node'>
  Pod: Kept<k.V1Pod, 'Pod'>
  PodTemplate: Kept<k.V1PodTemplate, 'PodTemplate'>
  Service: Kept<k.V1Service, 'Service'>
  Endpoints: Kept<k.V1Endpoints, 'Endpoints'>
  ConfigMap: Kept<k.V1ConfigMap, 'ConfigMap'>
  Secret: Kept<k.V1Secret, 'Secret'>
  ServiceAccount: Kept<k.V1ServiceAccount, 'ServiceAccount'>
  PersistentVolume: Kept<k.V1PersistentVolume, 'PersistentVolume'>
  PersistentVolumeClaim: Kept<k.V1PersistentVolumeClaim, 'PersistentVolumeClaim'>
  ReplicationController: Kept<k.V1ReplicationController, 'ReplicationController'>
  Event: Kept<k.CoreV1Event, 'Event'>
  LimitRange: Kept<k.V1LimitRange, 'LimitRange'>
  ResourceQuota: Kept<k.V1ResourceQuota, 'ResourceQuota'>
  Deployment: Kept<k.V1Deployment, 'Deployment'>
  ReplicaSet: Kept<k.V1ReplicaSet, 'ReplicaSet'>
  StatefulSet: Kept<k.V1StatefulSet, 'StatefulSet'>
  DaemonSet: Kept<k.V1DaemonSet, 'DaemonSet'>
  ControllerRevision: Kept<k.V1ControllerRevision, 'ControllerRevision'>
  Job: Kept<k.V1Job, 'Job'>
  CronJob: Kept<k.V1CronJob, 'CronJob'>
  HorizontalPodAutoscaler: Kept<k.V2HorizontalPodAutoscaler, 'HorizontalPodAutoscaler'>
  PodDisruptionBudget: Kept<k.V1PodDisruptionBudget, 'PodDisruptionBudget'>
  StorageClass: Kept<k.V1StorageClass, 'StorageClass'>
  VolumeAttachment: Kept<k.V1VolumeAttachment, 'VolumeAttachment'>
  CSIDriver: Kept<k.V1CSIDriver, 'CSIDriver'>
  CSINode: Kept<k.V1CSINode, 'CSINode'>
  CSIStorageCapacity: Kept<k.V1CSIStorageCapacity, 'CSIStorageCapacity'>
  PriorityClass: Kept<k.V1PriorityClass, 'PriorityClass'>
  RuntimeClass: Kept<k.V1RuntimeClass, 'RuntimeClass'>
  EndpointSlice: Kept<k.V1EndpointSlice, 'EndpointSlice'>
  Lease: Kept<k.V1Lease, 'Lease'>
  Role: Kept<k.V1Role, 'Role'>
  RoleBinding: Kept<k.V1RoleBinding, 'RoleBinding'>
  ClusterRole: Kept<k.V1ClusterRole, 'ClusterRole'>
  ClusterRoleBinding: Kept<k.V1ClusterRoleBinding, 'ClusterRoleBinding'>
  NetworkPolicy: Kept<k.V1NetworkPolicy, 'NetworkPolicy'>
  Ingress: Kept<k.V1Ingress, 'Ingress'>
  IngressClass: Kept<k.V1IngressClass, 'IngressClass'>
  // Kept, and nobody acts upon them: their content concerns no one here.
  ResourceClaim: KubeObject
  ResourceClaimTemplate: KubeObject
}
export type KindName = keyof Kinds

export type Namespace = Kinds['Namespace']
export type Node = Kinds['Node']
export type Pod = Kinds['Pod']
export type Service = Kinds['Service']
export type Endpoints = Kinds['Endpoints']
export type ConfigMap = Kinds['ConfigMap']
export type Secret = Kinds['Secret']
export type ServiceAccount = Kinds['ServiceAccount']
export type PersistentVolume = Kinds['PersistentVolume']
export type PersistentVolumeClaim = Kinds['PersistentVolumeClaim']
export type ReplicationController = Kinds['ReplicationController']
export type Event = Kinds['Event']
export type LimitRange = Kinds['LimitRange']
export type ResourceQuota = Kinds['ResourceQuota']
export type Deployment = Kinds['Deployment']
export type ReplicaSet = Kinds['ReplicaSet']
export type StatefulSet = Kinds['StatefulSet']
export type DaemonSet = Kinds['DaemonSet']
export type ControllerRevision = Kinds['ControllerRevision']
export type Job = Kinds['Job']
export type CronJob = Kinds['CronJob']
export type HorizontalPodAutoscaler = Kinds['HorizontalPodAutoscaler']
export type PodDisruptionBudget = Kinds['PodDisruptionBudget']
export type CSIDriver = Kinds['CSIDriver']
export type CSIStorageCapacity = Kinds['CSIStorageCapacity']
export type StorageClass = Kinds['StorageClass']
export type PriorityClass = Kinds['PriorityClass']
export type EndpointSlice = Kinds['EndpointSlice']
export type Lease = Kinds['Lease']

/** The type of a kind by its name; any object for a name that only data knows. */
export type ObjectOf<K extends string> = K extends KindName ? Kinds[K] : KubeObject
