// Follows component-helpers/scheduling/corev1/helpers.go, v1.36.
import type { Taint, Toleration } from '../objects/kinds'

/** An empty effect tolerates all effects, an empty key with Exists all keys. */
export function tolerates(toleration: Toleration, taint: Taint): boolean {
  if (toleration.effect && toleration.effect !== taint.effect) return false
  if (toleration.key && toleration.key !== taint.key) return false
  switch (toleration.operator ?? '') {
    case '':
    case 'Equal':
      return (toleration.value ?? '') === (taint.value ?? '')
    case 'Exists':
      return true
    default:
      return false
  }
}

export const anyTolerates = (tolerations: readonly Toleration[] | undefined, taint: Taint): boolean =>
  tolerations !== undefined && tolerations.some((toleration) => tolerates(toleration, taint))

export const keepsAway = ({ effect }: Taint): boolean => effect === 'NoSchedule' || effect === 'NoExecute'

/** The first taint that keeps new Pods away and that nothing tolerates. */
export const untolerated = (
  taints: readonly Taint[],
  tolerations: readonly Toleration[] | undefined,
): Taint | undefined => taints.find((taint) => keepsAway(taint) && !anyTolerates(tolerations, taint))
