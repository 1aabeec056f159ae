// Whether a driver has room for a new volume where a node is. Follows plugins/volumebinding/binder.go (hasEnoughCapacity), v1.36.
import type { Reader } from '../../apiserver/client'
import type { CSIDriver, CSIStorageCapacity, PersistentVolumeClaim, StorageClass } from '../../objects/kinds'
import { matches, selectorOf } from '../../objects/selectors'
import type { VolumeEvent } from '../cluster-event'
import type { NodeView } from '../node-affinity'
import type { PodInfo } from '../pod-info'
import { unitsOf } from '../requests'
import { requestedBytes } from './find-volume'

/** Only drivers that say so are asked; one that publishes nothing for the node's part of the cluster has nothing there. */
export function hasRoom(
  claim: PersistentVolumeClaim,
  { metadata, provisioner }: StorageClass,
  node: NodeView,
  read: Reader,
): boolean {
  if (claim.spec.resources?.requests?.['storage'] === undefined) return true
  if (!asksForCapacity(read.get('CSIDriver', '', provisioner))) return true
  const bytes = requestedBytes(claim)
  return read
    .list('CSIStorageCapacity')
    .some(
      (capacity) =>
        capacity.storageClassName === metadata.name &&
        (limitOf(capacity) ?? -1) >= bytes &&
        capacity.nodeTopology !== undefined &&
        matches(selectorOf(capacity.nodeTopology), node.labels),
    )
}

const asksForCapacity = (driver: CSIDriver | undefined): boolean => driver?.spec.storageCapacity === true

/** The largest volume that could be made, else all that is left. */
function limitOf({ maximumVolumeSize, capacity }: CSIStorageCapacity): number | undefined {
  const text = maximumVolumeSize ?? capacity
  return text === undefined ? undefined : unitsOf(text)
}

/** More room than before, or room where nothing was said of it. */
export function capacityHelps({
  on,
  object,
  previous,
}: Pick<VolumeEvent<'CSIStorageCapacity'>, 'on' | 'object' | 'previous'>): boolean {
  if (on === 'VolumeDelete') return false
  if (!previous) return true
  const [now, before] = [limitOf(object), limitOf(previous)]
  return now !== undefined && (before === undefined || now > before)
}

/** The driver of a volume that the Pod states in line is not asked any more. */
export const driverHelps = (
  { on, object, previous }: Pick<VolumeEvent<'CSIDriver'>, 'on' | 'object' | 'previous'>,
  { pod }: PodInfo,
): boolean =>
  on === 'VolumeUpdate' &&
  asksForCapacity(previous) &&
  !asksForCapacity(object) &&
  (pod.spec.volumes ?? []).some(({ csi }) => csi?.driver === object.metadata.name)
