// Any object, field by field. Follows kubectl/pkg/describe genericDescriber, v1.36.
import type { AnyObject, Fields } from '../objects'
import { isFields } from '../objects'
import { goPrint } from '../output/go-print'
import type { DescribeWriter } from './describe-writer'
import type { Describer } from './describer'
import { describeAnnotations, describeLabels, sortedKeys } from './labels-section'

const SKIPPED = ['managedFields', 'name', 'namespace', 'labels', 'annotations'].map((field) => `.metadata.${field}`)

export const describeGeneric: Describer = async (object: AnyObject, w, context) => {
  const { metadata } = object
  w.field(0, 'Name', metadata.name ?? '')
  w.field(0, 'Namespace', metadata.namespace ?? '')
  describeLabels(w, 'Labels', metadata.labels)
  describeAnnotations(w, 'Annotations', metadata.annotations)
  describeFields(w, 0, object, '')
  await context.events({ kind: object.kind, metadata }, w)
}

function describeFields(w: DescribeWriter, level: number, content: Fields, path: string): void {
  for (const name of sortedKeys(content)) {
    const here = `${path}.${name}`
    if (SKIPPED.includes(here)) continue
    const value = content[name]
    if (isFields(value)) {
      w.put(level, `${titleOf(name)}:\n`)
      describeFields(w, level + 1, value, here)
    } else if (Array.isArray(value)) {
      w.put(level, `${titleOf(name)}:\n`)
      for (const item of value) {
        if (isFields(item)) describeFields(w, level + 1, item, here)
        else w.put(level + 1, `${goPrint(item)}\n`)
      }
    } else w.field(level, titleOf(name), goPrint(value))
  }
}

const ACRONYMS = ['API', 'URL', 'UID', 'GUID']

/** `creationTimestamp` -> `Creation Timestamp`, `apiVersion` -> `API Version`, `$patch` as it is */
export function titleOf(field: string): string {
  if (/[^\p{L}-]/u.test(field)) return field
  return mergedWords(camelWords(field))
    .map((word) => {
      if (ACRONYMS.includes(word.toUpperCase())) return word.toUpperCase()
      return word === word.toLowerCase() ? word.replace(/^\p{L}/u, (letter) => letter.toUpperCase()) : word
    })
    .join(' ')
}

// Runs of one case; the last capital of a run belongs to the word that follows: PDFLoader is PDF and Loader.
const camelWords = (text: string): string[] => text.match(/\p{Lu}+(?!\p{Ll})|\p{Lu}?\p{Ll}+|[^\p{Lu}\p{Ll}]+/gu) ?? []

// Capitals that a capitalised word follows stay together with it: podIPs is pod and IPs.
function mergedWords(words: readonly string[]): string[] {
  const merged: string[] = []
  for (let i = 0; i < words.length; i += 1) {
    const word = words[i] as string
    const next = words[i + 1]
    if (next !== undefined && word.length >= 2 && word === word.toUpperCase() && /^\p{Lu}/u.test(next)) {
      merged.push(word + next)
      i += 1
    } else merged.push(word)
  }
  return merged
}
