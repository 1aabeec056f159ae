import { dequal } from 'dequal/lite'
import { keyOf, type KubeObject } from '../../objects/kube-object'
import type { KindName, Kinds } from '../../objects/kinds'
import { controllerOf } from '../../objects/owners'
import { matches, type Selector } from '../../objects/selectors'
import type { WakeRule } from '../runtime/controller'

/** An object without controller, new or with other labels or just let go, wakes every owner that would select it. */
export const onOrphan = <K extends KindName>(
  kind: KindName,
  owner: K,
  selectorOfOwner: (owner: Kinds[K]) => Selector | undefined,
): WakeRule => ({
  kind,
  keys: ({ type, object, previous }, read) => {
    if (type === 'DELETED' || controllerOf(object) || (previous && isUnchanged(object, previous))) return []
    const owners = read.list(owner, object.metadata.namespace ?? '')
    return owners.filter((each) => matches(selectorOfOwner(each), object.metadata.labels)).map((each) => keyOf(each))
  },
})

const isUnchanged = (object: KubeObject, previous: KubeObject): boolean =>
  !controllerOf(previous) && dequal(object.metadata.labels, previous.metadata.labels)
