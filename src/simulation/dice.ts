import { xoroshiro128plus } from 'pure-rand/generator/xoroshiro128plus'

/** The one source of chance. The same seed gives the same numbers, for ever. */
export class Dice {
  private readonly generator
  constructor(readonly seed: number) {
    this.generator = xoroshiro128plus(seed)
  }

  /** A whole number from 0 up to, not including, `bound`. */
  below(bound: number): number {
    return Math.floor(((this.generator.next() >>> 0) / 0x1_0000_0000) * bound)
  }

  /** `length` characters out of `alphabet`. */
  text(length: number, alphabet: string): string {
    let text = ''
    for (let i = 0; i < length; i++) text += alphabet[this.below(alphabet.length)]
    return text
  }

  /** A uid in the form of a random (version 4) UUID. */
  uuid(): string {
    const hex = this.text(32, '0123456789abcdef')
    const variant = '89ab'[this.below(4)]
    return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-4${hex.slice(13, 16)}-${variant}${hex.slice(17, 20)}-${hex.slice(20)}`
  }
}
