// Comparisons in filters. Follows client-go/third_party/forked/golang/template/funcs.go, v1.36.
import type { ListNode } from './jsonpath-node'

type Kind = 'bool' | 'int' | 'float' | 'string'

/** @param rightNode says whether a whole number on the right was written as a float (`1.0`) */
export function compare(left: unknown, right: unknown, operator: string, rightNode: ListNode): boolean {
  const literal = rightNode.nodes.length === 1 ? rightNode.nodes[0] : undefined
  const leftKind = kindOf(left)
  const rightKind = literal?.type === 'literal' ? literal.value.kind : kindOf(right)
  switch (operator) {
    case '==':
      return equal(left, leftKind, right, rightKind)
    case '!=':
      return !equal(left, leftKind, right, rightKind)
    case '<':
      return less(left, leftKind, right, rightKind)
    case '<=':
      return less(left, leftKind, right, rightKind) || equal(left, leftKind, right, rightKind)
    case '>':
      return !(less(left, leftKind, right, rightKind) || equal(left, leftKind, right, rightKind))
    case '>=':
      return !less(left, leftKind, right, rightKind)
    default:
      throw new Error(`unrecognized filter operator ${operator}`)
  }
}

function kindOf(value: unknown): Kind {
  if (typeof value === 'boolean') return 'bool'
  if (typeof value === 'string') return 'string'
  if (typeof value === 'number') return Number.isInteger(value) ? 'int' : 'float'
  throw new Error('invalid type for comparison')
}

function equal(left: unknown, leftKind: Kind, right: unknown, rightKind: Kind): boolean {
  if (leftKind !== rightKind) throw new Error('incompatible types for comparison')
  return left === right
}

function less(left: unknown, leftKind: Kind, right: unknown, rightKind: Kind): boolean {
  if (leftKind !== rightKind) throw new Error('incompatible types for comparison')
  if (leftKind === 'bool') throw new Error('invalid type for comparison')
  return (left as string | number) < (right as string | number)
}
