// The order in which `kubectl kustomize` writes. Follows kustomize's kyaml/resid/gvk.go and api/internal/builtins/SortOrderTransformer.go, v5.
import { compareCodePoints } from '../output/go-json'
import type { Resource } from './resource'

const FIRST = [
  'Namespace',
  'ResourceQuota',
  'StorageClass',
  'CustomResourceDefinition',
  'ServiceAccount',
  'PodSecurityPolicy',
  'Role',
  'ClusterRole',
  'RoleBinding',
  'ClusterRoleBinding',
  'ConfigMap',
  'Secret',
  'Endpoints',
  'Service',
  'LimitRange',
  'PriorityClass',
  'PersistentVolume',
  'PersistentVolumeClaim',
  'Deployment',
  'StatefulSet',
  'CronJob',
  'PodDisruptionBudget',
]
const LAST = ['MutatingWebhookConfiguration', 'ValidatingWebhookConfiguration']

function placeOf(kind: string): number {
  const place = FIRST.indexOf(kind)
  return place >= 0 ? place : FIRST.length + 1 + LAST.indexOf(kind)
}

const keyOf = ({ object }: Resource): string =>
  [object.apiVersion, object.kind, object.metadata.namespace ?? '', object.metadata.name ?? ''].join('\u0000')

export const inOrder = (resources: readonly Resource[]): Resource[] =>
  [...resources].sort(
    (a, b) => placeOf(a.object.kind) - placeOf(b.object.kind) || compareCodePoints(keyOf(a), keyOf(b)),
  )
