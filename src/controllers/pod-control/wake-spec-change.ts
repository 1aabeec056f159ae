import { dequal } from 'dequal/lite'
import { keyOf, type KubeObject } from '../../objects/kube-object'
import type { KindName } from '../../objects/kinds'
import type { WakeRule } from '../runtime/controller'

/**
 * A change of the object itself wakes its own key, but for a mere change of status: upstream is woken by its own status as
 * well, and has nothing to do then.
 */
export const onSpecChange = (kind: KindName): WakeRule => ({
  kind,
  keys: ({ object, previous }) => (previous && isSameButForStatus(object, previous) ? [] : [keyOf(object)]),
})

function isSameButForStatus(object: KubeObject, previous: KubeObject): boolean {
  const [{ resourceVersion: _a, ...metadata }, { resourceVersion: _b, ...before }] = [
    object.metadata,
    previous.metadata,
  ]
  const { spec } = object as { spec?: unknown }
  const { spec: specBefore } = previous as { spec?: unknown }
  return (spec === specBefore || dequal(spec, specBefore)) && dequal(metadata, before)
}
