// Follows pkg/registry/storage/csidriver, SetDefaults_CSIDriver, pkg/apis/storage/validation and printCSIDriver, v1.36.
import type { Kinds } from '../../../objects/kinds'
import { duplicate, invalid, notSupported, type FieldError } from '../../field-errors'
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
const MODES = ['Persistent', 'Ephemeral']
const FS_GROUP_POLICIES = ['File', 'None', 'ReadWriteOnceWithFSType']

const PERIOD_MIN_SECONDS = 10

const validate = ({ spec }: CSIDriver): FieldError[] => {
  const { nodeAllocatableUpdatePeriodSeconds: period } = spec
  return [
    ...oneOf('spec.fsGroupPolicy', spec.fsGroupPolicy, FS_GROUP_POLICIES),
    ...validateTokenRequests(spec.tokenRequests ?? []),
    ...each(spec.volumeLifecycleModes, 'spec.volumeLifecycleModes', (mode) =>
      MODES.includes(mode) ? [] : [notSupported('spec.volumeLifecycleModes', mode, MODES)],
    ),
    ...(period !== undefined && period < PERIOD_MIN_SECONDS
      ? [
          invalid(
            'spec.nodeAllocatableUpdatePeriodSeconds',
            period,
            `must be greater than or equal to ${PERIOD_MIN_SECONDS} seconds`,
          ),
        ]
      : []),
  ]
}

const TOKEN_MIN_SECONDS = 600
const TOKEN_MAX_SECONDS = 2 ** 32

/** Tokens for different audiences, of which one may be nobody in particular. */
const validateTokenRequests = (requests: NonNullable<CSIDriver['spec']['tokenRequests']>): FieldError[] =>
  each(requests, 'spec.tokenRequests', ({ audience, expirationSeconds: seconds }, at, index) => {
    if (requests.findIndex((other) => other.audience === audience) < index)
      return [duplicate(`${at}.audience`, audience)]
    const about = `${at}.expirationSeconds`
    return [
      ...(seconds !== undefined && seconds < TOKEN_MIN_SECONDS
        ? [invalid(about, seconds, 'may not specify a duration less than 10 minutes')]
        : []),
      ...(seconds !== undefined && seconds > TOKEN_MAX_SECONDS
        ? [invalid(about, seconds, 'may not specify a duration larger than 2^32 seconds')]
        : []),
    ]
  })

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
    // The gate VolumeLimitScaling is off.
    const spec = filled(changed(driver.spec ?? {}, { preventPodSchedulingIfMissing: undefined }), DEFAULTS)
    return changed(driver, {
      spec: spec.volumeLifecycleModes?.length ? spec : { ...spec, volumeLifecycleModes: ['Persistent'] },
    })
  },
  validate,
  validateUpdate: (next, previous) => [
    // Upstream's own name for the field.
    ...immutable('spec.attachedRequired', next.spec.attachRequired, previous.spec.attachRequired),
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
