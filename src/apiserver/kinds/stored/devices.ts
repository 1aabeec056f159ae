// Dynamic resource allocation: claims are kept, nobody allocates devices. Follows pkg/printers/internalversion, v1.36.
import type { KubeObject } from '../../../objects/kube-object'
import { kindDefinition, type KindDefinition } from '../kind'
import { immutable } from '../field-checks'
import { between, textColumn } from '../workload-columns'
import { keptOnly } from './warned'

type Claim = KubeObject & { spec?: object; status?: { allocation?: object; reservedFor?: unknown[] } }
type Slice = KubeObject & { spec?: { nodeName?: string; driver?: string; pool?: { name?: string } } }

const common = {
  group: 'resource.k8s.io',
  version: 'v1',
  warnings: keptOnly('devices are not allocated; claims and classes are kept'),
}

function stateText({ metadata, status }: Claim): string {
  if (metadata.deletionTimestamp) return 'deleted'
  const states = [...(status?.allocation ? ['allocated'] : []), ...(status?.reservedFor?.length ? ['reserved'] : [])]
  return states.join(',') || 'pending'
}

export const deviceKinds: readonly KindDefinition[] = [
  kindDefinition({
    ...common,
    kind: 'DeviceClass',
    plural: 'deviceclasses',
    singular: 'deviceclass',
    namespaced: false,
    generation: (object) => (object as Claim).spec,
    columns: between([]),
  }),
  kindDefinition<Claim>({
    ...common,
    kind: 'ResourceClaim',
    plural: 'resourceclaims',
    singular: 'resourceclaim',
    namespaced: true,
    hasStatus: true,
    validateUpdate: (next, previous) => immutable('spec', next.spec, previous.spec),
    columns: between([textColumn('State', stateText)]),
  }),
  kindDefinition<Claim>({
    ...common,
    kind: 'ResourceClaimTemplate',
    plural: 'resourceclaimtemplates',
    singular: 'resourceclaimtemplate',
    namespaced: true,
    validateUpdate: (next, previous) => immutable('spec', next.spec, previous.spec),
    columns: between([]),
  }),
  kindDefinition<Slice>({
    ...common,
    kind: 'ResourceSlice',
    plural: 'resourceslices',
    singular: 'resourceslice',
    namespaced: false,
    generation: ({ spec }) => spec,
    fields: { 'spec.nodeName': ({ spec }) => spec?.nodeName ?? '', 'spec.driver': ({ spec }) => spec?.driver ?? '' },
    columns: between([
      textColumn('Node', ({ spec }) => spec?.nodeName ?? '<unset>'),
      textColumn('Driver', ({ spec }) => spec?.driver ?? ''),
      textColumn('Pool', ({ spec }) => spec?.pool?.name ?? ''),
    ]),
  }),
]
