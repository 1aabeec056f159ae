/** 4 * a(1) as bc computes it: the arc tangent cut off after this many digits, times four. */
export function fourArctan(digits: number): string {
  const pi = piText(digits + 13).replace('.', '')
  const quarter = BigInt(pi) / 4n / 10n ** 12n
  const text = String(quarter * 4n)
  return `${text[0]}.${text.slice(1)}`
}

/** pi with this many digits, the last one rounded, by Machin's formula in whole numbers. */
export function piText(digits: number): string {
  const extra = 10n
  const unit = 10n ** (BigInt(digits) + extra)
  const arctan = (x: bigint): bigint => {
    let term = unit / x
    let sum = term
    for (let n = 3n, sign = -1n; term !== 0n; n += 2n, sign = -sign) {
      term /= x * x
      sum += (sign * term) / n
    }
    return sum
  }
  const pi = 4n * (4n * arctan(5n) - arctan(239n))
  const scale = 10n ** (extra + 1n)
  const rounded = String((pi + scale / 2n) / scale)
  return `${rounded[0]}.${rounded.slice(1)}`
}
