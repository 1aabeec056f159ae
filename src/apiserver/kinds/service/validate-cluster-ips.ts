// Follows ValidateServiceClusterIPsRelatedFields of pkg/apis/core/validation, v1.36.
import type { V1ServiceSpec } from '../../../objects/generated/kubernetes'
import { isIpv6, isStrictIp } from '../../../objects/names'
import { duplicate, invalid, required, type FieldError } from '../../field-errors'
import { each, invalidFor, oneOf } from '../field-checks'

const FIELD = 'spec.clusterIPs'
const FAMILY_POLICIES = ['PreferDualStack', 'RequireDualStack', 'SingleStack']

export function validateClusterIps(spec: V1ServiceSpec): FieldError[] {
  if (spec.type === 'ExternalName') return []
  const ips = spec.clusterIPs ?? []
  const families = new Set<string>()
  const errors = [
    ...validateFirst(spec.clusterIP, ips),
    ...each(spec.ipFamilies, 'spec.ipFamilies', (family, at) => {
      const own = oneOf(at, family, ['IPv4', 'IPv6'])
      if (families.has(family)) own.push(duplicate(at, family))
      families.add(family)
      return own
    }),
    ...oneOf('spec.ipFamilyPolicy', spec.ipFamilyPolicy, FAMILY_POLICIES),
  ]
  const wrong = validateAddresses(ips)
  if (ips.length > 2) wrong.errors.push(invalid(FIELD, ips, 'may only hold up to 2 values'))
  if (wrong.stop) return [...errors, ...wrong.errors]
  return [...errors, ...wrong.errors, ...validateFamilies(spec, ips)]
}

function validateFirst(clusterIP: string | undefined, ips: readonly string[]): FieldError[] {
  if (!clusterIP) return ips.length > 0 ? [invalid(FIELD, ips, 'must be empty when `clusterIP` is not specified')] : []
  if (ips.length === 0) return [required(FIELD)]
  return ips[0] === clusterIP ? [] : [invalid(FIELD, ips, 'first value must match `clusterIP`')]
}

function validateAddresses(ips: readonly string[]): { errors: FieldError[]; stop: boolean } {
  const errors = each(ips, FIELD, (ip, at, index) => {
    if (index === 0 && ip === 'None')
      return ips.length > 1 ? [invalid(FIELD, ips, "'None' must be the first and only value")] : []
    return invalidFor(at, ip, isStrictIp(ip))
  })
  return { errors, stop: errors.length > 0 }
}

function validateFamilies({ ipFamilies = [] }: V1ServiceSpec, ips: readonly string[]): FieldError[] {
  const errors: FieldError[] = []
  if (ips.length > 1 && new Set(ips.map(isIpv6)).size !== ips.length)
    errors.push(invalid(FIELD, ips, 'may specify no more than one IP for each IP family'))
  if (ips[0] === 'None') return errors
  ips.slice(0, ipFamilies.length).forEach((ip, index) => {
    const family = isIpv6(ip) ? 'IPv6' : 'IPv4'
    if (ipFamilies[index] !== family)
      errors.push(
        invalid(
          `${FIELD}[${index}]`,
          ip,
          `expected an ${ipFamilies[index]} value as indicated by \`ipFamilies[${index}]\``,
        ),
      )
  })
  return errors
}
