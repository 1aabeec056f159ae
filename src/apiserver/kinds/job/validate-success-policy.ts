// Follows validateSuccessPolicy of pkg/apis/batch/validation, v1.36.
import type * as k from '../../../objects/generated/kubernetes'
import { invalid, required, tooLong, tooMany, type FieldError } from '../../field-errors'
import { each, nonNegative } from '../field-checks'
import { internalValue } from '../internal-diff'

const RULES_MAX = 20
const INDEXES_BYTES_MAX = 64 * 1024

export function validateSuccessPolicy(spec: k.V1JobSpec, field: string): FieldError[] {
  const { successPolicy, completionMode, completions = 0 } = spec
  if (completionMode !== 'Indexed')
    return [invalid(field, internalValue('SuccessPolicy', successPolicy), 'requires indexed completion mode')]
  const rules = successPolicy?.rules ?? []
  return [
    ...(rules.length === 0
      ? [required(`${field}.rules`, 'at least one rules must be specified when the successPolicy is specified')]
      : []),
    ...(rules.length > RULES_MAX ? [tooMany(`${field}.rules`, rules.length, RULES_MAX)] : []),
    ...each(rules, `${field}.rules`, (rule, at) => validateRule(rule, at, completions)),
  ]
}

function validateRule(rule: k.V1SuccessPolicyRule, field: string, completions: number): FieldError[] {
  const { succeededCount, succeededIndexes } = rule
  if (succeededCount === undefined && succeededIndexes === undefined)
    return [required(field, 'at least one of succeededCount or succeededIndexes must be specified')]
  const errors: FieldError[] = []
  let total = 0
  if (succeededIndexes !== undefined) {
    if (succeededIndexes.length > INDEXES_BYTES_MAX)
      errors.push(tooLong(`${field}.succeededIndexes`, INDEXES_BYTES_MAX))
    const parsed = countIndexes(succeededIndexes, completions)
    if (typeof parsed === 'string')
      errors.push(invalid(`${field}.succeededIndexes`, succeededIndexes, `error parsing succeededIndexes: ${parsed}`))
    else total = parsed
  }
  if (succeededCount !== undefined) {
    errors.push(...nonNegative(`${field}.succeededCount`, succeededCount))
    if (succeededCount > completions)
      errors.push(
        invalid(
          `${field}.succeededCount`,
          succeededCount,
          `must be less than or equal to ${completions} (the number of specified completions)`,
        ),
      )
    if (succeededIndexes !== undefined && succeededCount > total)
      errors.push(
        invalid(
          `${field}.succeededCount`,
          succeededCount,
          `must be less than or equal to ${total} (the number of indexes in the specified succeededIndexes field)`,
        ),
      )
  }
  return errors
}

/** How many indexes a text like `0-2,5` names, or what is wrong with it. */
export function countIndexes(text: string, completions: number): number | string {
  let total = 0
  let last = -1
  for (const interval of text === '' ? [] : text.split(',')) {
    const bounds = interval.split('-')
    if (bounds.length > 2)
      return `the fragment ${JSON.stringify(interval)} violates the requirement that an index interval can have at most two parts separated by '-'`
    const [from, to] = [bounds[0] ?? '', bounds[1] ?? bounds[0] ?? '']
    const wrong = [from, to].find((each) => !/^\d+$/.test(each))
    if (wrong !== undefined) return `cannot convert string to integer for index: ${JSON.stringify(wrong)}`
    const [first, end] = [Number(from), Number(to)]
    if (first >= completions) return `too large index: ${JSON.stringify(from)}`
    if (end >= completions) return `too large index: ${JSON.stringify(to)}`
    if (first <= last) return `non-increasing order, previous: ${last}, current: ${first}`
    if (bounds.length === 2 && first >= end) return `non-increasing order, previous: ${first}, current: ${end}`
    total += end - first + 1
    last = end
  }
  return total
}
