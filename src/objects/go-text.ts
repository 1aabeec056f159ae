// Texts as Go writes them: encoding/json and strconv.

const ESCAPED = /[<>&\u2028\u2029]/
const ESCAPED_ALL = /[<>&\u2028\u2029]/g

/** JSON as Go has it. Such characters occur within texts only, where their code stands for them. */
export const escaped = (json: string): string =>
  ESCAPED.test(json)
    ? json.replace(ESCAPED_ALL, (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`)
    : json

/** What Go does not print as it is: quotes, control characters, every blank but the space itself. */
const UNPRINTABLE = /["\\]|\p{C}|(?! )\p{Z}/gu
const ESCAPES: Readonly<Record<string, string>> = {
  '"': '\\"',
  '\\': '\\\\',
  '\x07': '\\a',
  '\b': '\\b',
  '\f': '\\f',
  '\n': '\\n',
  '\r': '\\r',
  '\t': '\\t',
  '\v': '\\v',
}

/** Go's %q. */
export const quote = (text: string): string =>
  `"${text.replace(UNPRINTABLE, (character) => ESCAPES[character] ?? codeOf(character.codePointAt(0) ?? 0))}"`

function codeOf(code: number): string {
  const hex = code.toString(16)
  if (code < 0x80) return `\\x${hex.padStart(2, '0')}`
  return code < 0x10000 ? `\\u${hex.padStart(4, '0')}` : `\\U${hex.padStart(8, '0')}`
}
