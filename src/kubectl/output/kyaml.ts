// -o kyaml: YAML in flow style, with commas and quotes. Follows sigs.k8s.io/yaml/kyaml.
import { goNumber } from './go-json'
import { compareKeys } from '../../objects/go-yaml'
import { readsAsOther } from '../../objects/go-yaml-scalar'

/** A document, with its separator in front. `sorted`: fields by name, as those of objects that came from the server. */
export const kyaml = (value: unknown, sorted = true): string => `---\n${write(value, '', sorted)}\n`

function write(value: unknown, margin: string, sorted: boolean): string {
  if (value === null || value === undefined) return 'null'
  if (typeof value === 'string') return quoted(value, margin)
  if (typeof value === 'number') return goNumber(value)
  if (typeof value !== 'object') return `${value as string | number | boolean}`
  const inner = `${margin}  `
  if (Array.isArray(value)) return list(value, margin, sorted)
  const entries = Object.entries(value).filter(([, each]) => each !== undefined)
  if (entries.length === 0) return '{}'
  if (sorted) entries.sort(([a], [b]) => compareKeys(a, b))
  return `{\n${entries.map(([key, each]) => `${inner}${keyText(key)}: ${write(each, inner, sorted)},\n`).join('')}${margin}}`
}

// Brackets cuddle: a list of objects opens and closes on the lines of its objects.
function list(items: readonly unknown[], margin: string, sorted: boolean): string {
  if (items.length === 0) return '[]'
  const nested = items.every((item) => typeof item === 'object' && item !== null && Object.keys(item).length > 0)
  if (nested) return `[${items.map((item) => write(item, margin, sorted)).join(', ')}]`
  const inner = `${margin}  `
  return `[\n${items.map((item) => `${inner}${write(item, inner, sorted)},\n`).join('')}${margin}]`
}

const keyText = (key: string): string =>
  /^[A-Za-z0-9_][A-Za-z0-9_./-]*$/.test(key) && !readsAsOther(key) ? key : JSON.stringify(key)

function quoted(text: string, margin: string): string {
  if (!text.includes('\n')) return JSON.stringify(text)
  const inner = `${margin}  `
  // Each line in a line of its own, its newline escaped at the end.
  const lines = text.split(/(?<=\n)/).map((line) => {
    const body = JSON.stringify(line).slice(1, -1)
    return `${inner}${/^\s/.test(line) ? '\\' : ' '}${body}\\\n`
  })
  return `"\\\n${lines.join('')}${inner}"`
}
