// Follows pkg/printers/internalversion/printers.go, v1.36.
import type { PersistentVolume } from '../../../objects/kinds'
import type { Column } from '../kind'
import { ageColumn, nameColumn } from '../name-and-age'
import { accessModesText } from './access-modes'

const CLASS_ANNOTATION = 'volume.beta.kubernetes.io/storage-class'

export const volumeColumns: readonly Column<PersistentVolume>[] = [
  nameColumn,
  { name: 'Capacity', type: 'string', value: ({ spec }) => spec.capacity?.['storage'] ?? '0' },
  { name: 'Access Modes', type: 'string', value: ({ spec }) => accessModesText(spec.accessModes) },
  { name: 'Reclaim Policy', type: 'string', value: ({ spec }) => spec.persistentVolumeReclaimPolicy ?? '' },
  {
    name: 'Status',
    type: 'string',
    value: ({ metadata, status }) => (metadata.deletionTimestamp ? 'Terminating' : (status.phase ?? '')),
  },
  {
    name: 'Claim',
    type: 'string',
    value: ({ spec: { claimRef } }) => (claimRef ? `${claimRef.namespace ?? ''}/${claimRef.name ?? ''}` : ''),
  },
  {
    name: 'StorageClass',
    type: 'string',
    description: 'StorageClass of the pv',
    value: ({ metadata, spec }) => metadata.annotations?.[CLASS_ANNOTATION] ?? spec.storageClassName ?? '',
  },
  { name: 'VolumeAttributesClass', type: 'string', value: ({ spec }) => spec.volumeAttributesClassName ?? '<unset>' },
  { name: 'Reason', type: 'string', value: ({ status }) => status.reason ?? '' },
  ageColumn,
  { name: 'VolumeMode', type: 'string', priority: 1, value: ({ spec }) => spec.volumeMode ?? '<unset>' },
]
