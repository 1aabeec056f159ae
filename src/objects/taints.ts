// Follows component-helpers/scheduling/corev1/helpers.go, v1.36.
import type { Taint, Toleration } from './kinds'

/** An empty effect tolerates all effects, an empty key with Exists all keys. */
export function tolerates({ key, operator, value, effect }: Toleration, taint: Taint): boolean {
  if ((effect && effect !== taint.effect) || (key && key !== taint.key)) return false
  if (operator === 'Exists') return true
  return (operator === undefined || operator === '' || operator === 'Equal') && (value ?? '') === (taint.value ?? '')
}

/** The first taint of one of these effects that nothing tolerates. */
export const untoleratedTaint = (
  taints: readonly Taint[] | undefined,
  tolerations: readonly Toleration[] | undefined,
  effects: readonly string[],
): Taint | undefined =>
  taints?.find((taint) => effects.includes(taint.effect) && !tolerations?.some((each) => tolerates(each, taint)))
