// The text of an object on the wire: made once for an object that is stored, for all who ask for it while it stays as it is.
import { escaped } from '../../objects/go-text'
import { inGoOrder } from './go-order'

/** Texts are kept in two halves: when the younger is full, what was not asked for since the last time goes. */
const HALF_MAX_CHARACTERS = 8 * 1024 * 1024
let young = new Map<object, string>()
let old = new Map<object, string>()
let youngCharacters = 0

/** One line of JSON as Go's encoder writes it, without its end. */
export function objectText(object: object): string {
  const known = young.get(object)
  if (known !== undefined) return known
  const text = old.get(object) ?? escaped(JSON.stringify(inGoOrder(object)))
  // What is not frozen was made for this answer, and nobody asks for it again.
  if (Object.isFrozen(object)) keep(object, text)
  return text
}

function keep(object: object, text: string): void {
  young.set(object, text)
  youngCharacters += text.length
  if (youngCharacters <= HALF_MAX_CHARACTERS) return
  old = young
  young = new Map()
  youngCharacters = 0
}
