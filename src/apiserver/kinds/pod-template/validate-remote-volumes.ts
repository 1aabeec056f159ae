// Volumes of systems that nobody can reach from here: their fields are judged all the same.
// Follows pkg/apis/core/validation, v1.36.
import type * as k from '../../../objects/generated/kubernetes'
import { isDns1123Label, isDns1123Subdomain } from '../../../objects/names'
import { invalid, required, tooLong, type FieldError } from '../../field-errors'
import { eachEntry, invalidFor, oneOf, requiredText } from '../field-checks'

const secretName = (secret: { name?: string } | undefined, field: string): FieldError[] =>
  secret && !secret.name ? [required(`${field}.secretRef.name`)] : []

/** Zero is taken, for it cannot be told from absence. */
export const validatePartition = (partition: number | undefined, field: string): FieldError[] =>
  partition !== undefined && (partition < 0 || partition > 255)
    ? [invalid(`${field}.partition`, partition, 'must be between 1 and 255, inclusive')]
    : []

const validateLun = (lun: number, field: string): FieldError[] =>
  lun < 0 || lun > 255 ? [invalid(`${field}.lun`, lun, 'must be between 0 and 255, inclusive')] : []

const ISCSI_FORMS = [
  /^iqn(?!\.\d{4}-\d{2}\.[a-zA-Z0-9.-]+(:[^,;*&$|\s]+)$)/,
  /^eui(?!.[a-zA-Z0-9]{16}$)/,
  /^naa(?!.[a-zA-Z0-9]{32}$)/,
]

function validateIscsiName(name: string, field: string): FieldError[] {
  if (!/^(iqn|eui|naa)/.test(name)) return [invalid(field, name, 'must be valid format starting with iqn, eui, or naa')]
  return ISCSI_FORMS.some((wrong) => wrong.test(name)) ? [invalid(field, name, 'must be valid format')] : []
}

export function validateIscsi(source: k.V1ISCSIVolumeSource, field: string): FieldError[] {
  const { targetPortal, iqn, lun, chapAuthDiscovery, chapAuthSession, secretRef, initiatorName } = source
  return [
    ...requiredText(`${field}.targetPortal`, targetPortal),
    ...(iqn ? validateIscsiName(iqn, `${field}.iqn`) : [required(`${field}.iqn`)]),
    ...validateLun(lun, field),
    ...((chapAuthDiscovery || chapAuthSession) && !secretRef ? [required(`${field}.secretRef`)] : []),
    ...(initiatorName === undefined ? [] : validateIscsiName(initiatorName, `${field}.initiatorname`)),
  ]
}

const ISCSI_NAME_MAX = 64
const ISCSI_NAME_TOO_LONG =
  'Total length of <volume name>:<iscsi.targetPortal> must be under 64 characters if iscsi.initiatorName is specified.'

/** The name of the interface is made of both. */
export const validateIscsiVolumeName = (
  name: string,
  { initiatorName, targetPortal }: k.V1ISCSIVolumeSource,
  field: string,
): FieldError[] =>
  initiatorName !== undefined && `${name}:${targetPortal}`.length > ISCSI_NAME_MAX
    ? [invalid(`${field}.name`, name, ISCSI_NAME_TOO_LONG)]
    : []

export function validateFlocker({ datasetName, datasetUUID }: k.V1FlockerVolumeSource, field: string): FieldError[] {
  return [
    ...(datasetName || datasetUUID ? [] : [required(field, 'one of datasetName and datasetUUID is required')]),
    ...(datasetName && datasetUUID
      ? [invalid(field, 'resource', 'datasetName and datasetUUID can not be specified simultaneously')]
      : []),
    ...(datasetName?.includes('/') ? [invalid(`${field}.datasetName`, datasetName, "must not contain '/'")] : []),
  ]
}

const QUOBYTE_REGISTRY = 'must be a host:port pair or multiple pairs separated by commas'
const HOST_AND_PORT = /^([^:[\]]*|\[[^[\]]*\]):[^:[\]]*$/

export function validateQuobyte({ registry, tenant, volume }: k.V1QuobyteVolumeSource, field: string): FieldError[] {
  return [...validateQuobyteRegistry(registry, tenant, field), ...requiredText(`${field}.volume`, volume)]
}

function validateQuobyteRegistry(registry: string, tenant: string | undefined, field: string): FieldError[] {
  if (!registry) return [required(`${field}.registry`, QUOBYTE_REGISTRY)]
  if (tenant && tenant.length >= 65)
    return [required(`${field}.tenant`, 'must be a UUID and may not exceed a length of 64 characters')]
  return registry
    .split(',')
    .filter((pair) => !HOST_AND_PORT.test(pair))
    .map(() => invalid(`${field}.registry`, registry, QUOBYTE_REGISTRY))
}

