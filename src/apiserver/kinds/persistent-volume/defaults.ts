// Follows SetDefaults_PersistentVolume of pkg/apis/core/v1, v1.36.
import type { PersistentVolume } from '../../../objects/kinds'
import { changed, filled, withoutZeros } from '../filled'
import { canonicalResources } from '../pod-template'

export function defaultVolume(volume: PersistentVolume): PersistentVolume {
  const plain = withoutZeros(volume.spec ?? {}, [
    'accessModes',
    'mountOptions',
    'storageClassName',
    'persistentVolumeReclaimPolicy',
  ])
  const spec = filled(plain, { persistentVolumeReclaimPolicy: 'Retain', volumeMode: 'Filesystem' })
  const { capacity, hostPath } = spec
  return changed(volume, {
    spec: changed(spec, {
      ...(capacity ? { capacity: canonicalResources(capacity) } : {}),
      ...(hostPath ? { hostPath: filled(hostPath, { type: '' }) } : {}),
    }),
    status: filled(volume.status ?? {}, { phase: 'Pending' }),
  })
}
