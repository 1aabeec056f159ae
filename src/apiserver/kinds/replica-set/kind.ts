// Follows pkg/registry/apps/replicaset, pkg/apis/apps/{v1,validation} and printReplicaSet, v1.36.
import type { ReplicaSet } from '../../../objects/kinds'
import { selectorText } from '../../../objects/selector-text'
import { selectorOf } from '../../../objects/selectors'
import { invalid, type FieldError } from '../../field-errors'
import { nonNegative } from '../field-checks'
import { changed, filled, withoutZeros } from '../filled'
import { kindDefinition } from '../kind'
import { defaultPodTemplate, isNewGeneration, podTemplateWarnings } from '../pod-template'
import { between, numberColumn, wideColumns } from '../workload-columns'
import { sameSelector, validateReplicaSetTemplate, validateSelector } from '../workload-template'

export function defaultReplicaSet(set: ReplicaSet): ReplicaSet {
  const spec = filled(withoutZeros(set.spec ?? {}, ['minReadySeconds']), { replicas: 1 })
  return changed(set, {
    spec: changed(spec, { template: defaultPodTemplate(spec.template) }),
    status: filled(set.status ?? {}, { replicas: 0 }),
  })
}

const validate = ({ spec }: ReplicaSet): FieldError[] => [
  ...nonNegative('spec.replicas', spec.replicas),
  ...nonNegative('spec.minReadySeconds', spec.minReadySeconds),
  ...validateSelector(spec.selector, 'deployment'),
  ...validateReplicaSetTemplate(spec.template ?? {}, spec.selector),
]

const COUNTS = [
  'replicas',
  'fullyLabeledReplicas',
  'readyReplicas',
  'availableReplicas',
  'observedGeneration',
  'terminatingReplicas',
] as const

function validateStatus({ status }: ReplicaSet): FieldError[] {
  const { replicas, readyReplicas = 0, availableReplicas = 0, fullyLabeledReplicas = 0 } = status
  const more = (name: string, value: number, bound: number, of = 'status.replicas') =>
    value > bound ? [invalid(`status.${name}`, value, `cannot be greater than ${of}`)] : []
  return [
    ...COUNTS.flatMap((name) => nonNegative(`status.${name}`, status[name])),
    ...more('fullyLabeledReplicas', fullyLabeledReplicas, replicas),
    ...more('readyReplicas', readyReplicas, replicas),
    ...more('availableReplicas', availableReplicas, replicas),
    ...more('availableReplicas', availableReplicas, readyReplicas, 'readyReplicas'),
  ]
}

export const replicaSet = kindDefinition<ReplicaSet>({
  kind: 'ReplicaSet',
  group: 'apps',
  version: 'v1',
  plural: 'replicasets',
  singular: 'replicaset',
  shortNames: ['rs'],
  categories: ['all'],
  namespaced: true,
  hasStatus: true,
  scale: {
    replicas: ({ spec }) => spec.replicas ?? 0,
    withReplicas: (object, replicas) => ({ ...object, spec: { ...object.spec, replicas } }),
    statusReplicas: ({ status }) => status.replicas,
    selector: ({ spec }) => selectorText(selectorOf(spec.selector)),
  },
  generation: ({ spec }) => spec,
  defaults: defaultReplicaSet,
  validate,
  validateUpdate: (next, previous) => sameSelector(next.spec.selector, previous.spec.selector),
  validateStatusUpdate: validateStatus,
  warnings: (object, previous) =>
    isNewGeneration(object, previous) ? podTemplateWarnings(object.spec.template, 'spec.template') : [],
  fields: { 'status.replicas': ({ status }) => String(status.replicas) },
  columns: between(
    [
      numberColumn('Desired', ({ spec }) => spec.replicas ?? 0),
      numberColumn('Current', ({ status }) => status.replicas),
      numberColumn('Ready', ({ status }) => status.readyReplicas ?? 0),
    ],
    wideColumns(({ spec }) => ({ spec: spec.template?.spec, selector: spec.selector })),
  ),
})
