// SHA-256 of a text, without what only some platforms have. Follows FIPS 180-4.

/** The first 32 bits of the fractional parts of the roots of the first primes. */
function fractions(count: number, root: (prime: number) => number): number[] {
  const found: number[] = []
  for (let candidate = 2; found.length < count; candidate++) {
    let isPrime = true
    for (let divisor = 2; divisor * divisor <= candidate; divisor++) if (candidate % divisor === 0) isPrime = false
    if (isPrime) found.push(((root(candidate) % 1) * 2 ** 32) >>> 0)
  }
  return found
}

const INITIAL = fractions(8, Math.sqrt)
const ROUNDS = fractions(64, Math.cbrt)

const rotated = (word: number, by: number): number => (word >>> by) | (word << (32 - by))

/** 32 bytes. */
export function sha256(text: string): Uint8Array {
  const bytes = padded(new TextEncoder().encode(text))
  const view = new DataView(bytes.buffer)
  let state = INITIAL
  for (let at = 0; at < bytes.length; at += 64) state = compressed(state, view, at)
  const digest = new DataView(new ArrayBuffer(32))
  state.forEach((word, i) => digest.setUint32(i * 4, word))
  return new Uint8Array(digest.buffer)
}

/** With a bit, zeros and the length in bits, up to whole blocks. */
function padded(message: Uint8Array): Uint8Array {
  const bytes = new Uint8Array(Math.ceil((message.length + 9) / 64) * 64)
  bytes.set(message)
  bytes[message.length] = 0x80
  new DataView(bytes.buffer).setUint32(bytes.length - 4, message.length * 8)
  return bytes
}

function compressed(state: readonly number[], view: DataView, at: number): number[] {
  const words: number[] = []
  for (let i = 0; i < 64; i++) {
    const word = (back: number): number => words[i - back] as number
    words.push(
      i < 16
        ? view.getInt32(at + i * 4)
        : (small(word(2), 17, 19, 10) + word(7) + small(word(15), 7, 18, 3) + word(16)) | 0,
    )
  }
  let [a, b, c, d, e, f, g, h] = state as [number, number, number, number, number, number, number, number]
  for (let i = 0; i < 64; i++) {
    const one = h + large(e, 6, 11, 25) + ((e & f) ^ (~e & g)) + (ROUNDS[i] as number) + (words[i] as number)
    const two = large(a, 2, 13, 22) + ((a & b) ^ (a & c) ^ (b & c))
    ;[h, g, f, e, d, c, b, a] = [g, f, e, (d + one) | 0, c, b, a, (one + two) | 0]
  }
  return [a, b, c, d, e, f, g, h].map((word, i) => (word + (state[i] as number)) >>> 0)
}

const small = (word: number, one: number, two: number, shift: number): number =>
  rotated(word, one) ^ rotated(word, two) ^ (word >>> shift)
const large = (word: number, one: number, two: number, three: number): number =>
  rotated(word, one) ^ rotated(word, two) ^ rotated(word, three)
