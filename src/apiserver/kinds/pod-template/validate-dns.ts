// Follows validateDNSPolicy and validatePodDNSConfig of pkg/apis/core/validation, v1.36.
import type { PodSpec } from '../../../objects/kinds'
import { isDns1123SubdomainWithUnderscore, isStrictIp } from '../../../objects/names'
import { invalid, required, type FieldError } from '../../field-errors'
import { each, invalidFor, requiredOneOf } from '../field-checks'

const POLICIES = ['ClusterFirstWithHostNet', 'ClusterFirst', 'Default', 'None']

export const validateDnsPolicy = (policy: string | undefined, field: string): FieldError[] =>
  requiredOneOf(field, policy, POLICIES)

const NAMESERVERS_MAX = 3
const SEARCHES_MAX = 32
const SEARCH_CHARACTERS_MAX = 2048

export function validateDnsConfig({ dnsConfig, dnsPolicy }: PodSpec, field: string): FieldError[] {
  if (dnsPolicy === 'None') {
    if (dnsConfig === undefined) return [required(field, 'must provide `dnsConfig` when `dnsPolicy` is None')]
    if (!dnsConfig.nameservers?.length)
      return [required(`${field}.nameservers`, 'must provide at least one DNS nameserver when `dnsPolicy` is None')]
  }
  const { nameservers = [], searches = [], options } = dnsConfig ?? {}
  const at = `${field}.searches`
  return [
    ...(nameservers.length > NAMESERVERS_MAX
      ? [invalid(`${field}.nameservers`, nameservers, `must not have more than ${NAMESERVERS_MAX} nameservers`)]
      : []),
    ...each(nameservers, `${field}.nameservers`, (server, serverAt) =>
      invalidFor(serverAt, server, isStrictIp(server)),
    ),
    ...(searches.length > SEARCHES_MAX
      ? [invalid(at, searches, `must not have more than ${SEARCHES_MAX} search paths`)]
      : []),
    ...(searches.join(' ').length > SEARCH_CHARACTERS_MAX
      ? [
          invalid(
            at,
            searches,
            `must not have more than ${SEARCH_CHARACTERS_MAX} characters (including spaces) in the search list`,
          ),
        ]
      : []),
    ...each(searches, at, validateSearch),
    ...each(options, `${field}.options`, ({ name }, optionAt) =>
      name ? [] : [required(optionAt, 'must not be empty')],
    ),
  ]
}

/** A trailing dot and underscores are allowed, a single dot stands for the root. */
function validateSearch(search: string, field: string): FieldError[] {
  if (search === '.') return []
  const name = search.replace(/\.$/, '')
  return invalidFor(field, name, isDns1123SubdomainWithUnderscore(name))
}
