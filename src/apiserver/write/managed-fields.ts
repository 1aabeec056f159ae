// metadata.managedFields through the verbs. Clients' writes are tracked; the actors' are not: their writes are by far the
// most, and a controller's fields are as a rule not applied by anybody else. An actor's change of an object that clients
// manage still takes the changed fields from them (an autoscaler's spec.replicas), so that a later apply finds the conflict.
import type { KubeObject } from '../../objects/kube-object'
import type { Caller } from '../caller'
import type { KindDefinition } from '../kinds/kind'
import { schemaNameOf } from '../openapi/schemas'
import { isEmpty } from '../patch/server-side-apply/field-set'
import { decodeManagers, encodeManagers, type Managed } from '../patch/server-side-apply/managers'
import { fieldsOf } from '../patch/server-side-apply/object-fields'
import { applyConfiguration, trackUpdate, type Conflict, type Tracking } from '../patch/server-side-apply/track'
import { shapeOfKind } from '../patch/server-side-apply/shape'
import { failure } from '../status'
import type { Submitted } from './create'

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

function trackingOf(
  { definition, subresource, caller, nowText }: TrackedWrite,
  operation: 'Apply' | 'Update',
): Tracking {
  const { group, version, kind, hasStatus } = definition
  const foreign =
    subresource === 'status'
      ? [['f:spec'], ['f:metadata', 'f:labels'], ['f:metadata', 'f:ownerReferences']]
      : hasStatus
        ? [['f:status']]
        : []
  const apiVersion = group ? `${group}/${version}` : version
  return {
    shape: shapeOfKind(schemaNameOf({ group, version, kind })),
    time: nowText,
    foreign,
    key: { manager: managerOf(caller), operation, apiVersion, subresource },
  }
}

const isClient = ({ userAgent }: Caller): boolean => userAgent !== undefined

const withManagers = <T extends Submitted>(object: T, managers: readonly Managed[]): T => {
  const { managedFields: _, ...metadata } = object.metadata ?? {}
  const encoded = encodeManagers(managers)
  return { ...object, metadata: encoded.length ? { ...metadata, managedFields: encoded } : metadata }
}

/** A new object of a client, with its defaults and before admission changes it. */
export function managedCreation(write: TrackedWrite, object: KubeObject): KubeObject {
  const given = object.metadata.managedFields
  if (write.caller.applied) return object
  if (!isClient(write.caller)) return given ? withManagers(object, []) : object
  return withManagers(object, trackUpdate(undefined, object, decodeManagers(given) ?? [], trackingOf(write, 'Update')))
}

/** An updated object with the managers that it has now. A list emptied by the client forgets all managers. */
export function managedUpdate(
  write: TrackedWrite,
  next: KubeObject,
  current: KubeObject,
  given: readonly unknown[] | undefined,
): KubeObject {
  if (write.caller.applied)
    return given?.length ? { ...next, metadata: { ...next.metadata, managedFields: [...given] } } : next
  const known = current.metadata.managedFields
  if (!isClient(write.caller) && (!known || write.subresource === 'status')) return withKnownManagers(next, known)
  const isReset =
    given !== undefined && (given.length === 0 || (given.length === 1 && Object.keys(given[0] ?? {}).length === 0))
  const managers = isReset ? [] : ((given?.length ? decodeManagers(given) : undefined) ?? decodeManagers(known) ?? [])
  // An object that only the actors wrote has no managers yet: its first update by a client begins the account.
  return withManagers(next, trackUpdate(current, next, managers, trackingOf(write, 'Update')))
}

/** The managers stay who they were. */
function withKnownManagers(next: KubeObject, known: KubeObject['metadata']['managedFields']): KubeObject {
  if (next.metadata.managedFields === known) return next
  return known ? { ...next, metadata: { ...next.metadata, managedFields: known } } : withoutManagers(next)
}

const withoutManagers = (object: KubeObject): KubeObject => {
  if (!object.metadata.managedFields) return object
  const { managedFields: _, ...metadata } = object.metadata
  return { ...object, metadata }
}

/** What an apply makes of the live object (undefined: it is not there yet). Throws Conflict. */
export function appliedObject(
  write: TrackedWrite,
  configuration: Submitted,
  current: KubeObject | undefined,
  force: boolean,
): Submitted {
  const tracking = trackingOf(write, 'Apply')
  const known = decodeManagers(current?.metadata.managedFields) ?? []
  const managers = current && known.length === 0 ? [beforeFirstApply(current, tracking)] : known
  const {
    object,
    managers: next,
    conflicts,
  } = applyConfiguration(current, configuration, { managers, tracking, force })
  if (conflicts.length > 0) throw applyConflict(conflicts)
  return withManagers(
    object as Submitted,
    next.filter(({ fields }) => !isEmpty(fields)),
  )
}

/** Fields of an object that nobody has managed so far belong to a manager of this name. */
function beforeFirstApply(current: KubeObject, { shape, time, key }: Tracking): Managed {
  const { creationTimestamp: _c, ...metadata } = current.metadata
  const fields = fieldsOf({ ...current, metadata }, shape)
  return { ...key, manager: BEFORE_FIRST_APPLY, operation: 'Update', subresource: '', time, fields }
}

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
