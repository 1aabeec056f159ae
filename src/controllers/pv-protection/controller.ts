// Follows pkg/controller/volume/pvprotection, v1.36.
import { isDeleting } from '../../objects/kube-object'
import type { Controller } from '../runtime/controller'
import { onChange } from '../runtime/wake-rules'

export const PV_PROTECTION = 'kubernetes.io/pv-protection'

/** A volume that is deleted while it is bound stays until its claim is gone. */
export const pvProtectionController = (): Controller => ({
  name: 'pv-protection-controller',
  wakesOn: [onChange('PersistentVolume')],
  reconcile({ name }, { read, api }) {
    const volume = read.get('PersistentVolume', '', name)
    if (!volume) return
    const { finalizers = [] } = volume.metadata
    const isProtected = finalizers.includes(PV_PROTECTION)
    const write = (next: string[]) =>
      api.update<'PersistentVolume'>({ ...volume, metadata: { ...volume.metadata, finalizers: next } })
    if (!isDeleting(volume) && !isProtected) write([...finalizers, PV_PROTECTION])
    if (isDeleting(volume) && isProtected && volume.status.phase !== 'Bound')
      write(finalizers.filter((each) => each !== PV_PROTECTION))
  },
})
