// --append-hash. Follows kubectl/pkg/util/hash, v1.36.
import { goJson } from '../../output/go-json'

const LETTERS: Readonly<Record<string, string>> = { '0': 'g', '1': 'h', '3': 'k', a: 'm', e: 't' }

/** `name-` and ten letters that stand for what is inside. */
export async function withHash(name: string, content: object): Promise<string> {
  const bytes = new TextEncoder().encode(goJson(content))
  const digest = new Uint8Array(await globalThis.crypto.subtle.digest('SHA-256', bytes))
  const hex = Array.from(digest, (byte) => byte.toString(16).padStart(2, '0')).join('')
  return `${name}-${Array.from(hex.slice(0, 10), (letter) => LETTERS[letter] ?? letter).join('')}`
}