export function validateFc({ targetWWNs = [], wwids = [], lun }: k.V1FCVolumeSource, field: string): FieldError[] {
  const at = `${field}.targetWWNs`
  const none = targetWWNs.length === 0 && wwids.length === 0
  return [
    ...(none ? [required(at, 'must specify either targetWWNs or wwids, but not both')] : []),
    ...(targetWWNs.length > 0 && wwids.length > 0
      ? [invalid(at, targetWWNs, 'targetWWNs and wwids can not be specified simultaneously')]
      : []),
    ...(targetWWNs.length === 0
      ? []
      : lun === undefined
        ? [required(`${field}.lun`, 'lun is required if targetWWNs is specified')]
        : validateLun(lun, field)),
  ]
}

export function validateFlexVolume({ driver, options }: k.V1FlexVolumeSource, field: string): FieldError[] {
  return [
    ...requiredText(`${field}.driver`, driver),
    ...eachEntry(options, (key) =>
      /(^|\.)(kubernetes|k8s)\.io$/i.test(key.split('/')[0] ?? '')
        ? [invalid(`${field}.options[${key}]`, key, 'kubernetes.io and k8s.io namespaces are reserved')]
        : [],
    ),
  ]
}

export const validateAzureFile = ({ secretName: secret, shareName }: k.V1AzureFileVolumeSource, field: string) => [
  ...requiredText(`${field}.secretName`, secret),
  ...requiredText(`${field}.shareName`, shareName),
]

const MANAGED_URI = '/subscriptions/{sub-id}/resourcegroups/{group-name}/providers/microsoft.compute/disks/{disk-id}'
const BLOB_URI = 'https://{account-name}.blob.core.windows.net/{container-name}/{disk-name}.vhd'

export function validateAzureDisk(
  { diskName, diskURI = '', cachingMode, kind }: k.V1AzureDiskVolumeSource,
  field: string,
): FieldError[] {
  const [start, form] = kind === 'Managed' ? ['/subscriptions/', MANAGED_URI] : ['https://', BLOB_URI]
  return [
    ...requiredText(`${field}.diskName`, diskName),
    ...requiredText(`${field}.diskURI`, diskURI),
    ...oneOf(`${field}.cachingMode`, cachingMode, ['None', 'ReadOnly', 'ReadWrite']),
    ...oneOf(`${field}.kind`, kind, ['Dedicated', 'Managed', 'Shared']),
    ...(kind === undefined || diskURI.startsWith(start) ? [] : oneOf(`${field}.diskURI`, diskURI, [form])),
  ]
}

export function validateStorageOs(
  { volumeName, volumeNamespace, secretRef }: k.V1StorageOSVolumeSource,
  field: string,
): FieldError[] {
  return [
    ...(volumeName
      ? invalidFor(`${field}.volumeName`, volumeName, isDns1123Label(volumeName))
      : [required(`${field}.volumeName`)]),
    ...(volumeNamespace
      ? invalidFor(`${field}.volumeNamespace`, volumeNamespace, isDns1123Label(volumeNamespace))
      : []),
    ...secretName(secretRef, field),
  ]
}

export const validateScaleIo = ({ gateway, system, volumeName }: k.V1ScaleIOVolumeSource, field: string) => [
  ...requiredText(`${field}.gateway`, gateway),
  ...requiredText(`${field}.system`, system),
  ...requiredText(`${field}.volumeName`, volumeName),
]

export const validateCinder = ({ volumeID, secretRef }: k.V1CinderVolumeSource, field: string) => [
  ...requiredText(`${field}.volumeID`, volumeID),
  ...secretName(secretRef, field),
]

const DRIVER_BYTES_MAX = 63

export function validateCsi(
  { driver, nodePublishSecretRef: secret }: k.V1CSIVolumeSource,
  field: string,
): FieldError[] {
  const at = `${field}.nodePublishSecretRef`
  const lower = driver?.toLowerCase()
  return [
    ...(driver
      ? [
          ...(driver.length > DRIVER_BYTES_MAX ? [tooLong(`${field}.driver`, DRIVER_BYTES_MAX)] : []),
          ...invalidFor(`${field}.driver`, driver, isDns1123Subdomain(lower)),
        ]
      : [required(`${field}.driver`)]),
    ...(secret === undefined
      ? []
      : secret.name
        ? invalidFor(`${at}.name`, secret.name, isDns1123Subdomain(secret.name))
        : [required(`${at}.name`)]),
  ]
}
