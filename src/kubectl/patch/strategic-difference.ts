// The strategic merge patch that makes one state of an object out of another. Follows
// apimachinery/pkg/util/strategicpatch CreateTwoWayMergePatch and diffMaps, v1.36.
import { isFields } from '../objects'
import { compareCodePoints } from '../output/go-json'
import { goPrint } from '../output/go-print'
import type { FieldStrategy, Shape } from './list-strategies'
import { sameValue } from './same-value'

export type Patch = Record<string, unknown>

export interface DifferenceOptions {
  /** what is only in `before` stays */
  readonly ignoreDeletions?: boolean
  /** what is new or different in `after` is left out */
  readonly ignoreChanges?: boolean
  /** the order of merged lists is sent along */
  readonly listOrder?: boolean
  readonly retainKeys?: boolean
}

/** What has to be sent so that `before` becomes `after`; {} when nothing differs. */
export const strategicDifference = (before: Patch, after: Patch, shape: Shape | undefined): Patch =>
  mapDifference(before, after, shape, { listOrder: true })

/** The same, in part: only what was taken away, or only what was added and changed. */
export function mapDifference(
  before: Patch,
  after: Patch,
  shape: Shape | undefined,
  options: DifferenceOptions,
): Patch {
  const patch: Patch = {}
  const below = { ...options, retainKeys: false }
  for (const [key, value] of Object.entries(after)) {
    const old = before[key]
    if (key in before && kindOf(old) === kindOf(value))
      fieldDifference({ patch, key, old, value, strategy: shape?.[key], options: below })
    else if (!options.ignoreChanges) patch[key] = value
  }
  if (!options.ignoreDeletions) for (const key of Object.keys(before)) if (!(key in after)) patch[key] = null
  if (options.retainKeys) retain(patch, before, after)
  return patch
}

const kindOf = (value: unknown): string => (value === null ? 'null' : Array.isArray(value) ? 'list' : typeof value)

function retain(patch: Patch, before: Patch, after: Patch): void {
  const kept = Object.keys(after).filter((key) => after[key] !== null)
  const more = Object.keys(before).some((key) => before[key] !== null && !(key in after))
  if (kept.length > 0 && (Object.keys(patch).length > 0 || more)) patch['$retainKeys'] = kept.sort(compareCodePoints)
}

interface FieldDifference {
  readonly patch: Patch
  readonly key: string
  readonly old: unknown
  readonly value: unknown
  readonly strategy: FieldStrategy | undefined
  readonly options: DifferenceOptions
}

function fieldDifference({ patch, key, old, value, strategy, options }: FieldDifference): void {
  const own = { ...options, retainKeys: strategy?.retainKeys ?? false }
  if (isFields(old) && isFields(value)) {
    if (strategy?.strategy === 'replace') {
      if (!options.ignoreChanges) patch[key] = value
      return
    }
    const difference = mapDifference(old, value, strategy?.below, own)
    if (Object.keys(difference).length > 0) patch[key] = difference
  } else if (Array.isArray(old) && Array.isArray(value) && strategy?.strategy === 'merge') {
    listDifference({ patch, key, old, value, strategy, options: own })
  } else if (!options.ignoreChanges && !sameValue(old, value)) patch[key] = value
}

interface ListDifference extends FieldDifference {
  readonly old: readonly unknown[]
  readonly value: readonly unknown[]
}

function listDifference(difference: ListDifference): void {
  const { patch, key, old, value, strategy, options } = difference
  if (old.length === 0) {
    if (value.length > 0 && !options.ignoreChanges) patch[key] = value
  } else if (strategy?.mergeKey === undefined) scalarsDifference(difference)
  else
    itemsDifference({
      patch,
      key,
      old: old as Patch[],
      value: value as Patch[],
      mergeKey: strategy.mergeKey,
      below: strategy.below,
      options,
    })
}

function scalarsDifference({ patch, key, old, value, options }: ListDifference): void {
  const added = options.ignoreChanges ? [] : value.filter((each) => !old.includes(each))
  const gone = options.ignoreDeletions ? [] : [...new Set(old.filter((each) => !value.includes(each)))]
  if (added.length > 0) patch[key] = added
  if (gone.length > 0) patch[`$deleteFromPrimitiveList/${key}`] = gone.sort()
  if (!options.listOrder || value.length === 0) return
  if (gone.length > 0 || (!options.ignoreChanges && !sameValue(old, value))) patch[`$setElementOrder/${key}`] = value
}

interface ItemsDifference {
  readonly patch: Patch
  readonly key: string
  readonly old: readonly Patch[]
  readonly value: readonly Patch[]
  readonly mergeKey: string
  readonly below: Shape | undefined
  readonly options: DifferenceOptions
}

function itemsDifference({ patch, key, old, value, mergeKey, below, options }: ItemsDifference): void {
  const idOf = (item: Patch): string => goPrint(item[mergeKey])
  const changed = value.flatMap((item) => {
    const before = old.find((each) => idOf(each) === idOf(item))
    if (!before) return options.ignoreChanges ? [] : [item]
    const difference = mapDifference(before, item, below, options)
    return Object.keys(difference).length === 0 ? [] : [{ ...difference, [mergeKey]: item[mergeKey] }]
  })
  const gone = options.ignoreDeletions ? [] : old.filter((item) => !value.some((each) => idOf(each) === idOf(item)))
  const deletions = gone
    .sort((a, b) => compareCodePoints(idOf(a), idOf(b)))
    .map((item) => ({ $patch: 'delete', [mergeKey]: item[mergeKey] }))
  const list = [...changed, ...deletions]
  if (list.length > 0) patch[key] = list
  const sameOrder = old.length === value.length && old.every((item, i) => idOf(item) === idOf(value[i] as Patch))
  const matters = options.ignoreChanges ? list.length > 0 : list.length > 0 || !sameOrder
  if (options.listOrder && matters && value.length > 0)
    patch[`$setElementOrder/${key}`] = value.map((item) => ({ [mergeKey]: item[mergeKey] }))
}
