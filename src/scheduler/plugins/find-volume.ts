// Which persistent volume a claim would get on a node. Follows component-helpers/storage/volume (FindMatchingVolume), v1.36.
import type { V1VolumeNodeAffinity } from '../../objects/generated/kubernetes'
import type { PersistentVolume, PersistentVolumeClaim } from '../../objects/kinds'
import { matches, selectorOf } from '../../objects/selectors'
import { termPicks, type NodeView } from '../node-affinity'
import { unitsOf } from '../requests'

/** A volume without node affinity can be reached from everywhere. */
export function volumeReaches(affinity: V1VolumeNodeAffinity | undefined, node: NodeView): boolean {
  const terms = affinity?.required?.nodeSelectorTerms
  return !terms || terms.some((term) => termPicks(term, node))
}

export const requestedBytes = ({ spec }: PersistentVolumeClaim): number =>
  unitsOf(spec.resources?.requests?.['storage'])
const capacityBytes = ({ spec }: PersistentVolume): number => unitsOf(spec.capacity?.['storage'])

/** The smallest volume that will do; of equal ones the first by name. A volume that already names this claim goes before all. */
export function findVolume(
  claim: PersistentVolumeClaim,
  volumes: readonly PersistentVolume[],
  node: NodeView,
  taken: ReadonlySet<string>,
): PersistentVolume | undefined {
  let smallest: PersistentVolume | undefined
  for (const volume of volumes) {
    if (taken.has(volume.metadata.name) || !suits(volume, claim) || !volumeReaches(volume.spec.nodeAffinity, node))
      continue
    if (volume.spec.claimRef) {
      if (isFor(volume, claim)) return volume
      continue
    }
    const selector = selectorOf(claim.spec.selector)
    if (selector && !matches(selector, volume.metadata.labels)) continue
    if (volume.status.phase !== 'Available') continue
    if ((volume.spec.volumeAttributesClassName ?? '') !== (claim.spec.volumeAttributesClassName ?? '')) continue
    if (!smallest || capacityBytes(volume) < capacityBytes(smallest)) smallest = volume
  }
  return smallest
}

function suits({ spec, metadata, ...volume }: PersistentVolume, claim: PersistentVolumeClaim): boolean {
  return (
    capacityBytes({ spec, metadata, ...volume }) >= requestedBytes(claim) &&
    metadata.deletionTimestamp === undefined &&
    (spec.storageClassName ?? '') === (claim.spec.storageClassName ?? '') &&
    (spec.volumeMode ?? 'Filesystem') === (claim.spec.volumeMode ?? 'Filesystem') &&
    (claim.spec.accessModes ?? []).every((mode) => spec.accessModes?.includes(mode))
  )
}

function isFor({ spec: { claimRef } }: PersistentVolume, { metadata }: PersistentVolumeClaim): boolean {
  return (
    claimRef?.name === metadata.name &&
    claimRef.namespace === metadata.namespace &&
    (!claimRef.uid || claimRef.uid === metadata.uid)
  )
}
