// The strategic merge patch between two states of an object, for the changes that kubectl itself makes: lists of named
// things are told by their names. Follows apimachinery/pkg/util/strategicpatch CreateTwoWayMergePatch, v1.36.
import { isFields } from '../objects'

/** Lists that merge by a key in the Pod template and in metadata. */
const MERGE_KEYS: Readonly<Record<string, string>> = {
  containers: 'name', initContainers: 'name', ephemeralContainers: 'name', env: 'name', volumes: 'name', volumeMounts: 'mountPath', imagePullSecrets: 'name', hostAliases: 'ip', ports: 'containerPort', ownerReferences: 'uid',
}

/** What has to be sent so that `before` becomes `after`; {} when nothing differs. */
export function strategicDifference(before: unknown, after: unknown): Record<string, unknown> {
  const patch: Record<string, unknown> = {}
  const [old, next] = [isFields(before) ? before : {}, isFields(after) ? after : {}]
  for (const key of Object.keys(next)) {
    if (same(old[key], next[key])) continue
    patch[key] = fieldDifference(key, old[key], next[key])
  }
  for (const key of Object.keys(old)) if (!(key in next)) patch[key] = null
  return patch
}

const same = (a: unknown, b: unknown): boolean => JSON.stringify(a) === JSON.stringify(b)

function fieldDifference(key: string, before: unknown, after: unknown): unknown {
  if (isFields(before) && isFields(after)) return strategicDifference(before, after)
  const mergeKey = MERGE_KEYS[key]
  if (mergeKey && Array.isArray(before) && Array.isArray(after) && [...before, ...after].every((item) => isFields(item) && item[mergeKey] !== undefined)) return listDifference(mergeKey, before, after)
  return after
}

type Item = Record<string, unknown>

function listDifference(mergeKey: string, before: Item[], after: Item[]): unknown[] {
  const find = (list: Item[], id: unknown): Item | undefined => list.find((item) => item[mergeKey] === id)
  const changed = after.flatMap((item) => {
    const old = find(before, item[mergeKey])
    if (!old) return [item]
    const difference = strategicDifference(old, item)
    return Object.keys(difference).length > 0 ? [{ [mergeKey]: item[mergeKey], ...difference }] : []
  })
  const gone = before.filter((item) => !find(after, item[mergeKey])).map((item) => ({ $patch: 'delete', [mergeKey]: item[mergeKey] }))
  return [...changed, ...gone]
}
