// Which volume fits a claim. Follows pkg/controller/volume/persistentvolume/index.go and
// component-helpers/storage/volume FindMatchingVolume, v1.36.
import { classOf, isBoundTo } from './claims'
import { isDeleting } from '../../objects/kube-object'
import type { PersistentVolume, PersistentVolumeClaim } from '../../objects/kinds'
import { compareQuantities, parseQuantity } from '../../objects/quantity'
import { matches, selectorOf } from '../../objects/selectors'

export const modeOf = ({ spec }: PersistentVolume | PersistentVolumeClaim): string => spec.volumeMode ?? 'Filesystem'
const attributesOf = ({ spec }: PersistentVolume | PersistentVolumeClaim): string =>
  spec.volumeAttributesClassName ?? ''
const capacityOf = ({ spec }: PersistentVolume) => parseQuantity(spec.capacity?.['storage'] ?? '0')
const requestOf = ({ spec }: PersistentVolumeClaim) => parseQuantity(spec.resources?.requests?.['storage'] ?? '0')

const offersModes = (volume: PersistentVolume, claim: PersistentVolumeClaim): boolean =>
  (claim.spec.accessModes ?? []).every((mode) => (volume.spec.accessModes ?? []).includes(mode))
const isLargeEnough = (volume: PersistentVolume, claim: PersistentVolumeClaim): boolean =>
  compareQuantities(capacityOf(volume), requestOf(claim)) >= 0

/** Why a volume that a claim asks for by name cannot be bound; undefined when it can. */
export function mismatch(volume: PersistentVolume, claim: PersistentVolumeClaim): string | undefined {
  if (isDeleting(volume)) return `the volume is marked for deletion "${volume.metadata.name}"`
  if (!isLargeEnough(volume, claim)) return 'requested PV is too small'
  if (classOf(volume) !== classOf(claim)) return 'storageClassName does not match'
  if (attributesOf(volume) !== attributesOf(claim)) return 'volumeAttributesClassName does not match'
  if (modeOf(volume) !== modeOf(claim)) return 'incompatible volumeMode'
  if (!offersModes(volume, claim)) return 'incompatible accessMode'
  return undefined
}

/**
 * The volume that was made for the claim, else the smallest that is large enough among those with the fewest access modes.
 * Ties go by name; upstream leaves them open.
 * @param isDelayed the scheduler chooses: only a volume made for the claim is found
 */
export function bestMatch(
  claim: PersistentVolumeClaim,
  volumes: readonly PersistentVolume[],
  isDelayed: boolean,
): PersistentVolume | undefined {
  const fitting = volumes.filter(
    (volume) =>
      offersModes(volume, claim) &&
      modeOf(volume) === modeOf(claim) &&
      isLargeEnough(volume, claim) &&
      !isDeleting(volume),
  )
  const reserved = fitting.find((volume) => isBoundTo(volume, claim))
  if (reserved || isDelayed) return reserved
  const selector = selectorOf(claim.spec.selector) ?? []
  const free = fitting.filter(
    (volume) =>
      !volume.spec.claimRef &&
      volume.status.phase === 'Available' &&
      matches(selector, volume.metadata.labels) &&
      classOf(volume) === classOf(claim) &&
      attributesOf(volume) === attributesOf(claim),
  )
  return [...free].sort(byFit)[0]
}

const byFit = (a: PersistentVolume, b: PersistentVolume): number =>
  (a.spec.accessModes ?? []).length - (b.spec.accessModes ?? []).length ||
  compareQuantities(capacityOf(a), capacityOf(b)) ||
  (a.metadata.name < b.metadata.name ? -1 : 1)
