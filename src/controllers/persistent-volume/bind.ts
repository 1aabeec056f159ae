// Ties a volume and a claim to each other, in four writes. Follows bind of
// pkg/controller/volume/persistentvolume/pv_controller.go, v1.36.
import { BIND_COMPLETED, BOUND_BY_CONTROLLER, hasAnnotation } from './claims'
import { canonicalText } from '../../objects/hash'
import type { PersistentVolume, PersistentVolumeClaim } from '../../objects/kinds'
import type { ReconcileContext } from '../runtime/controller'

type Shell = Pick<ReconcileContext, 'api' | 'nowText'>

export function bind(volume: PersistentVolume, claim: PersistentVolumeClaim, shell: Shell): void {
  const bound = setVolumePhase(bindVolume(volume, claim, shell), 'Bound', shell)
  setClaimStatus(bindClaim(claim, bound, shell), 'Bound', bound, shell)
}

function bindVolume(volume: PersistentVolume, claim: PersistentVolumeClaim, { api }: Shell): PersistentVolume {
  const { claimRef } = volume.spec
  const { namespace, name, uid, resourceVersion } = claim.metadata
  if (claimRef?.uid === uid && claimRef.name === name && claimRef.namespace === namespace) return volume
  const isReserved = claimRef?.name === name && claimRef.namespace === namespace
  const annotations = isReserved
    ? volume.metadata.annotations
    : { ...volume.metadata.annotations, [BOUND_BY_CONTROLLER]: 'yes' }
  const next = { kind: 'PersistentVolumeClaim', namespace, name, uid, apiVersion: 'v1', resourceVersion }
  return api.update<'PersistentVolume'>({
    ...volume,
    metadata: { ...volume.metadata, annotations },
    spec: { ...volume.spec, claimRef: next },
  })
}

/** A volume that the claim names by itself is not marked as chosen by the controller. */
function bindClaim(claim: PersistentVolumeClaim, volume: PersistentVolume, { api }: Shell): PersistentVolumeClaim {
  const isNamed = claim.spec.volumeName === volume.metadata.name
  if (isNamed && hasAnnotation(claim, BIND_COMPLETED)) return claim
  const annotations = {
    ...claim.metadata.annotations,
    [BIND_COMPLETED]: 'yes',
    ...(isNamed ? {} : { [BOUND_BY_CONTROLLER]: 'yes' }),
  }
  return api.update<'PersistentVolumeClaim'>({
    ...claim,
    metadata: { ...claim.metadata, annotations },
    spec: { ...claim.spec, volumeName: volume.metadata.name },
  })
}

/** Gives a volume back: what the controller wrote goes, a reservation by hand stays without its uid. */
export function unbind(volume: PersistentVolume, shell: Shell): void {
  const { claimRef, ...spec } = volume.spec
  const { [BOUND_BY_CONTROLLER]: byController, ...annotations } = volume.metadata.annotations ?? {}
  const kept = byController === undefined && claimRef ? { claimRef: { ...claimRef, uid: undefined } } : {}
  const free = shell.api.update<'PersistentVolume'>({
    ...volume,
    metadata: { ...volume.metadata, annotations },
    spec: { ...spec, ...kept },
  })
  setVolumePhase(free, 'Available', shell)
}

export function setVolumePhase(
  volume: PersistentVolume,
  phase: string,
  { api, nowText }: Shell,
  message?: string,
): PersistentVolume {
  if (volume.status.phase === phase) return volume
  const { message: _, ...status } = volume.status
  return api.updateStatus<'PersistentVolume'>({
    ...volume,
    status: { ...status, phase, lastPhaseTransitionTime: nowText, ...(message ? { message } : {}) },
  })
}

/** A bound claim shows its volume's access modes and capacity. */
export function setClaimStatus(
  claim: PersistentVolumeClaim,
  phase: string,
  volume: PersistentVolume | undefined,
  { api }: Shell,
): PersistentVolumeClaim {
  const { accessModes: _modes, capacity: before, ...status } = claim.status
  // Once bound, the capacity changes only when the volume was really expanded: volume-expand writes it then.
  const capacity = volume && (claim.status.phase === 'Bound' && before ? before : volume.spec.capacity)
  // Afterwards the class of attributes is the resizer's business.
  const attributes = claim.status.phase !== 'Bound' && volume?.spec.volumeAttributesClassName
  const next = {
    ...status,
    phase,
    ...(volume ? { accessModes: volume.spec.accessModes, capacity } : {}),
    ...(attributes ? { currentVolumeAttributesClassName: attributes } : {}),
  }
  return canonicalText(next) === canonicalText(claim.status)
    ? claim
    : api.updateStatus<'PersistentVolumeClaim'>({ ...claim, status: next })
}
