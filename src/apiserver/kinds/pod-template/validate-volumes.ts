// Follows ValidateVolumes of pkg/apis/core/validation, v1.36.
import type * as k from '../../../objects/generated/kubernetes'
import type { Volume } from '../../../objects/kinds'
import { isDns1123Label, isDns1123Subdomain } from '../../../objects/names'
import { parseQuantity } from '../../../objects/quantity'
import { duplicate, forbiddenField, invalid, notSupported, required, type FieldError } from '../../field-errors'
import { each, invalidFor, oneOf, requiredText } from '../field-checks'
import { validateTemplateMeta } from '../metadata'
import { validateClaimSpec } from '../persistent-volume-claim/validate-claim-spec'
import { validateDescendingPath, validateFileMode, validateNoBacksteps } from './validate-paths'
import { validateDownwardApi, validateKeyToPath, validateProjected } from './validate-projections'
import {
  validateAzureDisk,
  validateAzureFile,
  validateCinder,
  validateCsi,
  validateFc,
  validateFlexVolume,
  validateFlocker,
  validateIscsi,
  validateIscsiVolumeName,
  validatePartition,
  validateQuobyte,
  validateScaleIo,
  validateStorageOs,
} from './validate-remote-volumes'
import type { VolumesByName } from './validate-volume-mounts'

/** The errors, and the volumes that have none: only those may be mounted. podName is '' in templates. */
export function validateVolumes(
  volumes: Volume[] | undefined,
  podName: string,
  field: string,
): [VolumesByName, FieldError[]] {
  const good = new Map<string, Volume>()
  const created = new Set(
    podName ? volumes?.filter(({ ephemeral }) => ephemeral).map(({ name }) => `${podName}-${name}`) : [],
  )
  const errors = each(volumes, field, (volume, at) => {
    const own = validateVolume(volume, podName, at)
    if (good.has(volume.name)) own.push(duplicate(`${at}.name`, volume.name))
    if (own.length === 0) good.set(volume.name, volume)
    const claim = volume.persistentVolumeClaim?.claimName
    if (claim !== undefined && created.has(claim))
      own.push(
        invalid(
          `${at}.persistentVolumeClaim.claimName`,
          claim,
          'must not reference a PVC that gets created for an ephemeral volume',
        ),
      )
    return own
  })
  return [good, errors]
}

function validateVolume(volume: Volume, podName: string, field: string): FieldError[] {
  return [
    ...validateSource(volume, podName, field),
    ...(volume.name
      ? invalidFor(`${field}.name`, volume.name, isDns1123Label(volume.name))
      : [required(`${field}.name`)]),
  ]
}

type SourceCheck = (source: never, field: string) => FieldError[]

/** In upstream's order, which decides which of two sources counts as the one too many. */
const SOURCE_CHECKS: readonly [keyof Volume, SourceCheck][] = [
  ['emptyDir', validateEmptyDir],
  ['hostPath', validateHostPath],
  ['gitRepo', validateGitRepo],
  [
    'gcePersistentDisk',
    ({ pdName, partition }: k.V1GCEPersistentDiskVolumeSource, field) => [
      ...requiredText(`${field}.pdName`, pdName),
      ...validatePartition(partition, field),
    ],
  ],
  [
    'awsElasticBlockStore',
    ({ volumeID, partition }: k.V1AWSElasticBlockStoreVolumeSource, field) => [
      ...requiredText(`${field}.volumeID`, volumeID),
      ...validatePartition(partition, field),
    ],
  ],
  ['secret', validateSecretSource],
  ['nfs', validateNfs],
  ['iscsi', validateIscsi],
  [
    'glusterfs',
    ({ endpoints, path }: k.V1GlusterfsVolumeSource, field) => [
      ...requiredText(`${field}.endpoints`, endpoints),
      ...requiredText(`${field}.path`, path),
    ],
  ],
  ['flocker', validateFlocker],
  [
    'persistentVolumeClaim',
    ({ claimName }: k.V1PersistentVolumeClaimVolumeSource, field) => requiredText(`${field}.claimName`, claimName),
  ],
  [
    'rbd',
    ({ monitors, image }: k.V1RBDVolumeSource, field) => [
      ...(monitors?.length ? [] : [required(`${field}.monitors`)]),
      ...requiredText(`${field}.image`, image),
    ],
  ],
  ['cinder', validateCinder],
  [
    'cephfs',
    ({ monitors }: k.V1CephFSVolumeSource, field) => (monitors?.length ? [] : [required(`${field}.monitors`)]),
  ],
  ['quobyte', validateQuobyte],
  ['downwardAPI', validateDownwardApi],
  ['fc', validateFc],
  ['flexVolume', validateFlexVolume],
  ['configMap', validateConfigMapSource],
  ['azureFile', validateAzureFile],
  [
    'vsphereVolume',
    ({ volumePath }: k.V1VsphereVirtualDiskVolumeSource, field) => requiredText(`${field}.volumePath`, volumePath),
  ],
  [
    'photonPersistentDisk',
    ({ pdID }: k.V1PhotonPersistentDiskVolumeSource, field) => requiredText(`${field}.pdID`, pdID),
  ],
  ['portworxVolume', ({ volumeID }: k.V1PortworxVolumeSource, field) => requiredText(`${field}.volumeID`, volumeID)],
  ['azureDisk', validateAzureDisk],
  ['storageos', validateStorageOs],
  ['projected', validateProjected],
  ['scaleIO', validateScaleIo],
  ['csi', validateCsi],
  ['ephemeral', validateEphemeral],
  ['image', validateImageSource],
]

