// Writes a plan of slices. Follows finalize of staging/src/k8s.io/endpointslice/reconciler.go, v1.36.
import type { SliceContent, SlicePlan } from './plan'
import { isApiError } from '../../apiserver/client'
import { isDeleting } from '../../objects/kube-object'
import type { EndpointSlice, Service } from '../../objects/kinds'
import { ownerReferenceFor } from '../../objects/owners'
import { withTriggerTime } from '../endpoints/trigger-time'
import { isNamespaceTerminating } from '../pod-control/pod-control'
import type { ReconcileContext } from '../runtime/controller'

export interface Errand {
  readonly service: Service
  readonly family: string
  readonly labels: Record<string, string>
  readonly triggerTime: string | undefined
  readonly api: ReconcileContext['api']
}

/** Stops at the first refusal and answers what upstream says of it. */
export function carryOut({ create, update, remove }: SlicePlan, errand: Errand): string | undefined {
  const { service, family, labels, triggerTime, api } = errand
  const { name, namespace = '' } = service.metadata
  let doing = ''
  const what = (verb: string, slice: string) => void (doing = `failed to ${verb} ${slice}EndpointSlice`)
  try {
    // While the Service goes, the garbage collector takes its slices, and none is made anew.
    for (const content of isDeleting(service) ? [] : create) {
      what('create', '')
      const annotations = withTriggerTime(undefined, triggerTime)
      const ownerReferences = [ownerReferenceFor(service)]
      const metadata = { generateName: `${name}-`, namespace, labels, annotations, ownerReferences }
      const body = { addressType: family, ...bodyOf(content), metadata }
      api.create('EndpointSlice', { apiVersion: 'discovery.k8s.io/v1', kind: 'EndpointSlice', ...body })
    }
    for (const { slice, ...content } of update) {
      what('update', `${slice.metadata.name} `)
      const annotations = withTriggerTime(slice.metadata.annotations, triggerTime)
      api.update<'EndpointSlice'>({
        ...slice,
        ...bodyOf(content),
        metadata: { ...slice.metadata, labels, annotations },
      })
    }
    for (const { metadata } of remove) {
      what('delete', `${metadata.name} `)
      api.delete('EndpointSlice', namespace, metadata.name)
    }
    return undefined
  } catch (error) {
    if (!isApiError(error)) throw error
    // In a namespace that goes away nothing can be made any more: no news, and nothing to try again.
    return isNamespaceTerminating(error) ? undefined : `${doing} for Service ${namespace}/${name}: ${error.message}`
  }
}

const bodyOf = ({ ports, endpoints }: SliceContent): Pick<EndpointSlice, 'ports' | 'endpoints'> => ({
  ports: [...ports],
  endpoints: [...endpoints],
})
