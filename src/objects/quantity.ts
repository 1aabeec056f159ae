// Quantities: `500m`, `1Gi`, `1e3`. Follows apimachinery/pkg/api/resource, v1.36.

export type QuantityFormat = 'DecimalSI' | 'BinarySI' | 'DecimalExponent'

/** An exact amount. One unit is 1,000,000,000 nano: finer amounts do not exist, they are rounded away from zero. */
export interface Quantity {
  readonly nano: bigint
  readonly format: QuantityFormat
}

/** A text (or a number of a JSON manifest) that is no quantity. The message is Kubernetes' own. */
export class QuantityError extends Error {
  constructor(message: string) {
    super(message)
    this.name = 'QuantityError'
  }
}

export const WRONG_FORMAT =
  "quantities must match the regular expression '^([+-]?[0-9.]+)([eEinumkKMGTP]*[-+]?[0-9]*)$'"
const WRONG_SUFFIX = "unable to parse quantity's suffix"

const NANO = 1_000_000_000n
const MILLI = 1_000_000n
/** Larger amounts of bytes (`Ki`, `Mi`) are cut to this, as upstream caps them: 2^63 - 1 units. */
const NANO_MAX = 9_223_372_036_854_775_807n * NANO

export const DECIMAL_EXPONENTS: Readonly<Record<string, number>> = {
  n: -9,
  u: -6,
  m: -3,
  '': 0,
  k: 3,
  M: 6,
  G: 9,
  T: 12,
  P: 15,
  E: 18,
}
export const BINARY_EXPONENTS: Readonly<Record<string, number>> = { Ki: 1, Mi: 2, Gi: 3, Ti: 4, Pi: 5, Ei: 6 }
const DECIMAL_SUFFIXES = new Map(Object.entries(DECIMAL_EXPONENTS).map(([suffix, exponent]) => [exponent, suffix]))
const BINARY_SUFFIXES = new Map(Object.entries(BINARY_EXPONENTS).map(([suffix, power]) => [power, suffix]))

/** sign, whole, fraction, suffix */
export const PARTS = /^([+-]?)(\d*)(?:\.(\d*))?([eEinumkKMGTP]*(?:[-+]?\d*))$/

const parsed = new Map<string, Quantity>()
/** Quantities repeat endlessly (`100m`, `1Gi`): each text is taken apart once, up to this many different ones. */
const PARSED_MAX = 10_000

/** Throws QuantityError. Numbers are taken as their JSON text. */
export function parseQuantity(text: string | number): Quantity {
  const key = String(text)
  const known = parsed.get(key)
  if (known) return known
  const quantity = Object.freeze(parse(key))
  if (parsed.size >= PARSED_MAX) parsed.clear()
  parsed.set(key, quantity)
  return quantity
}

export const isQuantity = (text: string | number): boolean => quantityError(text) === undefined

/** What is wrong with the text, in Kubernetes' words; undefined when it is a quantity. */
export function quantityError(text: string | number): string | undefined {
  try {
    parseQuantity(text)
    return undefined
  } catch (error) {
    if (error instanceof QuantityError) return error.message
    throw error
  }
}

function parse(text: string): Quantity {
  const parts = PARTS.exec(text)
  if (!parts || text === '') throw new QuantityError(WRONG_FORMAT)
  const [, sign, whole = '', fraction = '', suffix = ''] = parts
  const { numerator, denominator, format } = scaleOf(suffix)
  const top = BigInt(whole + fraction) * numerator * NANO
  const bottom = denominator * 10n ** BigInt(fraction.length)
  const exact = (top + bottom - 1n) / bottom
  const magnitude = format === 'BinarySI' ? smaller(exact, NANO_MAX) : exact
  const nano = sign === '-' ? -magnitude : magnitude
  // Parts of a byte have no binary text: upstream keeps them as decimal.
  return { nano, format: format === 'BinarySI' && magnitude > 0n && magnitude < NANO ? 'DecimalSI' : format }
}

const smaller = (a: bigint, b: bigint): bigint => (a < b ? a : b)

function scaleOf(suffix: string): { numerator: bigint; denominator: bigint; format: QuantityFormat } {
  const decimal = DECIMAL_EXPONENTS[suffix]
  if (decimal !== undefined) return { ...powerOfTen(decimal), format: 'DecimalSI' }
  const binary = BINARY_EXPONENTS[suffix]
  if (binary !== undefined) return { numerator: 1024n ** BigInt(binary), denominator: 1n, format: 'BinarySI' }
  const exponent = /^[eE]([-+]?\d+)$/.exec(suffix)
  if (!exponent) throw new QuantityError(WRONG_SUFFIX)
  // Below a nano nothing changes any more, and nobody means more than this; the bound keeps hostile exponents cheap.
  return { ...powerOfTen(Math.max(-1000, Math.min(1000, Number(exponent[1])))), format: 'DecimalExponent' }
}

const powerOfTen = (exponent: number): { numerator: bigint; denominator: bigint } =>
  exponent >= 0
    ? { numerator: 10n ** BigInt(exponent), denominator: 1n }
    : { numerator: 1n, denominator: 10n ** BigInt(-exponent) }

