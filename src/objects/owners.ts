// Who owns an object. Follows apimachinery/pkg/apis/meta/v1/controller_ref, v1.36.
import type { KubeObject, OwnerReference } from './kube-object'

type Owned = { readonly metadata: { readonly ownerReferences?: readonly OwnerReference[] } }

/** The reference to the controller that manages the object; at most one can. */
export function controllerOf(object: Owned): OwnerReference | undefined {
  const references = object.metadata.ownerReferences
  if (references) for (const reference of references) if (reference.controller === true) return reference
  return undefined
}

/** A controller's reference to itself, for the objects that it makes. */
export const ownerReferenceFor = ({ apiVersion, kind, metadata }: KubeObject): OwnerReference => ({
  apiVersion,
  kind,
  name: metadata.name,
  uid: metadata.uid,
  controller: true,
  blockOwnerDeletion: true,
})

/** The references of an object that its controller takes over: one that it has already becomes the controller's. */
export function ownersWith(references: readonly OwnerReference[] = [], controller: KubeObject): OwnerReference[] {
  const own = ownerReferenceFor(controller)
  return references.some(({ uid }) => uid === own.uid)
    ? references.map((each) => (each.uid === own.uid ? { ...each, ...own } : each))
    : [...references, own]
}

/** By uid: an object of the same name that was made anew does not count. */
export const isControlledBy = (object: Owned, owner: KubeObject): boolean =>
  controllerOf(object)?.uid === owner.metadata.uid

export const isOwnedBy = (object: Owned, ownerUid: string): boolean =>
  object.metadata.ownerReferences?.some(({ uid }) => uid === ownerUid) ?? false
