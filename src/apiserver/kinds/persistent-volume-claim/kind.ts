// Follows pkg/registry/core/persistentvolumeclaim/strategy.go, v1.36.
import type { V1PersistentVolumeClaimSpec } from '../../../objects/generated/kubernetes'
import type { PersistentVolumeClaim } from '../../../objects/kinds'
import { changed } from '../filled'
import type { KindDefinition } from '../kind'
import { claimColumns } from './columns'
import { defaultClaim } from './defaults'
import { claimWarnings } from './warnings'
import { STORAGE_CLASS_ANNOTATION, validateClaim, validateClaimUpdate } from './validate'

export const persistentVolumeClaimKind: KindDefinition<PersistentVolumeClaim> = {
  kind: 'PersistentVolumeClaim',
  group: '',
  version: 'v1',
  plural: 'persistentvolumeclaims',
  singular: 'persistentvolumeclaim',
  shortNames: ['pvc'],
  namespaced: true,
  hasStatus: true,
  defaults: defaultClaim,
  prepareForCreate: (claim) => ({
    ...claim,
    spec: withBothDataSources(withKnownSource(claim.spec)),
    status: { phase: 'Pending' },
  }),
  prepareForUpdate: (claim) => changed(claim, { spec: withBothDataSources(claim.spec) }),
  validate: validateClaim,
  validateUpdate: validateClaimUpdate,
  warnings: ({ metadata, spec }) => [
    ...(metadata.annotations?.[STORAGE_CLASS_ANNOTATION] === undefined
      ? []
      : [
          `metadata.annotations[${STORAGE_CLASS_ANNOTATION}]: deprecated since v1.8; use "storageClassName" attribute instead`,
        ]),
    ...claimWarnings(spec, 'spec'),
  ],
  columns: claimColumns,
}

/**
 * What a new claim may be filled from: a source of another namespace goes (the gate CrossNamespaceVolumeDataSource is off), and
 * so does, in the old field alone, one of which nothing was ever made.
 */
function withKnownSource(spec: V1PersistentVolumeClaimSpec): V1PersistentVolumeClaimSpec {
  const { dataSource, dataSourceRef } = spec
  if (dataSourceRef)
    return dataSourceRef.namespace ? withKnownSource(changed(spec, { dataSourceRef: undefined })) : spec
  if (!dataSource) return spec
  const { kind, apiGroup = '' } = dataSource
  const isKnown =
    (kind === 'PersistentVolumeClaim' && apiGroup === '') ||
    (kind === 'VolumeSnapshot' && apiGroup === 'snapshot.storage.k8s.io')
  return isKnown ? spec : changed(spec, { dataSource: undefined })
}

/** dataSource and dataSourceRef say the same; a client may name either. */
function withBothDataSources(spec: V1PersistentVolumeClaimSpec): V1PersistentVolumeClaimSpec {
  const { dataSource, dataSourceRef } = spec
  if (dataSource && !dataSourceRef) return { ...spec, dataSourceRef: { ...dataSource } }
  if (dataSourceRef && !dataSource && !dataSourceRef.namespace) {
    const { apiGroup, kind, name } = dataSourceRef
    return { ...spec, dataSource: { ...(apiGroup ? { apiGroup } : {}), kind, name } }
  }
  return spec
}
