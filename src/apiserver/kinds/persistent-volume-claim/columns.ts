// Follows pkg/printers/internalversion/printers.go, v1.36.
import type { PersistentVolumeClaim } from '../../../objects/kinds'
import type { Column } from '../kind'
import { ageColumn, nameColumn } from '../name-and-age'
import { accessModesText } from '../persistent-volume/access-modes'
import { STORAGE_CLASS_ANNOTATION } from './validate'

const isBound = ({ spec }: PersistentVolumeClaim): boolean => Boolean(spec.volumeName)

export const claimColumns: readonly Column<PersistentVolumeClaim>[] = [
  nameColumn,
  {
    name: 'Status',
    type: 'string',
    value: ({ metadata, status }) => (metadata.deletionTimestamp ? 'Terminating' : (status.phase ?? '')),
  },
  { name: 'Volume', type: 'string', value: ({ spec }) => spec.volumeName ?? '' },
  {
    name: 'Capacity',
    type: 'string',
    value: (claim) => (isBound(claim) ? (claim.status.capacity?.['storage'] ?? '0') : ''),
  },
  {
    name: 'Access Modes',
    type: 'string',
    value: (claim) => (isBound(claim) ? accessModesText(claim.status.accessModes) : ''),
  },
  {
    name: 'StorageClass',
    type: 'string',
    description: 'StorageClass of the pvc',
    value: ({ metadata, spec }) => metadata.annotations?.[STORAGE_CLASS_ANNOTATION] ?? spec.storageClassName ?? '',
  },
  { name: 'VolumeAttributesClass', type: 'string', value: ({ spec }) => spec.volumeAttributesClassName ?? '<unset>' },
  ageColumn,
  { name: 'VolumeMode', type: 'string', priority: 1, value: ({ spec }) => spec.volumeMode ?? '<unset>' },
]
