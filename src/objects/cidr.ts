// Networks as text: `10.0.0.0/8`, `2001:db8::/64`.
import { isCidr, isIpv4 } from './names'

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
