import type { Reader } from '../../apiserver/client'
import type { KubeObject } from '../../objects/kube-object'
import type { KindName, Kinds } from '../../objects/kinds'
import { controllerOf } from '../../objects/owners'
import { matches, type Selector } from '../../objects/selectors'

/** What a controller may claim: the objects that name it as controller, and the selected ones without any. By name. */
export function candidates<K extends KindName>(
  read: Reader,
  kind: K,
  controller: KubeObject,
  selector: Selector | undefined,
): Kinds[K][] {
  const { namespace = '', uid } = controller.metadata
  const owned = read.ownedBy(kind, uid).filter((object) => controllerOf(object)?.uid === uid)
  const orphans = read.uncontrolled(kind, namespace).filter((object) => matches(selector, object.metadata.labels))
  return [...owned, ...orphans].sort((a, b) => (a.metadata.name < b.metadata.name ? -1 : 1))
}
