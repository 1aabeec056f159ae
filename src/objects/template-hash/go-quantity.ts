// How a quantity is kept in Go's memory, which is part of what Kubernetes hashes. Follows ParseQuantity of
// apimachinery/pkg/api/resource/quantity.go, v1.36, for canonical texts: the API server keeps no others.
import { BINARY_EXPONENTS, DECIMAL_EXPONENTS, PARTS, parseQuantity, seemsCanonical } from '../quantity'

const INT64_MAX = 9_223_372_036_854_775_807n
/** More digits do not fit into the form that is fast to reckon with. */
const DIGITS_MAX = 18
const BINARY_DIGITS_MAX = 14
/** Finer amounts there are not. */
const NANO_SCALE = -9
/** 1024 has about three. */
const DIGITS_OF_1024 = 3

/** @param text in the canonical form */
export function dumpQuantity(text: string | number): string {
  const kept = String(text)
  const { format, nano } = parseQuantity(kept)
  const { value, scale, known } = (kept === '0' ? ZERO : fastForm(kept)) ?? { value: 0n, scale: 0, known: undefined }
  return (
    `{i:(resource.int64Amount){value:(int64)${value} scale:(resource.Scale)${scale}} ` +
    `d:(resource.infDecAmount){Dec:(*inf.Dec)${known === undefined ? decimal(nano) : '<nil>'}} ` +
    `s:(string)${known ?? ''} Format:(resource.Format)${format}}`
  )
}

interface FastForm {
  readonly value: bigint
  readonly scale: number
  /** the text is kept beside the number where it is seen at a glance to be canonical, else '' */
  readonly known: string
}

function fastForm(kept: string): FastForm | undefined {
  const [, sign, written = '', fraction = '', suffix = ''] = PARTS.exec(kept) ?? []
  const whole = written.replace(/^0+/, '') || '0'
  const signed = (magnitude: bigint): bigint => (sign === '-' ? -magnitude : magnitude)
  const known = seemsCanonical(kept) ? kept : ''
  const number = BigInt(whole + fraction)
  const power = BINARY_EXPONENTS[suffix]
  if (power !== undefined) {
    const magnitude = number * 1024n ** BigInt(power)
    const isShort = fraction === '' && BINARY_DIGITS_MAX - whole.length - DIGITS_OF_1024 * power >= 0
    return isShort && magnitude <= INT64_MAX ? { value: signed(magnitude), scale: 0, known } : undefined
  }
  const scale = (DECIMAL_EXPONENTS[suffix] ?? Number(suffix.slice(1))) - fraction.length
  if (whole.length + fraction.length > DIGITS_MAX || scale < NANO_SCALE) return undefined
  return { value: signed(number), scale, known }
}

/** Which Go knows without reading it. */
const ZERO: FastForm = { value: 0n, scale: 0, known: '0' }

const WORD = 1n << 64n

/** An arbitrarily large decimal: here always of billionths. */
function decimal(nano: bigint): string {
  const words: bigint[] = []
  for (let rest = nano < 0n ? -nano : nano; rest > 0n; rest /= WORD) words.push(rest % WORD)
  return `{unscaled:(big.Int){neg:(bool)${nano < 0n} abs:(big.nat)[${words.join(' ')}]} scale:(inf.Scale)9}`
}
