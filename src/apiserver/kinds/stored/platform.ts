// Kinds of the platform that are kept and that nothing here acts upon. Follows pkg/printers/internalversion and
// pkg/apis/{certificates,flowcontrol,networking,storage}, v1.36.
import { humanDuration } from '../../../objects/duration'
import type { CSIStorageCapacity } from '../../../objects/kinds'
import type { KubeObject } from '../../../objects/kube-object'
import { immutable, requiredText } from '../field-checks'
import { changed, filled } from '../filled'
import { kindDefinition, type KindDefinition } from '../kind'
import { nameColumn } from '../name-and-age'
import { between, numberColumn, textColumn } from '../workload-columns'
import { keptOnly } from './warned'

interface Condition {
  type: string
  status: string
}
type Signing = KubeObject & {
  spec?: {
    signerName: string
    username?: string
    expirationSeconds?: number
    request?: string
    groups?: string[]
    uid?: string
  }
  status?: { certificate?: string; conditions?: Condition[] }
}
type FlowSchema = KubeObject & {
  spec?: {
    priorityLevelConfiguration?: { name?: string }
    matchingPrecedence?: number
    distinguisherMethod?: { type?: string }
  }
  status?: { conditions?: Condition[] }
}
interface Limited {
  nominalConcurrencyShares?: number
  limitResponse?: { queuing?: { queues?: number; handSize?: number; queueLengthLimit?: number } }
}
type PriorityLevel = KubeObject & {
  spec?: { type?: string; limited?: Limited; exempt?: { nominalConcurrencyShares?: number } }
}
type IPAddress = KubeObject & {
  spec?: { parentRef?: { group?: string; resource?: string; namespace?: string; name?: string } }
}
type ServiceCIDR = KubeObject & { spec?: { cidrs?: string[] } }
type AttributesClass = KubeObject & { driverName?: string; parameters?: object }

const ADMINISTRATOR = { username: 'kubernetes-admin', groups: ['kubeadm:cluster-admins', 'system:authenticated'] }

function signingText({ status }: Signing): string {
  const has = (type: string) => status?.conditions?.some((condition) => condition.type === type)
  const verdict = has('Denied') ? 'Denied' : has('Approved') ? 'Approved' : 'Pending'
  return [verdict, ...(has('Failed') ? ['Failed'] : []), ...(status?.certificate ? ['Issued'] : [])].join(',')
}

const signing = kindDefinition<Signing>({
  kind: 'CertificateSigningRequest',
  group: 'certificates.k8s.io',
  version: 'v1',
  plural: 'certificatesigningrequests',
  singular: 'certificatesigningrequest',
  shortNames: ['csr'],
  namespaced: false,
  hasStatus: true,
  subresources: ['approval'],
  prepareForCreate: (object) => changed(object, { spec: { signerName: '', ...object.spec, ...ADMINISTRATOR } }),
  prepareForUpdate: (next, previous) => changed(next, { spec: previous.spec }),
  validate: ({ spec }) => [
    ...requiredText('spec.request', spec?.request),
    ...requiredText('spec.signerName', spec?.signerName),
  ],
  fields: { 'spec.signerName': ({ spec }) => spec?.signerName ?? '' },
  warnings: keptOnly('certificates are not signed; requests are kept'),
  columns: [
    ...between<Signing>([]),
    textColumn('SignerName', ({ spec }) => spec?.signerName || '<none>'),
    textColumn('Requestor', ({ spec }) => spec?.username ?? ''),
    textColumn('RequestedDuration', ({ spec }) =>
      spec?.expirationSeconds === undefined ? '<none>' : humanDuration(spec.expirationSeconds * 1000),
    ),
    textColumn('Condition', signingText),
  ],
})

const NONE = '<none>'
const flowGroup = {
  group: 'flowcontrol.apiserver.k8s.io',
  version: 'v1',
  namespaced: false,
  hasStatus: true,
  warnings: keptOnly('requests are not queued by priority; the rules for it are kept'),
}

const flowSchema = kindDefinition<FlowSchema>({
  ...flowGroup,
  kind: 'FlowSchema',
  plural: 'flowschemas',
  singular: 'flowschema',
  generation: ({ spec }) => spec,
  defaults: (object) => changed(object, { spec: filled(object.spec ?? {}, { matchingPrecedence: 1000 }) }),
  columns: [
    ...between<FlowSchema>([
      textColumn('PriorityLevel', ({ spec }) => spec?.priorityLevelConfiguration?.name ?? ''),
      numberColumn('MatchingPrecedence', ({ spec }) => spec?.matchingPrecedence ?? 0),
      textColumn('DistinguisherMethod', ({ spec }) => spec?.distinguisherMethod?.type ?? NONE),
    ]),
    textColumn('MissingPL', ({ status }) => status?.conditions?.find(({ type }) => type === 'Dangling')?.status ?? '?'),
  ],
})

