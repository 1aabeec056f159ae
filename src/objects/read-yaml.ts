// YAML in Go's dialect, and Go's words for what is none. Follows sigs.k8s.io/yaml and go.yaml.in/yaml/v2.
import {
  parseAllDocuments,
  parseDocument,
  type Document,
  type DocumentOptions,
  type ParseOptions,
  type SchemaOptions,
  LineCounter,
} from 'yaml'
import { yamlProblemText } from './yaml-problem'

/** How often aliases of one document are resolved: what grows out of few lines without bounds is refused. */
const ALIASES_MAX = 10_000

// YAML 1.1 as go-yaml v2 reads it: 0644 is octal, `yes` and `on` are booleans, but times and 12:30:45 stay texts.
const GO_YAML = {
  version: '1.1',
  merge: true,
  uniqueKeys: false,
  prettyErrors: false,
  logLevel: 'silent',
  customTags: (tags) =>
    tags.filter((tag) => {
      const known = tag as { tag?: string; format?: string }
      return !(known.tag === 'tag:yaml.org,2002:timestamp' || known.format === 'TIME')
    }),
} satisfies ParseOptions & DocumentOptions & SchemaOptions

/** go-yaml's versions: to v3 `y`, `on` and `no` are texts. */
export type Dialect = 'v2' | 'v3'

const GO_YAML_V3 = {
  ...GO_YAML,
  customTags: (tags) => [
    ...GO_YAML.customTags(tags).filter((tag) => (tag as { tag?: string }).tag !== 'tag:yaml.org,2002:bool'),
    'bool',
  ],
} satisfies ParseOptions & DocumentOptions & SchemaOptions

/** In a run of many scenarios the same manifests are read again and again. */
const read: Readonly<Record<Dialect, Map<string, unknown>>> = { v2: new Map(), v3: new Map() }
const READ_MAX = 1_000

/** One YAML (or JSON) value, the caller's own. Throws an Error with go-yaml's words. */
export function readYaml(text: string, dialect: Dialect = 'v2'): unknown {
  const known = read[dialect]
  let value = known.get(text)
  if (value === undefined) {
    value = parseYaml(text, dialect)
    if (known.size >= READ_MAX) known.clear()
    known.set(text, value)
  }
  return structuralCopy(value)
}

/** Maps and lists anew; what cannot be changed is shared. */
function structuralCopy(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(structuralCopy)
  if (typeof value !== 'object' || value === null || Object.getPrototypeOf(value) !== Object.prototype) return value
  return Object.fromEntries(Object.entries(value).map(([key, each]) => [key, structuralCopy(each)]))
}

/** The first document of a text, read anew. Throws an Error with go-yaml's words. */
export function parseYaml(text: string, dialect: Dialect = 'v2'): unknown {
  if (/[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f]/.test(text))
    throw new Error('yaml: control characters are not allowed')
  const document = parsed(text, dialect === 'v3' ? GO_YAML_V3 : GO_YAML)
  if (!document) return null
  if (document.errors.length > 0) throw new Error(yamlProblemText(text, document.errors))
  try {
    return document.toJS({ maxAliasCount: ALIASES_MAX }) as unknown
  } catch (error) {
    const alias = /Unresolved alias[^:]*: (.+)$/.exec((error as Error).message)
    if (alias) throw new Error(`yaml: unknown anchor '${alias[1]}' referenced`)
    const isBomb = (error as Error).message.startsWith('Excessive alias count')
    throw new Error(isBomb ? 'yaml: document contains excessive aliasing' : `yaml: ${(error as Error).message}`)
  }
}

function parsed(text: string, options: typeof GO_YAML): Document | undefined {
  const document = parseDocument(text, options)
  return document.errors[0]?.code === 'MULTIPLE_DOCS'
    ? ([...parseAllDocuments(text, options)] as unknown as Document[])[0]
    : document
}

/** Keys that a map has twice, as go-yaml's strict mode tells them: `line 6: key "a" already set in map`. */
export function doubledKeys(text: string): string[] {
  const lines = new LineCounter()
  return parseDocument(text, { ...GO_YAML, uniqueKeys: true, lineCounter: lines })
    .errors.filter(({ code }) => code === 'DUPLICATE_KEY')
    .map(({ pos: [start] }) => {
      const key =
        /^[^:]*/
          .exec(text.slice(start))?.[0]
          .trim()
          .replace(/^(["'])(.*)\1$/, '$2') ?? ''
      return `line ${lines.linePos(start).line}: key ${JSON.stringify(key)} already set in map`
    })
}
