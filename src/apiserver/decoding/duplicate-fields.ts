// Doubled fields, which a parsed body no longer shows. Follows sigs.k8s.io/json's strict mode: `duplicate field "spec.replicas"`.

/** Strict errors beyond this are not told, as upstream bounds them. */
const STRICT_ERRORS_MAX = 100

interface Frame {
  /** undefined for a list */
  readonly keys: Set<string> | undefined
  readonly path: string
  index: number
}

const TOKEN = /"(?:[^"\\]|\\.)*"|[{}[\],:]/g

/** @param json the text of a body that JSON.parse has taken already */
export function duplicateFields(json: string): string[] {
  const found: string[] = []
  const frames: Frame[] = []
  let key = ''
  let expectsKey = false
  for (const [token] of json.matchAll(TOKEN)) {
    const frame = frames[frames.length - 1]
    if (token === '{' || token === '[') {
      frames.push({ keys: token === '{' ? new Set() : undefined, path: frame ? stepPath(frame, key) : '', index: 0 })
      expectsKey = token === '{'
    } else if (token === '}' || token === ']') {
      frames.pop()
      expectsKey = false
    } else if (token === ',') {
      if (frame && !frame.keys) frame.index++
      expectsKey = frame?.keys !== undefined
    } else if (token === ':') expectsKey = false
    else if (expectsKey && frame?.keys) {
      key = JSON.parse(token) as string
      if (frame.keys.has(key)) found.push(`duplicate field ${JSON.stringify(stepPath(frame, key))}`)
      frame.keys.add(key)
    }
  }
  return [...new Set(found)].slice(0, STRICT_ERRORS_MAX)
}

const stepPath = (frame: Frame, key: string): string => {
  if (!frame.keys) return `${frame.path}[${frame.index}]`
  return frame.path ? `${frame.path}.${key}` : key
}
