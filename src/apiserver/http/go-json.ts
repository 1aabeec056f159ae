// JSON as Go's encoding/json writes it. Follows apimachinery/pkg/runtime/serializer/json, v1.36.
import { inGoOrder, itemsInOrder } from './go-order'

const ESCAPED = /[<>&\u2028\u2029]/
const ESCAPED_ALL = /[<>&\u2028\u2029]/g
const PRETTY_AGENTS = ['curl', 'Wget', 'Mozilla/5.0']

/** Such characters occur within texts only, where their code stands for them. */
export const escaped = (text: string): string =>
  ESCAPED.test(text)
    ? text.replace(ESCAPED_ALL, (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`)
    : text

/** One line, as programs get it. */
export const jsonLine = (object: object): string => `${escaped(textOf(object))}\n`

/** A list item by item: it may be long, and no second one is to be made of it. */
function textOf(object: object): string {
  const arrange = itemsInOrder(object)
  if (!arrange) return JSON.stringify(inGoOrder(object))
  const { items, ...head } = object as { items: readonly object[] }
  const texts = items.map((item) => JSON.stringify(arrange(item)))
  return `${JSON.stringify(inGoOrder(head)).slice(0, -1)},"items":[${texts.join(',')}]}`
}

/** Laid out, as people get it. */
export const prettyJson = (object: object): string => escaped(JSON.stringify(inGoOrder(object), null, 2))

/** Whether a person seems to be reading. Follows isPrettyPrint of endpoints/handlers/negotiation. */
export function isForPeople(pretty: string | undefined, userAgent: string | undefined): boolean {
  if (pretty) return ['1', 't', 'T', 'true', 'TRUE', 'True'].includes(pretty)
  return userAgent !== undefined && PRETTY_AGENTS.some((agent) => userAgent.startsWith(agent))
}
