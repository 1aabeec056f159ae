// Sources of volumes of which nothing but their fields is told. Follows kubectl/pkg/describe print…VolumeSource, v1.36.
import { goPrint } from '../output/go-print'
import type { DescribeWriter } from './describe-writer'

export type Owner = 'Pod' | 'PersistentVolume'

interface PlainSource {
  readonly type: string
  readonly fields: readonly Field[]
  /** of a PersistentVolume, where that has other fields */
  readonly ofVolume?: readonly Field[]
}

/** The title (with its colon, unless upstream forgot it), the path to the field, and how it is written. */
type Field = readonly [title: string, path: string, form?: Form]
type Form = 'text' | 'map' | 'bool' | 'number' | 'list' | 'joined' | 'reference' | 'lun' | 'unset' | 'none'

const readOnly: Field = ['ReadOnly:', 'readOnly', 'bool']
const fsType: Field = ['FSType:', 'fsType']
const secretRef: Field = ['SecretRef:', 'secretRef', 'reference']
const partition: Field = ['Partition:', 'partition', 'number']
const diskOf = (cloud: string): string => `Persistent Disk resource in ${cloud}`
const scaleIO: readonly Field[] = [
  ['Gateway:', 'gateway'],
  ['System:', 'system'],
  ['Protection Domain:', 'protectionDomain'],
  ['Storage Pool:', 'storagePool'],
  ['Storage Mode:', 'storageMode'],
  ['VolumeName:', 'volumeName'],
]

