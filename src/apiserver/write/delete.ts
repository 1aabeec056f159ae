// Follows apiserver/pkg/registry/rest/delete.go and generic/registry/store.go, v1.36.
import type { KubeObject } from '../../objects/kube-object'
import { timeText } from '../../objects/time'
import type { Caller } from '../caller'
import type { DeleteOptions } from '../client'
import type { KindDefinition } from '../kinds/kind'
import { withMetadata } from '../metadata'
import { conflict, notFound } from '../status'
import { admissionRequest, groupResource, judge, writeContext, type WriteDeps } from './write-deps'

export interface Deleted {
  /** the object as it was when it went, or as it waits now */
  readonly object: KubeObject
  /** false while a time of grace or a finalizer holds it */
  readonly removed: boolean
}

const ORPHAN = 'orphan'
const FOREGROUND = 'foregroundDeletion'

export interface DeleteTarget {
  readonly definition: KindDefinition
  readonly namespace: string
  readonly name: string
  readonly options: DeleteOptions
}

export function deleteObject(deps: WriteDeps, target: DeleteTarget, caller: Caller): Deleted {
  const { definition, namespace, name, options } = target
  const current = deps.store.get(definition.kind, namespace, name)
  if (!current) throw notFound(groupResource(definition), name)
  refuseIfOther(definition, current, options)
  const request = { operation: 'DELETE' as const, definition, namespace, name, object: undefined, previous: current }
  judge(deps, admissionRequest(deps, caller, request), caller)
  const next = afterDelete(deps, target, current, caller)
  if (next === current) return { object: current, removed: false }
  if (next && (mustWait(next) || definition.keptOnDelete?.(next, next.metadata.deletionTimestamp ?? '')))
    return { object: caller.dryRun ? next : deps.store.put(definition.kind, next, caller.actor), removed: false }
  const last = next ?? current
  if (!caller.dryRun) deps.actorWrites.removed(current)
  return { object: caller.dryRun ? last : deps.store.remove(definition.kind, last, caller.actor), removed: true }
}

function refuseIfOther(definition: KindDefinition, current: KubeObject, { preconditions }: DeleteOptions): void {
  const { uid, resourceVersion, name } = current.metadata
  const refuse = (what: string, wanted: string, is: string) =>
    conflict(
      groupResource(definition),
      name,
      `Precondition failed: ${what} in precondition: ${wanted}, ${what} in object meta: ${is}`,
    )
  if (preconditions?.uid && preconditions.uid !== uid) throw refuse('UID', preconditions.uid, uid)
  if (preconditions?.resourceVersion && preconditions.resourceVersion !== resourceVersion)
    throw refuse('ResourceVersion', preconditions.resourceVersion, resourceVersion)
}

/** The object with what the deletion changes about it: its finalizers, its time of grace. Undefined when it goes as it is. */
function afterDelete(
  deps: WriteDeps,
  { definition, options }: DeleteTarget,
  current: KubeObject,
  caller: Caller,
): KubeObject | undefined {
  const { nowText } = writeContext(deps, caller)
  const finalizers = finalizersFor(definition, current, options)
  const kept = definition.keptOnDelete?.(current, nowText)
  if (kept) return kept
  if (definition.gracePeriodSeconds) return gracefully(deps, definition, withFinalizers(current, finalizers), options)
  if (current.metadata.deletionTimestamp && sameList(finalizers, current.metadata.finalizers))
    return finalizers.length ? current : undefined
  const marked = withFinalizers(current, finalizers)
  if (finalizers.length === 0) return marked === current ? undefined : marked
  return terminating(marked, current.metadata.deletionTimestamp ?? nowText, 0)
}

/** A first deletion starts the time of grace; a later one may only shorten it. Follows rest.BeforeDelete. */
function gracefully(
  { now }: WriteDeps,
  definition: KindDefinition,
  object: KubeObject,
  { gracePeriodSeconds: requested }: DeleteOptions,
): KubeObject {
  const seconds = Math.max(0, definition.gracePeriodSeconds?.(object, requested) ?? 0)
  const { deletionTimestamp, deletionGracePeriodSeconds = 0 } = object.metadata
  if (deletionTimestamp === undefined) return terminating(object, timeText(now() + seconds * 1000), seconds)
  if (requested === undefined || requested >= deletionGracePeriodSeconds) return object
  const begun = Date.parse(deletionTimestamp) - deletionGracePeriodSeconds * 1000
  return terminating(object, timeText(Math.max(begun + seconds * 1000, now())), seconds)
}

/** The beginning of a deletion counts as a change of the desired state. */
function terminating(object: KubeObject, deletionTimestamp: string, seconds: number): KubeObject {
  const { deletionTimestamp: before, generation } = object.metadata
  return withMetadata(object, {
    deletionTimestamp,
    deletionGracePeriodSeconds: seconds,
    ...(before === undefined && generation ? { generation: generation + 1 } : {}),
  })
}

const mustWait = ({ metadata: { finalizers, deletionGracePeriodSeconds, deletionTimestamp } }: KubeObject): boolean =>
  Boolean(finalizers?.length) || (deletionTimestamp !== undefined && (deletionGracePeriodSeconds ?? 0) > 0) || false

/** Follows deletionFinalizersForGarbageCollection: what a propagation policy leaves on the object. */
function finalizersFor(
  definition: KindDefinition,
  { metadata }: KubeObject,
  { propagationPolicy }: DeleteOptions,
): string[] {
  const present = metadata.finalizers ?? []
  const others = present.filter((each) => each !== ORPHAN && each !== FOREGROUND)
  const policy = propagationPolicy ?? inherited(definition, present)
  if (policy === 'Orphan')
    return present.includes(ORPHAN) ? present.filter((each) => each !== FOREGROUND) : [...others, ORPHAN]
  if (policy === 'Foreground')
    return present.includes(FOREGROUND) ? present.filter((each) => each !== ORPHAN) : [...others, FOREGROUND]
  return others
}

function inherited(
  { orphansByDefault }: KindDefinition,
  present: readonly string[],
): DeleteOptions['propagationPolicy'] {
  if (present.includes(ORPHAN)) return 'Orphan'
  if (present.includes(FOREGROUND)) return 'Foreground'
  return orphansByDefault ? 'Orphan' : 'Background'
}

function withFinalizers(object: KubeObject, finalizers: string[]): KubeObject {
  if (sameList(finalizers, object.metadata.finalizers)) return object
  const { finalizers: _, ...metadata } = object.metadata
  return { ...object, metadata: finalizers.length ? { ...metadata, finalizers } : metadata }
}

const sameList = (a: readonly string[], b: readonly string[] = []): boolean =>
  a.length === b.length && a.every((each, i) => each === b[i])
