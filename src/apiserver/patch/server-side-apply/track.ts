// Keeps managedFields through updates and applies. Follows structured-merge-diff/merge/update.go and
// apimachinery/pkg/util/managedfields/internal, v1.36.
import {
  difference,
  fieldSet,
  intersection,
  isEmpty,
  isSameSet,
  MEMBER,
  pathTexts,
  setOf,
  union,
  withoutBranch,
  EMPTY,
  type FieldSet,
} from './field-set'
import { isManager, withManager, type Managed, type ManagerKey } from './managers'
import { mergeApplied } from './merge-applied'
import { changedFields, compareFields, fieldsOf, type Comparison } from './object-fields'
import { prune } from './prune'
import type { Shape } from './shape'

export interface Conflict {
  readonly with: Managed
  /** `.spec.replicas` */
  readonly path: string
}

export interface Tracking {
  readonly shape: Shape
  readonly key: ManagerKey
  /** RFC 3339 */
  readonly time: string
  /** fields that this endpoint does not write: `status` of the main resource, `spec` of the status */
  readonly foreign: readonly (readonly string[])[]
}

/** Fields that nobody manages: they say what the object is, or are the server's. */
const NOBODYS: FieldSet = [
  ['f:apiVersion'],
  ['f:kind'],
  ['f:metadata'],
  ...[
    'name',
    'namespace',
    'creationTimestamp',
    'selfLink',
    'uid',
    'generation',
    'managedFields',
    'resourceVersion',
  ].map((field) => ['f:metadata', `f:${field}`]),
]
  .map(setOf)
  .reduce(union, EMPTY)

const MANAGERS_MAX = 10
const ANCIENT = 'ancient-changes'

const cleaned = (set: FieldSet, { foreign }: Tracking): FieldSet =>
  foreign.reduce((rest, path) => withoutBranch(rest, path), difference(set, NOBODYS))

/** What an update changed belongs to its manager from now on, and to nobody else. */
export function trackUpdate(
  before: object | undefined,
  next: object,
  managers: readonly Managed[],
  tracking: Tracking,
): Managed[] {
  const comparison = compareFields(withoutManagers(before ?? {}), withoutManagers(next), tracking.shape)
  const others = withoutLost(managers, comparison, tracking)
  const own = managers.find((each) => isManager(each, tracking.key))
  const fields = cleaned(
    difference(union(own?.fields ?? EMPTY, changedFields(comparison)), comparison.removed),
    tracking,
  )
  const rest = others.filter((each) => !isManager(each, tracking.key))
  if (isEmpty(fields)) return rest
  const time =
    own && isSameSet(own.fields, fields) && isEmpty(cleaned(changedFields(comparison), tracking))
      ? own.time
      : tracking.time
  return capped([...rest, { ...tracking.key, ...(time ? { time } : {}), fields }])
}

/** managedFields themselves are nobody's, and large: they are not compared. */
function withoutManagers(object: object): object {
  const { metadata, ...rest } = object as { metadata?: { managedFields?: unknown } }
  if (!metadata?.managedFields) return object
  const { managedFields: _, ...others } = metadata
  return { ...rest, metadata: others }
}

/** The other managers without the fields that were changed or removed under their hands. */
function withoutLost(managers: readonly Managed[], comparison: Comparison, { key }: Tracking): Managed[] {
  const lost = union(changedFields(comparison), comparison.removed)
  return managers
    .map((each) =>
      isManager(each, key) || each.apiVersion !== key.apiVersion
        ? each
        : { ...each, fields: difference(each.fields, lost) },
    )
    .filter(({ fields }) => !isEmpty(fields))
}

/** More than ten updaters: the oldest are put together. */
function capped(managers: Managed[]): Managed[] {
  const updaters = managers
    .filter(({ operation }) => operation === 'Update')
    .sort((a, b) => ((a.time ?? '') < (b.time ?? '') ? -1 : 1))
  const surplus = updaters.slice(0, Math.max(0, updaters.length - MANAGERS_MAX))
  if (surplus.length === 0) return managers
  const old = updaters.slice(0, surplus.length + 1)
  const { apiVersion, time } = old[old.length - 1] as Managed
  const merged: Managed = {
    manager: ANCIENT,
    operation: 'Update',
    apiVersion,
    subresource: '',
    ...(time ? { time } : {}),
    fields: old.map(({ fields }) => fields).reduce(union, EMPTY),
  }
  return [...managers.filter((each) => !old.includes(each)), merged]
}

export interface Applied {
  readonly object: object
  readonly managers: readonly Managed[]
  /** what others manage and this configuration would change; empty when forced */
  readonly conflicts: readonly Conflict[]
}

/**
 * `live` is undefined when the object does not exist yet.
 * @param about `takenOver`: fields over which there is no conflict
 */
export function applyConfiguration(
  live: object | undefined,
  configuration: object,
  about: { managers: readonly Managed[]; tracking: Tracking; force: boolean; takenOver: FieldSet },
): Applied {
  const { managers, tracking, force, takenOver } = about
  const before = withoutManagers(live ?? {})
  const last = managers.find((each) => isManager(each, tracking.key))
  const fields = cleaned(fieldsOf(configuration, tracking.shape), tracking)
  const merged = live ? (mergeApplied(before, configuration, tracking.shape) as object) : configuration
  const owned = [...managers.filter((each) => each !== last).map((each) => each.fields), fields].reduce(union, EMPTY)
  const next = last ? (prune(merged, tracking.shape, last.fields, union(owned, ROOT)) as object) : merged
  const comparison = compareFields(before, next, tracking.shape)
  const conflicts =
    force || !live ? [] : conflictsOf(managers, difference(changedFields(comparison), takenOver), tracking)
  const isUnchanged =
    last &&
    isSameSet(last.fields, fields) &&
    isEmpty(cleaned(union(changedFields(comparison), comparison.removed), tracking))
  const own: Managed = { ...tracking.key, time: isUnchanged && last.time ? last.time : tracking.time, fields }
  return { object: next, managers: withManager(withoutLost(managers, comparison, tracking), own), conflicts }
}

/** metadata is never taken out, whoever manages its fields. */
const ROOT: FieldSet = fieldSet(true, [['f:metadata', MEMBER]])

const conflictsOf = (managers: readonly Managed[], changed: FieldSet, { key }: Tracking): Conflict[] =>
  managers
    .filter((each) => !isManager(each, key) && each.apiVersion === key.apiVersion)
    .flatMap((each) => pathTexts(intersection(each.fields, changed)).map((path) => ({ with: each, path })))
