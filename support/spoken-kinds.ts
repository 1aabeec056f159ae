import type { KindName } from '../src/objects/kinds'

/** Kinds that sentences name, as Kubernetes writes them. */
export const SPOKEN_KINDS: readonly KindName[] = [
  'Namespace', 'Node', 'Pod', 'Service', 'Endpoints', 'ConfigMap', 'Secret', 'ServiceAccount', 'PersistentVolumeClaim', 'PersistentVolume',
  'ReplicationController', 'LimitRange', 'ResourceQuota', 'Deployment', 'ReplicaSet', 'StatefulSet', 'DaemonSet', 'ControllerRevision', 'CronJob',
  'Job', 'HorizontalPodAutoscaler', 'PodDisruptionBudget', 'StorageClass', 'PriorityClass', 'EndpointSlice',
]
