// Follows ValidateResourceQuota of pkg/apis/core/validation, v1.36.
import type { V1ResourceQuotaSpec, V1ScopedResourceSelectorRequirement } from '../../../objects/generated/kubernetes'
import type { ResourceQuota } from '../../../objects/kinds'
import { invalid, required, type FieldError } from '../../field-errors'
import { eachEntry, IMMUTABLE } from '../field-checks'
import { internalValue } from '../internal-diff'
import { isStandardQuotaResource } from '../pod-template/resource-names'
import { validateResourceName, validateResourceQuantity } from '../pod-template/validate-resources'

export const validateResourceQuota = ({ spec }: ResourceQuota): FieldError[] => [
  ...validateAmounts(spec.hard, 'spec.hard'),
  ...validateScopes(spec),
  ...validateScopeSelector(spec),
]

export const validateQuotaStatus = ({ status }: ResourceQuota): FieldError[] => [
  ...validateAmounts(status.hard, 'status.hard'),
  ...validateAmounts(status.used, 'status.used'),
]

const validateAmounts = (amounts: Record<string, string> | undefined, field: string): FieldError[] =>
  eachEntry(amounts, (name, text) => [
    ...validateQuotaResourceName(name, `${field}[${name}]`),
    ...validateResourceQuantity(name, text, `${field}[${name}]`),
  ])

function validateQuotaResourceName(name: string, field: string): FieldError[] {
  const errors = validateResourceName(name, field)
  return name.includes('/') || isStandardQuotaResource(name)
    ? errors
    : [...errors, invalid(field, name, 'must be a standard resource for quota')]
}

const SCOPES = [
  'Terminating',
  'NotTerminating',
  'BestEffort',
  'NotBestEffort',
  'PriorityClass',
  'CrossNamespacePodAffinity',
  'VolumeAttributesClass',
]
const OF_PODS = ['pods', 'cpu', 'memory', 'limits.cpu', 'limits.memory', 'requests.cpu', 'requests.memory']

/** Scopes pick Pods (or claims), so only what Pods (or claims) use may be limited under them. */
function isScopeFor(scope: string, name: string): boolean {
  if (scope === 'BestEffort') return name === 'pods'
  if (scope === 'VolumeAttributesClass') return name === 'persistentvolumeclaims' || name === 'requests.storage'
  return !SCOPES.includes(scope) || OF_PODS.includes(name)
}

const CONFLICTS = [
  ['BestEffort', 'NotBestEffort'],
  ['NotTerminating', 'Terminating'],
] as const

const conflictErrors = (scopes: readonly string[], field: string, value: unknown): FieldError[] =>
  CONFLICTS.filter((pair) => pair.every((scope) => scopes.includes(scope))).map(() =>
    invalid(field, value, 'conflicting scopes'),
  )

function validateScopes({ scopes = [], hard = {} }: V1ResourceQuotaSpec): FieldError[] {
  const at = 'spec.scopes'
  const names = Object.keys(hard).sort().filter(isStandardQuotaResource)
  return [
    ...scopes.flatMap((scope) => [
      ...(SCOPES.includes(scope) ? [] : [invalid(at, scopes, 'unsupported scope')]),
      ...names
        .filter((name) => !isScopeFor(scope, name))
        .map(() => invalid(at, scopes, 'unsupported scope applied to resource')),
    ]),
    ...conflictErrors(scopes, at, scopes),
  ]
}

function validateScopeSelector({ scopeSelector, hard = {}, scopes }: V1ResourceQuotaSpec): FieldError[] {
  const at = 'spec.scopeSelector.matchExpressions'
  const expressions = scopeSelector?.matchExpressions ?? []
  const names = Object.keys(hard).sort().filter(isStandardQuotaResource)
  return [
    ...expressions.flatMap((expression) => [
      ...(SCOPES.includes(expression.scopeName)
        ? []
        : [invalid(`${at}.scopeName`, expression.scopeName, 'unsupported scope')]),
      ...names
        .filter((name) => !isScopeFor(expression.scopeName, name))
        .map(() => invalid(at, internalValue('ScopeSelector', scopeSelector), 'unsupported scope applied to resource')),
      ...validateExpression(expression, at),
    ]),
    ...conflictErrors(
      expressions.map(({ scopeName }) => scopeName),
      at,
      scopes ?? null,
    ),
  ]
}

const ONLY_EXISTS =
  "must be 'Exists' when scope is any of ResourceQuotaScopeTerminating, ResourceQuotaScopeNotTerminating, ResourceQuotaScopeBestEffort, ResourceQuotaScopeNotBestEffort or ResourceQuotaScopeCrossNamespacePodAffinity"

function validateExpression(
  { scopeName, operator, values = [] }: V1ScopedResourceSelectorRequirement,
  field: string,
): FieldError[] {
  const errors: FieldError[] = []
  const valued = scopeName === 'PriorityClass' || scopeName === 'VolumeAttributesClass'
  if (SCOPES.includes(scopeName) && !valued && operator !== 'Exists')
    errors.push(invalid(`${field}.operator`, operator, ONLY_EXISTS))
  if (operator === 'In' || operator === 'NotIn') {
    if (values.length === 0)
      errors.push(
        required(`${field}.values`, "must be at least one value when `operator` is 'In' or 'NotIn' for scope selector"),
      )
  } else if (operator === 'Exists' || operator === 'DoesNotExist') {
    if (values.length > 0)
      errors.push(
        invalid(
          `${field}.values`,
          values,
          "must be no value when `operator` is 'Exist' or 'DoesNotExist' for scope selector",
        ),
      )
  } else errors.push(invalid(`${field}.operator`, operator, 'not a valid selector operator'))
  return errors
}

export function validateResourceQuotaUpdate(next: ResourceQuota, previous: ResourceQuota): FieldError[] {
  const [after, before] = [new Set(next.spec.scopes), new Set(previous.spec.scopes)]
  const same = after.size === before.size && [...after].every((scope) => before.has(scope))
  return same ? [] : [invalid('spec.scopes', next.spec.scopes ?? null, IMMUTABLE)]
}
