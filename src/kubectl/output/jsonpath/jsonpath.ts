// Follows client-go/util/jsonpath/jsonpath.go, v1.36. Where Go's order of a map is random, keys are taken in order.
import { compareCodePoints, goJson } from '../go-json'
import { goPrint } from '../go-print'
import { compare } from './compare'
import type { JsonPathNode, ListNode } from './jsonpath-node'
import { parseJsonPath } from './parse-jsonpath'

export interface JsonPathOptions {
  /** a field that is not there is no error */
  readonly allowMissingKeys: boolean
}

/** A template: text with expressions in braces. */
export class JsonPath {
  private readonly root: ListNode

  /** Throws an Error with the words of client-go. */
  constructor(
    text: string,
    private readonly options: JsonPathOptions,
  ) {
    this.root = parseJsonPath(text)
  }

  /** The values of each piece of the template. */
  find(data: unknown): unknown[][] {
    return new Walk(this.options).find(this.root.nodes, data)
  }

  /** The template filled in. @param asJson every piece as an indented JSON list */
  execute(data: unknown, asJson = false): string {
    return this.find(data)
      .map((values) => (asJson ? `${goJson(values, { indent: 4 })}\n` : values.map(toText).join(' ')))
      .join('')
  }
}

/** `metadata.name`, `.metadata.name`, `{metadata.name}` -> `{.metadata.name}`. Follows get/customcolumn.go. */
export function relaxedJsonPath(text: string): string {
  if (text === '') return text
  const match = /^\{\.?([^{}]+)\}$|^\.?([^{}]+)$/.exec(text)
  if (!match) {
    throw new Error(
      "unexpected path string, expected a 'name1.name2' or '.name1.name2' or '{name1.name2}' or '{.name1.name2}'",
    )
  }
  return `{.${match[1] || match[2]}}`
}

function toText(value: unknown): string {
  if (value === null || value === undefined) return 'null'
  return typeof value === 'object' ? goJson(value) : goPrint(value)
}

const isMap = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

const sortedValues = (map: Record<string, unknown>): unknown[] =>
  Object.keys(map)
    .sort(compareCodePoints)
    .map((key) => map[key])

class Walk {
  private beginRange = 0
  private inRange = 0
  private endRange = 0
  private lastEnd: JsonPathNode | undefined

  constructor(private readonly options: JsonPathOptions) {}

  find(nodes: readonly JsonPathNode[], data: unknown): unknown[][] {
    const full: unknown[][] = []
    for (let i = 0; i < nodes.length; i += 1) {
      const node = nodes[i] as JsonPathNode
      const results = this.walk([data], node)
      if (this.endRange > 0 && this.endRange <= this.inRange) {
        this.endRange -= 1
        this.lastEnd = node
        break
      }
      if (this.beginRange === 0) {
        full.push(results)
        continue
      }
      this.beginRange -= 1
      this.inRange += 1
      const inner = nodes.slice(i + 1)
      // Without results the loop's body is still walked once, for the place of its end.
      if (results.length === 0) this.find(inner, null)
      else for (const value of results) full.push(...this.find(inner, value))
      this.inRange -= 1
      const end = nodes.findIndex((each, k) => k > i && each === this.lastEnd)
      if (end >= 0) i = end
    }
    return full
  }

  private walk(input: readonly unknown[], node: JsonPathNode): unknown[] {
    switch (node.type) {
      case 'list':
        return this.list(input, node)
      case 'text':
        return [node.text]
      case 'literal':
        return input.map(() => ('number' in node.value ? node.value.number : node.value.bool))
      case 'field':
        return this.field(input, node.name)
      case 'array':
        return input.flatMap((value) => slice(value, node))
      case 'filter':
        return input.flatMap((value) => this.filter(value, node))
      case 'wildcard':
        return input.flatMap(members)
      case 'recursive':
        return this.recursive(input)
      case 'union':
        return node.lists.flatMap((list) => this.list(input, list))
      case 'identifier':
        return this.identifier(input, node.name)
    }
  }

  private list(input: readonly unknown[], list: ListNode): unknown[] {
    let current = [...input]
    for (const node of list.nodes) current = this.walk(current, node)
    return current
  }

  private identifier(input: readonly unknown[], name: string): unknown[] {
    if (name === 'range') {
      this.beginRange += 1
      return [...input]
    }
    if (name !== 'end') throw new Error(`unrecognized identifier ${name}`)
    if (this.inRange === 0) throw new Error('not in range, nothing to end')
    this.endRange += 1
    return []
  }

  private field(input: readonly unknown[], name: string): unknown[] {
    if (input.length === 0) return []
    const results = input.flatMap((value) => (isMap(value) && Object.hasOwn(value, name) ? [value[name]] : []))
    if (results.length === 0 && !this.options.allowMissingKeys) throw new Error(`${name} is not found`)
    return results
  }

  private recursive(input: readonly unknown[]): unknown[] {
    return input.flatMap((value) => {
      const inner = members(value)
      return inner.length === 0 ? [] : [value, ...this.recursive(inner)]
    })
  }

  private filter(value: unknown, node: Extract<JsonPathNode, { type: 'filter' }>): unknown[] {
    if (!Array.isArray(value)) throw new Error(`${goPrint(value)} is not array or slice and cannot be filtered`)
    return value.filter((item) => {
      if (node.operator === 'exists') return this.quietly(item, node.left).length > 0
      const lefts = this.list([item], node.left)
      if (lefts.length === 0) return false
      const rights = this.list([item], node.right)
      if (lefts.length > 1 || rights.length > 1) throw new Error('can only compare one element at a time')
      return rights.length > 0 && compare(lefts[0], rights[0], node.operator, node.right)
    })
  }

  private quietly(item: unknown, list: ListNode): unknown[] {
    try {
      return this.list([item], list)
    } catch {
      return []
    }
  }
}

function members(value: unknown): unknown[] {
  if (Array.isArray(value)) return value
  if (isMap(value)) return sortedValues(value)
  return typeof value === 'string' ? Array.from(new TextEncoder().encode(value)) : []
}

function slice(value: unknown, { params }: Extract<JsonPathNode, { type: 'array' }>): unknown[] {
  if (value === null || value === undefined) return []
  if (!Array.isArray(value)) throw new Error(`${goTypeOf(value)} is not array or slice`)
  const [first, last, stride] = params
  let start = first.known ? first.value : 0
  let end = last.known ? last.value : value.length
  if (start < 0) start += value.length
  if (end < 0 || (end === 0 && last.derived)) end += value.length
  if (start === end) return []
  const outOf = (index: number): Error => new Error(`array index out of bounds: index ${index}, length ${value.length}`)
  if (start >= value.length || start < 0) throw outOf(start)
  if (end > value.length || end < 0) throw outOf(end - 1)
  if (start > end) throw new Error(`starting index ${start} is greater than ending index ${end}`)
  if (stride.known && stride.value <= 0) throw new Error('step must be > 0')
  const step = stride.known ? stride.value : 1
  return value.slice(start, end).filter((_, i) => i % step === 0)
}

function goTypeOf(value: unknown): string {
  if (typeof value === 'string') return 'string'
  if (typeof value === 'boolean') return 'bool'
  if (typeof value === 'number') return Number.isInteger(value) ? 'int64' : 'float64'
  return 'map[string]interface {}'
}
