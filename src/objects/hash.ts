// Hashes of templates: FNV-1a over a canonical text, written in the alphabet of safe names.
// Follows pkg/controller/controller_utils.go ComputeHash and apimachinery/pkg/util/rand SafeEncodeString, v1.36. Upstream
// hashes Go's dump of the struct; the value differs from a real cluster's, what it depends on does not.

/** Letters and digits that make no words by accident. */
export const SAFE_ALPHABET = 'bcdfghjklmnpqrstvwxz2456789'

export function fnv1a32(text: string): number {
  let hash = 0x811c9dc5
  for (let i = 0; i < text.length; i++) hash = Math.imul(hash ^ text.charCodeAt(i), 0x01000193)
  return hash >>> 0
}

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

/** pod-template-hash of a template; collisionCount makes another one when two templates collide. */
export const hashOf = (value: unknown, collisionCount?: number): string =>
  safeEncode(String(fnv1a32(canonicalText(value) + (collisionCount === undefined ? '' : String(collisionCount)))))
