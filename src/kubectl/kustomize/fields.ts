// Where labels, annotations, images, replicas and namespaces stand in which kind. Follows kustomize's
// api/internal/konfig/builtinpluginconsts, v5.
import { type AnyObject, isFields, valueAt } from '../objects'

/** A path by its steps; a step that ends with [] goes through a list. */
export interface FieldSpec {
  readonly path: string
  /** of these kinds only; any kind when left out */
  readonly kinds?: readonly string[]
  /** made where it is not there */
  readonly create?: true
}

const TEMPLATED = ['ReplicationController', 'Deployment', 'ReplicaSet', 'DaemonSet', 'StatefulSet']
const SELECTING = ['Deployment', 'ReplicaSet', 'DaemonSet', 'StatefulSet']

export const METADATA_LABELS: readonly FieldSpec[] = [{ path: 'metadata/labels', create: true }]

export const TEMPLATE_LABELS: readonly FieldSpec[] = [
  { path: 'spec/template/metadata/labels', kinds: [...TEMPLATED, 'Job'], create: true },
  { path: 'spec/volumeClaimTemplates[]/metadata/labels', kinds: ['StatefulSet'], create: true },
  { path: 'spec/jobTemplate/metadata/labels', kinds: ['CronJob'], create: true },
  { path: 'spec/jobTemplate/spec/template/metadata/labels', kinds: ['CronJob'], create: true },
]

const AFFINITIES: readonly FieldSpec[] = ['podAffinity', 'podAntiAffinity'].flatMap((affinity) =>
  [
    'preferredDuringSchedulingIgnoredDuringExecution[]/podAffinityTerm',
    'requiredDuringSchedulingIgnoredDuringExecution[]',
  ].map((term) => ({
    path: `spec/template/spec/affinity/${affinity}/${term}/labelSelector/matchLabels`,
    kinds: ['Deployment', 'StatefulSet'],
  })),
)

export const SELECTORS: readonly FieldSpec[] = [
  { path: 'spec/selector', kinds: ['Service', 'ReplicationController'], create: true },
  { path: 'spec/selector/matchLabels', kinds: SELECTING, create: true },
  { path: 'spec/selector/matchLabels', kinds: ['Job', 'PodDisruptionBudget'] },
  { path: 'spec/jobTemplate/spec/selector/matchLabels', kinds: ['CronJob'] },
  ...AFFINITIES,
  {
    path: 'spec/template/spec/topologySpreadConstraints[]/labelSelector/matchLabels',
    kinds: ['Deployment', 'StatefulSet'],
  },
  { path: 'spec/podSelector/matchLabels', kinds: ['NetworkPolicy'] },
  { path: 'spec/ingress[]/from[]/podSelector/matchLabels', kinds: ['NetworkPolicy'] },
  { path: 'spec/egress[]/to[]/podSelector/matchLabels', kinds: ['NetworkPolicy'] },
]

export const ANNOTATIONS: readonly FieldSpec[] = [
  { path: 'metadata/annotations', create: true },
  { path: 'spec/template/metadata/annotations', kinds: [...TEMPLATED, 'Job'], create: true },
  { path: 'spec/jobTemplate/metadata/annotations', kinds: ['CronJob'], create: true },
  { path: 'spec/jobTemplate/spec/template/metadata/annotations', kinds: ['CronJob'], create: true },
]

export const REPLICAS: readonly FieldSpec[] = [
  { path: 'spec/replicas', kinds: ['Deployment', 'ReplicationController', 'ReplicaSet', 'StatefulSet'], create: true },
]

/** The object with what stands at each place of its kind changed; `change` is given undefined where a place is made. */
export function atFields(
  object: AnyObject,
  specs: readonly FieldSpec[],
  change: (value: unknown) => unknown,
): AnyObject {
  return specs
    .filter(({ kinds }) => !kinds || kinds.includes(object.kind))
    .reduce(
      (before, { path, create }) => changedAt(before, path.split('/'), change, create === true) as AnyObject,
      object,
    )
}

function changedAt(
  value: unknown,
  [step, ...rest]: readonly string[],
  change: (value: unknown) => unknown,
  create: boolean,
): unknown {
  if (step === undefined) return value === undefined && !create ? value : change(value)
  const name = step.replace(/\[\]$/, '')
  if (value !== undefined && value !== null && !isFields(value)) return value
  const found = valueAt(value, name)
  if (name !== step) {
    if (!Array.isArray(found)) return value
    return { ...value, [name]: found.map((each) => changedAt(each, rest, change, create)) }
  }
  if (found === undefined && !create) return value
  const after = changedAt(found ?? undefined, rest, change, create)
  return after === undefined ? value : { ...value, [name]: after }
}

export const withPairs =
  (pairs: Readonly<Record<string, string>>) =>
  (before: unknown): unknown => ({ ...(isFields(before) ? before : {}), ...pairs })
