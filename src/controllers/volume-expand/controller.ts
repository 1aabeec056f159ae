// A bound claim that asks for more than its volume has. Follows pkg/controller/volume/expand, and external-resizer, whose part
// is played here as well, v1.36.
import type { PersistentVolumeClaim } from '../../objects/kinds'
import { compareQuantities, parseQuantity } from '../../objects/quantity'
import type { Controller, ReconcileContext } from '../runtime/controller'
import { keyOf } from '../../objects/kube-object'

const isMore = (a: string | undefined, b: string | undefined): boolean =>
  compareQuantities(parseQuantity(a ?? '0'), parseQuantity(b ?? '0')) > 0

type Claim = PersistentVolumeClaim

const askedBy = ({ spec }: Claim): string | undefined => spec.resources?.requests?.['storage']
const hasGrown = (claim: Claim, before: Claim): boolean =>
  isMore(askedBy(claim), askedBy(before)) ||
  isMore(claim.status.capacity?.['storage'], before.status.capacity?.['storage'])

export const volumeExpandController = (): Controller => ({
  name: 'volume_expand',
  wakesOn: [
    {
      kind: 'PersistentVolumeClaim',
      keys: ({ type, object, previous }) =>
        type === 'ADDED' || (type === 'MODIFIED' && hasGrown(object as Claim, previous as Claim))
          ? [keyOf(object)]
          : [],
    },
  ],
  reconcile({ namespace, name }, context) {
    const claim = context.read.get('PersistentVolumeClaim', namespace, name)
    const asked = claim && askedBy(claim)
    if (!claim || claim.status.phase !== 'Bound' || !isMore(asked, claim.status.capacity?.['storage'])) return
    expand(claim, asked as string, context)
  },
})

function expand(claim: PersistentVolumeClaim, storage: string, { read, api, record }: ReconcileContext): void {
  const volume = read.get('PersistentVolume', '', claim.spec.volumeName ?? '')
  if (!volume) return
  record.event(claim, 'Normal', 'ExternalExpanding', 'waiting for an external controller to expand this PVC')
  // Without a driver nobody can expand a volume: the claim stays as it is.
  if (!volume.spec.csi) return
  if (isMore(storage, volume.spec.capacity?.['storage'])) {
    record.event(claim, 'Normal', 'Resizing', `External resizer is resizing volume ${volume.metadata.name}`)
    api.update<'PersistentVolume'>({
      ...volume,
      spec: { ...volume.spec, capacity: { ...volume.spec.capacity, storage } },
    })
    record.event(claim, 'Normal', 'VolumeResizeSuccessful', 'Resize volume succeeded')
  }
  api.updateStatus<'PersistentVolumeClaim'>({
    ...claim,
    status: { ...claim.status, capacity: { ...claim.status.capacity, storage } },
  })
}
