// Words on claims, volumes and classes. Follows component-helpers/storage/volume, v1.36.
import type { PersistentVolume, PersistentVolumeClaim, StorageClass } from '../../objects/kinds'
import type { Reader } from '../../apiserver/client'

export const BIND_COMPLETED = 'pv.kubernetes.io/bind-completed'
export const BOUND_BY_CONTROLLER = 'pv.kubernetes.io/bound-by-controller'
export const PROVISIONED_BY = 'pv.kubernetes.io/provisioned-by'
export const SELECTED_NODE = 'volume.kubernetes.io/selected-node'
export const STORAGE_PROVISIONER = 'volume.kubernetes.io/storage-provisioner'
export const BETA_STORAGE_PROVISIONER = 'volume.beta.kubernetes.io/storage-provisioner'
const BETA_STORAGE_CLASS = 'volume.beta.kubernetes.io/storage-class'
const IS_DEFAULT_CLASS = [
  'storageclass.kubernetes.io/is-default-class',
  'storageclass.beta.kubernetes.io/is-default-class',
]

/** What Kubernetes knew itself once, and the drivers that do it now. Follows k8s.io/csi-translation-lib. */
const MIGRATED: Record<string, string> = {
  'kubernetes.io/aws-ebs': 'ebs.csi.aws.com',
  'kubernetes.io/azure-disk': 'disk.csi.azure.com',
  'kubernetes.io/azure-file': 'file.csi.azure.com',
  'kubernetes.io/cinder': 'cinder.csi.openstack.org',
  'kubernetes.io/gce-pd': 'pd.csi.storage.gke.io',
  'kubernetes.io/portworx-volume': 'pxd.portworx.com',
  'kubernetes.io/vsphere-volume': 'csi.vsphere.vmware.com',
}

/** Who makes the volumes of a class. */
export const driverOf = ({ provisioner }: StorageClass): string => MIGRATED[provisioner] ?? provisioner

export const hasAnnotation = (object: PersistentVolume | PersistentVolumeClaim, key: string): boolean =>
  object.metadata.annotations?.[key] !== undefined

/** '' asks for no class. */
export const classOf = (object: PersistentVolume | PersistentVolumeClaim): string =>
  object.metadata.annotations?.[BETA_STORAGE_CLASS] ?? object.spec.storageClassName ?? ''

/** The claim waits with its binding until a Pod that uses it is scheduled. */
export const waitsForConsumer = (claim: PersistentVolumeClaim, read: Reader): boolean =>
  read.get('StorageClass', '', classOf(claim))?.volumeBindingMode === 'WaitForFirstConsumer'

/** The newest of the classes that are marked as default. */
export function defaultClass(classes: readonly StorageClass[]): StorageClass | undefined {
  const marked = classes.filter(({ metadata }) =>
    IS_DEFAULT_CLASS.some((key) => metadata.annotations?.[key] === 'true'),
  )
  const newestFirst = (a: StorageClass, b: StorageClass) =>
    a.metadata.creationTimestamp === b.metadata.creationTimestamp
      ? a.metadata.name.localeCompare(b.metadata.name)
      : a.metadata.creationTimestamp < b.metadata.creationTimestamp
        ? 1
        : -1
  return [...marked].sort(newestFirst)[0]
}

/** The volume names this very claim; a claim of the same name that was made anew does not count. */
export function isBoundTo(volume: PersistentVolume, claim: PersistentVolumeClaim): boolean {
  const { claimRef } = volume.spec
  if (!claimRef || claimRef.name !== claim.metadata.name || claimRef.namespace !== claim.metadata.namespace)
    return false
  return !claimRef.uid || claimRef.uid === claim.metadata.uid
}
