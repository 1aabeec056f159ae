// Label selectors, as objects (spec.selector) and as text (kubectl -l). Follows apimachinery/pkg/labels, v1.36.
import type { LabelSelector } from './kinds'

export type Operator = 'In' | 'NotIn' | 'Exists' | 'DoesNotExist' | 'Gt' | 'Lt' | '=' | '!='

export interface Requirement {
  readonly key: string
  readonly operator: Operator
  readonly values: readonly string[]
}

/** All requirements hold together. No requirement selects everything. */
export type Selector = readonly Requirement[]

export type Labels = Readonly<Record<string, string>> | undefined

/** spec.selector -> Selector. Upstream: an absent selector selects nothing (undefined here), an empty one everything. */
export function selectorOf(selector: LabelSelector | undefined): Selector | undefined {
  if (!selector) return undefined
  const equal = Object.entries(selector.matchLabels ?? {}).map(([key, value]): Requirement => ({
    key,
    operator: '=',
    values: [value],
  }))
  const expressions = (selector.matchExpressions ?? []).map(({ key, operator, values }): Requirement => ({
    key,
    operator: operator as Operator,
    values: values ?? [],
  }))
  return [...equal, ...expressions].sort((a, b) => (a.key < b.key ? -1 : a.key > b.key ? 1 : 0))
}

/** The equality selector of a Service or ReplicationController. */
export const selectorOfMap = (labels: Readonly<Record<string, string>>): Selector =>
  Object.keys(labels)
    .sort()
    .map((key) => ({ key, operator: '=', values: [labels[key] as string] }))

export function meets({ key, operator, values }: Requirement, labels: Labels): boolean {
  const value = labels && Object.hasOwn(labels, key) ? labels[key] : undefined
  switch (operator) {
    case 'In':
    case '=':
      return value !== undefined && values.includes(value)
    case 'NotIn':
    case '!=':
      return value === undefined || !values.includes(value)
    case 'Exists':
      return value !== undefined
    case 'DoesNotExist':
      return value === undefined
    case 'Gt':
    case 'Lt':
      return value !== undefined && comparesAsInteger(value, operator, values[0])
  }
}

const INTEGER = /^[-+]?\d+$/
function comparesAsInteger(value: string, operator: 'Gt' | 'Lt', bound: string | undefined): boolean {
  if (bound === undefined || !INTEGER.test(value) || !INTEGER.test(bound)) return false
  return operator === 'Gt' ? BigInt(value) > BigInt(bound) : BigInt(value) < BigInt(bound)
}

export const matches = (selector: Selector | undefined, labels: Labels): boolean =>
  selector !== undefined && selector.every((requirement) => meets(requirement, labels))
