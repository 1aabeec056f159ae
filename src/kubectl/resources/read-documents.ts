// Manifests as text: a stream of YAML documents or of JSON values, read in Go's dialect. Follows
// apimachinery/pkg/util/yaml/decoder.go and sigs.k8s.io/yaml, v1.36.
import { readYaml, type Dialect } from '../../objects/read-yaml'
import { jsonProblem } from './json-problem'

/** A document that could be read, or what is wrong with it: nothing after it is read. */
export type Document = { readonly value: unknown } | { readonly problem: string }

/** All documents in order; empty ones are left out. */
export function readDocuments(text: string, dialect: Dialect = 'v2'): Document[] {
  const plain = text.replace(/^\uFEFF/, '')
  return /^\s*\{/.test(plain) ? readJsonStream(plain) : readYamlStream(plain, dialect)
}

function readJsonStream(text: string): Document[] {
  const documents: Document[] = []
  let rest = text
  while (rest.trim() !== '') {
    const length = jsonLength(rest)
    if (length === undefined) return [...documents, ...afterJson(rest, documents.length)]
    documents.push({ value: JSON.parse(rest.slice(0, length)) as unknown })
    rest = rest.slice(length)
  }
  return documents
}

// What begins like JSON and is none may still be YAML; when it is neither, it is the JSON that is complained about.
function afterJson(rest: string, before: number): Document[] {
  const asYaml = readYamlStream(rest)
  if (before > 1 || asYaml.some((document) => 'problem' in document)) {
    const { message, offset } = jsonProblem(rest) ?? { message: 'unexpected EOF', offset: 0 }
    return [{ problem: message === 'unexpected EOF' ? message : `json: offset ${offset}: ${message}` }]
  }
  return asYaml
}

/** How many characters the first JSON value takes; undefined when there is none. */
function jsonLength(text: string): number | undefined {
  let depth = 0
  let quoted = false
  for (let i = 0; i < text.length; i += 1) {
    const char = text.charAt(i)
    if (quoted) {
      if (char === '\\') i += 1
      else if (char === '"') quoted = false
      continue
    }
    if (char === '"') quoted = true
    else if ('{['.includes(char)) depth += 1
    else if ('}]'.includes(char)) depth -= 1
    if (depth === 0 && '}]'.includes(char)) return isJson(text.slice(0, i + 1)) ? i + 1 : undefined
  }
  return undefined
}

function isJson(text: string): boolean {
  try {
    JSON.parse(text)
    return true
  } catch {
    return false
  }
}

function readYamlStream(text: string, dialect: Dialect = 'v2'): Document[] {
  const documents: Document[] = []
  for (const chunk of chunksOf(text)) {
    if ('problem' in chunk) return [...documents, chunk]
    try {
      const value = readYaml(chunk.text, dialect)
      if (value !== null && value !== undefined) documents.push({ value })
    } catch (error) {
      return [...documents, { problem: `error converting YAML to JSON: ${(error as Error).message}` }]
    }
  }
  return documents
}

type Chunk = { readonly text: string } | { readonly problem: string }

// A line that begins with --- ends a document, wherever it stands; lines are counted anew in each.
function chunksOf(text: string): Chunk[] {
  const chunks: Chunk[] = []
  let lines: string[] = []
  const finish = (): void => {
    if (lines.length > 0) chunks.push({ text: lines.join('\n') + '\n' })
    lines = []
  }
  for (const line of text.replace(/\n$/, '').split('\n')) {
    if (!line.startsWith('---')) {
      lines.push(line)
      continue
    }
    const after = line.slice(3).trim()
    if (after !== '' && !after.startsWith('#'))
      return [...chunks, { problem: `invalid Yaml document separator: ${after}` }]
    finish()
  }
  finish()
  return chunks
}
