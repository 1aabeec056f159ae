// Follows ValidatePersistentVolumeClaim and ValidatePersistentVolumeClaimUpdate of pkg/apis/core/validation, v1.36.
import { dequal } from 'dequal/lite'
import type { V1PersistentVolumeClaimSpec } from '../../../objects/generated/kubernetes'
import type { PersistentVolumeClaim } from '../../../objects/kinds'
import { compareQuantities, parseQuantity } from '../../../objects/quantity'
import { forbiddenField, invalid, type FieldError } from '../../field-errors'
import { IMMUTABLE, immutable } from '../field-checks'
import { changed } from '../filled'
import { internalDiff } from '../internal-diff'
import { validateClaimSpec } from './validate-claim-spec'

export const STORAGE_CLASS_ANNOTATION = 'volume.beta.kubernetes.io/storage-class'

export const validateClaim = ({ spec }: PersistentVolumeClaim): FieldError[] => validateClaimSpec(spec, 'spec')

const IMMUTABLE_SPEC =
  'spec is immutable after creation except resources.requests and volumeAttributesClassName for bound claims'

export function validateClaimUpdate(next: PersistentVolumeClaim, previous: PersistentVolumeClaim): FieldError[] {
  const [before, after] = [comparableOld(next.spec, previous.spec), comparableNew(next, previous)]
  const [newClass, oldClass] = [next.spec.volumeAttributesClassName, previous.spec.volumeAttributesClassName]
  return [
    ...validateClassAnnotation(next, previous),
    ...(dequal(after, before)
      ? []
      : [forbiddenField('spec', `${IMMUTABLE_SPEC}\n${internalDiff('PersistentVolumeClaimSpec', before, after)}`)]),
    ...validateSize(next, previous),
    ...immutable('volumeMode', next.spec.volumeMode, previous.spec.volumeMode),
    ...(oldClass !== undefined && newClass === undefined
      ? [forbiddenField('spec.volumeAttributesClassName', 'update from non-nil value to nil is forbidden')]
      : []),
    ...(oldClass !== undefined && newClass === ''
      ? [forbiddenField('spec.volumeAttributesClassName', 'update from non-nil value to an empty string is forbidden')]
      : []),
  ]
}

/** The old spec, with the name of the volume when it may still be set: the binder does that once. */
const comparableOld = (
  next: V1PersistentVolumeClaimSpec,
  old: V1PersistentVolumeClaimSpec,
): V1PersistentVolumeClaimSpec => (old.volumeName || !next.volumeName ? old : { ...old, volumeName: next.volumeName })

/** The new spec, with the old values of what may change. */
function comparableNew(next: PersistentVolumeClaim, previous: PersistentVolumeClaim): V1PersistentVolumeClaimSpec {
  const [spec, old] = [next.spec, previous.spec]
  const annotated = previous.metadata.annotations?.[STORAGE_CLASS_ANNOTATION]
  const classIsNew = old.storageClassName === undefined && spec.storageClassName !== undefined
  const mayTakeClass = classIsNew && (annotated === undefined || annotated === spec.storageClassName)
  const bound = next.status.phase === 'Bound'
  const size = old.resources?.requests?.['storage']
  return changed(spec, {
    ...(mayTakeClass ? { storageClassName: undefined } : {}),
    ...(bound && spec.resources?.requests && size !== undefined
      ? { resources: { ...spec.resources, requests: { ...spec.resources.requests, storage: size } } }
      : {}),
    volumeAttributesClassName: old.volumeAttributesClassName,
  })
}

function validateClassAnnotation(next: PersistentVolumeClaim, previous: PersistentVolumeClaim): FieldError[] {
  const [after = '', before = ''] = [
    next.metadata.annotations?.[STORAGE_CLASS_ANNOTATION],
    previous.metadata.annotations?.[STORAGE_CLASS_ANNOTATION],
  ]
  const movedToField =
    previous.spec.storageClassName === undefined && before !== '' && next.spec.storageClassName === before
  if (after === before || (movedToField && after === '')) return []
  return [invalid(`metadata.annotations.${STORAGE_CLASS_ANNOTATION}`, after, IMMUTABLE)]
}

/** A request may become smaller again while the volume has not grown. */
function validateSize(next: PersistentVolumeClaim, previous: PersistentVolumeClaim): FieldError[] {
  const size = (text: string | undefined) => parseQuantity(text ?? '0')
  const wanted = size(next.spec.resources?.requests?.['storage'])
  if (compareQuantities(wanted, size(previous.spec.resources?.requests?.['storage'])) >= 0) return []
  if (compareQuantities(wanted, size(previous.status.capacity?.['storage'])) > 0) return []
  return [forbiddenField('spec.resources.requests.storage', 'field can not be less than status.capacity')]
}
