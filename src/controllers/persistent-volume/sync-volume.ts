// Follows syncVolume and reclaimVolume of pkg/controller/volume/persistentvolume/pv_controller.go, v1.36.
import { setVolumePhase, unbind } from './bind'
import { modeOf } from './match'
import { PROVISIONED_BY, hasAnnotation } from './claims'
import type { PersistentVolume, PersistentVolumeClaim } from '../../objects/kinds'
import type { ReconcileContext } from '../runtime/controller'

export function syncVolume(volume: PersistentVolume, context: ReconcileContext): void {
  const { claimRef } = volume.spec
  if (!claimRef?.uid) {
    // Free, or kept for a claim that has not come yet.
    setVolumePhase(volume, 'Available', context)
    return
  }
  const found = context.read.get('PersistentVolumeClaim', claimRef.namespace ?? '', claimRef.name ?? '')
  const claim = found?.metadata.uid === claimRef.uid ? found : undefined
  if (!claim) release(volume, context)
  else if (claim.spec.volumeName === volume.metadata.name) setVolumePhase(volume, 'Bound', context)
  else if (claim.spec.volumeName) boundElsewhere(volume, context)
  else if (modeOf(volume) !== modeOf(claim)) tellOtherMode(volume, claim, context)
  // The claim names no volume yet: its own sync, which every change of the volume brings about, finishes the binding.
}

/** The claim will never find this volume, so both are told. */
function tellOtherMode(volume: PersistentVolume, claim: PersistentVolumeClaim, { record }: ReconcileContext): void {
  const why = 'due to incompatible volumeMode.'
  record.event(
    volume,
    'Warning',
    'VolumeMismatch',
    `Cannot bind PersistentVolume to requested PersistentVolumeClaim "${claim.metadata.name}" ${why}`,
  )
  record.event(
    claim,
    'Warning',
    'VolumeMismatch',
    `Cannot bind PersistentVolume "${volume.metadata.name}" to requested PersistentVolumeClaim ${why}`,
  )
}

const isSettled = ({ status }: PersistentVolume): boolean => status.phase === 'Released' || status.phase === 'Failed'

function release(volume: PersistentVolume, context: ReconcileContext): void {
  reclaim(isSettled(volume) ? volume : setVolumePhase(volume, 'Released', context), context)
}

function boundElsewhere(volume: PersistentVolume, context: ReconcileContext): void {
  const { persistentVolumeReclaimPolicy } = volume.spec
  if (hasAnnotation(volume, PROVISIONED_BY) && persistentVolumeReclaimPolicy === 'Delete') release(volume, context)
  else unbind(volume, context)
}

function reclaim(volume: PersistentVolume, context: ReconcileContext): void {
  if (volume.status.phase === 'Failed') return
  switch (volume.spec.persistentVolumeReclaimPolicy) {
    case 'Recycle':
      recycle(volume, context)
      return
    case 'Delete':
      remove(volume, context)
      return
    default:
  }
}

/** Deprecated, and only for two sorts of volumes. Upstream runs a Pod that empties the folder. */
function recycle(volume: PersistentVolume, context: ReconcileContext): void {
  if (!volume.spec.hostPath && !volume.spec.nfs) {
    fail(volume, 'VolumeFailedRecycle', 'No recycler plugin found for the volume!', context)
    return
  }
  context.record.event(volume, 'Normal', 'VolumeRecycled', 'Volume recycled')
  unbind(volume, context)
}

/** Volumes that a provisioner made are deleted by it; of the others only a folder below /tmp can be. */
function remove(volume: PersistentVolume, context: ReconcileContext): void {
  const { hostPath, nfs, local } = volume.spec
  const { name } = volume.metadata
  if (hasAnnotation(volume, PROVISIONED_BY)) return
  if (!hostPath)
    fail(
      volume,
      'VolumeFailedDelete',
      // The controller knows only sorts of volumes that it could recycle, provision or delete itself.
      `error getting deleter volume plugin for volume "${name}": no ${(nfs ?? local) ? 'deletable ' : ''}volume plugin matched`,
      context,
    )
  else if (!/^\/tmp\/.+/.test(hostPath.path))
    fail(
      volume,
      'VolumeFailedDelete',
      `host_path deleter only supports /tmp/.+ but received provided ${hostPath.path}`,
      context,
    )
  else context.api.delete('PersistentVolume', '', name)
}

function fail(volume: PersistentVolume, reason: string, message: string, context: ReconcileContext): void {
  setVolumePhase(volume, 'Failed', context, message)
  context.record.event(volume, 'Warning', reason, message)
}
