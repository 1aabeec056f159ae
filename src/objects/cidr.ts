// Networks as text: `10.0.0.0/8`, `2001:db8::/64`.
import { isCidr, isIp, isIpv4, isIpv6, isMappedIpv4, isStrictIp, unpadded, type NameCheck } from './names'

interface Network {
  /** the address as bits, most significant first */
  readonly bits: string
  readonly length: number
}

const binary = (value: number, width: number): string => value.toString(2).padStart(width, '0')

const ipv4Bits = (address: string): string =>
  address
    .split('.')
    .map((part) => binary(Number(part), 8))
    .join('')

function ipv6Bits(address: string): string {
  const dotted = /(?:\d+\.){3}\d+$/.exec(address)?.[0]
  const bits = dotted === undefined ? '' : ipv4Bits(dotted)
  const hex = bits
    ? `${address.slice(0, -(dotted as string).length)}${[0, 16].map((at) => parseInt(bits.slice(at, at + 16), 2).toString(16)).join(':')}`
    : address
  const [before = [], after = []] = hex.split('::').map((half) => (half === '' ? [] : half.split(':')))
  const zeros = Array.from({ length: 8 - before.length - after.length }, () => '0')
  return [...before, ...zeros, ...after].map((group) => binary(parseInt(group, 16), 16)).join('')
}

/** undefined for what is no network. */
function networkOf(text: string): Network | undefined {
  if (isCidr(text).length > 0) return undefined
  const [address = '', length] = text.split('/')
  return { bits: isIpv4(address) ? ipv4Bits(address) : ipv6Bits(address), length: Number(length) }
}

/** Whether the second network lies in the first and is smaller; undefined when one of them is no network. */
export function isStrictSubset(network: string, part: string): boolean | undefined {
  const [whole, inner] = [networkOf(network), networkOf(part)]
  if (!whole || !inner) return undefined
  return (
    whole.bits.length === inner.bits.length &&
    whole.length < inner.length &&
    inner.bits.startsWith(whole.bits.slice(0, whole.length))
  )
}

/** As isCidr, and as strict as isStrictIp (StrictIPCIDRValidation, on from v1.36): a whole network, not an address in one. */
export const isStrictCidr: NameCheck = (value) => {
  const errors = isCidr(unpadded(value))
  if (errors.length > 0) return errors
  const network = networkOf(value)
  if (!network || /\/0\d/.test(value)) return ['must not have leading 0s in IP or prefix length']
  if (isMappedIpv4(value.split('/')[0] as string)) return ['must not have an IPv4-mapped IPv6 address']
  return network.bits.includes('1', network.length) ? ['must not have bits set beyond the prefix length'] : []
}

/** RFC 5952's way to write an address, which URLs follow as well. */
const canonicalIpv6 = (address: string): string => new URL(`http://[${address}]`).hostname.slice(1, -1)

/** Follows GetWarningsForIP of apimachinery/pkg/util/validation, v1.36. */
export function ipWarnings(ip: string, field: string): string[] {
  const plain = unpadded(ip)
  if (isStrictIp(ip).length > 0) {
    if (isIp(ip).length > 0 && isIp(plain).length > 0) return []
    const standard = isMappedIpv4(plain) ? mappedIpv4(plain) : plain
    return [
      `${field}: non-standard IP address "${ip}" will be considered invalid in a future Kubernetes release: use "${standard}"`,
    ]
  }
  if (!isIpv6(ip) || canonicalIpv6(ip) === ip) return []
  return [`${field}: IPv6 address "${ip}" should be in RFC 5952 canonical format ("${canonicalIpv6(ip)}")`]
}

function mappedIpv4(address: string): string {
  const bits = ipv6Bits(address).slice(-32)
  return [0, 8, 16, 24].map((at) => parseInt(bits.slice(at, at + 8), 2)).join('.')
}

/** Follows GetWarningsForCIDR, v1.36, of networks that are well-formed. */
export function cidrWarnings(cidr: string, field: string): string[] {
  const [address = '', length = ''] = cidr.split('/')
  if (!isIpv6(address) || canonicalIpv6(address) === address) return []
  const canonical = `${canonicalIpv6(address)}/${length}`
  return [`${field}: IPv6 CIDR value "${cidr}" should be in RFC 5952 canonical format ("${canonical}")`]
}
