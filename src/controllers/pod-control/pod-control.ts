// Pods made and deleted in a controller's name, with its Events. Follows pkg/controller/controller_utils.go RealPodControl, v1.36.
import { isApiError } from '../../apiserver/client'
import type { Draft, KubeObject } from '../../objects/kube-object'
import type { Pod } from '../../objects/kinds'
import type { ReconcileContext } from '../runtime/controller'

export type PodControl = Pick<ReconcileContext, 'api' | 'record'>

/** In a namespace that goes away every creation fails: nothing to report, nothing to try again. */
export const isNamespaceTerminating = (error: unknown): boolean =>
  isApiError(error) && (error.status.details?.causes ?? []).some(({ reason }) => reason === 'NamespaceTerminating')

/** Creates a Pod and says so on its controller. Throws what the API server answers. */
export function createPod({ api, record }: PodControl, parent: KubeObject, draft: Draft<Pod>): Pod {
  try {
    const pod = api.create('Pod', draft)
    record.event(parent, 'Normal', 'SuccessfulCreate', `Created pod: ${pod.metadata.name}`)
    return pod
  } catch (error) {
    if (isApiError(error) && !isNamespaceTerminating(error))
      record.event(parent, 'Warning', 'FailedCreate', `Error creating: ${error.message}`)
    throw error
  }
}

/** Deletes a Pod and says so on its controller. A Pod that is gone already is no news and no failure. */
export function deletePod(
  { api, record }: PodControl,
  parent: KubeObject,
  { metadata: { namespace = '', name } }: Pod,
): void {
  try {
    api.delete('Pod', namespace, name)
    record.event(parent, 'Normal', 'SuccessfulDelete', `Deleted pod: ${name}`)
  } catch (error) {
    if (isApiError(error, 'NotFound')) return
    if (isApiError(error)) record.event(parent, 'Warning', 'FailedDelete', `Error deleting: ${error.message}`)
    throw error
  }
}
