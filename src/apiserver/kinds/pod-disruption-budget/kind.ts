// Follows pkg/registry/policy/poddisruptionbudget, pkg/apis/policy/validation and printPodDisruptionBudget, v1.36.
import type { IntOrString, PodDisruptionBudget } from '../../../objects/kinds'
import { invalid, notSupported, type FieldError } from '../../field-errors'
import { nonNegative } from '../field-checks'
import { changed, filled } from '../filled'
import { internalValue } from '../internal-diff'
import { notMoreThanAll, positiveIntOrPercent } from '../int-or-percent-checks'
import { kindDefinition } from '../kind'
import { validateLabelSelector } from '../metadata'
import { isPathSegment } from '../path-segment'
import { between, numberColumn, textColumn } from '../workload-columns'

const EVICTION_POLICIES = ['AlwaysAllow', 'IfHealthyBudget']
const NONE_YET = { disruptionsAllowed: 0, currentHealthy: 0, desiredHealthy: 0, expectedPods: 0 }

function validate({ spec }: PodDisruptionBudget): FieldError[] {
  const { minAvailable, maxUnavailable, unhealthyPodEvictionPolicy: policy } = spec
  const both = 'minAvailable and maxUnavailable cannot be both set'
  return [
    ...(minAvailable !== undefined && maxUnavailable !== undefined
      ? [invalid('spec', internalValue('PodDisruptionBudgetSpec', spec), both)]
      : []),
    ...amount('spec.minAvailable', minAvailable),
    ...amount('spec.maxUnavailable', maxUnavailable),
    ...validateLabelSelector(spec.selector, 'spec.selector'),
    ...(policy === undefined || EVICTION_POLICIES.includes(policy)
      ? []
      : [notSupported('spec.unhealthyPodEvictionPolicy', policy, EVICTION_POLICIES)]),
  ]
}

const amount = (field: string, value: IntOrString | undefined): FieldError[] =>
  value === undefined ? [] : [...positiveIntOrPercent(field, value), ...notMoreThanAll(field, value)]

const COUNTS = ['disruptionsAllowed', 'currentHealthy', 'desiredHealthy', 'expectedPods'] as const

const amountText = (value: IntOrString | undefined): string => (value === undefined ? 'N/A' : String(value))

export const podDisruptionBudget = kindDefinition<PodDisruptionBudget>({
  kind: 'PodDisruptionBudget',
  group: 'policy',
  version: 'v1',
  plural: 'poddisruptionbudgets',
  singular: 'poddisruptionbudget',
  needsVersion: true,
  shortNames: ['pdb'],
  namespaced: true,
  hasStatus: true,
  generation: ({ spec }) => spec,
  // Nothing of its own is asked of the name.
  validateName: isPathSegment,
  defaults: (budget) => changed(budget, { spec: budget.spec ?? {}, status: filled(budget.status ?? {}, NONE_YET) }),
  validate,
  validateStatusUpdate: ({ status }) => COUNTS.flatMap((name) => nonNegative(`status.${name}`, status[name])),
  columns: between([
    textColumn('Min Available', ({ spec }) => amountText(spec.minAvailable)),
    textColumn('Max Unavailable', ({ spec }) => amountText(spec.maxUnavailable)),
    numberColumn('Allowed Disruptions', ({ status }) => status.disruptionsAllowed ?? 0),
  ]),
})
