// Follows apiserver/pkg/registry/rest/update.go and generic/registry/store.go, v1.36.
import { dequal } from 'dequal/lite'
import type { KubeObject } from '../../objects/kube-object'
import type { Caller } from '../caller'
import { invalid, invalidObject, type FieldError } from '../field-errors'
import type { KindDefinition } from '../kinds/kind'
import { validateObjectMetaUpdate } from '../kinds/metadata/object-meta'
import { SAID_BY_CLIENTS, updatedMetadata, withMetadata } from '../metadata'
import { conflict, MODIFIED_MEANWHILE, notFound, unclassified } from '../status'
import type { Submitted } from './create'
import { isClient, managedUpdate } from './managed-fields'
import { storageKey } from './storage-key'
import {
  admissionRequest,
  admit,
  groupResource,
  judge,
  preparing,
  refuseIfInvalid,
  warnAbout,
  writeContext,
  type WriteDeps,
} from './write-deps'

export interface UpdateTarget {
  readonly definition: KindDefinition
  readonly namespace: string
  readonly name: string
  /** '' or 'status' */
  readonly subresource: string
}

/**
 * Replaces an object. `change` gets the object as it stands now and returns what the client wants (a PUT ignores it, a
 * patch builds on it). Nothing is written, and no version counted, when nothing differs.
 */
export function update(
  deps: WriteDeps,
  target: UpdateTarget,
  change: (current: KubeObject) => Submitted,
  caller: Caller,
): KubeObject {
  const { definition, namespace, name, subresource } = target
  const current = deps.store.get(definition.kind, namespace, name)
  if (!current) throw notFound(groupResource(definition), name)
  const wanted = withoutVersionZero(change(current))
  if (definition.needsVersion && caller.userAgent !== undefined && !caller.applied && !wanted.metadata?.resourceVersion)
    throw versionNeeded(definition, name)
  refuseOtherIdentity(definition, wanted, current)
  const next =
    subresource === 'status'
      ? nextStatus(deps, target, wanted, current, caller)
      : nextObject(deps, target, wanted, current, caller)
  if (isSame(next, current) && !managersChanged(deps, target, next, current)) return current
  if (caller.dryRun) return next
  if (isFinished(definition, next)) {
    deps.actorWrites.removed(current)
    return deps.store.remove(definition.kind, next, caller.actor)
  }
  if (isClient(caller)) deps.actorWrites.settled(current.metadata.uid)
  else deps.actorWrites.updated(definition, current, caller.managedAs ?? subresource, caller, deps.now())
  return deps.store.put(definition.kind, next, caller.actor)
}

/** Version 0 is none: the write is for whatever stands there. */
function withoutVersionZero(wanted: Submitted): Submitted {
  const version = wanted.metadata?.resourceVersion
  if (version === undefined || !/^0+$/.test(version)) return wanted
  const { resourceVersion: _, ...metadata } = wanted.metadata ?? {}
  return { ...wanted, metadata }
}

const versionNeeded = ({ group, plural }: KindDefinition, name: string) =>
  invalidObject({ group, kind: plural }, name, [
    invalid('metadata.resourceVersion', 0, 'must be specified for an update'),
  ])

function refuseOtherIdentity(definition: KindDefinition, wanted: Submitted, current: KubeObject): void {
  const { resourceVersion, uid } = wanted.metadata ?? {}
  const { name } = current.metadata
  if (uid && uid !== current.metadata.uid)
    throw conflict(
      groupResource(definition),
      name,
      `StorageError: invalid object, Code: 4, Key: ${storageKey(definition, current)}, ResourceVersion: 0, AdditionalErrorMsg: Precondition failed: UID in precondition: ${uid}, UID in object meta: ${current.metadata.uid}`,
    )
  if (resourceVersion && !/^\d+$/.test(resourceVersion))
    throw unclassified(`strconv.ParseUint: parsing ${JSON.stringify(resourceVersion)}: invalid syntax`)
  if (resourceVersion && resourceVersion !== current.metadata.resourceVersion)
    throw conflict(groupResource(definition), name, MODIFIED_MEANWHILE)
}

function nextObject(
  deps: WriteDeps,
  target: UpdateTarget,
  wanted: Submitted,
  current: KubeObject,
  caller: Caller,
): KubeObject {
  const { definition, namespace, name, subresource } = target
  const context = writeContext(deps, caller)
  let next: KubeObject = { ...wanted, metadata: updatedMetadata(wanted.metadata ?? {}, current.metadata) }
  if (definition.hasStatus) next = { ...next, status: (current as { status?: unknown }).status } as KubeObject
  const part = subresource === '' ? undefined : definition.updates?.[subresource]
  if (part) next = part.take(next, current)
  next = definition.defaults?.(next) ?? next
  next = managedUpdate(
    { definition, subresource: caller.managedAs ?? subresource, caller, nowText: context.nowText },
    next,
    current,
    { given: wanted.metadata?.managedFields, known: () => deps.actorWrites.managersOf(definition, current) },
  )
  const requestFor = (object: KubeObject) =>
    admissionRequest(deps, caller, {
      operation: 'UPDATE',
      definition,
      namespace,
      name,
      object,
      previous: current,
      subresource: target.subresource,
    })
  next = admit(deps, requestFor(next))
  next = preparing(definition, name, () => definition.prepareForUpdate?.(next, current, context) ?? next)
  next = counted(definition, next, current)
  refuseIfInvalid(
    definition,
    name,
    updateErrors(definition, part?.validate ?? definition.validateUpdate, { next, current, group: caller.group }),
  )
  judge(deps, requestFor(next), caller)
  warnAbout(definition, caller, next, current)
  return next
}

