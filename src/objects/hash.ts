// FNV hashes, and their writing in the alphabet of safe names.
// Follows Go's hash/fnv and apimachinery/pkg/util/rand SafeEncodeString, v1.36.

/** Letters and digits that make no words by accident. */
export const SAFE_ALPHABET = 'bcdfghjklmnpqrstvwxz2456789'

/** 32 bits, without a sign. */
export type Hash32 = number

interface Fnv {
  /** of its UTF-8 */
  ofText(text: string): Hash32
  /** @param from the hash of what goes before */
  ofBytes(bytes: readonly number[] | Uint8Array, from?: Hash32): Hash32
}

const START = 0x811c9dc5
const PRIME = 0x01000193
const ASCII_MAX = 0x7f

function fnv(step: (hash: number, byte: number) => number): Fnv {
  const ofBytes: Fnv['ofBytes'] = (bytes, from = START) => {
    let hash = from
    for (let i = 0; i < bytes.length; i++) hash = step(hash, bytes[i] as number)
    return hash >>> 0
  }
  const ofText = (text: string): Hash32 => {
    let hash = START
    for (let i = 0; i < text.length; i++) {
      const code = text.charCodeAt(i)
      if (code > ASCII_MAX) return ofBytes(new TextEncoder().encode(text))
      hash = step(hash, code)
    }
    return hash >>> 0
  }
  return { ofBytes, ofText }
}

export const fnv1 = fnv((hash, byte) => Math.imul(hash, PRIME) ^ byte)
export const fnv1a = fnv((hash, byte) => Math.imul(hash ^ byte, PRIME))

/** Each digit of the decimal number becomes a safe letter: `1234567890` -> `xxxxxxxxxx`. */
export const safeEncode = (text: string): string =>
  [...text].map((character) => SAFE_ALPHABET[character.charCodeAt(0) % SAFE_ALPHABET.length]).join('')

/** JSON with sorted keys: equal values, equal text. */
export function canonicalText(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(canonicalText).join(',')}]`
  if (typeof value !== 'object' || value === null) return JSON.stringify(value) ?? 'null'
  const fields = Object.entries(value).filter(([, each]) => each !== undefined)
  fields.sort(([a], [b]) => (a < b ? -1 : 1))
  return `{${fields.map(([key, each]) => `${JSON.stringify(key)}:${canonicalText(each)}`).join(',')}}`
}

/** A short name for a value, as one hash names another of equal content. */
export const hashOf = (value: unknown): string => safeEncode(String(fnv1a.ofText(canonicalText(value))))
