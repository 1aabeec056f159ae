// Follows pkg/registry/storage/storageclass, pkg/apis/storage/{v1,validation} and printStorageClass, v1.36.
import { dequal } from 'dequal/lite'
import type { StorageClass } from '../../../objects/kinds'
import type * as k from '../../../objects/generated/kubernetes'
import { canonicalText } from '../../../objects/hash'
import {
  duplicate,
  forbiddenField,
  invalid,
  notSupported,
  required,
  tooLong,
  type FieldError,
} from '../../field-errors'
import { each, immutable } from '../field-checks'
import { filled } from '../filled'
import { kindDefinition } from '../kind'
import { isQualifiedName, validateLabelName } from '../metadata'
import { nodeLabelDeprecation } from '../pod-template/node-label-warnings'
import { textColumn } from '../workload-columns'
import { ageColumn, nameColumn } from '../name-and-age'
import { isDefaultClass } from './is-default-class'

const RECLAIM_POLICIES = ['Delete', 'Retain']
const BINDING_MODES = ['Immediate', 'WaitForFirstConsumer']
const PARAMETERS_MAX = 512
const PARAMETERS_BYTES_MAX = 256 * 1024

const validate = (object: StorageClass): FieldError[] => {
  const { provisioner, parameters, reclaimPolicy, volumeBindingMode: mode, allowedTopologies } = object
  return [
    ...(provisioner
      ? isQualifiedName(provisioner.toLowerCase()).map((message) => invalid('provisioner', provisioner, message))
      : [required('provisioner')]),
    ...validateParameters(parameters ?? {}),
    ...(reclaimPolicy && !RECLAIM_POLICIES.includes(reclaimPolicy)
      ? [notSupported('reclaimPolicy', reclaimPolicy, RECLAIM_POLICIES)]
      : []),
    ...(mode === undefined
      ? [required('volumeBindingMode')]
      : BINDING_MODES.includes(mode)
        ? []
        : [notSupported('volumeBindingMode', mode, BINDING_MODES)]),
    ...validateTopologies(allowedTopologies ?? []),
  ]
}

function validateParameters(parameters: Readonly<Record<string, string>>): FieldError[] {
  const entries = Object.entries(parameters)
  if (entries.length > PARAMETERS_MAX) return [tooLong('parameters', PARAMETERS_MAX)]
  const bytes = entries.reduce((sum, [key, value]) => sum + key.length + value.length, 0)
  return [
    ...(Object.hasOwn(parameters, '') ? [invalid('parameters', '', 'field can not be empty.')] : []),
    ...(bytes > PARAMETERS_BYTES_MAX ? [tooLong('parameters', PARAMETERS_BYTES_MAX)] : []),
  ]
}

function validateTopologies(terms: readonly k.V1TopologySelectorTerm[]): FieldError[] {
  const seen = new Set<string>()
  return each(terms, 'allowedTopologies', ({ matchLabelExpressions: expressions = [] }, field) => {
    const at = `${field}.matchLabelExpressions`
    const text = canonicalText(
      expressions.map(({ key = '', values = [] }) => `${key} ${[...values].sort().join()}`).sort(),
    )
    const isAgain = seen.has(text)
    seen.add(text)
    return [...validateExpressions(expressions, at), ...(isAgain ? [duplicate(at, '')] : [])]
  })
}

const validateExpressions = (
  expressions: readonly k.V1TopologySelectorLabelRequirement[],
  field: string,
): FieldError[] =>
  each(expressions, field, ({ key = '', values = [] }, at, index) => [
    ...(values.length === 0 ? [required(`${at}.values`)] : []),
    ...each(values, `${at}.values`, (value, item, place) =>
      values.indexOf(value) < place ? [duplicate(item, value)] : [],
    ),
    ...validateLabelName(key, `${at}.key`),
    ...(expressions.findIndex((other) => other.key === key) < index ? [duplicate(`${at}.key`, key)] : []),
  ])

/** Follows pkg/api/storage/util.go, v1.36. */
const warnings = ({ allowedTopologies }: StorageClass): string[] =>
  (allowedTopologies ?? []).flatMap(({ matchLabelExpressions }, index) =>
    (matchLabelExpressions ?? []).flatMap(({ key }, place) => {
      const words = nodeLabelDeprecation(key)
      return words === undefined ? [] : [`allowedTopologies[${index}].matchLabelExpressions[${place}].key: ${words}`]
    }),
  )

const validateUpdate = (next: StorageClass, previous: StorageClass): FieldError[] => [
  ...(['parameters', 'provisioner', 'reclaimPolicy'] as const).flatMap((name) =>
    dequal(next[name], previous[name]) ? [] : [forbiddenField(name, `updates to ${name} are forbidden.`)],
  ),
  ...immutable('volumeBindingMode', next.volumeBindingMode, previous.volumeBindingMode),
]

export const storageClass = kindDefinition<StorageClass>({
  kind: 'StorageClass',
  group: 'storage.k8s.io',
  version: 'v1',
  plural: 'storageclasses',
  singular: 'storageclass',
  shortNames: ['sc'],
  namespaced: false,
  defaults: (object) => filled(object, { reclaimPolicy: 'Delete', volumeBindingMode: 'Immediate' }),
  validate,
  validateUpdate,
  warnings,
  columns: [
    { ...nameColumn, value: (object) => object.metadata.name + (isDefaultClass(object) ? ' (default)' : '') },
    textColumn('Provisioner', ({ provisioner }) => provisioner),
    textColumn('ReclaimPolicy', ({ reclaimPolicy }) => reclaimPolicy ?? 'Delete'),
    textColumn('VolumeBindingMode', ({ volumeBindingMode }) => volumeBindingMode ?? 'Immediate'),
    {
      name: 'AllowVolumeExpansion',
      type: 'boolean',
      value: ({ allowVolumeExpansion }) => allowVolumeExpansion ?? false,
    },
    ageColumn,
  ],
})
