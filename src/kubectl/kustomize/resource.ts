// One resource on its way through a build: what it is now, and the names it had before, by which others still call it.
import { type AnyObject, groupOf, textAt } from '../objects'

export interface Resource {
  readonly object: AnyObject
  /** the names it had, the first one first */
  readonly names: readonly string[]
  /** the namespaces it had */
  readonly namespaces: readonly string[]
  /** made by a generator: its name gets the hash of what it holds */
  readonly hashed: boolean
}

export const resourceOf = (object: AnyObject, hashed = false): Resource => ({
  object,
  hashed,
  names: [object.metadata.name ?? ''],
  namespaces: [object.metadata.namespace ?? ''],
})

/** The resource with another object; a new name or namespace is remembered beside the old ones. */
export function changedTo(resource: Resource, object: AnyObject): Resource {
  const add = (list: readonly string[], text: string): readonly string[] =>
    list.includes(text) ? list : [...list, text]
  return {
    ...resource,
    object,
    names: add(resource.names, object.metadata.name ?? ''),
    namespaces: add(resource.namespaces, object.metadata.namespace ?? ''),
  }
}

/** `ConfigMap.v1.[noGrp]/settings.[noNs]`, as messages name it */
export function titleOf({ object }: Resource): string {
  const group = groupOf(object.apiVersion) || '[noGrp]'
  const version = object.apiVersion.split('/').at(-1) || '[noVer]'
  return `${object.kind}.${version}.${group}/${object.metadata.name ?? ''}.${textAt(object, 'metadata', 'namespace') || '[noNs]'}`
}

const CLUSTER_WIDE = new Set([
  'APIService',
  'CSIDriver',
  'CSINode',
  'CertificateSigningRequest',
  'ClusterRole',
  'ClusterRoleBinding',
  'ComponentStatus',
  'CustomResourceDefinition',
  'FlowSchema',
  'IngressClass',
  'MutatingWebhookConfiguration',
  'Namespace',
  'Node',
  'PersistentVolume',
  'PriorityClass',
  'PriorityLevelConfiguration',
  'RuntimeClass',
  'SelfSubjectAccessReview',
  'SelfSubjectRulesReview',
  'StorageClass',
  'SubjectAccessReview',
  'TokenReview',
  'ValidatingWebhookConfiguration',
  'VolumeAttachment',
])

export const isClusterWide = (kind: string): boolean => CLUSTER_WIDE.has(kind)