/** The canonical text: as small a number as possible, no fraction, in the family of suffixes that the quantity was written in. */
export function quantityText(quantity: Quantity): string {
  const { nano, format } = quantity
  if (nano === 0n) return '0'
  const large = nano >= 1024n * NANO || nano <= -1024n * NANO
  if (format === 'BinarySI' && large && nano % NANO === 0n) return binaryText(nano / NANO)
  return decimalText(nano, format === 'DecimalExponent')
}

function binaryText(units: bigint): string {
  let mantissa = units
  let power = 0
  while (mantissa % 1024n === 0n && power < 6) {
    mantissa /= 1024n
    power++
  }
  return `${mantissa}${BINARY_SUFFIXES.get(power) ?? ''}`
}

function decimalText(nano: bigint, asExponent: boolean): string {
  let mantissa = nano
  let exponent = -9
  while (mantissa % 1000n === 0n && (asExponent || exponent < 18)) {
    mantissa /= 1000n
    exponent += 3
  }
  if (asExponent) return exponent === 0 ? `${mantissa}` : `${mantissa}e${exponent}`
  return `${mantissa}${DECIMAL_SUFFIXES.get(exponent) ?? ''}`
}

/** `1000m` -> `1`. Throws QuantityError. */
export function canonicalQuantity(text: string | number): string {
  const quantity = parseQuantity(text)
  return seemsCanonical(String(text)) ? String(text) : quantityText(quantity)
}

/** As many digits are looked at only. */
const DIGITS_MAX = 18
const BINARY_DIGITS_MAX = 14

/**
 * Upstream guesses at a glance whether a text could be shorter, and leaves it as it is where it seems not: `1.250`, `+6Ki`. Follows
 * ParseQuantity of quantity.go.
 */
export function seemsCanonical(text: string): boolean {
  const [, , written = '', fraction = '', suffix = ''] = PARTS.exec(text) ?? []
  const whole = written.replace(/^0+/, '') || '0'
  const power = BINARY_EXPONENTS[suffix]
  if (power !== undefined)
    return fraction === '' && whole.length + 3 * power <= BINARY_DIGITS_MAX && BigInt(whole) % 8n !== 0n
  const scale = (DECIMAL_EXPONENTS[suffix] ?? Number(suffix.slice(1))) - fraction.length
  if (whole.length + fraction.length > DIGITS_MAX || scale < -9) return false
  const digits = whole + fraction
  return scale % 3 === 0 && !digits.endsWith('000') && !digits.startsWith('0')
}

export const ZERO: Quantity = Object.freeze({ nano: 0n, format: 'DecimalSI' })

/** Whole units, e.g. bytes or Pods. */
export const quantityOf = (units: number | bigint, format: QuantityFormat = 'DecimalSI'): Quantity => ({
  nano: BigInt(units) * NANO,
  format,
})

export const quantityOfMilli = (milli: number | bigint, format: QuantityFormat = 'DecimalSI'): Quantity => ({
  nano: BigInt(milli) * MILLI,
  format,
})

/** A sum has the format of the first, unless the first is zero. */
export const addQuantities = (a: Quantity, b: Quantity): Quantity => ({
  nano: a.nano + b.nano,
  format: a.nano === 0n ? b.format : a.format,
})

export const subtractQuantities = (a: Quantity, b: Quantity): Quantity => ({
  nano: a.nano - b.nano,
  format: a.nano === 0n ? b.format : a.format,
})

export const multiplyQuantity = (a: Quantity, times: number | bigint): Quantity => ({
  nano: a.nano * BigInt(times),
  format: a.format,
})

/** -1, 0 or 1. */
export const compareQuantities = (a: Quantity, b: Quantity): number => (a.nano < b.nano ? -1 : a.nano > b.nano ? 1 : 0)

export const isZeroQuantity = ({ nano }: Quantity): boolean => nano === 0n

/** Amounts are rounded away from zero, as Quantity.Value and MilliValue do. */
function roundUp(nano: bigint, unit: bigint): bigint {
  const whole = nano / unit
  if (nano % unit === 0n) return whole
  return nano > 0n ? whole + 1n : whole - 1n
}

/** Whole units, rounded up: `1500m` -> 2. */
export const quantityValue = (quantity: Quantity): number => Number(roundUp(quantity.nano, NANO))

/** Thousandths, rounded up: `1` -> 1000. */
export const quantityMilliValue = (quantity: Quantity): number => Number(roundUp(quantity.nano, MILLI))

/** The nearest double, for output that shows fractions. */
export const quantityApproximate = (quantity: Quantity): number => Number(quantity.nano) / 1e9

/** `{ cpu: '500m' }`, as the API carries amounts of resources. */
export type ResourceList = Readonly<Record<string, string>>

/** The sum, name by name, in canonical text. */
export function addResources(a: ResourceList, b: ResourceList): Record<string, string> {
  const sum: Record<string, string> = { ...a }
  for (const [name, text] of Object.entries(b)) {
    const before = sum[name]
    sum[name] = before === undefined ? text : quantityText(addQuantities(parseQuantity(before), parseQuantity(text)))
  }
  return sum
}

/** The larger of the two, name by name. */
export function maxResources(a: ResourceList, b: ResourceList): Record<string, string> {
  const most: Record<string, string> = { ...a }
  for (const [name, text] of Object.entries(b)) {
    const before = most[name]
    if (before === undefined || compareQuantities(parseQuantity(text), parseQuantity(before)) > 0) most[name] = text
  }
  return most
}
