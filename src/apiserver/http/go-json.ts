// JSON as Go's encoding/json writes it. Follows apimachinery/pkg/runtime/serializer/json, v1.36.
import { sortedKeys } from '../custom/sorted-keys'
import { escaped } from '../../objects/go-text'
import { ObjectList, plain } from '../handle/object-list'
import { inGoOrder } from './go-order'
import { objectText } from './object-text'

const PRETTY_AGENTS = ['curl', 'Wget', 'Mozilla/5.0']

/** One line, as programs get it. */
export const jsonLine = (object: object): string =>
  object instanceof ObjectList ? listLine(object) : `${objectText(object)}\n`

/** Each item has the text that it has alone, but for its head. A list may be long: its parts are joined once. */
function listLine(list: ObjectList): string {
  const { kind, apiVersion, metadata } = list
  if (list.isMap)
    return `{"apiVersion":"${apiVersion}","items":[${list.wholeItems().map(objectText).join(',')}],"kind":"${kind}","metadata":${JSON.stringify(sortedKeys(metadata))}}\n`
  const texts = list.wholeItems().map((item) => {
    const head = `{"kind":"${item.kind}","apiVersion":"${item.apiVersion}",`
    const text = objectText(item)
    return text.startsWith(head)
      ? `{${text.slice(head.length)}`
      : JSON.stringify({ ...item, kind: undefined, apiVersion: undefined })
  })
  const begin = `${objectText({ kind, apiVersion, metadata }).slice(0, -1)},"items":[`
  texts[0] = begin + (texts[0] ?? '')
  texts[texts.length - 1] += ']}\n'
  return texts.join(',')
}

/** Laid out, as people get it. */
export const prettyJson = (object: object): string => escaped(JSON.stringify(inGoOrder(plain(object)), null, 2))

/** Whether a person seems to be reading. Follows isPrettyPrint of endpoints/handlers/negotiation. */
export function isForPeople(pretty: string | undefined, userAgent: string | undefined): boolean {
  if (pretty) return ['1', 't', 'T', 'true', 'TRUE', 'True'].includes(pretty)
  return userAgent !== undefined && PRETTY_AGENTS.some((agent) => userAgent.startsWith(agent))
}
