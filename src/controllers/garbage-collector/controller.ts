// Follows pkg/controller/garbagecollector, v1.36.
import { isApiError } from '../../apiserver/client'
import type { KindName } from '../../objects/kinds'
import { isDeleting, type KubeObject, type OwnerReference } from '../../objects/kube-object'
import type { Controller, ReconcileContext } from '../runtime/controller'
import {
  fateOf,
  FOREGROUND,
  isBlocking,
  isDeletingDependents,
  isOrphaningDependents,
  ORPHAN,
  referencesElsewhere,
} from './plan'
import { fromGraphKey, ON_GRAPH_CHANGE } from './wake'

/** Deletes what has lost its owners, in the background or before the owner goes; or cuts dependents loose. */
export function garbageCollectorController(): Controller {
  return {
    name: 'garbage-collector-controller',
    wakesOn: [ON_GRAPH_CHANGE],
    reconcile(key, context) {
      const { kind, namespace, name } = fromGraphKey(key)
      const object = context.read.find(kind, namespace, name)
      if (object) unlessGone(() => collect(object, context))
      return undefined
    },
  }
}

/** What somebody else has removed meanwhile needs no collecting. */
function unlessGone(call: () => void): void {
  try {
    call()
  } catch (error) {
    if (!isApiError(error, 'NotFound')) throw error
  }
}

function collect(object: KubeObject, context: ReconcileContext): void {
  if (isOrphaningDependents(object)) return orphanDependents(object, context)
  if (isDeletingDependents(object)) return awaitDependents(object, context)
  if (isDeleting(object)) return
  const { read, api } = context
  for (const reference of referencesElsewhere(object, read)) warnOfNamespace(object, reference, context)
  const fate = fateOf(object, read.dependentsOf(object.metadata.uid), read)
  if (fate.do === 'nothing') return
  if (fate.do === 'keep') return setOwners(object, fate.owners, context)
  if (fate.unblock) setOwners(object, unblocking(object), context)
  const { namespace = '', name, uid } = object.metadata
  api.delete(object.kind as KindName, namespace, name, { propagationPolicy: fate.policy, preconditions: { uid } })
}

function warnOfNamespace(object: KubeObject, reference: OwnerReference, { record }: ReconcileContext): void {
  const { namespace = '' } = object.metadata
  const { apiVersion, kind, name, uid } = reference
  const owner = `[${apiVersion}/${kind}, namespace: ${namespace}, name: ${name}, uid: ${uid}]`
  const message = `ownerRef ${owner} does not exist in namespace ${JSON.stringify(namespace)}`
  record.event(object, 'Warning', 'OwnerRefInvalidNamespace', message)
}

function orphanDependents(owner: KubeObject, context: ReconcileContext): void {
  const { uid } = owner.metadata
  for (const dependent of context.read.dependentsOf(uid)) {
    const others = (dependent.metadata.ownerReferences ?? []).filter((reference) => reference.uid !== uid)
    unlessGone(() => setOwners(dependent, others, context))
  }
  removeFinalizer(owner, ORPHAN, context)
}

/** The owner goes when nothing that blocks it is left. Its dependents were woken when the deletion began. */
function awaitDependents(owner: KubeObject, context: ReconcileContext): void {
  const { uid } = owner.metadata
  if (context.read.dependentsOf(uid).some((dependent) => isBlocking(dependent, uid))) return
  removeFinalizer(owner, FOREGROUND, context)
}

const unblocking = ({ metadata: { ownerReferences = [] } }: KubeObject): OwnerReference[] =>
  ownerReferences.map((reference) =>
    reference.blockOwnerDeletion ? { ...reference, blockOwnerDeletion: false } : reference,
  )

function setOwners({ kind, metadata }: KubeObject, owners: readonly OwnerReference[], { api }: ReconcileContext): void {
  const { namespace = '', name, uid } = metadata
  api.patch(kind as KindName, namespace, name, {
    type: 'merge',
    body: { metadata: { uid, ownerReferences: owners.length ? owners : null } },
  })
}

function removeFinalizer({ kind, metadata }: KubeObject, finalizer: string, { api }: ReconcileContext): void {
  const { namespace = '', name, resourceVersion, finalizers = [] } = metadata
  const others = finalizers.filter((each) => each !== finalizer)
  api.patch(kind as KindName, namespace, name, {
    type: 'merge',
    body: { metadata: { resourceVersion, finalizers: others.length ? others : null } },
  })
}
