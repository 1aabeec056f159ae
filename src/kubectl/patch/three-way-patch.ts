// What `kubectl apply` sends: the changes from what there is to what is wanted, and the deletions from what was applied last
// to what is wanted. Follows apimachinery/pkg/util/strategicpatch CreateThreeWayMergePatch and
// jsonmergepatch.CreateThreeWayJSONMergePatch, v1.36.
import { isFields } from '../objects'
import { goPrint } from '../output/go-print'
import type { Shape } from './list-strategies'
import { mapDifference, type Patch } from './strategic-difference'

export interface ThreeStates {
  /** what was applied last; {} when nothing is known of it */
  readonly original: Patch
  /** what is wanted */
  readonly modified: Patch
  /** what the server has */
  readonly current: Patch
}

/** @param shape undefined for custom resources: a JSON merge patch then */
export function threeWayPatch({ original, modified, current }: ThreeStates, shape: Shape | undefined): Patch {
  const listOrder = shape !== undefined
  const changes = mapDifference(current, modified, shape, { ignoreDeletions: true, listOrder })
  const deletions = mapDifference(original, modified, shape, { ignoreChanges: true, listOrder })
  return mergePatches(deletions, changes, shape)
}

/** Both patches in one; `second` wins. */
function mergePatches(first: Patch, second: Patch, shape: Shape | undefined): Patch {
  const merged: Patch = { ...first }
  for (const [key, value] of Object.entries(second)) {
    const before = merged[key]
    const strategy = shape?.[key]
    if (isFields(before) && isFields(value) && strategy?.strategy !== 'replace')
      merged[key] = mergePatches(before, value, strategy?.below)
    else if (Array.isArray(before) && Array.isArray(value) && strategy?.mergeKey) {
      const items = mergeItems(before as Patch[], value as Patch[], strategy.mergeKey, strategy.below)
      merged[key] = inOrder(
        items,
        second[`$setElementOrder/${key}`] ?? first[`$setElementOrder/${key}`],
        strategy.mergeKey,
      )
    } else merged[key] = value
  }
  return merged
}

function mergeItems(
  first: readonly Patch[],
  second: readonly Patch[],
  mergeKey: string,
  below: Shape | undefined,
): Patch[] {
  const idOf = (item: Patch): string => goPrint(item[mergeKey])
  const merged = second.map((item) => {
    const before = first.find((each) => idOf(each) === idOf(item))
    return before ? mergePatches(before, item, below) : item
  })
  return [...merged, ...first.filter((item) => !second.some((each) => idOf(each) === idOf(item)))]
}

/** Items come as they will stand in the list, and deletions behind them. */
function inOrder(items: readonly Patch[], order: unknown, mergeKey: string): Patch[] {
  const wanted = Array.isArray(order) ? (order as Patch[]).map((item) => goPrint(item[mergeKey])) : []
  const place = (item: Patch): number =>
    item['$patch'] === 'delete' ? Infinity : wanted.indexOf(goPrint(item[mergeKey]))
  return [...items].sort((a, b) => (place(a) === place(b) ? 0 : place(a) - place(b)))
}
