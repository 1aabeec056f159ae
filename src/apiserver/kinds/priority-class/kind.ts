// Follows pkg/registry/scheduling/priorityclass, pkg/apis/scheduling/validation and printPriorityClass, v1.36.
import type { PriorityClass } from '../../../objects/kinds'
import { forbiddenField, notSupported, required, type FieldError } from '../../field-errors'
import { immutable } from '../field-checks'
import { filled, withoutZeros } from '../filled'
import { kindDefinition } from '../kind'
import { ageColumn, nameColumn } from '../name-and-age'
import { SYSTEM_PRIORITY_CLASSES } from './system-priority-classes'

/** Higher values are for the classes of the system. */
const USER_VALUE_MAX = 1_000_000_000
const SYSTEM_PREFIX = 'system-'

const POLICIES = ['PreemptLowerPriority', 'Never']

function validate({ metadata: { name }, value = 0, globalDefault, preemptionPolicy }: PriorityClass): FieldError[] {
  return [
    ...(name.startsWith(SYSTEM_PREFIX)
      ? validateSystemClass(name, value, globalDefault ?? false)
      : validateUserClass(value)),
    ...(preemptionPolicy ? [] : [required('preemptionPolicy')]),
    ...(!preemptionPolicy || POLICIES.includes(preemptionPolicy)
      ? []
      : [notSupported('preemptionPolicy', preemptionPolicy, POLICIES)]),
  ]
}

const validateUserClass = (value: number): FieldError[] =>
  value > USER_VALUE_MAX
    ? [forbiddenField('value', `maximum allowed value of a user defined priority is ${USER_VALUE_MAX}`)]
    : []

function validateSystemClass(name: string, value: number, globalDefault: boolean): FieldError[] {
  const known = SYSTEM_PRIORITY_CLASSES[name]
  const fault = !known
    ? `${name} is not a known system priority class`
    : known.value !== value
      ? `value of ${name} PriorityClass must be ${known.value}`
      : globalDefault
        ? `globalDefault of ${name} PriorityClass must be false`
        : undefined
  if (fault === undefined) return []
  return [
    forbiddenField(
      'metadata.name',
      `priority class names with '${SYSTEM_PREFIX}' prefix are reserved for system use only. error: ${fault}`,
    ),
  ]
}

export const priorityClass = kindDefinition<PriorityClass>({
  kind: 'PriorityClass',
  group: 'scheduling.k8s.io',
  version: 'v1',
  plural: 'priorityclasses',
  singular: 'priorityclass',
  shortNames: ['pc'],
  namespaced: false,
  // Set once and never counted on, as upstream does.
  generation: () => undefined,
  defaults: (object) =>
    filled(withoutZeros(object, ['globalDefault', 'description']), {
      value: 0,
      preemptionPolicy: 'PreemptLowerPriority',
    }),
  validateCreate: validate,
  validateUpdate: (next, previous) => [
    ...(next.value === previous.value ? [] : [forbiddenField('value', 'may not be changed in an update.')]),
    ...immutable('preemptionPolicy', next.preemptionPolicy, previous.preemptionPolicy),
  ],
  columns: [
    nameColumn,
    { name: 'Value', type: 'integer', value: ({ value = 0 }) => value },
    { name: 'Global-Default', type: 'boolean', value: ({ globalDefault }) => globalDefault ?? false },
    ageColumn,
    { name: 'PreemptionPolicy', type: 'string', value: ({ preemptionPolicy }) => preemptionPolicy ?? '' },
  ],
})
