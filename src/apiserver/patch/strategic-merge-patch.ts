// Strategic merge patch: lists of named things are merged by their key. Follows apimachinery/pkg/util/strategicpatch, v1.36.
import { badRequest, unclassified } from '../status'
import { goText } from './go-text'
import { define } from './merge-patch'

type Json = unknown
type Map = Record<string, Json>

/** What the API's types say about a list or a map field: how it is merged. */
export interface FieldStrategy {
  /** merge key of a list of objects; undefined for a list of plain values that is a set */
  readonly mergeKey?: string
  /** 'merge' for lists that merge; 'replace' for the rest; retainKeys for unions */
  readonly strategy: 'merge' | 'replace' | 'retainKeys' | 'merge,retainKeys'
  /** the schema of the items or of the object, to go on with */
  readonly schema?: string
}

/** Looks a field up in a schema: `('io.k8s.api.core.v1.PodSpec', 'containers')`. */
export type Strategies = (schema: string | undefined, field: string) => FieldStrategy | undefined

const isMap = (value: Json): value is Map => typeof value === 'object' && value !== null && !Array.isArray(value)
const DIRECTIVE = '$patch'
const DELETE_FROM_LIST = '$deleteFromPrimitiveList/'
const ORDER = '$setElementOrder/'
const RETAIN = '$retainKeys'

/** Returns the patched object; neither argument is changed. Throws BadRequest for a patch that cannot be understood. */
export function strategicMergePatch(target: Json, patch: Json, strategies: Strategies, schema?: string): Json {
  if (!isMap(patch))
    throw badRequest(`json: cannot unmarshal ${jsonType(patch)} into Go value of type map[string]interface {}`)
  return mergeMap(isMap(target) ? target : {}, patch, strategies, schema)
}

const jsonType = (value: Json): string =>
  Array.isArray(value) ? 'array' : value === null ? 'null' : typeof value === 'boolean' ? 'bool' : typeof value

function mergeMap(target: Map, patch: Map, strategies: Strategies, schema: string | undefined): Map {
  const directive = patch[DIRECTIVE]
  if (directive === 'replace') return without(patch, DIRECTIVE)
  if (directive === 'delete') return {}
  if (directive !== undefined) throw unknownDirective(directive, patch)
  const result = retained(target, patch)
  for (const key of Object.keys(patch))
    if (key.startsWith(ORDER)) refuseOtherOrder(patch, key.slice(ORDER.length), strategies, schema)
  for (const key of Object.keys(patch)) {
    if (key === RETAIN || key.startsWith(ORDER)) continue
    if (key.startsWith(DELETE_FROM_LIST)) removeFromList(result, key.slice(DELETE_FROM_LIST.length), patch[key])
    else mergeField({ result, patch, key, strategies, schema })
  }
  const order = (field: string, wanted: Json): void =>
    orderList(result, {
      field,
      order: wanted,
      live: Object.hasOwn(target, field) ? target[field] : [],
      mergeKey: strategies(schema, field)?.mergeKey,
    })
  for (const key of Object.keys(patch)) if (key.startsWith(ORDER)) order(key.slice(ORDER.length), patch[key])
  return result
}

const unknownDirective = (directive: Json, patch: Map) =>
  unclassified(`unknown patch type: ${goText(directive)} in map: ${goText(patch)}`)

/** A copy of the target with the fields that the patch keeps: what it sets must be among them. */
function retained(target: Map, patch: Map): Map {
  const kept = patch[RETAIN]
  if (kept === undefined) return { ...target }
  const isKept = (key: string): boolean => Array.isArray(kept) && kept.includes(key)
  const isSet = (key: string): boolean =>
    key !== RETAIN && patch[key] !== null && !key.startsWith(DELETE_FROM_LIST) && !key.startsWith(ORDER)
  if (!Array.isArray(kept) || Object.keys(patch).some((key) => isSet(key) && !isKept(key)))
    throw badRequest('invalid patch format of retainKeys')
  return Object.fromEntries(Object.entries(target).filter(([key]) => isKept(key)))
}

/** What a patch changes in a list has to come in the order that it asks for. */
function refuseOtherOrder(patch: Map, field: string, strategies: Strategies, schema: string | undefined): void {
  const [items, order] = [patch[field], patch[ORDER + field]]
  if (!Array.isArray(items) || !Array.isArray(order)) return
  const idOf = idBy(strategies(schema, field)?.mergeKey)
  const left = items.filter((item) => !(isMap(item) && item[DIRECTIVE] === 'delete')).map(idOf)
  for (const id of order.map(idOf)) if (id === left[0]) left.shift()
  if (left.length > 0)
    throw unclassified(
      `The order in patch list:\n${goText(items)}\n doesn't match $setElementOrder list:\n${goText(order)}\n`,
    )
}

interface FieldMerge {
  result: Map
  patch: Map
  key: string
  strategies: Strategies
  schema: string | undefined
}

