// Follows pkg/apis/core/v1/defaults.go, v1.36.
import type * as k from '../../../objects/generated/kubernetes'
import type { Volume } from '../../../objects/kinds'
import { canonicalQuantity } from '../../../objects/quantity'
import { changed, filled, mapped } from '../filled'
import { defaultClaimSpec } from '../persistent-volume-claim/defaults'
import { defaultPullPolicy } from './default-container'

const FILE_MODE = 0o644

/** A volume without a source is an emptyDir. */
export function defaultVolume(volume: Volume): Volume {
  const sources = Object.keys(volume).filter((key) => key !== 'name' && volume[key as keyof Volume] !== undefined)
  if (sources.length === 0) return { ...volume, emptyDir: {} }
  let next = volume
  for (const source of sources) {
    const defaultsOfSource = SOURCES[source as keyof typeof SOURCES] as ((source: unknown) => unknown) | undefined
    if (defaultsOfSource) next = changed(next, { [source]: defaultsOfSource(volume[source as keyof Volume]) })
  }
  return next
}

const SOURCES = {
  emptyDir: (source: k.V1EmptyDirVolumeSource) =>
    source.sizeLimit === undefined ? source : changed(source, { sizeLimit: canonicalQuantity(source.sizeLimit) }),
  secret: (source: k.V1SecretVolumeSource) => filled(source, { defaultMode: FILE_MODE }),
  configMap: (source: k.V1ConfigMapVolumeSource) => filled(source, { defaultMode: FILE_MODE }),
  downwardAPI: (source: k.V1DownwardAPIVolumeSource) =>
    changed(
      filled(source, { defaultMode: FILE_MODE }),
      source.items ? { items: mapped(source.items, defaultDownwardFile) } : {},
    ),
  projected: (source: k.V1ProjectedVolumeSource) =>
    changed(
      filled(source, { defaultMode: FILE_MODE }),
      source.sources ? { sources: mapped(source.sources, defaultProjection) } : {},
    ),
  hostPath: (source: k.V1HostPathVolumeSource) => filled(source, { type: '' }),
  image: (source: k.V1ImageVolumeSource) => filled(source, { pullPolicy: defaultPullPolicy(source.reference) }),
  iscsi: (source: k.V1ISCSIVolumeSource) => filled(source, { iscsiInterface: 'default' }),
  rbd: (source: k.V1RBDVolumeSource) => filled(source, { pool: 'rbd', user: 'admin', keyring: '/etc/ceph/keyring' }),
  azureDisk: (source: k.V1AzureDiskVolumeSource) =>
    filled(source, { cachingMode: 'ReadWrite', kind: 'Shared', fsType: 'ext4', readOnly: false }),
  scaleIO: (source: k.V1ScaleIOVolumeSource) => filled(source, { storageMode: 'ThinProvisioned', fsType: 'xfs' }),
  ephemeral: (source: k.V1EphemeralVolumeSource) => {
    const template = source.volumeClaimTemplate
    return template
      ? changed(source, { volumeClaimTemplate: changed(template, { spec: defaultClaimSpec(template.spec) }) })
      : source
  },
}

const TOKEN_SECONDS = 3600

function defaultProjection(projection: k.V1VolumeProjection): k.V1VolumeProjection {
  const { serviceAccountToken: token, downwardAPI } = projection
  return changed(projection, {
    // The gates ClusterTrustBundleProjection and PodCertificateRequest are off.
    clusterTrustBundle: undefined,
    podCertificate: undefined,
    ...(token ? { serviceAccountToken: filled(token, { expirationSeconds: TOKEN_SECONDS }) } : {}),
    ...(downwardAPI?.items
      ? { downwardAPI: changed(downwardAPI, { items: mapped(downwardAPI.items, defaultDownwardFile) }) }
      : {}),
  })
}

function defaultDownwardFile(file: k.V1DownwardAPIVolumeFile): k.V1DownwardAPIVolumeFile {
  const { fieldRef, resourceFieldRef } = file
  return changed(file, {
    ...(fieldRef ? { fieldRef: defaultFieldRef(fieldRef) } : {}),
    ...(resourceFieldRef ? { resourceFieldRef: defaultResourceFieldRef(resourceFieldRef) } : {}),
  })
}

export const defaultFieldRef = (reference: k.V1ObjectFieldSelector): k.V1ObjectFieldSelector =>
  filled(reference, { apiVersion: 'v1' })

/** The divisor is always printed: `0` when none was named. */
export const defaultResourceFieldRef = (reference: k.V1ResourceFieldSelector): k.V1ResourceFieldSelector =>
  changed(reference, { divisor: canonicalQuantity(reference.divisor ?? '0') })
