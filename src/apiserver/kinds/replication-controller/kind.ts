// Follows pkg/registry/core/replicationcontroller, v1.36.
import type { ReplicationController } from '../../../objects/kinds'
import { matches, selectorOfMap } from '../../../objects/selectors'
import { labelsOrNone, labelsText } from '../../../objects/selector-text'
import { forbiddenField, invalid, notSupported, required, type FieldError } from '../../field-errors'
import { nonNegative } from '../field-checks'
import { changed, filled, withoutZeros } from '../filled'
import { labelsValue } from '../internal-diff'
import type { Column, KindDefinition } from '../kind'
import { ageColumn, nameColumn } from '../name-and-age'
import { defaultPodTemplate, isNewGeneration, podTemplateWarnings, validatePodTemplateSpec } from '../pod-template'

const containersOf = ({ spec }: ReplicationController) => spec.template?.spec?.containers ?? []

const replicationControllerColumns: readonly Column<ReplicationController>[] = [
  nameColumn,
  { name: 'Desired', type: 'integer', value: ({ spec }) => spec.replicas ?? 0 },
  { name: 'Current', type: 'integer', value: ({ status }) => status.replicas ?? 0 },
  { name: 'Ready', type: 'integer', value: ({ status }) => status.readyReplicas ?? 0 },
  ageColumn,
  {
    name: 'Containers',
    type: 'string',
    priority: 1,
    description: 'Names of each container in the template.',
    value: (controller) =>
      containersOf(controller)
        .map(({ name }) => name)
        .join(','),
  },
  {
    name: 'Images',
    type: 'string',
    priority: 1,
    description: 'Images referenced by each container in the template.',
    value: (controller) =>
      containersOf(controller)
        .map(({ image }) => image ?? '')
        .join(','),
  },
  { name: 'Selector', type: 'string', priority: 1, value: ({ spec }) => labelsOrNone(spec.selector) },
]

export const replicationControllerKind: KindDefinition<ReplicationController> = {
  kind: 'ReplicationController',
  group: '',
  version: 'v1',
  plural: 'replicationcontrollers',
  singular: 'replicationcontroller',
  shortNames: ['rc'],
  categories: ['all'],
  namespaced: true,
  hasStatus: true,
  generation: ({ spec }) => spec,
  orphansByDefault: true,
  scale: {
    replicas: ({ spec }) => spec.replicas ?? 0,
    withReplicas: (controller, replicas) => ({ ...controller, spec: { ...controller.spec, replicas } }),
    statusReplicas: ({ status }) => status.replicas ?? 0,
    selector: ({ spec }) => labelsText(spec.selector),
  },
  defaults: defaultReplicationController,
  prepareForCreate: (controller) => ({ ...controller, status: { replicas: 0 } }),
  validate: validateReplicationController,
  validateStatusUpdate: validateStatus,
  // Upstream takes the two for each other: a change is warned of what stood there before.
  warnings: (object, previous) =>
    isNewGeneration(object, previous) ? podTemplateWarnings((previous ?? object).spec.template, 'spec.template') : [],
  fields: { 'status.replicas': ({ status }) => String(status.replicas ?? 0) },
  columns: replicationControllerColumns,
}

/** Selector and labels are those of the template when a client names none. Follows SetDefaults_ReplicationController. */
function defaultReplicationController(controller: ReplicationController): ReplicationController {
  const given = withoutZeros(controller.spec ?? {}, ['selector', 'minReadySeconds'])
  const { template } = given
  const labels = template?.metadata?.labels
  const bare = Object.keys(controller.metadata.labels ?? {}).length === 0
  return changed(controller, {
    metadata: labels && bare ? { ...controller.metadata, labels } : controller.metadata,
    spec: changed(
      filled(given, { replicas: 1, ...(labels ? { selector: labels } : {}) }),
      template ? { template: defaultPodTemplate(template) } : {},
    ),
    status: filled(controller.status ?? {}, { replicas: 0 }),
  })
}

function validateReplicationController({ spec }: ReplicationController): FieldError[] {
  const { selector = {}, template } = spec
  const selects = Object.keys(selector).length > 0
  const errors = [
    ...nonNegative('spec.minReadySeconds', spec.minReadySeconds),
    ...(selects ? [] : [required('spec.selector')]),
    ...nonNegative('spec.replicas', spec.replicas),
  ]
  if (!template) return [...errors, required('spec.template')]
  const labels = template.metadata?.labels
  if (selects && !matches(selectorOfMap(selector), labels))
    errors.push(
      invalid('spec.template.metadata.labels', labelsValue(labels), '`selector` does not match template `labels`'),
    )
  errors.push(...validatePodTemplateSpec(template, 'spec.template'))
  const { restartPolicy, activeDeadlineSeconds } = template.spec ?? {}
  if (restartPolicy !== 'Always')
    errors.push(notSupported('spec.template.spec.restartPolicy', restartPolicy ?? '', ['Always']))
  if (activeDeadlineSeconds !== undefined)
    errors.push(
      forbiddenField(
        'spec.template.spec.activeDeadlineSeconds',
        'activeDeadlineSeconds in ReplicationController is not Supported',
      ),
    )
  return errors
}

const COUNTS = ['replicas', 'fullyLabeledReplicas', 'readyReplicas', 'availableReplicas', 'observedGeneration'] as const

function validateStatus({ status }: ReplicationController): FieldError[] {
  const { replicas = 0, readyReplicas = 0, availableReplicas = 0 } = status
  const parts = ['fullyLabeledReplicas', 'readyReplicas', 'availableReplicas'] as const
  return [
    ...COUNTS.flatMap((name) => nonNegative(`status.${name}`, status[name])),
    ...parts.flatMap((name) =>
      (status[name] ?? 0) > replicas
        ? [invalid(`status.${name}`, status[name], 'cannot be greater than status.replicas')]
        : [],
    ),
    ...(availableReplicas > readyReplicas
      ? [invalid('status.availableReplicas', availableReplicas, 'cannot be greater than readyReplicas')]
      : []),
  ]
}
