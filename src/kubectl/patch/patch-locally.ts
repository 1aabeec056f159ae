// A patch applied here and not by the server: --dry-run=client and --local. Follows
// apimachinery/pkg/util/strategicpatch StrategicMergePatch, v1.36.
import { isFields } from '../objects'
import type { FieldStrategy, Shape } from './list-strategies'
import type { Patch } from './strategic-difference'

export interface LocalPatching {
  /** a list's items that the patch names go before the others, in its order, as kustomize puts them; else new ones go behind */
  readonly patchedItemsFirst?: boolean
}

/** The object with the patch applied. Without a shape it is a JSON merge patch. */
export function patchLocally<T extends object>(
  object: T,
  patch: Patch,
  shape: Shape | undefined,
  options: LocalPatching = {},
): T {
  return merged(object as Patch, patch, shape, options) as T
}

const LIST_ORDER = '$setElementOrder/'
const LIST_DELETION = '$deleteFromPrimitiveList/'

function merged(target: Patch, patch: Patch, shape: Shape | undefined, options: LocalPatching): Patch {
  if (patch['$patch'] === 'replace')
    return Object.fromEntries(Object.entries(patch).filter(([key]) => key !== '$patch'))
  if (patch['$patch'] === 'delete') return {}
  const retained = patch['$retainKeys']
  const kept = Array.isArray(retained)
    ? Object.entries(target).filter(([key]) => retained.includes(key))
    : Object.entries(target)
  const result: Patch = Object.fromEntries(kept)
  for (const [key, value] of Object.entries(patch)) {
    if (key.startsWith('$')) directive(result, key, value)
    else if (value === null) delete result[key]
    else result[key] = field(result[key], value, shape?.[key], options)
  }
  for (const [key, value] of Object.entries(patch)) {
    if (key.startsWith(LIST_ORDER)) reorder(result, key.slice(LIST_ORDER.length), value as unknown[], shape)
  }
  return result
}

function directive(result: Patch, key: string, value: unknown): void {
  if (!key.startsWith(LIST_DELETION)) return
  const name = key.slice(LIST_DELETION.length)
  const list = result[name]
  if (Array.isArray(list)) result[name] = list.filter((each) => !(value as unknown[]).includes(each))
}

function field(before: unknown, value: unknown, strategy: FieldStrategy | undefined, options: LocalPatching): unknown {
  if (isFields(value))
    return strategy?.strategy === 'replace'
      ? value
      : merged(isFields(before) ? before : {}, value, strategy?.below, options)
  if (!Array.isArray(value) || strategy?.strategy !== 'merge' || !Array.isArray(before)) return value
  const { mergeKey, below } = strategy
  if (mergeKey === undefined)
    return [...(before as unknown[]), ...(value as unknown[]).filter((each) => !before.includes(each))]
  let list = before as Patch[]
  const added: Patch[] = []
  for (const item of value as Patch[]) {
    const at = list.findIndex((each) => each[mergeKey] === item[mergeKey])
    if (item['$patch'] === 'delete') list = list.filter((_, i) => i !== at)
    else if (at < 0) added.push(item)
    else list = list.map((each, i) => (i === at ? merged(each, item, below, options) : each))
  }
  if (!options.patchedItemsFirst) return [...list, ...added]
  const named = (value as Patch[]).flatMap(
    (item) => [...list, ...added].find((each) => each[mergeKey] === item[mergeKey]) ?? [],
  )
  return [...named, ...list.filter((each) => !named.includes(each))]
}

function reorder(result: Patch, name: string, order: readonly unknown[], shape: Shape | undefined): void {
  const list: unknown = result[name]
  if (!Array.isArray(list)) return
  const mergeKey = shape?.[name]?.mergeKey
  const idOf = (item: unknown): unknown => (mergeKey && isFields(item) ? item[mergeKey] : item)
  const ids = order.map(idOf)
  const known: unknown[] = list
    .filter((item) => ids.includes(idOf(item)))
    .sort((a, b) => ids.indexOf(idOf(a)) - ids.indexOf(idOf(b)))
  let next = 0
  result[name] = (list as unknown[]).map((item) => (ids.includes(idOf(item)) ? known[next++] : item))
}
