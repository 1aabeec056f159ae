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
