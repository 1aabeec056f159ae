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
    const [a, b, c, d] = [this.hex(), this.hex(), this.hex(), this.hex()]
    const variant = '89ab'[parseInt(c.charAt(0), 16) & 3]
    return `${a}-${b.slice(0, 4)}-4${b.slice(5)}-${variant}${c.slice(1, 4)}-${c.slice(4)}${d}`
  }

  /** Eight digits. */
  private hex(): string {
    return (this.generator.next() >>> 0).toString(16).padStart(8, '0')
  }
}
