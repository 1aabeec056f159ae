import type { V1OwnerReference } from './generated/kubernetes'

export type OwnerReference = V1OwnerReference

/** metadata of an object that the API server has taken in: name, uid and version are always there. Times are RFC 3339 strings. */
export interface ObjectMeta {
  name: string
  generateName?: string
  /** '' for objects of the whole cluster */
  namespace?: string
  uid: string
  resourceVersion: string
  generation?: number
  creationTimestamp: string
  deletionTimestamp?: string
  deletionGracePeriodSeconds?: number
  labels?: Record<string, string>
  annotations?: Record<string, string>
  ownerReferences?: OwnerReference[]
  finalizers?: string[]
  managedFields?: unknown[]
}

/** Any API object, of whatever kind: also of kinds that only a custom resource definition knows. */
export interface KubeObject {
  apiVersion: string
  kind: string
  metadata: ObjectMeta
}

/** What a client submits: metadata is filled in by the API server. */
export type Draft<T extends KubeObject> = Omit<T, 'metadata' | 'status'> & {
  metadata: Partial<ObjectMeta>
  status?: unknown
}

/** Where an object lives within its kind. namespace is '' for kinds of the whole cluster. */
export interface ObjectKey {
  readonly namespace: string
  readonly name: string
}

export const keyOf = (object: KubeObject): ObjectKey => ({
  namespace: object.metadata.namespace ?? '',
  name: object.metadata.name,
})

/** `namespace/name`, or the name alone for kinds of the whole cluster. */
export const keyText = ({ namespace, name }: ObjectKey): string => (namespace ? `${namespace}/${name}` : name)

export function keyFromText(text: string): ObjectKey {
  const slash = text.indexOf('/')
  return slash < 0 ? { namespace: '', name: text } : { namespace: text.slice(0, slash), name: text.slice(slash + 1) }
}

export const isDeleting = (object: KubeObject): boolean => object.metadata.deletionTimestamp !== undefined

/** As objects name it: `apps/v1`, and `v1` for the core group. */
export const apiVersionOf = ({ group, version }: { readonly group: string; readonly version: string }): string =>
  group === '' ? version : `${group}/${version}`
