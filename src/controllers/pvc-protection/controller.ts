// Follows pkg/controller/volume/pvcprotection, v1.36.
import { isDeleting, type ObjectKey } from '../../objects/kube-object'
import type { PersistentVolumeClaim, Pod } from '../../objects/kinds'
import { isPodScheduled, isPodTerminal } from '../../objects/pods'
import { isOwnedBy } from '../../objects/owners'
import type { Controller } from '../runtime/controller'
import { onChange } from '../runtime/wake-rules'

export const PVC_PROTECTION = 'kubernetes.io/pvc-protection'

/** The claims that a Pod's volumes name; those of its ephemeral volumes bear its name. */
export const claimsOf = ({ metadata, spec }: Pod): readonly ObjectKey[] =>
  (spec.volumes ?? []).flatMap(({ name, persistentVolumeClaim, ephemeral }) => {
    const claim = persistentVolumeClaim?.claimName ?? (ephemeral ? `${metadata.name}-${name}` : undefined)
    return claim ? [{ namespace: metadata.namespace ?? '', name: claim }] : []
  })

/** The kubelet is done with it, or it was deleted by force: only finalizers keep it. */
const isShutDown = ({ metadata }: Pod): boolean =>
  metadata.deletionTimestamp !== undefined && metadata.deletionGracePeriodSeconds === 0

/** Only a Pod that is on a node uses a claim. One that is shut down still uses its claims, but not its ephemeral ones. */
export function usesClaim(pod: Pod, { metadata: { name, ownerReferences } }: PersistentVolumeClaim): boolean {
  if (!isPodScheduled(pod)) return false
  return (pod.spec.volumes ?? []).some(({ name: volume, persistentVolumeClaim, ephemeral }) => {
    if (persistentVolumeClaim) return persistentVolumeClaim.claimName === name
    return (
      ephemeral &&
      !isShutDown(pod) &&
      `${pod.metadata.name}-${volume}` === name &&
      isOwnedBy({ metadata: { ownerReferences } }, pod.metadata.uid)
    )
  })
}

/** A claim that is deleted while a Pod uses it stays until no Pod does. */
export const pvcProtectionController = (): Controller => ({
  name: 'pvc-protection-controller',
  wakesOn: [
    onChange('PersistentVolumeClaim'),
    {
      kind: 'Pod',
      keys: ({ type, object }) =>
        type === 'DELETED' || isPodTerminal(object as Pod) || isShutDown(object as Pod) ? claimsOf(object as Pod) : [],
    },
  ],
  reconcile({ namespace, name }, { read, api }) {
    const claim = read.get('PersistentVolumeClaim', namespace, name)
    if (!claim) return
    const { finalizers = [] } = claim.metadata
    const isProtected = finalizers.includes(PVC_PROTECTION)
    if (!isDeleting(claim)) {
      if (!isProtected)
        api.update<'PersistentVolumeClaim'>({
          ...claim,
          metadata: { ...claim.metadata, finalizers: [...finalizers, PVC_PROTECTION] },
        })
      return
    }
    if (!isProtected || read.list('Pod', namespace).some((pod) => usesClaim(pod, claim))) return
    const left = finalizers.filter((each) => each !== PVC_PROTECTION)
    api.update<'PersistentVolumeClaim'>({ ...claim, metadata: { ...claim.metadata, finalizers: left } })
  },
})