const queuing = ({ spec }: PriorityLevel) => spec?.limited?.limitResponse?.queuing
const priorityLevel = kindDefinition<PriorityLevel>({
  ...flowGroup,
  kind: 'PriorityLevelConfiguration',
  plural: 'prioritylevelconfigurations',
  singular: 'prioritylevelconfiguration',
  generation: ({ spec }) => spec,
  columns: between([
    textColumn('Type', ({ spec }) => spec?.type ?? ''),
    numberColumn(
      'NominalConcurrencyShares',
      ({ spec }) => spec?.limited?.nominalConcurrencyShares ?? spec?.exempt?.nominalConcurrencyShares ?? NONE,
    ),
    numberColumn('Queues', (object) => queuing(object)?.queues ?? NONE),
    numberColumn('HandSize', (object) => queuing(object)?.handSize ?? NONE),
    numberColumn('QueueLengthLimit', (object) => queuing(object)?.queueLengthLimit ?? NONE),
  ]),
})

const ipAddress = kindDefinition<IPAddress>({
  kind: 'IPAddress',
  group: 'networking.k8s.io',
  version: 'v1',
  plural: 'ipaddresses',
  singular: 'ipaddress',
  shortNames: ['ip'],
  namespaced: false,
  generation: ({ spec }) => spec,
  columns: [
    nameColumn,
    textColumn('ParentRef', ({ spec }) => {
      const { group = '', resource = '', namespace = '', name = '' } = spec?.parentRef ?? {}
      return [`${resource}${group ? `.${group}` : ''}`, ...(namespace ? [namespace] : []), name].join('/')
    }),
  ],
})

const serviceCIDR = kindDefinition<ServiceCIDR>({
  kind: 'ServiceCIDR',
  group: 'networking.k8s.io',
  version: 'v1',
  plural: 'servicecidrs',
  singular: 'servicecidr',
  namespaced: false,
  hasStatus: true,
  generation: ({ spec }) => spec,
  validateUpdate: (next, previous) => immutable('spec.cidrs', next.spec?.cidrs, previous.spec?.cidrs),
  warnings: keptOnly('Services take their addresses from 10.96.0.0/12 only; further ranges are kept'),
  columns: between([textColumn('CIDRs', ({ spec }) => spec?.cidrs?.join(',') ?? '')]),
})

const storageGroup = { group: 'storage.k8s.io', version: 'v1' }
const storageCapacity = kindDefinition<CSIStorageCapacity>({
  ...storageGroup,
  kind: 'CSIStorageCapacity',
  plural: 'csistoragecapacities',
  singular: 'csistoragecapacity',
  namespaced: true,
  validate: ({ storageClassName }) => requiredText('storageClassName', storageClassName),
  columns: [
    nameColumn,
    textColumn('StorageClassName', ({ storageClassName }) => storageClassName),
    textColumn('Capacity', ({ capacity }) => capacity ?? '<unset>'),
  ],
})
const attributesClass = kindDefinition<AttributesClass>({
  ...storageGroup,
  kind: 'VolumeAttributesClass',
  plural: 'volumeattributesclasses',
  singular: 'volumeattributesclass',
  shortNames: ['vac'],
  namespaced: false,
  validate: ({ driverName }) => requiredText('driverName', driverName),
  validateUpdate: (next, previous) => [
    ...immutable('driverName', next.driverName, previous.driverName),
    ...immutable('parameters', next.parameters, previous.parameters),
  ],
  warnings: keptOnly('attributes of volumes are kept and not applied'),
  columns: between([textColumn('DriverName', ({ driverName }) => driverName ?? '')]),
})

/** Their objects are made from what there is when somebody asks: handle/virtual/made.ts. */
const componentStatus = kindDefinition({
  kind: 'ComponentStatus',
  group: '',
  version: 'v1',
  plural: 'componentstatuses',
  singular: 'componentstatus',
  shortNames: ['cs'],
  namespaced: false,
  verbs: ['get', 'list'],
  deprecation: 'v1 ComponentStatus is deprecated in v1.19+',
  columns: [
    nameColumn,
    ...(['Status', 'Message', 'Error'] as const).map((name) =>
      textColumn<KubeObject>(name, (object) => {
        const [condition] =
          (object as KubeObject & { conditions?: { type: string; status: string; message?: string; error?: string }[] })
            .conditions ?? []
        if (name === 'Status') return condition?.status === 'True' ? 'Healthy' : 'Unhealthy'
        return (name === 'Message' ? condition?.message : condition?.error) ?? ''
      }),
    ),
  ],
})

export const platformKinds: readonly KindDefinition[] = [
  componentStatus,
  signing,
  ipAddress,
  serviceCIDR,
  storageCapacity,
  attributesClass,
  flowSchema,
  priorityLevel,
]
