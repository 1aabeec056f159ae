// Strategic merge patch: lists of named things are merged by their key. Follows apimachinery/pkg/util/strategicpatch, v1.36.
import { badRequest } from '../status'
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
  if (directive !== undefined && directive !== 'merge')
    throw badRequest(
      `Unknown patch type found: ${typeof directive === 'string' ? directive : JSON.stringify(directive)}`,
    )
  let result: Map = { ...target }
  const retained = patch[RETAIN]
  if (Array.isArray(retained))
    result = Object.fromEntries(Object.entries(result).filter(([key]) => retained.includes(key)))
  for (const key of Object.keys(patch)) {
    if (key === DIRECTIVE || key === RETAIN || key.startsWith(ORDER)) continue
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
  const before = Object.hasOwn(result, key) ? result[key] : undefined
  if (isMap(value)) {
    const base = isMap(before) && !strategy?.strategy.startsWith('replace') ? before : {}
    define(result, key, mergeMap(base, value, strategies, strategy?.schema))
  } else if (Array.isArray(value) && strategy?.strategy.startsWith('merge')) {
    define(result, key, mergeList(Array.isArray(before) ? before : [], value, strategies, strategy))
  } else define(result, key, value)
}

function mergeList(target: Json[], patch: Json[], strategies: Strategies, { mergeKey, schema }: FieldStrategy): Json[] {
  if (mergeKey === undefined)
    return inOrder([...target, ...patch.filter((each) => !target.includes(each))], patch, target, (item) => item)
  if (patch.some((item) => isMap(item) && item[DIRECTIVE] === 'replace' && Object.keys(item).length === 1))
    return patch.filter((item) => !(isMap(item) && item[DIRECTIVE] === 'replace'))
  let result = [...target]
  for (const item of patch) {
    if (!isMap(item)) throw badRequest('expected a list of maps in patch')
    const id = item[mergeKey]
    if (id === undefined)
      throw badRequest(`map: map[${Object.keys(item).join(' ')}] does not contain declared merge key: ${mergeKey}`)
    if (item[DIRECTIVE] === 'delete') {
      result = result.filter((each) => !(isMap(each) && each[mergeKey] === id))
      continue
    }
    const place = result.findIndex((each) => isMap(each) && each[mergeKey] === id)
    if (place < 0) result.push(mergeMap({}, item, strategies, schema))
    else result[place] = mergeMap(result[place] as Map, item, strategies, schema)
  }
  return inOrder(result, patch, target, idBy(mergeKey))
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
