// The fields of an object, and the fields in which two objects differ.
// Follows structured-merge-diff/typed (toFieldSet, compare), as of Kubernetes v1.36.
import { dequal } from 'dequal/lite'
import { asMember, EMPTY, fieldSet, MEMBER, union, type FieldSet } from './field-set'
import { shapeOfField, stepOfItem, zeroOf, type FieldsShape, type Shape } from './shape'

type Map_ = Readonly<Record<string, unknown>>
const isMap = (value: unknown): value is Map_ => typeof value === 'object' && value !== null && !Array.isArray(value)
const isNothing = (value: unknown): boolean => value === null || (isMap(value) && Object.keys(value).length === 0)

/** Every field that a value names: what an applier says it owns. */
export function fieldsOf(value: unknown, shape: Shape): FieldSet {
  switch (shape.is) {
    case 'leaf':
      return MEMBER
    case 'set':
      return Array.isArray(value)
        ? fieldSet(
            false,
            value.map((item) => [`v:${JSON.stringify(item)}`, MEMBER]),
          )
        : MEMBER
    case 'list':
      return Array.isArray(value)
        ? fieldSet(
            false,
            value.map((item) => [stepOfItem(shape, item) ?? 'k:{}', asMember(fieldsOf(item, shape.item))]),
          )
        : MEMBER
    case 'map':
      return isMap(value)
        ? fieldSet(
            false,
            Object.keys(value).map((key) => [`f:${key}`, asMember(fieldsOf(value[key], shape.item))]),
          )
        : MEMBER
    case 'struct':
      return isMap(value)
        ? fieldSet(
            false,
            Object.keys(value).map((key) => [`f:${key}`, fieldsOfField(value[key], shapeOfField(shape.schema, key))]),
          )
        : MEMBER
    case 'fields':
      return isMap(value)
        ? fieldSet(
            false,
            Object.keys(value).map((key) => [`f:${key}`, fieldsOfCustomField(value[key], shape, key)]),
          )
        : MEMBER
  }
}

function fieldsOfField(value: unknown, shape: Shape | undefined): FieldSet {
  if (!shape) return MEMBER
  const set = fieldsOf(value, shape)
  return isNothing(value) ? asMember(set) : set
}

function fieldsOfCustomField(value: unknown, { fields, rest }: FieldsShape, field: string): FieldSet {
  const known = fields.get(field)
  return known || !rest ? fieldsOfField(value, known) : asMember(fieldsOf(value, rest))
}

export interface Comparison {
  readonly added: FieldSet
  readonly modified: FieldSet
  readonly removed: FieldSet
}

const SAME: Comparison = { added: EMPTY, modified: EMPTY, removed: EMPTY }

/** In which fields `next` differs from `before`; undefined stands for what is not there. */
export function compareFields(before: unknown, next: unknown, shape: Shape): Comparison {
  if (before === next || (before === undefined && next === undefined)) return SAME
  const children = isLeaf(before, next, shape) ? undefined : childrenOf(before, next, shape)
  if (!children) return leaf(before, next)
  const parts = children.map(([step, a, b, item]) => [step, compareFields(a, b, item)] as const)
  const gather = (which: keyof Comparison, isMember: boolean): FieldSet =>
    fieldSet(
      isMember,
      parts.map(([step, part]) => [step, part[which]]),
    )
  return {
    added: gather('added', before === undefined),
    modified: gather('modified', false),
    removed: gather('removed', next === undefined),
  }
}

function leaf(before: unknown, next: unknown): Comparison {
  if (before === undefined) return { ...SAME, added: MEMBER }
  if (next === undefined) return { ...SAME, removed: MEMBER }
  return dequal(before, next) ? SAME : { ...SAME, modified: MEMBER }
}

/** What is empty on both sides is told as a leaf, so that an empty map is not lost. */
function isLeaf(before: unknown, next: unknown, shape: Shape): boolean {
  if (shape.is === 'leaf') return true
  const size = (value: unknown): number =>
    Array.isArray(value) ? value.length : isMap(value) ? Object.keys(value).length : 0
  return size(before) === 0 && size(next) === 0
}

type Child = readonly [step: string, before: unknown, next: unknown, shape: Shape]

function childrenOf(before: unknown, next: unknown, shape: Shape): Child[] | undefined {
  switch (shape.is) {
    case 'leaf':
      return undefined
    case 'struct':
      return namedChildren(
        before,
        next,
        (key) => shapeOfField(shape.schema, key) ?? { is: 'leaf' },
        (key) => zeroOf(shape.schema, key),
      )
    case 'fields':
      return namedChildren(
        before,
        next,
        (key) => shape.fields.get(key) ?? shape.rest ?? { is: 'leaf' },
        () => undefined,
      )
    case 'map':
      return namedChildren(
        before,
        next,
        () => shape.item,
        () => undefined,
      )
    case 'set':
      return listChildren(before, next, (item) => `v:${JSON.stringify(item)}`, { is: 'leaf' })
    case 'list':
      return listChildren(before, next, (item) => stepOfItem(shape, item) ?? 'k:{}', shape.item)
  }
}

function namedChildren(
  before: unknown,
  next: unknown,
  shapeOf: (key: string) => Shape,
  zero: (key: string) => unknown,
): Child[] {
  const a = isMap(before) ? before : undefined
  const b = isMap(next) ? next : undefined
  const keys = new Set([...Object.keys(a ?? {}), ...Object.keys(b ?? {})])
  const valueIn = (map: Map_ | undefined, key: string): unknown =>
    map === undefined ? undefined : Object.hasOwn(map, key) ? map[key] : zero(key)
  return [...keys].map((key) => [`f:${key}`, valueIn(a, key), valueIn(b, key), shapeOf(key)])
}

function listChildren(before: unknown, next: unknown, stepOf: (item: unknown) => string, item: Shape): Child[] {
  const keyed = (list: unknown): Map<string, unknown> =>
    new Map((Array.isArray(list) ? list : []).map((each) => [stepOf(each), each as unknown]))
  const a = keyed(before)
  const b = keyed(next)
  return [...new Set([...a.keys(), ...b.keys()])].map((step) => [step, a.get(step), b.get(step), item])
}

export const changedFields = ({ added, modified }: Comparison): FieldSet => union(added, modified)
