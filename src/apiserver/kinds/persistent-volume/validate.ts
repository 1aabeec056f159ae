// Follows ValidatePersistentVolume and ValidatePersistentVolumeUpdate of pkg/apis/core/validation, v1.36.
import { dequal } from 'dequal/lite'
import type { V1LocalVolumeSource, V1PersistentVolumeSpec } from '../../../objects/generated/kubernetes'
import type { PersistentVolume } from '../../../objects/kinds'
import { isDns1123Subdomain } from '../../../objects/names'
import { parseQuantity, quantityValue } from '../../../objects/quantity'
import { forbiddenField, invalid, notSupported, required, tooLong, type FieldError } from '../../field-errors'
import { eachEntry, IMMUTABLE, immutable, invalidFor, NOT_POSITIVE, oneOf, requiredText } from '../field-checks'
import { internalDiff, internalValue, labelsValue } from '../internal-diff'
import { validateAccessModes, VOLUME_MODES } from '../persistent-volume-claim/validate-claim-spec'
import { validateNodeSelector } from '../pod-template'
import { validateNoBacksteps } from '../pod-template/validate-paths'
import { validateHostPath, validateNfs } from '../pod-template/validate-volumes'

const RECLAIM_POLICIES = ['Delete', 'Recycle', 'Retain']

export function validateVolume({ spec }: PersistentVolume): FieldError[] {
  const { accessModes = [], storageClassName, volumeMode, nodeAffinity } = spec
  return [
    ...(accessModes.length === 0 ? [required('spec.accessModes')] : []),
    ...validateAccessModes(accessModes, 'spec.accessModes'),
    ...validateCapacity(spec),
    ...oneOf('spec.persistentVolumeReclaimPolicy', spec.persistentVolumeReclaimPolicy, RECLAIM_POLICIES),
    ...(nodeAffinity ? validateVolumeNodeAffinity(nodeAffinity) : []),
    ...validateSource(spec),
    ...(storageClassName
      ? invalidFor('spec.storageClassName', storageClassName, isDns1123Subdomain(storageClassName))
      : []),
    ...oneOf('spec.volumeMode', volumeMode, VOLUME_MODES),
    ...validateAttributesClass(spec),
  ]
}

function validateCapacity(spec: V1PersistentVolumeSpec): FieldError[] {
  const { capacity = {} } = spec
  const at = 'spec.capacity'
  const names = Object.keys(capacity)
  return [
    ...(names.length === 0 ? [required(at)] : []),
    ...(names.length === 1 && capacity['storage'] !== undefined
      ? []
      : [notSupported(at, labelsValue(spec.capacity), ['storage'])]),
    ...eachEntry(capacity, (name, text) => {
      const quantity = parseQuantity(text)
      return [
        ...(quantity.nano < 0n
          ? [invalid(`${at}[${name}]`, quantityValue(quantity), 'must be a valid resource quantity')]
          : []),
        ...(quantity.nano <= 0n ? [invalid(`${at}[${name}]`, text, NOT_POSITIVE)] : []),
      ]
    }),
  ]
}

const validateVolumeNodeAffinity = ({
  required: needed,
}: NonNullable<V1PersistentVolumeSpec['nodeAffinity']>): FieldError[] =>
  needed
    ? validateNodeSelector(needed, 'spec.nodeAffinity.required')
    : [required('spec.nodeAffinity.required', 'must specify required node constraints')]

type SourceName = keyof V1PersistentVolumeSpec

/** In upstream's order, which decides which of two counts as the one too many. */
const SOURCES: readonly SourceName[] = [
  'hostPath',
  'gcePersistentDisk',
  'awsElasticBlockStore',
  'glusterfs',
  'flocker',
  'nfs',
  'rbd',
  'quobyte',
  'cephfs',
  'iscsi',
  'cinder',
  'fc',
  'flexVolume',
  'azureFile',
  'vsphereVolume',
  'photonPersistentDisk',
  'portworxVolume',
  'azureDisk',
  'scaleIO',
  'local',
  'storageos',
  'csi',
]

