// Amounts in their canonical text. Follows SetDefaults_ResourceList of pkg/apis/core/v1, v1.36.
import type { ResourceRequirements } from '../../../objects/kinds'
import { parseQuantity, quantityText } from '../../../objects/quantity'
import { changed } from '../filled'

const MILLI_IN_NANO = 1_000_000n

/** `1000m` -> `1`. Amounts of resources are rounded up to a thousandth; others (sizes, divisors) are not. */
export function canonicalResources<T extends Record<string, string> | undefined>(list: T): T {
  if (list === undefined) return list
  const entries = Object.entries(list)
  const next = entries.map(([name, text]): [string, string] => [name, milliText(text)])
  return next.every(([, text], index) => text === entries[index]?.[1]) ? list : (Object.fromEntries(next) as T)
}

function milliText(text: string): string {
  const quantity = parseQuantity(text)
  const rest = quantity.nano % MILLI_IN_NANO
  if (rest === 0n) return quantityText(quantity)
  const up = quantity.nano > 0n ? MILLI_IN_NANO : -MILLI_IN_NANO
  return quantityText({ ...quantity, nano: quantity.nano - rest + up })
}

/** An absent one becomes `{}`, as upstream prints it. */
export function defaultResources(resources: ResourceRequirements | undefined): ResourceRequirements {
  if (resources === undefined) return NONE
  const { limits, requests } = resources
  return changed(resources, {
    ...(limits ? { limits: canonicalResources(limits) } : {}),
    ...(requests ? { requests: canonicalResources(requests) } : {}),
  })
}

const NONE: ResourceRequirements = Object.freeze({})
