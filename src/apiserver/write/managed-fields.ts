// metadata.managedFields through the verbs. A client's write is tracked as it is made and leaves all managers in the object;
// what the cluster's own programs write is noted only, see actor-writes.ts.
import type { KubeObject } from '../../objects/kube-object'
import type { Caller } from '../caller'
import type { KindDefinition } from '../kinds/kind'
import { EMPTY, isEmpty } from '../patch/server-side-apply/field-set'
import { fieldsTakenOver, withLastApplied } from '../patch/server-side-apply/last-applied'
import { decodeManagers, encodeManagers, type Managed } from '../patch/server-side-apply/managers'
import { applyConfiguration, trackUpdate, type Conflict, type Tracking } from '../patch/server-side-apply/track'
import { failure } from '../status'
import type { Submitted } from './create'
import { trackingOf } from './tracking'

const BEFORE_FIRST_APPLY = 'before-first-apply'

export interface TrackedWrite {
  readonly definition: KindDefinition
  /** '', `status`, `scale` */
  readonly subresource: string
  readonly caller: Caller
  readonly nowText: string
}

/** What a manager calls itself: its fieldManager, or its program. */
const managerOf = ({ fieldManager, userAgent, actor }: Caller): string =>
  fieldManager ?? (userAgent ? (userAgent.split('/')[0] as string) : actor)

const tracking = (
  { definition, subresource, caller, nowText }: TrackedWrite,
  operation: 'Apply' | 'Update',
): Tracking => trackingOf(definition, managerOf(caller), subresource, nowText, operation)

export const isClient = ({ userAgent }: Caller): boolean => userAgent !== undefined

export const withManagers = <T extends Submitted>(object: T, managers: readonly Managed[]): T => {
  const { managedFields: _, ...metadata } = object.metadata ?? {}
  const encoded = encodeManagers(managers)
  return { ...object, metadata: encoded.length ? { ...metadata, managedFields: encoded } : metadata }
}

/** A new object of a client, with its defaults and before admission changes it. */
export function managedCreation(write: TrackedWrite, object: KubeObject): KubeObject {
  const given = object.metadata.managedFields
  if (write.caller.applied) return object
  if (!isClient(write.caller)) return given ? withManagers(object, []) : object
  return withManagers(object, trackUpdate(undefined, object, decodeManagers(given) ?? [], tracking(write, 'Update')))
}

/** An updated object with the managers that it has now; `known` are those before. A list emptied by the client forgets all managers. */
export function managedUpdate(
  write: TrackedWrite,
  next: KubeObject,
  current: KubeObject,
  { given, known }: { given: readonly unknown[] | undefined; known: () => readonly Managed[] },
): KubeObject {
  if (write.caller.applied)
    return given?.length ? { ...next, metadata: { ...next.metadata, managedFields: [...given] } } : next
  if (!isClient(write.caller)) return withKnownManagers(next, current.metadata.managedFields)
  const isReset =
    given !== undefined && (given.length === 0 || (given.length === 1 && Object.keys(given[0] ?? {}).length === 0))
  // What came through the server's own hands is not what the client says.
  const said = given?.length && given !== current.metadata.managedFields ? decodeManagers(given) : undefined
  const managers = isReset ? [] : (said ?? known())
  // Of an object that nobody manages nothing is noted until somebody applies to it.
  if (managers.length === 0) return withManagers(next, [])
  return withManagers(next, trackUpdate(current, next, managers, tracking(write, 'Update')))
}

/** The managers stay who they were. */
function withKnownManagers(next: KubeObject, known: KubeObject['metadata']['managedFields']): KubeObject {
  if (next.metadata.managedFields === known) return next
  return known ? { ...next, metadata: { ...next.metadata, managedFields: known } } : withoutManagers(next)
}

export const withoutManagers = (object: KubeObject): KubeObject => {
  if (!object.metadata.managedFields) return object
  const { managedFields: _, ...metadata } = object.metadata
  return { ...object, metadata }
}

/** What an apply makes of the live object (undefined: it is not there yet). Throws Conflict. */
export function appliedObject(
  write: TrackedWrite,
  configuration: Submitted,
  current: KubeObject | undefined,
  { known, force }: { known: readonly Managed[]; force: boolean },
): Submitted {
  const applying = tracking(write, 'Apply')
  const managers = current && known.length === 0 ? beforeFirstApply(current, applying) : known
  const {
    object,
    managers: next,
    conflicts,
  } = applyConfiguration(current, configuration, {
    managers,
    tracking: applying,
    force,
    takenOver: current ? fieldsTakenOver(current, applying) : EMPTY,
  })
  if (conflicts.length > 0) throw applyConflict(conflicts)
  return withManagers(
    withLastApplied(object as Submitted, configuration, applying),
    next.filter(({ fields }) => !isEmpty(fields)),
  )
}

/** Fields of an object that nobody has managed so far belong to a manager of this name, as if it had made the object. */
const beforeFirstApply = (current: KubeObject, applying: Tracking): Managed[] =>
  trackUpdate(undefined, current, [], {
    ...applying,
    key: { ...applying.key, manager: BEFORE_FIRST_APPLY, operation: 'Update' },
  })

function applyConflict(conflicts: readonly Conflict[]) {
  const causes = conflicts.map((each) => ({
    reason: 'FieldManagerConflict',
    message: `conflict with ${managerText(each.with)}`,
    field: each.path,
  }))
  return failure(409, 'Conflict', conflictText(conflicts), { causes })
}

function managerText({ manager, operation, apiVersion, subresource }: Managed): string {
  const name = `${JSON.stringify(manager)}${subresource ? ` with subresource ${JSON.stringify(subresource)}` : ''}`
  return operation === 'Update' ? `${name} using ${apiVersion}` : name
}

function conflictText(conflicts: readonly Conflict[]): string {
  const [first] = conflicts
  if (first && conflicts.length === 1)
    return `Apply failed with 1 conflict: conflict with ${managerText(first.with)}: ${first.path}`
  const managers = [...new Set(conflicts.map((each) => managerText(each.with)))].sort()
  const lines = managers.flatMap((manager) => [
    `conflicts with ${manager}:`,
    ...conflicts.filter((each) => managerText(each.with) === manager).map(({ path }) => `- ${path}`),
  ])
  return `Apply failed with ${conflicts.length} conflicts: ${lines.join('\n')}`
}