function mergeField({ result, patch, key, strategies, schema }: FieldMerge): void {
  const value = patch[key]
  if (value === null) {
    delete result[key]
    return
  }
  const strategy = strategies(schema, key)
  const isReplaced = strategy?.strategy.startsWith('replace') ?? false
  const before = Object.hasOwn(result, key) ? result[key] : undefined
  if (isMap(value) && isMap(before))
    define(result, key, isReplaced ? value : mergeMap(before, value, strategies, strategy?.schema))
  else if (Array.isArray(value) && Array.isArray(before))
    define(result, key, strategy?.strategy.startsWith('merge') ? mergeList(before, value, strategies, strategy) : value)
  else setNew(result, key, value)
}

/** A value that stands where there was none, or one of another type: with what it says of merging left out, and without nulls. */
function setNew(result: Map, key: string, value: Json): void {
  if (isMap(value) && DIRECTIVE in value) delete result[key]
  else define(result, key, withoutDirectives(value))
}

function withoutDirectives(value: Json): Json {
  const isDirective = (each: Json): boolean => isMap(each) && DIRECTIVE in each
  if (Array.isArray(value)) return value.filter((each) => !isDirective(each)).map(withoutDirectives)
  if (!isMap(value)) return value
  const result: Map = {}
  for (const key of Object.keys(value))
    if (value[key] !== null && !isDirective(value[key])) define(result, key, withoutDirectives(value[key]))
  return result
}

function mergeList(target: Json[], patch: Json[], strategies: Strategies, { mergeKey, schema }: FieldStrategy): Json[] {
  if (mergeKey === undefined)
    return inOrder([...target, ...patch.filter((each) => !target.includes(each))], patch, target, (item) => item)
  const { live, items } = afterDirectives(target, patch, mergeKey)
  const result = [...live]
  for (const item of items) {
    const id = item[mergeKey]
    if (id === undefined) throw noMergeKey(item, mergeKey)
    const place = result.findIndex((each) => isMap(each) && each[mergeKey] === id)
    if (place < 0) result.push(item)
    else result[place] = mergeMap(result[place] as Map, item, strategies, schema)
  }
  return inOrder(result, items, live, idBy(mergeKey))
}

const noMergeKey = (item: Map, mergeKey: string) =>
  unclassified(`map: ${goText(item)} does not contain declared merge key: ${mergeKey}`)

/** The list without the items that the patch deletes, or the patch in its place; and what the patch says beside that. */
function afterDirectives(target: Json[], patch: Json[], mergeKey: string): { live: Json[]; items: Map[] } {
  const items: Map[] = []
  let live = target
  let isReplaced = false
  for (const item of patch) {
    if (!isMap(item)) throw badRequest('expected a list of maps in patch')
    const directive = item[DIRECTIVE]
    if (directive === undefined) items.push(item)
    else if (directive === 'replace') isReplaced = true
    else if (directive !== 'delete') throw unknownDirective(directive, item)
    else if (item[mergeKey] === undefined) throw noMergeKey(item, mergeKey)
    else live = live.filter((each) => !(isMap(each) && each[mergeKey] === item[mergeKey]))
  }
  return isReplaced ? { live: items, items: [] } : { live, items }
}

const idBy =
  (mergeKey: string | undefined) =>
  (item: Json): Json =>
    mergeKey && isMap(item) ? item[mergeKey] : item

/**
 * Items that the patch names come in its order; the others keep theirs. An item that the patch does not name stands before a
 * named one only where it did so in the live list: new items come first.
 */
function inOrder(
  merged: readonly Json[],
  order: readonly Json[],
  live: readonly Json[],
  idOf: (item: Json) => Json,
): Json[] {
  const wanted = order.map(idOf)
  const present = live.map(idOf)
  const rank = (item: Json): number => wanted.indexOf(idOf(item))
  const place = (item: Json): number => present.indexOf(idOf(item))
  const named = merged.filter((item) => rank(item) >= 0).sort((a, b) => rank(a) - rank(b))
  const others = merged.filter((item) => rank(item) < 0)
  const result: Json[] = []
  while (named.length > 0 && others.length > 0) {
    const isBefore = place(others[0]) >= 0 && place(named[0]) >= 0 && place(others[0]) < place(named[0])
    result.push((isBefore ? others : named).shift())
  }
  return [...result, ...named, ...others]
}

function removeFromList(result: Map, field: string, values: Json): void {
  const list = result[field]
  if (Array.isArray(list) && Array.isArray(values)) result[field] = list.filter((each) => !values.includes(each))
}

function orderList(
  result: Map,
  { field, order, live, mergeKey }: { field: string; order: Json; live: Json; mergeKey: string | undefined },
): void {
  const list = result[field]
  if (Array.isArray(list) && Array.isArray(order))
    define(result, field, inOrder(list, order, Array.isArray(live) ? live : [], idBy(mergeKey)))
}

function without(map: Map, key: string): Map {
  const { [key]: _, ...rest } = map
  return rest
}
