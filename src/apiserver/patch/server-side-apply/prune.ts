// Takes out what an applier named last time, names no longer, and nobody else manages.
// Follows structured-merge-diff/merge/update.go (prune), as of Kubernetes v1.36.
import type { FieldSet } from './field-set'
import { shapeOfField, stepOfItem, type Shape } from './shape'

type Map_ = Record<string, unknown>
const isMap = (value: unknown): value is Map_ => typeof value === 'object' && value !== null && !Array.isArray(value)

/** `last`: what the applier managed before; `owned`: what any manager manages now. Returns undefined when nothing of the value stays. */
export function prune(value: unknown, shape: Shape, last: FieldSet, owned: FieldSet | undefined): unknown {
  if (!owned) return undefined
  if (isMap(value) && (shape.is === 'struct' || shape.is === 'map' || shape.is === 'fields'))
    return pruneNamed(value, (key) => shapeIn(shape, key), last, owned)
  if (Array.isArray(value) && (shape.is === 'list' || shape.is === 'set')) {
    const stepOf = (item: unknown): string =>
      shape.is === 'set' ? `v:${JSON.stringify(item)}` : (stepOfItem(shape, item) ?? '')
    const item: Shape = shape.is === 'list' ? shape.item : { is: 'leaf' }
    return value.flatMap((each: unknown) => {
      const below = last.below.get(stepOf(each))
      const kept = below ? prune(each, item, below, owned.below.get(stepOf(each))) : each
      return kept === undefined ? [] : [kept]
    })
  }
  return value
}

function shapeIn(shape: Shape, key: string): Shape {
  if (shape.is === 'map') return shape.item
  const known = shape.is === 'struct' ? shapeOfField(shape.schema, key) : undefined
  return known ?? (shape.is === 'fields' ? (shape.fields.get(key) ?? shape.rest) : undefined) ?? { is: 'leaf' }
}

function pruneNamed(value: Map_, shapeOf: (key: string) => Shape, last: FieldSet, owned: FieldSet): Map_ {
  const result: Map_ = { ...value }
  for (const [step, below] of last.below) {
    const key = step.slice(2)
    if (!Object.hasOwn(result, key)) continue
    const kept = prune(result[key], shapeOf(key), below, owned.below.get(step))
    if (kept === undefined) delete result[key]
    else if (kept !== result[key]) result[key] = kept
  }
  return result
}
