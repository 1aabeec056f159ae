// Which changes concern which objects. Follows pkg/controller/garbagecollector/graph_builder.go processGraphChanges, v1.36.
import { dequal } from 'dequal/lite'
import type { Change, Reader } from '../../apiserver/client'
import type { KubeObject, ObjectKey, OwnerReference } from '../../objects/kube-object'
import type { WakeRule } from '../runtime/controller'
import { NOBODY } from '../runtime/wake-rules'
import { isDeletingDependents, isOrphaningDependents, ownerOf } from './plan'

/** Keys of this controller name the kind as well: `Pod:web-0`. */
export const graphKey = ({ kind, metadata: { namespace = '', name } }: KubeObject): ObjectKey => ({
  namespace,
  name: `${kind}:${name}`,
})

export function fromGraphKey({ namespace, name }: ObjectKey): { kind: string; namespace: string; name: string } {
  const colon = name.indexOf(':')
  return { kind: name.slice(0, colon), namespace, name: name.slice(colon + 1) }
}

export const ON_GRAPH_CHANGE: WakeRule = {
  kind: '*',
  keys: ({ type, object, previous }: Change, read: Reader) => {
    if (type === 'DELETED')
      return [...dependentKeys(object, read), ...waitingOwners(object.metadata.ownerReferences ?? [], object, read)]
    if (!previous) return hasSolidOwners(object, read) ? NOBODY : [graphKey(object)]
    return keysOfUpdate(object, previous, read)
  },
}

/** What is made for owners that are there, or for none, is looked at when one of them goes. */
function hasSolidOwners(object: KubeObject, read: Reader): boolean {
  for (const reference of object.metadata.ownerReferences ?? [])
    if (ownerOf(reference, object, read).state !== 'solid') return false
  return true
}

function keysOfUpdate(object: KubeObject, previous: KubeObject, read: Reader): readonly ObjectKey[] {
  const [before, after] = [previous.metadata.ownerReferences ?? [], object.metadata.ownerReferences ?? []]
  const ownersChanged = before !== after && !dequal(before, after)
  const foreground = isDeletingDependents(object) && !isDeletingDependents(previous)
  const orphaning = isOrphaningDependents(object) && !isOrphaningDependents(previous)
  if (!ownersChanged && !foreground && !orphaning) return NOBODY
  return [
    graphKey(object),
    ...(foreground ? dependentKeys(object, read) : []),
    ...(ownersChanged ? waitingOwners(before, object, read) : []),
  ]
}

const dependentKeys = ({ metadata: { uid } }: KubeObject, read: Reader): ObjectKey[] =>
  read.dependentsOf(uid).map(graphKey)

/** Owners that may have waited for this dependent. */
function waitingOwners(
  references: readonly OwnerReference[],
  { metadata: { namespace = '' } }: KubeObject,
  read: Reader,
): ObjectKey[] {
  return references.flatMap(({ kind, name, uid }) => {
    const owner = read.find(kind, read.scopeOf(kind) === 'Namespaced' ? namespace : '', name)
    return owner && owner.metadata.uid === uid && isDeletingDependents(owner) ? [graphKey(owner)] : []
  })
}