function validateSource(spec: V1PersistentVolumeSpec): FieldError[] {
  const [first, ...more] = SOURCES.filter((name) => spec[name] !== undefined)
  if (first === undefined) return [required('spec', 'must specify a volume type')]
  const recycled =
    spec.hostPath && /^\/+\.?$/.test(spec.hostPath.path) && spec.persistentVolumeReclaimPolicy === 'Recycle'
  return [
    ...validateFirstSource(spec, first),
    ...more.map((name) =>
      forbiddenField(`spec.${name === 'cephfs' ? 'cephFS' : name}`, 'may not specify more than 1 volume type'),
    ),
    ...(recycled
      ? [forbiddenField('spec.persistentVolumeReclaimPolicy', "may not be 'recycle' for a hostPath mount of '/'")]
      : []),
  ]
}

function validateFirstSource(
  { hostPath, nfs, local, csi, nodeAffinity }: V1PersistentVolumeSpec,
  name: SourceName,
): FieldError[] {
  if (name === 'hostPath' && hostPath) return validateHostPath(hostPath, 'spec.hostPath')
  if (name === 'nfs' && nfs) return validateNfs(nfs, 'spec.nfs')
  if (name === 'csi' && csi)
    return [
      ...validateCsiDriver(csi.driver, 'spec.csi.driver'),
      ...requiredText('spec.csi.volumeHandle', csi.volumeHandle),
    ]
  if (name === 'local' && local)
    return [
      ...validateLocal(local),
      ...(nodeAffinity ? [] : [required('spec.nodeAffinity', 'Local volume requires node affinity')]),
    ]
  return []
}

const DRIVER_BYTES_MAX = 63

/** Capitals are let pass in the name of a driver. */
export const validateCsiDriver = (driver: string, field: string): FieldError[] => [
  ...requiredText(field, driver),
  ...(driver.length > DRIVER_BYTES_MAX ? [tooLong(field, DRIVER_BYTES_MAX)] : []),
  ...invalidFor(field, driver, isDns1123Subdomain(driver.toLowerCase())),
]

function validateLocal({ path }: V1LocalVolumeSource): FieldError[] {
  return path ? validateNoBacksteps(path, 'spec.local.path') : [required('spec.local.path')]
}

function validateAttributesClass({ volumeAttributesClassName: name, csi }: V1PersistentVolumeSpec): FieldError[] {
  const at = 'spec.volumeAttributesClassName'
  if (name === undefined) return []
  return [
    ...(name === '' ? [required(at, 'an empty string is disallowed')] : invalidFor(at, name, isDns1123Subdomain(name))),
    ...(csi ? [] : [required('spec.csi', 'has to be specified when using volumeAttributesClassName')]),
  ]
}

const shownAffinity = ({ nodeAffinity }: V1PersistentVolumeSpec): unknown =>
  nodeAffinity && internalValue('VolumeNodeAffinity', nodeAffinity)

export function validateVolumeUpdate(next: PersistentVolume, previous: PersistentVolume): FieldError[] {
  const [before, after] = [previous.spec, next.spec]
  const same = SOURCES.every((name) => dequal(before[name], after[name]))
  const words = 'spec.persistentvolumesource is immutable after creation'
  return [
    ...(same
      ? []
      : [
          forbiddenField(
            'spec.persistentvolumesource',
            `${words}\n${internalDiff('PersistentVolumeSource', before, after)}`,
          ),
        ]),
    ...immutable('volumeMode', after.volumeMode, before.volumeMode),
    ...(before.nodeAffinity && !dequal(before.nodeAffinity, after.nodeAffinity)
      ? [invalid('nodeAffinity', shownAffinity(after), `${IMMUTABLE}, except for updating from beta label to GA`)]
      : []),
    ...(before.volumeAttributesClassName !== undefined && after.volumeAttributesClassName === undefined
      ? [forbiddenField('spec.volumeAttributesClassName', 'update from non-nil value to nil is forbidden')]
      : []),
  ]
}
