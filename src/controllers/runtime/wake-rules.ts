import type { KindName } from '../../objects/kinds'
import { keyOf, type KubeObject, type ObjectKey } from '../../objects/kube-object'
import type { WakeRule } from './controller'

/** A change of the object itself wakes its own key. */
export const onChange = (kind: KindName): WakeRule => ({ kind, keys: ({ object }) => [keyOf(object)] })

/** Most changes wake nobody: that costs no list. */
export const NOBODY: readonly ObjectKey[] = []

function ownerKey({ metadata }: KubeObject, owner: KindName): ObjectKey | undefined {
  const { namespace = '', ownerReferences } = metadata
  if (ownerReferences)
    for (const { controller, kind, name } of ownerReferences)
      if (controller && kind === owner) return { namespace, name }
  return undefined
}

/** A change of a dependent wakes its controlling owner: the one before the change, too, when it was another. */
export const onOwned = (kind: KindName, owner: KindName): WakeRule => ({
  kind,
  keys: ({ object, previous }) => {
    const now = ownerKey(object, owner)
    const isSame = !previous || previous.metadata.ownerReferences === object.metadata.ownerReferences
    const before = isSame ? undefined : ownerKey(previous, owner)
    if (!before || before.name === now?.name) return now ? [now] : NOBODY
    return now ? [now, before] : [before]
  },
})
