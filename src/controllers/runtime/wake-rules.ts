import type { KindName } from '../../objects/kinds'
import { keyOf, type KubeObject } from '../../objects/kube-object'
import type { WakeRule } from './controller'

/** A change of the object itself wakes its own key. */
export const onChange = (kind: KindName): WakeRule => ({ kind, keys: ({ object }) => [keyOf(object)] })

const controllerName = (object: KubeObject | undefined, owner: KindName): string | undefined =>
  object?.metadata.ownerReferences?.find((reference) => reference.controller && reference.kind === owner)?.name

/** A change of a dependent wakes its controlling owner: the one before the change, too, when it was another. */
export const onOwned = (kind: KindName, owner: KindName): WakeRule => ({
  kind,
  keys: ({ object, previous }) => {
    const names = new Set([controllerName(object, owner), controllerName(previous, owner)])
    return [...names].filter((name) => name !== undefined).map((name) => ({ namespace: object.metadata.namespace ?? '', name }))
  },
})
