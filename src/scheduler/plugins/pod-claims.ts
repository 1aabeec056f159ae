// The claims of a Pod, sorted by what is to be done about them. Follows plugins/volumebinding (binder.go, GetPodVolumeClaims) and
// component-helpers/storage/volume, v1.36.
import type { Reader } from '../../apiserver/client'
import type { PersistentVolumeClaim, StorageClass } from '../../objects/kinds'
import type { PodInfo } from '../pod-info'

export const BIND_COMPLETED = 'pv.kubernetes.io/bind-completed'
export const BOUND_BY_CONTROLLER = 'pv.kubernetes.io/bound-by-controller'
export const SELECTED_NODE = 'volume.kubernetes.io/selected-node'

export interface SortedClaims {
  readonly bound: readonly PersistentVolumeClaim[]
  /** to be bound when the node is known: WaitForFirstConsumer */
  readonly delayed: readonly PersistentVolumeClaim[]
  /** to be bound by the volume controller before the Pod can be placed */
  readonly immediate: readonly PersistentVolumeClaim[]
}

export const isClaimBound = ({ spec, metadata }: PersistentVolumeClaim): boolean =>
  (spec.volumeName ?? '') !== '' && metadata.annotations?.[BIND_COMPLETED] !== undefined

export const claimNotFound = (name: string): string => `persistentvolumeclaim "${name}" not found`

/** What is wrong with the Pod's claims, in the words of the scheduler; undefined when all are there and well. */
export function claimsProblem({ claims, namespace, name: podName, uid }: PodInfo, read: Reader): string | undefined {
  for (const { name, ephemeral } of claims) {
    const claim = read.get('PersistentVolumeClaim', namespace, name)
    if (!claim)
      return ephemeral
        ? `waiting for ephemeral volume controller to create the persistentvolumeclaim "${name}"`
        : claimNotFound(name)
    if (claim.status.phase === 'Lost')
      return `persistentvolumeclaim "${name}" bound to non-existent persistentvolume "${claim.spec.volumeName ?? ''}"`
    if (claim.metadata.deletionTimestamp) return `persistentvolumeclaim "${name}" is being deleted`
    if (
      ephemeral &&
      !claim.metadata.ownerReferences?.some(({ controller, uid: owner }) => controller && owner === uid)
    ) {
      return `PVC ${namespace}/${name} was not created for pod ${namespace}/${podName} (pod is not owner)`
    }
  }
  return undefined
}

export function claimsOfPod({ claims, namespace }: PodInfo, read: Reader): readonly PersistentVolumeClaim[] {
  return claims.flatMap(({ name }): PersistentVolumeClaim[] => {
    const claim = read.get('PersistentVolumeClaim', namespace, name)
    return claim ? [claim] : []
  })
}

export const classOf = ({ spec }: PersistentVolumeClaim, read: Reader): StorageClass | undefined =>
  spec.storageClassName ? read.get('StorageClass', '', spec.storageClassName) : undefined

export function sortClaims(claims: readonly PersistentVolumeClaim[], read: Reader): SortedClaims {
  const bound: PersistentVolumeClaim[] = []
  const delayed: PersistentVolumeClaim[] = []
  const immediate: PersistentVolumeClaim[] = []
  for (const claim of claims) {
    if (isClaimBound(claim)) bound.push(claim)
    else if (!claim.spec.volumeName && classOf(claim, read)?.volumeBindingMode === 'WaitForFirstConsumer')
      delayed.push(claim)
    else immediate.push(claim)
  }
  return { bound, delayed, immediate }
}
