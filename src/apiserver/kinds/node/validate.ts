// Follows ValidateNode and ValidateNodeUpdate of pkg/apis/core/validation, v1.36.
import { dequal } from 'dequal/lite'
import type { Node } from '../../../objects/kinds'
import { isStrictCidr } from '../../../objects/cidr'
import { isIpv6 } from '../../../objects/names'
import { duplicate, forbiddenField, invalid, type FieldError } from '../../field-errors'
import { each, eachEntry, invalidFor } from '../field-checks'
import { internalValue } from '../internal-diff'
import { validateResourceQuantity } from '../pod-template'
import { validateTaints } from '../pod-template/validate-tolerations'

/** Errors about taints name metadata.taints: so it is upstream. */
export const validateNode = ({ spec, status }: Node): FieldError[] => [
  ...validateTaints(spec.taints, 'metadata.taints'),
  ...eachEntry(status.capacity, (name, text) => validateResourceQuantity(name, text, `status.capacity.${name}`)),
  ...eachEntry(status.allocatable, (name, text) => validateResourceQuantity(name, text, `status.allocatable.${name}`)),
  ...validatePodCidrs(spec.podCIDRs),
]

function validatePodCidrs(cidrs: string[] | undefined): FieldError[] {
  if (!cidrs?.length) return []
  const at = 'spec.podCIDRs'
  const families = new Set(cidrs.map((cidr) => isIpv6(cidr.split('/')[0] ?? '')))
  return [
    ...each(cidrs, at, (cidr, cidrAt) => invalidFor(cidrAt, cidr, isStrictCidr(cidr))),
    ...(cidrs.length > 1 && (families.size < 2 || cidrs.length > 2)
      ? [invalid(at, cidrs, 'may specify no more than one CIDR for each IP family')]
      : []),
    ...each(cidrs, at, (cidr, cidrAt, index) => (cidrs.indexOf(cidr) < index ? [duplicate(cidrAt, cidr)] : [])),
  ]
}

export function validateNodeUpdate(next: Node, previous: Node): FieldError[] {
  const addresses = new Set<string>()
  const [before, after] = [previous.spec, next.spec]
  return [
    ...each(next.status.addresses, 'status.addresses', (address, at) => {
      const key = `${address.type} ${address.address}`
      const errors = addresses.has(key) ? [duplicate(at, internalValue('NodeAddress', address))] : []
      addresses.add(key)
      return errors
    }),
    ...(before.podCIDRs?.length && !dequal(before.podCIDRs, after.podCIDRs)
      ? [forbiddenField('spec.podCIDRs', 'node updates may not change podCIDR except from "" to valid')]
      : []),
    ...(before.providerID && before.providerID !== after.providerID
      ? [forbiddenField('spec.providerID', 'node updates may not change providerID except from "" to valid')]
      : []),
    ...((before.externalID ?? '') === (after.externalID ?? '')
      ? []
      : [forbiddenField('spec.externalID', 'may not be updated')]),
  ]
}
