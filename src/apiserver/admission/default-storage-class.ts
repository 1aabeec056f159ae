// A claim that names no class gets the default one. Follows plugin/pkg/admission/storage/storageclass/setdefault, v1.36.
import type { PersistentVolumeClaim, StorageClass } from '../../objects/kinds'
import type { AdmissionPlugin } from '../admission'
import type { Reader } from '../client'
import { isDefaultClass } from '../kinds/storage-class/is-default-class'

const CLASS_ANNOTATION = 'volume.beta.kubernetes.io/storage-class'

/** Of several default classes the newest, then the first by name. */
function defaultClass(read: Reader): StorageClass | undefined {
  let found: StorageClass | undefined
  for (const each of read.list('StorageClass'))
    if (isDefaultClass(each) && (!found || each.metadata.creationTimestamp > found.metadata.creationTimestamp))
      found = each
  return found
}

export const defaultStorageClass: AdmissionPlugin = {
  name: 'DefaultStorageClass',
  admit({ operation, definition, subresource, object, read }) {
    if (operation !== 'CREATE' || definition.kind !== 'PersistentVolumeClaim' || subresource !== '') return object
    const claim = object as PersistentVolumeClaim
    if (claim.spec.storageClassName !== undefined || claim.metadata.annotations?.[CLASS_ANNOTATION] !== undefined)
      return claim
    const found = defaultClass(read)
    return found
      ? ({ ...claim, spec: { ...claim.spec, storageClassName: found.metadata.name } } as PersistentVolumeClaim)
      : claim
  },
}
