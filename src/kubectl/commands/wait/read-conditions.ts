// --for: what is waited for. Follows kubectl/pkg/cmd/wait/{wait,condition,json}.go, v1.36.
import { CommandError } from '../../failure'
import { quote } from '../../../objects/go-text'
import { type AnyObject, listAt, textAt, valueAt } from '../../objects'
import { goPrint } from '../../output/go-print'
import { JsonPath, relaxedJsonPath } from '../../output/jsonpath/jsonpath'

export type WaitCondition =
  | { readonly type: 'create' }
  | { readonly type: 'delete' }
  | { readonly type: 'holds'; readonly holds: (object: AnyObject) => boolean }

export function readConditions(texts: readonly string[]): readonly WaitCondition[] {
  if (texts.length === 0) throw new CommandError('unrecognized condition: []')
  return texts.map(readCondition)
}

function readCondition(text: string): WaitCondition {
  const lower = text.toLowerCase()
  if (lower === 'delete' || lower === 'create') return { type: lower }
  if (text.startsWith('condition=')) {
    const [name = '', ...value] = text.slice('condition='.length).split('=')
    return { type: 'holds', holds: hasCondition(name, value.length > 0 ? value.join('=') : 'true') }
  }
  if (text.startsWith('jsonpath=')) return { type: 'holds', holds: hasValue(text.slice('jsonpath='.length)) }
  throw new CommandError(`unrecognized condition: ${quote(text)}`)
}

const sameWord = (a: string, b: string): boolean => a.toLowerCase() === b.toLowerCase()

function hasCondition(name: string, status: string): (object: AnyObject) => boolean {
  return (object) => {
    const condition = listAt(object, 'status', 'conditions').find((each) => sameWord(textAt(each, 'type'), name))
    if (!condition) return false
    // A status that a controller wrote before the last change of the spec says nothing.
    const generation = valueAt(object, 'metadata', 'generation')
    const observed = valueAt(condition, 'observedGeneration') ?? valueAt(object, 'status', 'observedGeneration')
    if (typeof generation === 'number' && typeof observed === 'number' && observed < generation) return false
    return sameWord(textAt(condition, 'status'), status)
  }
}

function hasValue(text: string): (object: AnyObject) => boolean {
  const parts = splitAtSingleEquals(text)
  if (parts.length > 2) {
    throw new CommandError(
      "jsonpath wait format must be --for=jsonpath='{.status.readyReplicas}'=3 or --for=jsonpath='{.status.readyReplicas}'",
    )
  }
  const expression = relaxedJsonPath(parts[0] as string)
  const wanted = parts[1]?.replace(/^['"]+|['"]+$/g, '')
  if (wanted === '') {
    throw new CommandError(
      "jsonpath wait has to have a value after equal sign, like --for=jsonpath='{.status.readyReplicas}'=3",
    )
  }
  if (expression === '') throw new CommandError('jsonpath expression cannot be empty')
  const path = new JsonPath(expression, { allowMissingKeys: true })
  return (object) => matchesValue(path.find(object), wanted)
}

function matchesValue(results: unknown[][], wanted: string | undefined): boolean {
  if (results.length === 0 || results[0]?.length === 0) return false
  if (results.length > 1) throw new CommandError('given jsonpath expression matches more than one list')
  const values = results[0] as unknown[]
  if (values.length > 1) throw new CommandError('given jsonpath expression matches more than one value')
  if (wanted === undefined) return true
  const [value] = values
  if (typeof value === 'object' && value !== null) {
    throw new CommandError('jsonpath leads to a nested object or list which is not supported')
  }
  return goPrint(value).trim() === wanted.trim()
}

// == belongs to a filter and does not split.
function splitAtSingleEquals(text: string): string[] {
  const parts = ['']
  for (const [piece] of text.matchAll(/==|=|[^=]+/g)) {
    if (piece === '=') parts.push('')
    else parts[parts.length - 1] += piece
  }
  return parts
}
