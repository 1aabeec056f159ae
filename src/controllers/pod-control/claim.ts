// Adopting what matches and is nobody's, releasing what matches no longer. Follows pkg/controller/controller_ref_manager.go, v1.36.
import { isApiError, type Api } from '../../apiserver/client'
import { isDeleting, type KubeObject } from '../../objects/kube-object'
import type { KindName, Kinds } from '../../objects/kinds'
import { controllerOf, ownersWith } from '../../objects/owners'
import { matches, type Selector } from '../../objects/selectors'

export type ClaimVerdict = 'keep' | 'ignore' | 'adopt' | 'release'

/** What a controller does about an object that it might own. */
export function claimVerdict(object: KubeObject, controller: KubeObject, selected: boolean): ClaimVerdict {
  const owner = controllerOf(object)
  if (owner) {
    if (owner.uid !== controller.metadata.uid) return 'ignore'
    if (selected) return 'keep'
    return isDeleting(controller) ? 'ignore' : 'release'
  }
  return isDeleting(controller) || !selected || isDeleting(object) ? 'ignore' : 'adopt'
}

export interface ClaimOptions<K extends KindName> {
  readonly controller: KubeObject
  readonly selector: Selector | undefined
  /** what the controller owns and the orphans of its namespace */
  readonly candidates: readonly Kinds[K][]
  /** further conditions beside the selector: a StatefulSet's Pods bear its name */
  readonly also?: (object: Kinds[K]) => boolean
}

/** The objects that the controller owns after adopting and releasing. All are looked at; the first refusal is thrown then. */
export function claim<K extends KindName>(api: Api, options: ClaimOptions<K>): Kinds[K][] {
  const { controller, selector, candidates, also = () => true } = options
  const claimed: Kinds[K][] = []
  let failure: unknown
  for (const candidate of candidates) {
    const object = candidate as Kinds[K] & KubeObject
    const verdict = claimVerdict(object, controller, matches(selector, object.metadata.labels) && also(object))
    try {
      if (verdict === 'keep') claimed.push(object)
      if (verdict === 'adopt')
        claimed.push(setOwners(api, object, ownersWith(object.metadata.ownerReferences, controller)))
      if (verdict === 'release') release(api, object, controller)
    } catch (error) {
      if (!isApiError(error, 'NotFound')) failure ??= error
    }
  }
  if (failure) throw failure
  return claimed
}

function release<K extends KindName>(api: Api, object: Kinds[K] & KubeObject, { metadata: { uid } }: KubeObject): void {
  setOwners(
    api,
    object,
    (object.metadata.ownerReferences ?? []).filter((reference) => reference.uid !== uid),
  )
}

function setOwners<K extends KindName>(
  api: Api,
  object: Kinds[K] & KubeObject,
  owners: KubeObject['metadata']['ownerReferences'],
): Kinds[K] {
  const { namespace = '', name, uid } = object.metadata
  const body = { metadata: { uid, ownerReferences: owners?.length ? owners : null } }
  return api.patch(object.kind as K, namespace, name, { type: 'merge', body })
}
