// The sources of volumes, for Pods and PersistentVolumes. Follows kubectl/pkg/describe describeVolumes, v1.36.
import type { Volume } from '../../objects/kinds'
import { isZeroQuantity, parseQuantity } from '../../objects/quantity'
import type * as k from '../../objects/generated/kubernetes'
import { goPrint } from '../output/go-print'
import { describeClaim } from './claim-section'
import { NestedWriter, type DescribeWriter } from './describe-writer'
import { sortedKeys, shorten } from './labels-section'
import { quantity } from './texts'

export function describeVolumes(w: DescribeWriter, volumes: readonly Volume[], space: string): void {
  if (volumes.length === 0) return w.put(0, `${space}Volumes:\t<none>\n`)
  w.put(0, `${space}Volumes:\n`)
  for (const volume of volumes) {
    w.put(1, `${space === '' ? '' : ' '}${volume.name}:\n`)
    describeVolumeSource(w, volume)
  }
}

type Source = Omit<Volume, 'name'> & Partial<Omit<k.V1PersistentVolumeSpec, keyof Volume>>
type SourceWriter = (w: DescribeWriter, source: never) => void

// One entry a kind of source, in the order in which upstream looks for them.
const SOURCES: readonly (readonly [keyof Source, SourceWriter])[] = [
  ['hostPath', hostPath],
  ['emptyDir', emptyDir],
  [
    'gitRepo',
    fields(
      'GitRepo (a volume that is pulled from git when the pod is created)',
      ['Repository', 'repository'],
      ['Revision', 'revision'],
    ),
  ],
  ['secret', secret],
  ['configMap', configMap],
  [
    'nfs',
    fields(
      'NFS (an NFS mount that lasts the lifetime of a pod)',
      ['Server', 'server'],
      ['Path', 'path'],
      ['ReadOnly', 'readOnly', false],
    ),
  ],
  ['iscsi', iscsi],
  [
    'persistentVolumeClaim',
    fields(
      'PersistentVolumeClaim (a reference to a PersistentVolumeClaim in the same namespace)',
      ['ClaimName', 'claimName'],
      ['ReadOnly', 'readOnly', false],
    ),
  ],
  ['ephemeral', ephemeral],
  ['downwardAPI', downward],
  ['local', fields('LocalVolume (a persistent volume backed by local storage on a node)', ['Path', 'path'])],
  [
    'cephfs',
    fields(
      "CephFS (a CephFS mount on the host that shares a pod's lifetime)",
      ['Monitors', 'monitors'],
      ['Path', 'path'],
      ['User', 'user'],
      ['SecretFile', 'secretFile'],
      ['SecretRef', 'secretRef', null],
      ['ReadOnly', 'readOnly', false],
    ),
  ],
  [
    'rbd',
    fields(
      "RBD (a Rados Block Device mount on the host that shares a pod's lifetime)",
      ['CephMonitors', 'monitors'],
      ['RBDImage', 'image'],
      ['FSType', 'fsType'],
      ['RBDPool', 'pool'],
      ['RadosUser', 'user'],
      ['Keyring', 'keyring'],
      ['SecretRef', 'secretRef', null],
      ['ReadOnly', 'readOnly', false],
    ),
  ],
  [
    'glusterfs',
    fields(
      "Glusterfs (a Glusterfs mount on the host that shares a pod's lifetime)",
      ['EndpointsName', 'endpoints'],
      ['Path', 'path'],
      ['ReadOnly', 'readOnly', false],
    ),
  ],
  [
    'awsElasticBlockStore',
    fields(
      'AWSElasticBlockStore (a Persistent Disk resource in AWS)',
      ['VolumeID', 'volumeID'],
      ['FSType', 'fsType'],
      ['Partition', 'partition', 0],
      ['ReadOnly', 'readOnly', false],
    ),
  ],
  [
    'gcePersistentDisk',
    fields(
      'GCEPersistentDisk (a Persistent Disk resource in Google Compute Engine)',
      ['PDName', 'pdName'],
      ['FSType', 'fsType'],
      ['Partition', 'partition', 0],
      ['ReadOnly', 'readOnly', false],
    ),
  ],
  ['projected', projected],
  ['csi', csi],
  [
    'image',
    fields('Image (a container image or OCI artifact)', ['Reference', 'reference'], ['PullPolicy', 'pullPolicy']),
  ],
]

export function describeVolumeSource(w: DescribeWriter, volume: Source): void {
  for (const [name, write] of SOURCES) {
    const source = volume[name]
    if (source !== undefined && source !== null) return write(w, source as never)
  }
  w.put(1, '<unknown>\n')
}

type Field = readonly [title: string, name: string, otherwise?: unknown]

// A source of which nothing but its fields is told.
function fields(type: string, ...list: readonly Field[]): SourceWriter {
  return (w: DescribeWriter, source: Readonly<Record<string, unknown>>) => {
    const lines = list.map(([title, name, otherwise = '']) => `    ${title}:\t${goPrint(source[name] ?? otherwise)}\n`)
    w.put(2, `Type:\t${type}\n${lines.join('')}`)
  }
}

