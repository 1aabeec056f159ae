// Numbers that are whole but not written so: `1e2`, `1.0`. Go refuses them for an integer, and names them as they were written;
// JSON.parse tells no difference.

/** A field's place, in a form that does not depend on what its steps hold. */
export const placeOf = (path: readonly (string | number)[]): string => JSON.stringify(path)

const MAY_HAVE_ONE = /[:[,]\s*-?\d+(?:\.\d|[eE])/
const TOKEN = /"(?:[^"\\]|\\.)*"|-?\d+(?:\.\d+)?(?:[eE][+-]?\d+)?|[{}[\],:]|[a-z]+/g

/** Of a text that is JSON: what such numbers were written like, by their places. undefined when there is none, as nearly always. */
export function fractionsIn(text: string): ReadonlyMap<string, string> | undefined {
  if (!MAY_HAVE_ONE.test(text)) return undefined
  const found = new Map<string, string>()
  const path: (string | number)[] = []
  let last = ''
  for (const [token] of text.matchAll(TOKEN)) {
    const top = path[path.length - 1]
    if (token === '{') path.push('')
    else if (token === '[') path.push(0)
    else if (token === '}' || token === ']') path.pop()
    else if (token === ':') path[path.length - 1] = JSON.parse(last) as string
    else if (token === ',') {
      if (typeof top === 'number') path[path.length - 1] = top + 1
    } else if (/^-?\d+[.eE]/.test(token) && Number.isInteger(Number(token))) found.set(placeOf(path), token)
    last = token
  }
  return found.size > 0 ? found : undefined
}
