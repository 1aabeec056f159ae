// Follows validatePodFailurePolicy of pkg/apis/batch/validation, v1.36.
import type * as k from '../../../objects/generated/kubernetes'
import { duplicate, invalid, notSupported, OMITTED_VALUE, required, tooMany, type FieldError } from '../../field-errors'
import { each } from '../field-checks'
import { isQualifiedName } from '../metadata'

const RULES_MAX = 20
const EXIT_CODES_MAX = 255
const PATTERNS_MAX = 20
const ACTIONS = ['Count', 'FailIndex', 'FailJob', 'Ignore']
const OPERATORS = ['In', 'NotIn']
const STATUSES = ['False', 'True', 'Unknown']

export function validateFailurePolicy(spec: k.V1JobSpec, field: string): FieldError[] {
  const rules = spec.podFailurePolicy?.rules ?? []
  const { containers = [], initContainers = [] } = spec.template.spec ?? {}
  const containerNames = new Set([...containers, ...initContainers].map(({ name }) => name))
  return [
    ...(rules.length > RULES_MAX ? [tooMany(`${field}.rules`, rules.length, RULES_MAX)] : []),
    ...each(rules, `${field}.rules`, (rule, at) => validateRule(spec, rule, at, containerNames)),
  ]
}

function validateRule(
  spec: k.V1JobSpec,
  rule: k.V1PodFailurePolicyRule,
  field: string,
  containerNames: ReadonlySet<string>,
): FieldError[] {
  const { onExitCodes, onPodConditions } = rule
  const actions = validateAction(spec, rule.action, `${field}.action`)
  const hasConditions = (onPodConditions?.length ?? 0) > 0
  return [
    ...actions,
    ...(onExitCodes ? validateOnExitCodes(onExitCodes, `${field}.onExitCodes`, containerNames) : []),
    ...(onPodConditions ? validateOnPodConditions(onPodConditions, `${field}.onPodConditions`) : []),
    ...(onExitCodes && hasConditions
      ? [invalid(field, OMITTED_VALUE, 'specifying both OnExitCodes and OnPodConditions is not supported')]
      : []),
    ...(!onExitCodes && !hasConditions
      ? [invalid(field, OMITTED_VALUE, 'specifying one of OnExitCodes and OnPodConditions is required')]
      : []),
  ]
}

function validateAction({ backoffLimitPerIndex }: k.V1JobSpec, action: string, field: string): FieldError[] {
  if (!action) return [required(field, `valid values: [${ACTIONS.map((each) => JSON.stringify(each)).join(' ')}]`)]
  if (!ACTIONS.includes(action)) return [notSupported(field, action, ACTIONS)]
  return action === 'FailIndex' && backoffLimitPerIndex === undefined
    ? [invalid(field, action, 'requires the backoffLimitPerIndex to be set')]
    : []
}

function validateOnExitCodes(
  codes: k.V1PodFailurePolicyOnExitCodesRequirement,
  field: string,
  containerNames: ReadonlySet<string>,
): FieldError[] {
  const { operator, values = [], containerName } = codes
  const errors: FieldError[] = []
  if (!operator)
    errors.push(
      required(`${field}.operator`, `valid values: [${OPERATORS.map((each) => JSON.stringify(each)).join(' ')}]`),
    )
  else if (!OPERATORS.includes(operator)) errors.push(notSupported(`${field}.operator`, operator, OPERATORS))
  if (containerName !== undefined && !containerNames.has(containerName))
    errors.push(
      invalid(
        `${field}.containerName`,
        containerName,
        'must be one of the container or initContainer names in the pod template',
      ),
    )
  if (values.length === 0)
    errors.push(invalid(`${field}.values`, codes.values ?? null, 'at least one value is required'))
  else if (values.length > EXIT_CODES_MAX) errors.push(tooMany(`${field}.values`, values.length, EXIT_CODES_MAX))
  const unique = new Set<number>()
  values.forEach((value, index) => {
    if (operator === 'In' && value === 0)
      errors.push(invalid(`${field}.values[${index}]`, value, 'must not be 0 for the In operator'))
    if (unique.has(value)) errors.push(duplicate(`${field}.values[${index}]`, value))
    unique.add(value)
  })
  if (isUnordered(values)) errors.push(invalid(`${field}.values`, values, 'must be ordered'))
  return errors
}

const isUnordered = (values: readonly number[]): boolean =>
  values.some((value, index) => index > 0 && (values[index - 1] as number) > value)

function validateOnPodConditions(
  patterns: readonly k.V1PodFailurePolicyOnPodConditionsPattern[],
  field: string,
): FieldError[] {
  return [
    ...(patterns.length > PATTERNS_MAX ? [tooMany(field, patterns.length, PATTERNS_MAX)] : []),
    ...each(patterns, field, ({ type, status }, at) => [
      ...isQualifiedName(type).map((message) => invalid(`${at}.type`, type, message)),
      ...(status
        ? []
        : [required(`${at}.status`, `valid values: [${STATUSES.map((each) => JSON.stringify(each)).join(' ')}]`)]),
      ...(!status || STATUSES.includes(status) ? [] : [notSupported(`${at}.status`, status, STATUSES)]),
    ]),
  ]
}
