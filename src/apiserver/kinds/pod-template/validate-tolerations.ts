// Follows ValidateTolerations of pkg/apis/core/validation, v1.36.
import { dequal } from 'dequal/lite'
import type { Taint, Toleration } from '../../../objects/kinds'
import { isLabelValue } from '../../../objects/names'
import { forbiddenField, invalid, notSupported, type FieldError } from '../../field-errors'
import { each, oneOf, requiredOneOf } from '../field-checks'
import { internalValue } from '../internal-diff'
import { validateLabelName } from '../metadata/labels'

const EFFECTS = ['NoSchedule', 'PreferNoSchedule', 'NoExecute']
const ALL_TAINTS = 'operator must be Exists when `key` is empty, which means "match all values and all keys"'

export const validateTolerations = (tolerations: Toleration[] | undefined, field: string): FieldError[] =>
  each(tolerations, field, (toleration, at) => {
    const { key, operator = '', effect = '', tolerationSeconds } = toleration
    return [
      ...(key ? validateLabelName(key, `${at}.key`) : []),
      ...(!key && operator !== 'Exists' ? [invalid(`${at}.operator`, operator, ALL_TAINTS)] : []),
      ...(tolerationSeconds !== undefined && effect !== 'NoExecute'
        ? [invalid(`${at}.effect`, effect, "effect must be 'NoExecute' when `tolerationSeconds` is set")]
        : []),
      ...validateOperator(toleration, `${at}.operator`),
      ...(effect ? oneOf(`${at}.effect`, effect, EFFECTS) : []),
    ]
  })

function validateOperator({ operator = '', value = '' }: Toleration, field: string): FieldError[] {
  if (operator === '' || operator === 'Equal') {
    const wrong = isLabelValue(value)
    return wrong.length > 0 ? [invalid(field, value, wrong.join(';'))] : []
  }
  if (operator === 'Exists')
    return value ? [invalid(field, value, "value must be empty when `operator` is 'Exists'")] : []
  return [
    notSupported(field, operator, NUMERIC.includes(operator) ? ['Equal', 'Exists', ...NUMERIC] : ['Equal', 'Exists']),
  ]
}

/** Known, and refused where the feature TaintTolerationComparisonOperators is off. */
const NUMERIC = ['Lt', 'Gt']

/** Those of a running Pod: new ones may come, old ones may only change their seconds. */
export function validateOnlyAddedTolerations(
  next: Toleration[] = [],
  previous: Toleration[] = [],
  field: string,
): FieldError[] {
  const kept = previous.every((old) =>
    next.some((toleration) => dequal(withoutSeconds(toleration), withoutSeconds(old))),
  )
  if (!kept) return [forbiddenField(field, 'existing toleration can not be modified except its tolerationSeconds')]
  return validateTolerations(next, field)
}

const withoutSeconds = ({ tolerationSeconds: _, ...rest }: Toleration) => rest

/** Those of a node: one for each key and effect. */
export function validateTaints(taints: Taint[] | undefined, field: string): FieldError[] {
  const seen = new Set<string>()
  return each(taints, field, (taint, at) => {
    const { key, value = '', effect } = taint
    const wrong = isLabelValue(value)
    const pair = `${key}:${effect}`
    const errors = [
      ...validateLabelName(key, `${at}.key`),
      ...(wrong.length > 0 ? [invalid(`${at}.value`, value, wrong.join(';'))] : []),
      ...requiredOneOf(`${at}.effect`, effect, EFFECTS),
    ]
    if (seen.has(pair))
      errors.push({
        type: 'Duplicate',
        field: at,
        value: internalValue('Taint', taint),
        detail: 'taints must be unique by key and effect pair',
      })
    seen.add(pair)
    return errors
  })
}
