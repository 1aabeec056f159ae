// What becomes of an object when its owners go. Follows pkg/controller/garbagecollector, v1.36.
// The store's owner index is upstream's graph; it is always current, so there are no virtual nodes and no cache of absent owners.
import type { DeleteOptions, Reader } from '../../apiserver/client'
import type { KindName } from '../../objects/kinds'
import { isDeleting, type KubeObject, type OwnerReference } from '../../objects/kube-object'

export const ORPHAN = 'orphan'
export const FOREGROUND = 'foregroundDeletion'

export type OwnerState =
  | 'solid'
  /** absent, or another object of the same name */
  | 'dangling'
  /** deleted in the foreground: it goes after its dependents */
  | 'waiting'
  /** of a kind that nobody knows, or out of reach: nothing can be concluded */
  | 'unknown'

export const hasFinalizer = ({ metadata }: KubeObject, finalizer: string): boolean =>
  metadata.finalizers?.includes(finalizer) ?? false

export const isDeletingDependents = (object: KubeObject): boolean =>
  isDeleting(object) && hasFinalizer(object, FOREGROUND)
export const isOrphaningDependents = (object: KubeObject): boolean => isDeleting(object) && hasFinalizer(object, ORPHAN)

/** An owner lives in the dependent's namespace, or in none. */
export function ownerOf(
  reference: OwnerReference,
  { metadata: { namespace = '' } }: KubeObject,
  read: Reader,
): { state: OwnerState } {
  const scope = read.scopeOf(reference.kind, reference.apiVersion)
  if (scope === undefined || (scope === 'Namespaced' && namespace === '')) return { state: 'unknown' }
  const owner = read.find(reference.kind, scope === 'Namespaced' ? namespace : '', reference.name)
  if (!owner || owner.metadata.uid !== reference.uid) return { state: 'dangling' }
  return { state: isDeletingDependents(owner) ? 'waiting' : 'solid' }
}

/**
 * References to an owner that is there, but in another namespace than the object: that cannot be, and people are told. Follows
 * graph_builder.go addDependentToOwners, reportInvalidNamespaceOwnerRef.
 */
export function referencesElsewhere(object: KubeObject, read: Reader): OwnerReference[] {
  const { namespace = '', ownerReferences = [] } = object.metadata
  return ownerReferences.filter(({ apiVersion, kind, name, uid }) => {
    if (read.scopeOf(kind, apiVersion) !== 'Namespaced' || read.find(kind, namespace, name)?.metadata.uid === uid)
      return false
    const owner = (read.list(kind as KindName) as readonly KubeObject[]).find(({ metadata }) => metadata.uid === uid)
    return owner !== undefined && owner.metadata.namespace !== namespace
  })
}

export type Fate =
  | { readonly do: 'nothing' }
  /** some owners are gone or going, others stay */
  | { readonly do: 'keep'; readonly owners: readonly OwnerReference[] }
  | {
      readonly do: 'delete'
      readonly policy: NonNullable<DeleteOptions['propagationPolicy']>
      readonly unblock: boolean
    }

/** Judges an object by the owners that it names. */
export function fateOf(object: KubeObject, dependents: readonly KubeObject[], read: Reader): Fate {
  const references = object.metadata.ownerReferences ?? []
  const judged = references.map((reference) => ({ reference, state: ownerOf(reference, object, read).state }))
  if (references.length === 0 || judged.some(({ state }) => state === 'unknown')) return { do: 'nothing' }
  const solid = judged.filter(({ state }) => state === 'solid').map(({ reference }) => reference)
  if (solid.length === references.length) return { do: 'nothing' }
  if (solid.length > 0) return { do: 'keep', owners: solid }
  if (judged.some(({ state }) => state === 'waiting') && dependents.length > 0) {
    // A dependent that waits as well may be an owner of ours in a circle: let nobody wait for us.
    return { do: 'delete', policy: 'Foreground', unblock: dependents.some(isDeletingDependents) }
  }
  return { do: 'delete', policy: inheritedPolicy(object), unblock: false }
}

function inheritedPolicy(object: KubeObject): 'Orphan' | 'Foreground' | 'Background' {
  if (hasFinalizer(object, ORPHAN)) return 'Orphan'
  return hasFinalizer(object, FOREGROUND) ? 'Foreground' : 'Background'
}

/** Dependents that hold up the foreground deletion of their owner. */
export const isBlocking = ({ metadata }: KubeObject, ownerUid: string): boolean =>
  metadata.ownerReferences?.some(({ uid, blockOwnerDeletion }) => uid === ownerUid && blockOwnerDeletion === true) ??
  false
