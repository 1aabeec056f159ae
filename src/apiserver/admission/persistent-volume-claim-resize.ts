// Claims grow only where their class allows it. Follows plugin/pkg/admission/storage/persistentvolume/resize, v1.36.
import type { PersistentVolumeClaim } from '../../objects/kinds'
import { compareQuantities, parseQuantity } from '../../objects/quantity'
import type { AdmissionPlugin, AdmissionRequest } from '../admission'
import { forbid } from './forbid'

const REFUSAL =
  'only dynamically provisioned pvc can be resized and the storageclass that provisions the pvc must support resize'

const size = ({ spec }: PersistentVolumeClaim) => parseQuantity(spec.resources?.requests?.['storage'] ?? '0')

function isExpandable(claim: PersistentVolumeClaim, { read }: AdmissionRequest): boolean {
  const { storageClassName } = claim.spec
  return storageClassName ? (read.get('StorageClass', '', storageClassName)?.allowVolumeExpansion ?? false) : false
}

export const persistentVolumeClaimResize: AdmissionPlugin = {
  name: 'PersistentVolumeClaimResize',
  validate(request) {
    const { operation, definition, subresource } = request
    if (operation !== 'UPDATE' || definition.kind !== 'PersistentVolumeClaim' || subresource !== '') return
    const [next, previous] = [request.object as PersistentVolumeClaim, request.previous as PersistentVolumeClaim]
    if (compareQuantities(size(next), size(previous)) <= 0) return
    if (previous.status.phase === 'Bound' && !isExpandable(previous, request)) throw forbid(request, REFUSAL)
  },
}
