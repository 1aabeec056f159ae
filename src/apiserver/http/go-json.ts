// JSON as Go's encoding/json writes it. Follows apimachinery/pkg/runtime/serializer/json, v1.36.
import { inGoOrder } from './go-order'

const ESCAPED = /[<>&\u2028\u2029]/
const ESCAPED_ALL = /[<>&\u2028\u2029]/g
const PRETTY_AGENTS = ['curl', 'Wget', 'Mozilla/5.0']

/** Such characters occur within texts only, where their code stands for them. */
export const escaped = (text: string): string =>
  ESCAPED.test(text)
    ? text.replace(ESCAPED_ALL, (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`)
    : text

/** One line, as programs get it. */
export const jsonLine = (object: object): string => `${escaped(JSON.stringify(inGoOrder(object)))}\n`

/** Laid out, as people get it. */
export const prettyJson = (object: object): string => escaped(JSON.stringify(inGoOrder(object), null, 2))

/** Whether a person seems to be reading. Follows isPrettyPrint of endpoints/handlers/negotiation. */
export function isForPeople(pretty: string | undefined, userAgent: string | undefined): boolean {
  if (pretty) return ['1', 't', 'T', 'true', 'TRUE', 'True'].includes(pretty)
  return userAgent !== undefined && PRETTY_AGENTS.some((agent) => userAgent.startsWith(agent))
}