/** Upstream prints these names in the error about a second source. */
const OWN_WORDS: Partial<Record<keyof Volume, string>> = { cephfs: 'cephFS', downwardAPI: 'downwarAPI' }
const TOO_MANY = 'may not specify more than 1 volume type'

function validateSource(volume: Volume, podName: string, field: string): FieldError[] {
  const present = SOURCE_CHECKS.filter(([name]) => volume[name] !== undefined)
  if (present.length === 0) return [required(field, 'must specify a volume type')]
  return present.flatMap(([name, check], index) => {
    if (index > 0) return [forbiddenField(`${field}.${OWN_WORDS[name] ?? name}`, TOO_MANY)]
    const errors = check(volume[name] as never, `${field}.${name === 'gcePersistentDisk' ? 'persistentDisk' : name}`)
    if (volume.iscsi && name === 'iscsi')
      return [...errors, ...validateIscsiVolumeName(volume.name, volume.iscsi, field)]
    return name === 'ephemeral' ? [...errors, ...validateCreatedClaimName(podName, volume.name, field)] : errors
  })
}

function validateEmptyDir({ sizeLimit }: k.V1EmptyDirVolumeSource, field: string): FieldError[] {
  if (sizeLimit === undefined || parseQuantity(sizeLimit).nano >= 0n) return []
  return [forbiddenField(`${field}.sizeLimit`, 'SizeLimit field must be a valid resource quantity')]
}

const HOST_PATH_TYPES = [
  '',
  'BlockDevice',
  'CharDevice',
  'Directory',
  'DirectoryOrCreate',
  'File',
  'FileOrCreate',
  'Socket',
]

export function validateHostPath({ path, type }: k.V1HostPathVolumeSource, field: string): FieldError[] {
  if (!path) return [required(`${field}.path`)]
  return [...validateNoBacksteps(path, `${field}.path`), ...oneOf(`${field}.type`, type, HOST_PATH_TYPES)]
}

function validateGitRepo({ repository, directory }: k.V1GitRepoVolumeSource, field: string): FieldError[] {
  return [
    ...requiredText(`${field}.repository`, repository),
    ...validateDescendingPath(directory ?? '', `${field}.directory`),
  ]
}

function validateSecretSource({ secretName, defaultMode, items }: k.V1SecretVolumeSource, field: string): FieldError[] {
  return [
    ...requiredText(`${field}.secretName`, secretName),
    ...validateFileMode(defaultMode, `${field}.defaultMode`),
    ...each(items, `${field}.items`, validateKeyToPath),
  ]
}

function validateConfigMapSource({ name, defaultMode, items }: k.V1ConfigMapVolumeSource, field: string): FieldError[] {
  return [
    ...requiredText(`${field}.name`, name),
    ...validateFileMode(defaultMode, `${field}.defaultMode`),
    ...each(items, `${field}.items`, validateKeyToPath),
  ]
}

export function validateNfs({ server, path }: k.V1NFSVolumeSource, field: string): FieldError[] {
  return [
    ...requiredText(`${field}.server`, server),
    ...requiredText(`${field}.path`, path),
    ...(path?.startsWith('/') ? [] : [invalid(`${field}.path`, path ?? '', 'must be an absolute path')]),
  ]
}

function validateEphemeral({ volumeClaimTemplate: template }: k.V1EphemeralVolumeSource, field: string): FieldError[] {
  if (!template) return [required(`${field}.volumeClaimTemplate`)]
  return [
    ...validateTemplateMeta(template.metadata, `${field}.volumeClaimTemplate.metadata`),
    ...validateClaimSpec(template.spec, `${field}.volumeClaimTemplate.spec`),
  ]
}

function validateCreatedClaimName(podName: string, volumeName: string, field: string): FieldError[] {
  if (!podName || !volumeName) return []
  const claim = `${podName}-${volumeName}`
  return isDns1123Subdomain(claim).map((message) =>
    invalid(`${field}.name`, volumeName, `PVC name ${JSON.stringify(claim)}: ${message}`),
  )
}

const PULL_POLICIES = ['Always', 'IfNotPresent', 'Never']

function validateImageSource({ reference, pullPolicy }: k.V1ImageVolumeSource, field: string): FieldError[] {
  return [
    ...requiredText(`${field}.reference`, reference),
    ...(pullPolicy !== undefined && !PULL_POLICIES.includes(pullPolicy)
      ? [notSupported(`${field}.pullPolicy`, pullPolicy, PULL_POLICIES)]
      : []),
  ]
}
