// Follows pkg/api/persistentvolumeclaim/util.go, v1.36.
import type { V1PersistentVolumeClaimSpec } from '../../../objects/generated/kubernetes'
import { parseQuantity } from '../../../objects/quantity'

const NANO_IN_UNIT = 1_000_000_000n

/** Parts of a byte cannot be stored. */
export function claimWarnings({ resources }: V1PersistentVolumeClaimSpec, field: string): string[] {
  return (['requests', 'limits'] as const).flatMap((what) => {
    const text = resources?.[what]?.['storage']
    if (text === undefined || parseQuantity(text).nano % NANO_IN_UNIT === 0n) return []
    return [
      `${field}.resources.${what}[storage]: fractional byte value ${JSON.stringify(text)} is invalid, must be an integer`,
    ]
  })
}
