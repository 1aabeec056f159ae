// Binds claims and volumes. Follows pkg/controller/volume/persistentvolume, v1.36.
import { BIND_COMPLETED, hasAnnotation, waitsForConsumer } from './claims'
import { syncClaim } from './sync-claim'
import { syncVolume } from './sync-volume'
import type { Change, Reader } from '../../apiserver/client'
import { keyOf, type ObjectKey } from '../../objects/kube-object'
import type { PersistentVolume, PersistentVolumeClaim } from '../../objects/kinds'
import type { Controller } from '../runtime/controller'

/** A claim that found nothing looks again this often: a new volume or class does not wake it. */
const RESYNC_MS = 15_000

/** Binding takes longer than scheduling: a Pod that is made with its claim finds the claim unbound at first, and says so. */
const BINDING_MS = 10

const isWaiting = ({ object }: Change, read: Reader): boolean => waitsForConsumer(object as PersistentVolumeClaim, read)

/** The claim itself, and the volume that it names. */
function keysOf({ type, object }: Change): readonly ObjectKey[] {
  const { volumeName } = (object as PersistentVolumeClaim).spec
  return [...(type === 'DELETED' ? [] : [keyOf(object)]), ...(volumeName ? [{ namespace: '', name: volumeName }] : [])]
}

/** Keys with a namespace are claims, the others volumes. */
export const persistentVolumeController = (): Controller => ({
  name: 'persistentvolume-controller',
  resyncMs: RESYNC_MS,
  resyncKeys: (read) => [
    ...read
      .list('PersistentVolumeClaim')
      .filter((claim) => !hasAnnotation(claim, BIND_COMPLETED))
      .map(keyOf),
    ...read
      .list('PersistentVolume')
      .filter(({ status }) => status.phase !== 'Bound')
      .map(keyOf),
  ],
  wakesOn: [
    // What waits for a Pod anyway is told so before the Pod comes.
    { kind: 'PersistentVolumeClaim', keys: (change, read) => (isWaiting(change, read) ? keysOf(change) : []) },
    {
      kind: 'PersistentVolumeClaim',
      delayMs: BINDING_MS,
      keys: (change, read) => (isWaiting(change, read) ? [] : keysOf(change)),
    },
    {
      kind: 'PersistentVolume',
      keys({ type, object }) {
        const { claimRef } = (object as PersistentVolume).spec
        const claim = claimRef ? [{ namespace: claimRef.namespace ?? '', name: claimRef.name ?? '' }] : []
        return type === 'DELETED' ? claim : [keyOf(object), ...claim]
      },
    },
  ],
  reconcile({ namespace, name }, context) {
    const claim = namespace ? context.read.get('PersistentVolumeClaim', namespace, name) : undefined
    if (claim) syncClaim(claim, context)
    const volume = namespace ? undefined : context.read.get('PersistentVolume', '', name)
    if (volume) syncVolume(volume, context)
  },
})
