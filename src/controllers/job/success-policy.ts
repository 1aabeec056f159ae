// Follows pkg/controller/job/success_policy.go, v1.36.
import { intervalsOf, total, type Intervals } from './indexes'
import type * as k from '../../objects/generated/kubernetes'

/** `Matched rules at index 0` when a rule is met, undefined otherwise. */
export function matchSuccessPolicy(
  policy: k.V1SuccessPolicy | undefined,
  completions: number,
  succeeded: Intervals,
): string | undefined {
  if (!policy || succeeded.length === 0) return undefined
  const index = policy.rules.findIndex((rule) => meetsRule(rule, completions, succeeded))
  return index < 0 ? undefined : `Matched rules at index ${index}`
}

function meetsRule(rule: k.V1SuccessPolicyRule, completions: number, succeeded: Intervals): boolean {
  const { succeededIndexes, succeededCount } = rule
  if (succeededIndexes === undefined) return succeededCount !== undefined && total(succeeded) >= succeededCount
  const required = intervalsOf(succeededIndexes, completions)
  if (required.length === 0) return false
  const contained = overlap(required, succeeded)
  return contained === total(required) || (succeededCount !== undefined && contained >= succeededCount)
}

/** How many indexes two sets of intervals share. */
function overlap(some: Intervals, others: Intervals): number {
  let sum = 0
  for (const a of some)
    for (const b of others) sum += Math.max(0, Math.min(a.last, b.last) - Math.max(a.first, b.first) + 1)
  return sum
}