export const PLAIN_SOURCES: Readonly<Record<string, PlainSource>> = {
  gcePersistentDisk: {
    type: `GCEPersistentDisk (a ${diskOf('Google Compute Engine')})`,
    fields: [['PDName:', 'pdName'], fsType, partition, readOnly],
  },
  awsElasticBlockStore: {
    type: `AWSElasticBlockStore (a ${diskOf('AWS')})`,
    fields: [['VolumeID:', 'volumeID'], fsType, partition, readOnly],
  },
  gitRepo: {
    type: 'GitRepo (a volume that is pulled from git when the pod is created)',
    fields: [
      ['Repository:', 'repository'],
      ['Revision:', 'revision'],
    ],
  },
  nfs: {
    type: 'NFS (an NFS mount that lasts the lifetime of a pod)',
    fields: [['Server:', 'server'], ['Path:', 'path'], readOnly],
  },
  iscsi: {
    type: "ISCSI (an ISCSI Disk resource that is attached to a kubelet's host machine and then exposed to the pod)",
    fields: [
      ['TargetPortal:', 'targetPortal'],
      ['IQN:', 'iqn'],
      ['Lun:', 'lun', 'number'],
      ['ISCSIInterface', 'iscsiInterface'],
      fsType,
      readOnly,
      ['Portals:', 'portals', 'list'],
      ['DiscoveryCHAPAuth:', 'chapAuthDiscovery', 'bool'],
      ['SessionCHAPAuth:', 'chapAuthSession', 'bool'],
      secretRef,
      ['InitiatorName:', 'initiatorName', 'none'],
    ],
  },
  glusterfs: {
    type: "Glusterfs (a Glusterfs mount on the host that shares a pod's lifetime)",
    fields: [['EndpointsName:', 'endpoints'], ['Path:', 'path'], readOnly],
    ofVolume: [
      ['EndpointsName:', 'endpoints'],
      ['EndpointsNamespace:', 'endpointsNamespace', 'unset'],
      ['Path:', 'path'],
      readOnly,
    ],
  },
  persistentVolumeClaim: {
    type: 'PersistentVolumeClaim (a reference to a PersistentVolumeClaim in the same namespace)',
    fields: [['ClaimName:', 'claimName'], readOnly],
  },
  rbd: {
    type: "RBD (a Rados Block Device mount on the host that shares a pod's lifetime)",
    fields: [
      ['CephMonitors:', 'monitors', 'list'],
      ['RBDImage:', 'image'],
      fsType,
      ['RBDPool:', 'pool'],
      ['RadosUser:', 'user'],
      ['Keyring:', 'keyring'],
      secretRef,
      readOnly,
    ],
  },
  quobyte: {
    type: "Quobyte (a Quobyte mount on the host that shares a pod's lifetime)",
    fields: [['Registry:', 'registry'], ['Volume:', 'volume'], readOnly],
  },
  azureDisk: {
    type: 'AzureDisk (an Azure Data Disk mount on the host and bind mount to the pod)',
    fields: [
      ['DiskName:', 'diskName'],
      ['DiskURI:', 'diskURI'],
      ['Kind: ', 'kind'],
      fsType,
      ['CachingMode:', 'cachingMode'],
      readOnly,
    ],
  },
  vsphereVolume: {
    type: `vSphereVolume (a ${diskOf('vSphere')})`,
    fields: [['VolumePath:', 'volumePath'], fsType, ['StoragePolicyName:', 'storagePolicyName']],
  },
  cinder: {
    type: `Cinder (a ${diskOf('OpenStack')})`,
    fields: [['VolumeID:', 'volumeID'], fsType, readOnly, secretRef],
  },
  photonPersistentDisk: {
    type: `PhotonPersistentDisk (a ${diskOf('photon platform')})`,
    fields: [['PdID:', 'pdID'], fsType],
  },
  portworxVolume: { type: 'PortworxVolume (a Portworx Volume resource)', fields: [['VolumeID:', 'volumeID']] },
  scaleIO: {
    type: 'ScaleIO (a persistent volume backed by a block device in ScaleIO)',
    fields: [...scaleIO, fsType, readOnly],
    ofVolume: [
      ...scaleIO,
      ['SecretName:', 'secretRef.name'],
      ['SecretNamespace:', 'secretRef.namespace'],
      fsType,
      readOnly,
    ],
  },
  local: { type: 'LocalVolume (a persistent volume backed by local storage on a node)', fields: [['Path:', 'path']] },
  cephfs: {
    type: "CephFS (a CephFS mount on the host that shares a pod's lifetime)",
    fields: [
      ['Monitors:', 'monitors', 'list'],
      ['Path:', 'path'],
      ['User:', 'user'],
      ['SecretFile:', 'secretFile'],
      secretRef,
      readOnly,
    ],
  },
  storageos: {
    type: 'StorageOS (a StorageOS Persistent Disk resource)',
    fields: [['VolumeName:', 'volumeName'], ['VolumeNamespace:', 'volumeNamespace'], fsType, readOnly],
  },
  fc: {
    type: 'FC (a Fibre Channel disk)',
    fields: [['TargetWWNs:', 'targetWWNs', 'joined'], ['LUN:', 'lun', 'lun'], fsType, readOnly],
  },
  azureFile: {
    type: 'AzureFile (an Azure File Service mount on the host and bind mount to the pod)',
    fields: [['SecretName:', 'secretName'], ['ShareName:', 'shareName'], readOnly],
    ofVolume: [
      ['SecretName:', 'secretName'],
      ['SecretNamespace:', 'secretNamespace'],
      ['ShareName:', 'shareName'],
      readOnly,
    ],
  },
  flexVolume: {
    type: 'FlexVolume (a generic volume resource that is provisioned/attached using an exec based plugin)',
    fields: [['Driver:', 'driver'], fsType, secretRef, readOnly, ['Options:', 'options', 'map']],
  },
  flocker: {
    type: 'Flocker (a Flocker volume mounted by the Flocker agent)',
    fields: [
      ['DatasetName:', 'datasetName'],
      ['DatasetUUID:', 'datasetUUID'],
    ],
  },
  image: {
    type: 'Image (a container image or OCI artifact)',
    fields: [
      ['Reference:', 'reference'],
      ['PullPolicy:', 'pullPolicy'],
    ],
  },
}

type Values = Readonly<Record<string, unknown>>

export function describePlainSource(w: DescribeWriter, plain: PlainSource, source: Values, owner: Owner): void {
  const list = (owner === 'PersistentVolume' ? plain.ofVolume : undefined) ?? plain.fields
  const lines = list.map(([title, path, form]) => `    ${title}\t${written(valueAt(source, path), form, owner)}\n`)
  w.put(2, `Type:\t${plain.type}\n${lines.join('')}`)
}

const valueAt = (source: Values, path: string): unknown =>
  path.split('.').reduce<unknown>((value, name) => (value as Values | undefined)?.[name], source)

/** What stands for nothing. */
const NOTHING: Readonly<Record<Form, string>> = {
  text: '',
  bool: 'false',
  number: '0',
  list: '[]',
  map: 'map[]',
  joined: '',
  reference: 'nil',
  lun: '<none>',
  unset: '<unset>',
  none: '<none>',
}

function written(value: unknown, form: Form = 'text', owner: Owner): string {
  if (value === undefined || value === null) return NOTHING[form]
  if (form === 'joined') return (value as readonly string[]).join(', ')
  if (form !== 'reference') return goPrint(value)
  const { name = '', namespace = '' } = value as { readonly name?: string; readonly namespace?: string }
  return owner === 'Pod'
    ? `&LocalObjectReference{Name:${name},}`
    : `&SecretReference{Name:${name},Namespace:${namespace},}`
}
