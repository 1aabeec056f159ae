// Follows ValidateNonSpecialIP of pkg/apis/core/validation, v1.36.
import { isIp } from '../../../objects/names'
import { invalid, type FieldError } from '../../field-errors'

const SPECIAL: readonly [pattern: RegExp, words: (ip: string) => string][] = [
  [/^(0\.0\.0\.0|[0:]+)$/, (ip) => `may not be unspecified (${ip})`],
  [/^(127\.|0*:.*:0*1$|::1$)/, () => 'may not be in the loopback range (127.0.0.0/8, ::1/128)'],
  [/^(169\.254\.|fe[89ab])/i, () => 'may not be in the link-local range (169.254.0.0/16, fe80::/10)'],
  [/^(224\.0\.0\.|ff02:)/i, () => 'may not be in the link-local multicast range (224.0.0.0/24, ff02::/10)'],
]

/** An address that a packet can be sent to from anywhere. */
export function validateNonSpecialIp(ip: string, field: string): FieldError[] {
  if (isIp(ip).length > 0) return [invalid(field, ip, 'must be a valid IP address')]
  return SPECIAL.filter(([pattern]) => pattern.test(ip)).map(([, words]) => invalid(field, ip, words(ip)))
}
