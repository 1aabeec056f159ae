// Instants as texts, and what Go says of a text that is none. Follows time.Parse of Go.

export const RFC3339 = /^(\d{4})-(\d{2})-(\d{2})T(\d{2}):(\d{2}):(\d{2})(\.\d+)?(Z|[-+]\d{2}:\d{2})$/
const LAYOUT = '2006-01-02T15:04:05Z07:00'

/** Go names the part of the layout at which it stopped. */
export function timeFault(text: string, layout = LAYOUT): string {
  const parts: readonly [RegExp, string][] = [
    [/^\d{4}/, '2006'],
    [/^-/, '-'],
    [/^\d\d/, '01'],
    [/^-/, '-'],
    [/^\d\d/, '02'],
    [/^T/, 'T'],
    [/^\d\d/, '15'],
    [/^:/, ':'],
    [/^\d\d/, '04'],
    [/^:/, ':'],
    [/^\d\d(\.\d+)?/, '05'],
    [/^(Z|[-+]\d\d:\d\d)/, 'Z07:00'],
  ]
  let rest = text
  for (const [pattern, word] of parts) {
    const found = pattern.exec(rest)
    if (!found)
      return `parsing time ${JSON.stringify(text)} as ${JSON.stringify(layout)}: cannot parse ${JSON.stringify(rest)} as ${JSON.stringify(word)}`
    rest = rest.slice(found[0].length)
  }
  if (rest) return `parsing time ${JSON.stringify(text)}: extra text: ${JSON.stringify(rest)}`
  const month = Number(text.slice(5, 7))
  return `parsing time ${JSON.stringify(text)}: ${month < 1 || month > 12 ? 'month' : 'day'} out of range`
}
