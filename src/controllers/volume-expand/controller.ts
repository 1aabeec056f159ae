// A bound claim that asks for more than its volume has. Follows pkg/controller/volume/expand, and external-resizer, whose part
// is played here as well, v1.36.
import type { PersistentVolumeClaim } from '../../objects/kinds'
import { compareQuantities, parseQuantity } from '../../objects/quantity'
import type { Controller, ReconcileContext } from '../runtime/controller'
import { onChange } from '../runtime/wake-rules'

const isMore = (a: string | undefined, b: string | undefined): boolean =>
  compareQuantities(parseQuantity(a ?? '0'), parseQuantity(b ?? '0')) > 0

export const volumeExpandController = (): Controller => ({
  name: 'volume_expand',
  wakesOn: [onChange('PersistentVolumeClaim')],
  reconcile({ namespace, name }, context) {
    const claim = context.read.get('PersistentVolumeClaim', namespace, name)
    const asked = claim?.spec.resources?.requests?.['storage']
    if (!claim || claim.status.phase !== 'Bound' || !isMore(asked, claim.status.capacity?.['storage'])) return
    expand(claim, asked as string, context)
  },
})

function expand(claim: PersistentVolumeClaim, storage: string, { read, api, record }: ReconcileContext): void {
  const volume = read.get('PersistentVolume', '', claim.spec.volumeName ?? '')
  if (!volume) return
  if (isMore(storage, volume.spec.capacity?.['storage'])) {
    // Without a driver nobody can expand a volume: the claim stays as it is.
    if (!volume.spec.csi) return
    record.event(claim, 'Normal', 'ExternalExpanding', 'waiting for an external controller to expand this PVC')
    record.event(claim, 'Normal', 'Resizing', `External resizer is resizing volume ${volume.metadata.name}`)
    api.update<'PersistentVolume'>({
      ...volume,
      spec: { ...volume.spec, capacity: { ...volume.spec.capacity, storage } },
    })
    record.event(claim, 'Normal', 'VolumeResizeSuccessful', 'Resize volume succeeded')
  } else if (!volume.spec.csi) return
  api.updateStatus<'PersistentVolumeClaim'>({
    ...claim,
    status: { ...claim.status, capacity: { ...claim.status.capacity, storage } },
  })
}
