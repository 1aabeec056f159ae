// The tree of a JSONPath template. Follows client-go/util/jsonpath/node.go, v1.36.

export type JsonPathNode =
  | { readonly type: 'list'; readonly nodes: JsonPathNode[] }
  | { readonly type: 'text'; readonly text: string }
  | { readonly type: 'field'; readonly name: string }
  | { readonly type: 'array'; readonly params: readonly [SliceParam, SliceParam, SliceParam] }
  | { readonly type: 'filter'; readonly left: ListNode; readonly right: ListNode; readonly operator: string }
  | { readonly type: 'literal'; readonly value: Literal }
  | { readonly type: 'wildcard' }
  | { readonly type: 'recursive' }
  | { readonly type: 'union'; readonly lists: readonly ListNode[] }
  | { readonly type: 'identifier'; readonly name: string }

export type ListNode = Extract<JsonPathNode, { type: 'list' }>

/** Go keeps integers and floats apart, also where the float is whole. */
export type Literal =
  { readonly kind: 'int' | 'float'; readonly number: number } | { readonly kind: 'bool'; readonly bool: boolean }

/** One of start, end and step of `[start:end:step]` */
export interface SliceParam {
  readonly value: number
  readonly known: boolean
  /** the end that follows from a single index */
  readonly derived: boolean
}

export const listNode = (): ListNode => ({ type: 'list', nodes: [] })
