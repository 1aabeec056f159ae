// Follows pkg/registry/storage/volumeattachment, pkg/apis/storage/validation and printVolumeAttachment, v1.36.
import type { Kinds } from '../../../objects/kinds'
import { forbiddenField, required, type FieldError } from '../../field-errors'
import { SAID_BY_CLIENTS } from '../../metadata'
import { immutable } from '../field-checks'
import { changed, filled } from '../filled'
import { kindDefinition } from '../kind'
import { between, textColumn } from '../workload-columns'

type VolumeAttachment = Kinds['VolumeAttachment']

function validate({ spec: { attacher, nodeName, source } }: VolumeAttachment): FieldError[] {
  const { inlineVolumeSpec: inline, persistentVolumeName: name } = source ?? {}
  return [
    ...(attacher ? [] : [required('spec.attacher')]),
    ...(!inline && !name
      ? [required('spec.source', 'must specify exactly one of inlineVolumeSpec and persistentVolumeName')]
      : []),
    ...(inline && name
      ? [forbiddenField('spec.source', 'must specify exactly one of inlineVolumeSpec and persistentVolumeName')]
      : []),
    ...(nodeName ? [] : [required('spec.nodeName')]),
  ]
}

export const volumeAttachment = kindDefinition<VolumeAttachment>({
  kind: 'VolumeAttachment',
  group: 'storage.k8s.io',
  version: 'v1',
  plural: 'volumeattachments',
  singular: 'volumeattachment',
  needsVersion: true,
  namespaced: false,
  hasStatus: true,
  statusKeeps: SAID_BY_CLIENTS,
  defaults: (object) => changed(object, { status: filled(object.status ?? {}, { attached: false }) }),
  validate,
  validateUpdate: (next, previous) => immutable('spec', next.spec, previous.spec),
  columns: between([
    textColumn('Attacher', ({ spec }) => spec.attacher),
    textColumn('PV', ({ spec }) => spec.source.persistentVolumeName ?? ''),
    textColumn('Node', ({ spec }) => spec.nodeName),
    { name: 'Attached', type: 'boolean', value: ({ status }) => status.attached },
  ]),
})