function hostPath(w: DescribeWriter, { path, type }: k.V1HostPathVolumeSource): void {
  w.put(2, `Type:\tHostPath (bare host directory volume)\n    Path:\t${path}\n    HostPathType:\t${type ?? '<none>'}\n`)
}

function emptyDir(w: DescribeWriter, { medium = '', sizeLimit }: k.V1EmptyDirVolumeSource): void {
  const limited = sizeLimit !== undefined && !isZeroQuantity(parseQuantity(sizeLimit))
  const limit = limited ? quantity(sizeLimit) : '<unset>'
  const type = "EmptyDir (a temporary directory that shares a pod's lifetime)"
  w.put(2, `Type:\t${type}\n    Medium:\t${medium}\n    SizeLimit:\t${limit}\n`)
}

function secret(w: DescribeWriter, { secretName = '', optional = false }: k.V1SecretVolumeSource): void {
  w.put(
    2,
    `Type:\tSecret (a volume populated by a Secret)\n    SecretName:\t${secretName}\n    Optional:\t${optional}\n`,
  )
}

function configMap(w: DescribeWriter, { name = '', optional = false }: k.V1ConfigMapVolumeSource): void {
  w.put(2, `Type:\tConfigMap (a volume populated by a ConfigMap)\n    Name:\t${name}\n    Optional:\t${optional}\n`)
}

/** Upstream forgot the colon behind ISCSIInterface, which stands before the tab. */
function iscsi(w: DescribeWriter, source: k.V1ISCSIVolumeSource): void {
  const {
    targetPortal,
    iqn,
    lun,
    iscsiInterface = '',
    fsType = '',
    readOnly = false,
    portals = [],
    chapAuthDiscovery = false,
    chapAuthSession = false,
    secretRef,
    initiatorName = '<none>',
  } = source
  const type = "ISCSI (an ISCSI Disk resource that is attached to a kubelet's host machine and then exposed to the pod)"
  const rows: readonly (readonly [title: string, value: unknown])[] = [
    ['TargetPortal:', targetPortal],
    ['IQN:', iqn],
    ['Lun:', lun],
    ['ISCSIInterface', iscsiInterface],
    ['FSType:', fsType],
    ['ReadOnly:', readOnly],
    ['Portals:', goPrint(portals)],
    ['DiscoveryCHAPAuth:', chapAuthDiscovery],
    ['SessionCHAPAuth:', chapAuthSession],
    ['SecretRef:', secretRef ? goPrint(secretRef) : 'nil'],
    ['InitiatorName:', initiatorName],
  ]
  w.put(2, `Type:\t${type}\n${rows.map(([title, value]) => `    ${title}\t${String(value)}\n`).join('')}`)
}

function ephemeral(w: DescribeWriter, { volumeClaimTemplate }: k.V1EphemeralVolumeSource): void {
  w.put(2, 'Type:\tEphemeralVolume (an inline specification for a volume that gets created and deleted with the pod)\n')
  if (volumeClaimTemplate) describeClaim(new NestedWriter(w, 2), volumeClaimTemplate)
}

function downward(w: DescribeWriter, { items = [] }: k.V1DownwardAPIVolumeSource): void {
  w.put(2, 'Type:\tDownwardAPI (a volume populated by information about the pod)\n    Items:\n')
  for (const { fieldRef, resourceFieldRef, path } of items) {
    if (fieldRef) w.put(3, `${fieldRef.fieldPath} -> ${path}\n`)
    if (resourceFieldRef) w.put(3, `${resourceFieldRef.resource} -> ${path}\n`)
  }
}

function projected(w: DescribeWriter, { sources = [] }: k.V1ProjectedVolumeSource): void {
  w.put(2, 'Type:\tProjected (a volume that contains injected data from multiple sources)\n')
  for (const source of sources) {
    if (source.secret) {
      w.put(2, `SecretName:\t${source.secret.name ?? ''}\n    Optional:\t${source.secret.optional ?? false}\n`)
    } else if (source.downwardAPI) w.field(2, 'DownwardAPI', 'true')
    else if (source.configMap) {
      w.put(2, `ConfigMapName:\t${source.configMap.name ?? ''}\n    Optional:\t${source.configMap.optional ?? false}\n`)
    } else if (source.serviceAccountToken) {
      w.field(2, 'TokenExpirationSeconds', source.serviceAccountToken.expirationSeconds)
    }
  }
}

function csi(w: DescribeWriter, source: k.V1CSIVolumeSource & Partial<k.V1CSIPersistentVolumeSource>): void {
  const handle = source.volumeHandle === undefined ? '' : `    VolumeHandle:\t${source.volumeHandle}\n`
  w.put(
    2,
    `Type:\tCSI (a Container Storage Interface (CSI) volume source)\n    Driver:\t${source.driver}\n    FSType:\t${source.fsType ?? ''}\n${handle}    ReadOnly:\t${source.readOnly ?? false}\n`,
  )
  const attributes = source.volumeAttributes ?? {}
  w.put(2, 'VolumeAttributes:\t')
  const keys = sortedKeys(attributes)
  if (keys.length === 0) return w.put(0, '<none>\n')
  keys.forEach((key, i) => {
    if (i > 0) w.put(2, '    \t')
    w.put(2, `${shorten(`${key}=${attributes[key]}`, 140)}\n`)
  })
}
