// What a namespace may hold, in the order in which it is removed; Pods go before all else.
// Follows pkg/controller/namespace/deletion, v1.36.
import type { KindName } from '../../objects/kinds'

export interface ContentKind {
  readonly kind: KindName
  /** `deployments.apps`; kinds of the core group end in a point, as upstream writes them */
  readonly resource: string
}

export const NAMESPACE_CONTENTS: readonly ContentKind[] = [
  { kind: 'Pod', resource: 'pods.' },
  { kind: 'CronJob', resource: 'cronjobs.batch' },
  { kind: 'Job', resource: 'jobs.batch' },
  { kind: 'Deployment', resource: 'deployments.apps' },
  { kind: 'ReplicaSet', resource: 'replicasets.apps' },
  { kind: 'StatefulSet', resource: 'statefulsets.apps' },
  { kind: 'DaemonSet', resource: 'daemonsets.apps' },
  { kind: 'ControllerRevision', resource: 'controllerrevisions.apps' },
  { kind: 'ReplicationController', resource: 'replicationcontrollers.' },
  { kind: 'HorizontalPodAutoscaler', resource: 'horizontalpodautoscalers.autoscaling' },
  { kind: 'PodDisruptionBudget', resource: 'poddisruptionbudgets.policy' },
  { kind: 'Ingress', resource: 'ingresses.networking.k8s.io' },
  { kind: 'NetworkPolicy', resource: 'networkpolicies.networking.k8s.io' },
  { kind: 'Service', resource: 'services.' },
  { kind: 'Endpoints', resource: 'endpoints.' },
  { kind: 'EndpointSlice', resource: 'endpointslices.discovery.k8s.io' },
  { kind: 'PersistentVolumeClaim', resource: 'persistentvolumeclaims.' },
  { kind: 'ConfigMap', resource: 'configmaps.' },
  { kind: 'Secret', resource: 'secrets.' },
  { kind: 'ServiceAccount', resource: 'serviceaccounts.' },
  { kind: 'PodTemplate', resource: 'podtemplates.' },
  { kind: 'LimitRange', resource: 'limitranges.' },
  { kind: 'ResourceQuota', resource: 'resourcequotas.' },
  { kind: 'Lease', resource: 'leases.coordination.k8s.io' },
  { kind: 'Role', resource: 'roles.rbac.authorization.k8s.io' },
  { kind: 'RoleBinding', resource: 'rolebindings.rbac.authorization.k8s.io' },
  { kind: 'CSIStorageCapacity', resource: 'csistoragecapacities.storage.k8s.io' },
  { kind: 'ResourceClaim', resource: 'resourceclaims.resource.k8s.io' },
  { kind: 'ResourceClaimTemplate', resource: 'resourceclaimtemplates.resource.k8s.io' },
  { kind: 'Event', resource: 'events.' },
]
