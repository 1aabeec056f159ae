// Follows pkg/registry/storage/csidriver, SetDefaults_CSIDriver, pkg/apis/storage/validation and printCSIDriver, v1.36.
import type { Kinds } from '../../../objects/kinds'
import { notSupported, type FieldError } from '../../field-errors'
import { each, immutable, oneOf } from '../field-checks'
import { changed, filled } from '../filled'
import { kindDefinition } from '../kind'
import { between, textColumn } from '../workload-columns'

type CSIDriver = Kinds['CSIDriver']

const DEFAULTS = {
  attachRequired: true,
  podInfoOnMount: false,
  storageCapacity: false,
  fsGroupPolicy: 'ReadWriteOnceWithFSType',
  requiresRepublish: false,
  seLinuxMount: false,
}
const MODES = ['Ephemeral', 'Persistent']
const FS_GROUP_POLICIES = ['File', 'None', 'ReadWriteOnceWithFSType']

const validate = ({ spec }: CSIDriver): FieldError[] => [
  ...each(spec.volumeLifecycleModes, 'spec.volumeLifecycleModes', (mode) =>
    MODES.includes(mode) ? [] : [notSupported('spec.volumeLifecycleModes', mode, MODES)],
  ),
  ...oneOf('spec.fsGroupPolicy', spec.fsGroupPolicy, FS_GROUP_POLICIES),
]

const truth = (name: string, value: (driver: CSIDriver) => boolean | undefined) => ({
  name,
  type: 'boolean' as const,
  value: (driver: CSIDriver) => value(driver) ?? false,
})

export const csiDriver = kindDefinition<CSIDriver>({
  kind: 'CSIDriver',
  group: 'storage.k8s.io',
  version: 'v1',
  plural: 'csidrivers',
  singular: 'csidriver',
  needsVersion: true,
  namespaced: false,
  generation: ({ spec }) => spec,
  defaults: (driver) => {
    const spec = filled(driver.spec ?? {}, DEFAULTS)
    return changed(driver, {
      spec: spec.volumeLifecycleModes?.length ? spec : { ...spec, volumeLifecycleModes: ['Persistent'] },
    })
  },
  validate,
  validateUpdate: (next, previous) => [
    ...immutable('spec.attachRequired', next.spec.attachRequired, previous.spec.attachRequired),
    ...immutable('spec.volumeLifecycleModes', next.spec.volumeLifecycleModes, previous.spec.volumeLifecycleModes),
  ],
  columns: between([
    truth('AttachRequired', ({ spec }) => spec.attachRequired),
    truth('PodInfoOnMount', ({ spec }) => spec.podInfoOnMount),
    truth('StorageCapacity', ({ spec }) => spec.storageCapacity),
    textColumn(
      'TokenRequests',
      ({ spec }) => spec.tokenRequests?.map(({ audience }) => audience).join(',') || '<unset>',
    ),
    truth('RequiresRepublish', ({ spec }) => spec.requiresRepublish),
    textColumn('Modes', ({ spec }) => spec.volumeLifecycleModes?.join(',') ?? '<none>'),
  ]),
})
