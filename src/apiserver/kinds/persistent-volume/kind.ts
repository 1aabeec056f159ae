// Follows pkg/registry/core/persistentvolume/strategy.go, v1.36.
import type { PersistentVolume } from '../../../objects/kinds'
import type { KindDefinition } from '../kind'
import { nodeTermWarnings } from '../pod-template/node-label-warnings'
import { volumeColumns } from './columns'
import { defaultVolume } from './defaults'
import { validateVolume, validateVolumeUpdate } from './validate'

export const persistentVolumeKind: KindDefinition<PersistentVolume> = {
  kind: 'PersistentVolume',
  group: '',
  version: 'v1',
  plural: 'persistentvolumes',
  singular: 'persistentvolume',
  shortNames: ['pv'],
  namespaced: false,
  hasStatus: true,
  defaults: defaultVolume,
  prepareForCreate: (volume, { nowText }) => ({
    ...volume,
    status: { phase: 'Pending', lastPhaseTransitionTime: nowText },
  }),
  prepareForStatusUpdate: (next, previous, { nowText }) =>
    next.status.phase === previous.status.phase ||
    next.status.lastPhaseTransitionTime !== previous.status.lastPhaseTransitionTime
      ? next
      : { ...next, status: { ...next.status, lastPhaseTransitionTime: nowText } },
  validate: validateVolume,
  validateUpdate: validateVolumeUpdate,
  warnings: volumeWarnings,
  fields: { name: ({ metadata }) => metadata.name },
  columns: volumeColumns,
}

/** Follows pkg/api/persistentvolume/util.go, v1.36. */
function volumeWarnings({ metadata, spec }: PersistentVolume): string[] {
  const { nodeAffinity, persistentVolumeReclaimPolicy: policy } = spec
  const annotated = metadata.annotations?.['volume.beta.kubernetes.io/storage-class']
  return [
    ...(annotated === undefined
      ? []
      : [
          'metadata.annotations[volume.beta.kubernetes.io/storage-class]: deprecated since v1.8; use "storageClassName" attribute instead',
        ]),
    ...(metadata.annotations?.['volume.beta.kubernetes.io/mount-options'] === undefined
      ? []
      : [
          'metadata.annotations[volume.beta.kubernetes.io/mount-options]: deprecated since v1.31; use "mountOptions" attribute instead',
        ]),
    ...(policy === 'Recycle'
      ? [
          'spec.persistentVolumeReclaimPolicy: The Recycle reclaim policy is deprecated. Instead, the recommended approach is to use dynamic provisioning.',
        ]
      : []),
    ...(nodeAffinity?.required?.nodeSelectorTerms ?? []).flatMap((term, index) =>
      nodeTermWarnings(term, `spec.nodeAffinity.required.nodeSelectorTerms[${index}]`),
    ),
  ]
}
