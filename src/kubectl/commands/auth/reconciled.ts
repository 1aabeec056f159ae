// What a role or a binding has to become. Follows component-helpers/auth/rbac/reconciliation, v1.36.
import { type AnyObject, listAt, textAt, valueAt, withValueAt } from '../../objects'
import { sameValue } from '../../patch/same-value'
import { type PolicyRule, uncovered } from './rules-covered'

export type Operation = 'none' | 'create' | 'update' | 'recreate'

export interface Reconciled {
  readonly object: AnyObject
  readonly operation: Operation
  /** the object says that it is to be left alone */
  readonly isProtected: boolean
  readonly missing: readonly unknown[]
  readonly extra: readonly unknown[]
}

export interface Strictness {
  readonly removeExtra: boolean
}

export const isRole = ({ kind }: AnyObject): boolean => kind === 'Role' || kind === 'ClusterRole'

/** @param existing what the server has; undefined: nothing */
export function reconciled(existing: AnyObject | undefined, wanted: AnyObject, strictness: Strictness): Reconciled {
  const list = isRole(wanted) ? 'rules' : 'subjects'
  if (!existing) {
    const missing = listAt(wanted, list)
    return { object: wanted, operation: 'create', isProtected: false, missing, extra: [] }
  }
  const isProtected = existing.metadata.annotations?.['rbac.authorization.kubernetes.io/autoupdate'] === 'false'
  if (!isRole(wanted) && !sameReference(existing, wanted))
    return { object: wanted, operation: 'recreate', isProtected, missing: [], extra: [] }
  const [missing, extra] = isRole(wanted) ? differingRules(existing, wanted) : differingSubjects(existing, wanted)
  const dressed = withMetadata(existing, wanted)
  const listed = withList(dressed, wanted, { list, missing, extra, ...strictness })
  const object = isRole(wanted) ? withAggregation(listed, existing, wanted, strictness) : listed
  return { object, operation: object === existing ? 'none' : 'update', isProtected, missing, extra }
}

const sameReference = (a: AnyObject, b: AnyObject): boolean =>
  ['apiGroup', 'kind', 'name'].every((field) => textAt(a, 'roleRef', field) === textAt(b, 'roleRef', field))

function withMetadata(existing: AnyObject, { metadata }: AnyObject): AnyObject {
  let object = existing
  for (const field of ['annotations', 'labels'] as const) {
    const merged = { ...metadata[field], ...existing.metadata[field] }
    const added = Object.keys(merged).length > Object.keys(existing.metadata[field] ?? {}).length
    // A map without entries that is there differs from none.
    if (added || (metadata[field] && !existing.metadata[field]))
      object = withValueAt(object, ['metadata', field], merged)
  }
  return object
}

interface Difference extends Strictness {
  readonly list: string
  readonly missing: readonly unknown[]
  readonly extra: readonly unknown[]
}

function withList(object: AnyObject, wanted: AnyObject, { list, missing, extra, removeExtra }: Difference): AnyObject {
  if (!removeExtra)
    return missing.length === 0 ? object : withValueAt(object, [list], [...listAt(object, list), ...missing])
  return missing.length + extra.length === 0 ? object : withValueAt(object, [list], valueAt(wanted, list))
}

type Differing = readonly [missing: readonly unknown[], extra: readonly unknown[]]

function differingRules(existing: AnyObject, wanted: AnyObject): Differing {
  const [have, want] = [existing, wanted].map((each) => listAt(each, 'rules') as readonly PolicyRule[]) as [
    readonly PolicyRule[],
    readonly PolicyRule[],
  ]
  // The rules of a role that others are gathered in are not its own.
  const gathered = [existing, wanted].every((each) => valueAt(each, 'aggregationRule') !== undefined)
  return [uncovered(have, want), gathered ? [] : uncovered(want, have)]
}

function differingSubjects(existing: AnyObject, wanted: AnyObject): Differing {
  const [have, want] = [listAt(existing, 'subjects'), listAt(wanted, 'subjects')]
  return [onlyIn(want, have), onlyIn(have, want)]
}

const onlyIn = (list: readonly unknown[], other: readonly unknown[]): unknown[] =>
  list.filter(
    (each, i) =>
      !other.some((known) => sameValue(known, each)) && list.findIndex((known) => sameValue(known, each)) === i,
  )

function withAggregation(
  object: AnyObject,
  existing: AnyObject,
  wanted: AnyObject,
  { removeExtra }: Strictness,
): AnyObject {
  const path = ['aggregationRule', 'clusterRoleSelectors']
  const isGathered = (each: AnyObject): boolean => valueAt(each, 'aggregationRule') !== undefined
  if (!isGathered(wanted)) return isGathered(existing) ? withValueAt(object, ['aggregationRule'], undefined) : object
  const [have, want] = [listAt(existing, ...path), listAt(wanted, ...path)]
  const missing = isGathered(existing) ? uncontained(want, have) : want
  const extra = isGathered(existing) ? uncontained(have, want) : []
  if (!removeExtra) return missing.length === 0 ? object : withValueAt(object, path, [...have, ...missing])
  return missing.length + extra.length === 0
    ? object
    : withValueAt(object, ['aggregationRule'], valueAt(wanted, 'aggregationRule'))
}

const uncontained = (list: readonly unknown[], other: readonly unknown[]): unknown[] =>
  list.filter((each) => !other.some((known) => sameValue(known, each)))
