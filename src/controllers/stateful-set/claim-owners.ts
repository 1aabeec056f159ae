// Who owns the claims of a Pod under persistentVolumeClaimRetentionPolicy. Follows pkg/controller/statefulset/stateful_set_utils.go, v1.36.
import type { OwnerReference } from '../../objects/kube-object'
import type { PersistentVolumeClaim, Pod, StatefulSet } from '../../objects/kinds'
import { ownerReferenceFor } from '../../objects/owners'
import { isInRange, ordinalOf } from './identity'

interface Policy {
  readonly whenDeleted: string
  readonly whenScaled: string
}

export const retentionPolicyOf = ({ spec }: StatefulSet): Policy => ({
  whenDeleted: spec.persistentVolumeClaimRetentionPolicy?.whenDeleted ?? 'Retain',
  whenScaled: spec.persistentVolumeClaimRetentionPolicy?.whenScaled ?? 'Retain',
})

/** What a reference is compared with. An object that is not there yet, or no more, has no uid. */
interface Owner {
  readonly apiVersion: string
  readonly kind: string
  readonly metadata: { readonly name: string; readonly uid?: string }
}

const refersTo = ({ apiVersion, kind, name }: OwnerReference, owner: Owner): boolean =>
  apiVersion === owner.apiVersion && kind === owner.kind && name === owner.metadata.name

const isStaleReference = (reference: OwnerReference, owner: Owner): boolean =>
  refersTo(reference, owner) && reference.uid !== owner.metadata.uid

const ownersOf = ({ metadata }: PersistentVolumeClaim): readonly OwnerReference[] => metadata.ownerReferences ?? []

const retainsAll = (set: StatefulSet): boolean =>
  Object.values(retentionPolicyOf(set)).every((what) => what === 'Retain')

/** The owner among set and Pod that the policy asks for: the one whose end shall be the end of the claim. */
export function wantedOwner(set: StatefulSet, pod: Pod): StatefulSet | Pod | undefined {
  const { whenDeleted, whenScaled } = retentionPolicyOf(set)
  if (whenScaled === 'Delete' && !isInRange(set, ordinalOf(pod))) return pod
  return whenDeleted === 'Delete' ? set : undefined
}

/**
 * Another controller has the claim, or a former set or Pod of the same name: the policy is ignored then. Under Retain
 * nobody minds who has it.
 */
export const hasOtherController = (claim: PersistentVolumeClaim, set: StatefulSet, pod: Pod): boolean =>
  !retainsAll(set) &&
  ownersOf(claim).some((reference) => {
    const own = [set, pod].find((owner) => refersTo(reference, owner))
    return own ? reference.uid !== own.metadata.uid : reference.controller === true
  })

export function claimOwners(claim: PersistentVolumeClaim, set: StatefulSet, pod: Pod): OwnerReference[] {
  const others = ownersOf(claim).filter((reference) => !refersTo(reference, set) && !refersTo(reference, pod))
  const owner = hasOtherController(claim, set, pod) ? undefined : wantedOwner(set, pod)
  return owner ? [...others, ownerReferenceFor(owner)] : others
}

/** A claim of a former set or Pod is left alone: it may be about to go with its owner. */
export function hasWantedOwners(claim: PersistentVolumeClaim, set: StatefulSet, pod: Pod): boolean {
  const references = ownersOf(claim)
  if (references.some((reference) => isStaleReference(reference, set) || isStaleReference(reference, pod))) return true
  const own = references.filter(({ uid }) => uid === set.metadata.uid || uid === pod.metadata.uid)
  const wanted = hasOtherController(claim, set, pod) ? undefined : wantedOwner(set, pod)
  if (!wanted) return own.length === 0
  return own.length === 1 && own[0]?.uid === wanted.metadata.uid && own[0].controller === true
}

/** A claim that goes with a former Pod of this name must be gone before the next Pod can have a new one. */
export const isStale = (claim: PersistentVolumeClaim, podName: string, podUid: string | undefined): boolean =>
  ownersOf(claim).some((reference) =>
    isStaleReference(reference, { apiVersion: 'v1', kind: 'Pod', metadata: { name: podName, uid: podUid } }),
  )