function updateErrors(
  definition: KindDefinition,
  validateUpdate: KindDefinition['validateUpdate'],
  { next, current, group }: { next: KubeObject; current: KubeObject; group: string | undefined },
): FieldError[] {
  const whole = definition.validate?.(next, group) ?? []
  return [...metadataErrors(definition, next, current), ...whole, ...(validateUpdate?.(next, current, group) ?? [])]
}

const metadataErrors = (definition: KindDefinition, next: KubeObject, current: KubeObject): FieldError[] =>
  next.metadata === current.metadata ? [] : validateObjectMetaUpdate(next.metadata, current.metadata, definition)

/** The status changes, and what clients say of an object's metadata, but for what the kind keeps (`statusKeeps`). */
function nextStatus(
  deps: WriteDeps,
  target: UpdateTarget,
  wanted: Submitted,
  current: KubeObject,
  caller: Caller,
): KubeObject {
  const { definition, name } = target
  const context = writeContext(deps, caller)
  let next = {
    ...current,
    metadata: statusMetadata(wanted.metadata ?? {}, current, definition),
    status: (wanted as { status?: unknown }).status ?? (definition.shape ? undefined : {}),
  } as KubeObject
  next = preparing(definition, name, () => definition.prepareForStatusUpdate?.(next, current, context) ?? next)
  refuseIfInvalid(definition, name, [
    ...metadataErrors(definition, next, current),
    ...(definition.validateStatusUpdate?.(next, current) ?? []),
  ])
  return managedUpdate({ definition, subresource: 'status', caller, nowText: context.nowText }, next, current, {
    given: wanted.metadata?.managedFields,
    known: () => deps.actorWrites.managersOf(definition, current),
  })
}

/** What is the same stays the very same: kubelets tell by it whether a Pod is another one for them. */
function statusMetadata(
  wanted: Partial<KubeObject['metadata']>,
  { metadata }: KubeObject,
  { statusKeeps = [] }: KindDefinition,
): KubeObject['metadata'] {
  if (wanted === metadata) return metadata
  const kept = SAID_BY_CLIENTS.filter(
    (part) => part === 'managedFields' || statusKeeps.includes(part) || dequal(wanted[part], metadata[part]),
  )
  return updatedMetadata({ ...wanted, ...Object.fromEntries(kept.map((part) => [part, metadata[part]])) }, metadata)
}

/** A change of what the kind calls its generation is counted. */
function counted(definition: KindDefinition, next: KubeObject, current: KubeObject): KubeObject {
  if (!definition.generation || dequal(definition.generation(next), definition.generation(current))) return next
  return withMetadata(next, { generation: (current.metadata.generation ?? 0) + 1 })
}

const NOT_COMPARED: ReadonlySet<string> = new Set(['managedFields', 'resourceVersion'])
const COMPARED_APART: ReadonlySet<string> = new Set(['metadata'])

/** Nothing differs but what the server counts itself. */
const isSame = (next: KubeObject, current: KubeObject): boolean =>
  next === current ||
  (hasSameFields(next, current, COMPARED_APART) && hasSameFields(next.metadata, current.metadata, NOT_COMPARED))

/** What a write did not touch is shared: a glance tells that it is the same. */
function hasSameFields(next: object, current: object, butFor: ReadonlySet<string>): boolean {
  if (next === current) return true
  const [some, others] = [next as Record<string, unknown>, current as Record<string, unknown>]
  let more = 0
  for (const name in some) {
    if (butFor.has(name)) continue
    if (!(name in others) || (some[name] !== others[name] && !dequal(some[name], others[name]))) return false
    more++
  }
  for (const name in others) if (!butFor.has(name)) more--
  return more === 0
}

/** Who manages a field may change while the field does not; when it was last said does not count. */
function managersChanged(
  { actorWrites }: WriteDeps,
  { definition }: UpdateTarget,
  { metadata: { managedFields } }: KubeObject,
  current: KubeObject,
): boolean {
  if (managedFields === current.metadata.managedFields) return false
  const timeless = (entries: readonly unknown[] = []): unknown[] =>
    entries.map((entry) => ({ ...(entry as object), time: undefined }))
  return !dequal(timeless(managedFields), timeless(actorWrites.show(definition, current).metadata.managedFields))
}

/** An object that waits for its deletion goes when its last finalizer and its time of grace are gone. */
function isFinished(definition: KindDefinition, object: KubeObject): boolean {
  const { deletionTimestamp, deletionGracePeriodSeconds, finalizers } = object.metadata
  if (deletionTimestamp === undefined || finalizers?.length || (deletionGracePeriodSeconds ?? 0) > 0) return false
  return !definition.keptOnDelete?.(object, deletionTimestamp)
}
