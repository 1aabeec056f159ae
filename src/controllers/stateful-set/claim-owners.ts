// Who owns the claims of a Pod under persistentVolumeClaimRetentionPolicy. Follows pkg/controller/statefulset/stateful_set_utils.go, v1.36.
import type { KubeObject, OwnerReference } from '../../objects/kube-object'
import type { PersistentVolumeClaim, Pod, StatefulSet } from '../../objects/kinds'
import { controllerOf, ownerReferenceFor } from '../../objects/owners'
import { isInRange, ordinalOf } from './identity'

interface Policy {
  readonly whenDeleted: string
  readonly whenScaled: string
}

export const retentionPolicyOf = ({ spec }: StatefulSet): Policy => ({
  whenDeleted: spec.persistentVolumeClaimRetentionPolicy?.whenDeleted ?? 'Retain',
  whenScaled: spec.persistentVolumeClaimRetentionPolicy?.whenScaled ?? 'Retain',
})

const refersTo = ({ apiVersion, kind, name }: OwnerReference, owner: Owner): boolean =>
  apiVersion === owner.apiVersion && kind === owner.kind && name === owner.metadata.name

type Owner = Pick<KubeObject, 'apiVersion' | 'kind'> & { readonly metadata: { readonly name: string } }

/** The owner among set and Pod that the policy asks for: the one whose end shall be the end of the claim. */
export function wantedOwner(set: StatefulSet, pod: Pod): StatefulSet | Pod | undefined {
  const { whenDeleted, whenScaled } = retentionPolicyOf(set)
  if (whenScaled === 'Delete' && !isInRange(set, ordinalOf(pod))) return pod
  return whenDeleted === 'Delete' ? set : undefined
}

/** Another controller has the claim: the policy is ignored then. */
export const hasOtherController = ({ metadata }: PersistentVolumeClaim, set: StatefulSet, pod: Pod): boolean => {
  const controller = controllerOf({ metadata })
  return controller !== undefined && !refersTo(controller, set) && !refersTo(controller, pod)
}

export function claimOwners(claim: PersistentVolumeClaim, set: StatefulSet, pod: Pod): OwnerReference[] {
  const others = (claim.metadata.ownerReferences ?? []).filter(
    (reference) => !refersTo(reference, set) && !refersTo(reference, pod),
  )
  const owner = hasOtherController(claim, set, pod) ? undefined : wantedOwner(set, pod)
  return owner ? [...others, ownerReferenceFor(owner)] : others
}

export function hasWantedOwners(claim: PersistentVolumeClaim, set: StatefulSet, pod: Pod): boolean {
  const ours = (references: readonly OwnerReference[]): string =>
    references
      .filter((reference) => refersTo(reference, set) || refersTo(reference, pod))
      .map(({ uid, controller }) => `${uid} ${controller === true}`)
      .join()
  return ours(claim.metadata.ownerReferences ?? []) === ours(claimOwners(claim, set, pod))
}

/** A claim that goes with a former Pod of this name must be gone before the next Pod can have a new one. */
export const isStale = (claim: PersistentVolumeClaim, podName: string, podUid: string | undefined): boolean =>
  (claim.metadata.ownerReferences ?? []).some(
    (reference) =>
      refersTo(reference, { apiVersion: 'v1', kind: 'Pod', metadata: { name: podName } }) && reference.uid !== podUid,
  )
