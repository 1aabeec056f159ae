// $(VAR) in commands, arguments and values. Follows third_party/forked/golang/expansion, v1.36.

/** Replaces `$(NAME)` by what `lookUp` knows; an unknown one stays as it is written; `$$` is one `$`. */
export function expand(text: string, lookUp: (name: string) => string | undefined): string {
  if (!text.includes('$')) return text
  let result = ''
  for (let place = 0; place < text.length; place++) {
    const character = text[place] as string
    const next = text[place + 1]
    if (character !== '$' || next === undefined) {
      result += character
      continue
    }
    if (next === '$') {
      result += '$'
      place++
      continue
    }
    const end = next === '(' ? text.indexOf(')', place + 2) : -1
    if (end < 0) {
      result += character
      if (next !== '(') {
        result += next
        place++
      }
      continue
    }
    const name = text.slice(place + 2, end)
    result += lookUp(name) ?? `$(${name})`
    place = end
  }
  return result
}
