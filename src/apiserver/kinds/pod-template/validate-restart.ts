// When containers run again: after their end, and for a resize.
// Follows validateContainerRestartPolicy and validateResizePolicy of pkg/apis/core/validation, v1.36.
import type * as k from '../../../objects/generated/kubernetes'
import type { Container } from '../../../objects/kinds'
import { duplicate, invalid, notSupported, required, tooMany, type FieldError } from '../../field-errors'
import { each, oneOf, requiredOneOf } from '../field-checks'

const POLICIES = ['Always', 'Never', 'OnFailure']
const RULES_MAX = 20
const EXIT_CODES_MAX = 255

/** Rules of restarting need a policy of the container's own. */
export function validateRestart({ restartPolicy, restartPolicyRules: rules }: Container, field: string): FieldError[] {
  const words = 'must specify restartPolicy when restart rules are used'
  const errors =
    restartPolicy === undefined && rules?.length
      ? [required(`${field}.restartPolicy`, words)]
      : oneOf(`${field}.restartPolicy`, restartPolicy, POLICIES)
  return [...errors, ...validateRules(rules, `${field}.restartPolicyRules`)]
}

/** Upstream does not look at the rules of init containers that have no policy. */
export const validateInitRestart = (container: Container, field: string): FieldError[] =>
  validateRestart(container, field).slice(0, container.restartPolicy === undefined ? 1 : undefined)

const validateRules = (rules: k.V1ContainerRestartRule[] = [], field: string): FieldError[] => [
  ...(rules.length > RULES_MAX ? [tooMany(field, rules.length, RULES_MAX)] : []),
  ...each(rules, field, validateRule),
]

function validateRule({ action = '', exitCodes }: k.V1ContainerRestartRule, field: string): FieldError[] {
  const errors = oneOf(`${field}.action`, action, ['Restart', 'RestartAllContainers'])
  if (!exitCodes) return [...errors, required(`${field}.exitCodes`, 'must be specified')]
  const { operator = '', values = [] } = exitCodes
  return [
    ...errors,
    ...oneOf(`${field}.exitCodes.operator`, operator, ['In', 'NotIn']),
    ...(values.length > EXIT_CODES_MAX ? [tooMany(`${field}.exitCodes.values`, values.length, EXIT_CODES_MAX)] : []),
  ]
}

const RESIZE_RESOURCES = ['cpu', 'memory']
const RESIZE_POLICIES = ['NotRequired', 'RestartContainer']

/** Most of the errors name the list, not the item: so it is upstream. */
export function validateResizePolicy(
  policies: k.V1ContainerResizePolicy[] | undefined,
  podRestartPolicy: string | undefined,
  field: string,
): FieldError[] {
  const seen = new Set<string>()
  return each(policies, field, ({ resourceName, restartPolicy }, at) => {
    const errors = seen.has(resourceName) ? [duplicate(at, resourceName)] : []
    seen.add(resourceName)
    if (!resourceName) errors.push(required(field))
    else if (!RESIZE_RESOURCES.includes(resourceName)) errors.push(notSupported(field, resourceName, RESIZE_RESOURCES))
    errors.push(...requiredOneOf(field, restartPolicy, RESIZE_POLICIES))
    if (podRestartPolicy === 'Never' && restartPolicy !== 'NotRequired')
      errors.push(invalid(field, restartPolicy, "must be 'NotRequired' when pod `restartPolicy` is 'Never'"))
    return errors
  })
}

/** What runs once and ends has nothing to restart for. */
export const validateInitResizePolicy = ({ resizePolicy }: Container, field: string): FieldError[] =>
  each(resizePolicy, `${field}.resizePolicy`, ({ restartPolicy }, at) =>
    restartPolicy === 'RestartContainer'
      ? [
          invalid(
            `${at}.restartPolicy`,
            restartPolicy,
            "must not be set to 'RestartContainer' for non-sidecar initContainers",
          ),
        ]
      : [],
  )
