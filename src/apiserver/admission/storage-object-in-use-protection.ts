// Volumes and claims cannot go while they are used. Follows plugin/pkg/admission/storage/storageobjectinuseprotection, v1.36.
import type { AdmissionPlugin } from '../admission'

const FINALIZERS: Readonly<Record<string, string>> = {
  PersistentVolume: 'kubernetes.io/pv-protection',
  PersistentVolumeClaim: 'kubernetes.io/pvc-protection',
}

export const storageObjectInUseProtection: AdmissionPlugin = {
  name: 'StorageObjectInUseProtection',
  admit({ operation, definition, subresource, object }) {
    const finalizer = definition.group === '' ? FINALIZERS[definition.kind] : undefined
    if (finalizer === undefined || operation !== 'CREATE' || subresource !== '') return object
    const finalizers = object.metadata.finalizers ?? []
    if (finalizers.includes(finalizer)) return object
    return { ...object, metadata: { ...object.metadata, finalizers: [...finalizers, finalizer] } }
  },
}
