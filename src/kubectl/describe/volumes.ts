// The sources of volumes, for Pods and PersistentVolumes. Follows kubectl/pkg/describe describeVolumes, v1.36.
import type { Volume } from '../../objects/kinds'
import { isZeroQuantity, parseQuantity } from '../../objects/quantity'
import type * as k from '../../objects/generated/kubernetes'
import { describeClaim } from './claim-section'
import { NestedWriter, type DescribeWriter } from './describe-writer'
import { sortedKeys, shorten } from './labels-section'
import { describePlainSource, type Owner, PLAIN_SOURCES } from './plain-volume-sources'
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

/** Sources that are more than their fields. */
const WRITERS: Readonly<Record<string, SourceWriter>> = {
  hostPath,
  emptyDir,
  secret,
  configMap,
  ephemeral,
  downwardAPI: downward,
  projected,
  csi,
}

export function describeVolumeSource(w: DescribeWriter, volume: Source, owner: Owner = 'Pod'): void {
  for (const [name, source] of Object.entries(volume)) {
    if (source === undefined || source === null) continue
    const write = WRITERS[name]
    if (write) return write(w, source as never)
    const plain = PLAIN_SOURCES[name]
    if (plain) return describePlainSource(w, plain, source as unknown as Readonly<Record<string, unknown>>, owner)
  }
  w.put(1, '<unknown>\n')
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
