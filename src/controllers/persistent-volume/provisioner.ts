// Stands for whatever external provisioner a StorageClass names: makes the volume, and deletes it when it is released.
// Follows sig-storage-lib-external-provisioner and external-provisioner as Kubernetes 1.36 is run with them.
import {
  PROVISIONED_BY,
  SELECTED_NODE,
  STORAGE_PROVISIONER,
  classOf,
  driverOf,
  waitsForConsumer,
  hasAnnotation,
} from './claims'
import { isDeleting, keyOf, keyText, type Draft } from '../../objects/kube-object'
import type { PersistentVolume, PersistentVolumeClaim, StorageClass } from '../../objects/kinds'
import { NotModelled } from '../../objects/not-modelled'
import type { Controller, ReconcileContext } from '../runtime/controller'

/** How long the storage takes to make a volume. */
const PROVISIONING_MS = 1000

export function provisionerController(): Controller {
  /** when the volume of a claim will be there */
  const readyAt = new Map<string, number>()
  return {
    name: 'external-provisioner',
    wakesOn: [
      { kind: 'PersistentVolumeClaim', keys: ({ object }) => [keyOf(object)] },
      { kind: 'PersistentVolume', keys: ({ type, object }) => (type === 'DELETED' ? [] : [keyOf(object)]) },
    ],
    reconcile(key, context) {
      if (!key.namespace) return deleteReleased(context.read.get('PersistentVolume', '', key.name), context)
      const claim = context.read.get('PersistentVolumeClaim', key.namespace, key.name)
      const storageClass = claim && provisionable(claim, context)
      if (!claim || !storageClass) {
        readyAt.delete(keyText(key))
        return undefined
      }
      const { namespace, name, uid } = claim.metadata
      const at = readyAt.get(keyText(key))
      if (at === undefined) {
        readyAt.set(keyText(key), context.now + PROVISIONING_MS)
        context.record.event(
          claim,
          'Normal',
          'Provisioning',
          `External provisioner is provisioning volume for claim "${namespace}/${name}"`,
        )
        return { afterMs: PROVISIONING_MS }
      }
      if (at > context.now) return { afterMs: at - context.now }
      readyAt.delete(keyText(key))
      context.api.create('PersistentVolume', volumeFor(claim, storageClass))
      context.record.event(claim, 'Normal', 'ProvisioningSucceeded', `Successfully provisioned volume pvc-${uid}`)
      return undefined
    },
  }
}

/** The claim's class, when it is this provisioner's turn: the binder has named it, and for claims that wait a node is chosen. */
function provisionable(claim: PersistentVolumeClaim, { read }: ReconcileContext): StorageClass | undefined {
  if (isDeleting(claim) || claim.spec.volumeName || !hasAnnotation(claim, STORAGE_PROVISIONER)) return undefined
  if (waitsForConsumer(claim, read) && !hasAnnotation(claim, SELECTED_NODE)) return undefined
  if (read.get('PersistentVolume', '', `pvc-${claim.metadata.uid}`)) return undefined
  const storageClass = read.get('StorageClass', '', classOf(claim))
  // A class of the days when Kubernetes knew this storage itself waits for the driver that took its place: none runs here.
  return storageClass && driverOf(storageClass) === storageClass.provisioner ? storageClass : undefined
}

function volumeFor(claim: PersistentVolumeClaim, storageClass: StorageClass): Draft<PersistentVolume> {
  if (claim.spec.dataSource ?? claim.spec.dataSourceRef)
    throw new NotModelled('volumes made from a data source', 'fill the volume by a Pod')
  const { namespace, name: claimName, uid, resourceVersion } = claim.metadata
  const { volumeAttributesClassName } = claim.spec
  const name = `pvc-${uid}`
  return {
    apiVersion: 'v1',
    kind: 'PersistentVolume',
    metadata: { name, annotations: { [PROVISIONED_BY]: storageClass.provisioner } },
    spec: {
      capacity: { storage: claim.spec.resources?.requests?.['storage'] ?? '0' },
      accessModes: claim.spec.accessModes ?? [],
      claimRef: { apiVersion: 'v1', kind: 'PersistentVolumeClaim', namespace, name: claimName, uid, resourceVersion },
      persistentVolumeReclaimPolicy: storageClass.reclaimPolicy ?? 'Delete',
      storageClassName: storageClass.metadata.name,
      volumeMode: claim.spec.volumeMode ?? 'Filesystem',
      ...(storageClass.mountOptions ? { mountOptions: storageClass.mountOptions } : {}),
      ...(volumeAttributesClassName ? { volumeAttributesClassName } : {}),
      ...sourceOf(storageClass.provisioner, name),
    },
  }
}

/** A name with a slash is not that of a CSI driver: such provisioners are of the time before, and made flexible volumes. */
const sourceOf = (driver: string, volumeHandle: string): Partial<PersistentVolume['spec']> =>
  driver.includes('/') ? { flexVolume: { driver } } : { csi: { driver, volumeHandle } }

function deleteReleased(volume: PersistentVolume | undefined, { api }: ReconcileContext): undefined {
  if (!volume || isDeleting(volume) || volume.status.phase !== 'Released') return
  if (volume.spec.persistentVolumeReclaimPolicy !== 'Delete' || !hasAnnotation(volume, PROVISIONED_BY)) return
  api.delete('PersistentVolume', '', volume.metadata.name)
}
