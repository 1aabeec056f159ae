// Follows pkg/registry/storage/storageclass, pkg/apis/storage/{v1,validation} and printStorageClass, v1.36.
import { dequal } from 'dequal/lite'
import type { StorageClass } from '../../../objects/kinds'
import { forbiddenField, invalid, notSupported, required, type FieldError } from '../../field-errors'
import { immutable } from '../field-checks'
import { filled } from '../filled'
import { kindDefinition } from '../kind'
import { isQualifiedName } from '../metadata'
import { textColumn } from '../workload-columns'
import { ageColumn, nameColumn } from '../name-and-age'
import { isDefaultClass } from './is-default-class'

const RECLAIM_POLICIES = ['Delete', 'Retain']
const BINDING_MODES = ['Immediate', 'WaitForFirstConsumer']
const validate = ({ provisioner, parameters, reclaimPolicy, volumeBindingMode: mode }: StorageClass): FieldError[] => [
  ...(provisioner
    ? isQualifiedName(provisioner.toLowerCase()).map((message) => invalid('provisioner', provisioner, message))
    : [required('provisioner')]),
  ...Object.keys(parameters ?? {}).flatMap((key) =>
    key === '' ? [invalid('parameters.', key, 'field can not be empty.')] : [],
  ),
  ...(reclaimPolicy && !RECLAIM_POLICIES.includes(reclaimPolicy)
    ? [notSupported('reclaimPolicy', reclaimPolicy, RECLAIM_POLICIES)]
    : []),
  ...(mode === undefined
    ? [required('volumeBindingMode')]
    : BINDING_MODES.includes(mode)
      ? []
      : [notSupported('volumeBindingMode', mode, BINDING_MODES)]),
]

const validateUpdate = (next: StorageClass, previous: StorageClass): FieldError[] => [
  ...(['parameters', 'provisioner', 'reclaimPolicy'] as const).flatMap((name) =>
    dequal(next[name], previous[name]) ? [] : [forbiddenField(name, `updates to ${name} are forbidden.`)],
  ),
  ...immutable('volumeBindingMode', next.volumeBindingMode, previous.volumeBindingMode),
]

export const storageClass = kindDefinition<StorageClass>({
  kind: 'StorageClass',
  group: 'storage.k8s.io',
  version: 'v1',
  plural: 'storageclasses',
  singular: 'storageclass',
  shortNames: ['sc'],
  namespaced: false,
  defaults: (object) => filled(object, { reclaimPolicy: 'Delete', volumeBindingMode: 'Immediate' }),
  validate,
  validateUpdate,
  columns: [
    { ...nameColumn, value: (object) => object.metadata.name + (isDefaultClass(object) ? ' (default)' : '') },
    textColumn('Provisioner', ({ provisioner }) => provisioner),
    textColumn('ReclaimPolicy', ({ reclaimPolicy }) => reclaimPolicy ?? 'Delete'),
    textColumn('VolumeBindingMode', ({ volumeBindingMode }) => volumeBindingMode ?? 'Immediate'),
    {
      name: 'AllowVolumeExpansion',
      type: 'boolean',
      value: ({ allowVolumeExpansion }) => allowVolumeExpansion ?? false,
    },
    ageColumn,
  ],
})
