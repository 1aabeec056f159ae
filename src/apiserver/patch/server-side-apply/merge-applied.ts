// Lays an applied configuration over the live object. Follows structured-merge-diff/typed/merge.go, as of Kubernetes v1.36.
import { define } from '../merge-patch'
import { shapeOfField, stepOfItem, type Shape } from './shape'

type Map_ = Record<string, unknown>
const isMap = (value: unknown): value is Map_ => typeof value === 'object' && value !== null && !Array.isArray(value)

/** Neither argument is changed. What the configuration does not name stays as it is. */
export function mergeApplied(live: unknown, applied: unknown, shape: Shape): unknown {
  if (live === undefined || applied === null) return applied
  switch (shape.is) {
    case 'leaf':
      return applied
    case 'struct':
      return isMap(live) && isMap(applied)
        ? mergeNamed(live, applied, (key) => shapeOfField(shape.schema, key) ?? { is: 'leaf' })
        : applied
    case 'fields':
      return isMap(live) && isMap(applied)
        ? mergeNamed(live, applied, (key) => shape.fields.get(key) ?? shape.rest ?? { is: 'leaf' })
        : applied
    case 'map':
      return isMap(live) && isMap(applied) ? mergeNamed(live, applied, () => shape.item) : applied
    case 'set':
      return Array.isArray(live) && Array.isArray(applied)
        ? mergeLists(live, applied, (item) => JSON.stringify(item), { is: 'leaf' })
        : applied
    case 'list':
      return Array.isArray(live) && Array.isArray(applied)
        ? mergeLists(live, applied, (item) => stepOfItem(shape, item) ?? '', shape.item)
        : applied
  }
}

function mergeNamed(live: Map_, applied: Map_, shapeOf: (key: string) => Shape): Map_ {
  const result = { ...live }
  for (const key of Object.keys(applied))
    define(result, key, mergeApplied(Object.hasOwn(live, key) ? live[key] : undefined, applied[key], shapeOf(key)))
  return result
}

/** Items of both lists come in the order of the applied one; items of the live list alone keep their places between them. */
function mergeLists(
  live: readonly unknown[],
  applied: readonly unknown[],
  idOf: (item: unknown) => string,
  item: Shape,
): unknown[] {
  const liveById = new Map(live.map((each) => [idOf(each), each]))
  const wanted = new Set(applied.map(idOf))
  const done = new Set<string>()
  const result: unknown[] = []
  let next = 0
  const takeLiveOnly = (): void => {
    for (; next < live.length; next++) {
      const id = idOf(live[next])
      if (!wanted.has(id)) result.push(live[next])
      else if (!done.has(id)) return
    }
  }
  for (const each of applied) {
    takeLiveOnly()
    const id = idOf(each)
    done.add(id)
    result.push(liveById.has(id) ? mergeApplied(liveById.get(id), each, item) : each)
  }
  takeLiveOnly()
  return result
}
