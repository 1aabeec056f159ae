// Follows pkg/controller/endpointslicemirroring, v1.36.
import {
  ADDRESSES_PER_SUBSET_MAX,
  isMirrored,
  mirroredAnnotations,
  mirroredGroups,
  planMirror,
  type Marks,
} from './plan'
import { isApiError } from '../../apiserver/client'
import { isDeleting, keyOf } from '../../objects/kube-object'
import type { Endpoints } from '../../objects/kinds'
import { ownerReferenceFor } from '../../objects/owners'
import { selectorOfMap } from '../../objects/selectors'
import { MANAGED_BY, SERVICE_NAME, onSliceOf } from '../endpoint-slice/controller'
import type { SlicePlan } from '../endpoint-slice/plan'
import { isNamespaceTerminating } from '../pod-control/pod-control'
import { DEFAULT_RETRY, type Controller, type ReconcileContext } from '../runtime/controller'
import { onChange } from '../runtime/wake-rules'

const CONTROLLER = 'endpointslicemirroring-controller.k8s.io'
const NAME = 'endpoint-slice-mirroring-controller'

/** For Endpoints made by hand, so that whoever reads slices finds them. */
export const endpointSliceMirroringController = (): Controller => ({
  name: NAME,
  retry: { ...DEFAULT_RETRY, timesMax: 15 },
  wakesOn: [
    onChange('Endpoints'),
    { kind: 'Service', keys: ({ object }) => [keyOf(object)] },
    onSliceOf(CONTROLLER, NAME),
  ],
  reconcile({ namespace, name }, context) {
    const endpoints = context.read.get('Endpoints', namespace, name)
    const service = context.read.get('Service', namespace, name)
    const selector = selectorOfMap({ [SERVICE_NAME]: name, [MANAGED_BY]: CONTROLLER })
    const slices = context.read.select('EndpointSlice', namespace, selector)
    if (!endpoints || !isMirrored(endpoints, service)) {
      for (const slice of slices) context.api.delete('EndpointSlice', namespace, slice.metadata.name)
      return
    }
    const marks: Marks = {
      labels: { ...endpoints.metadata.labels, [SERVICE_NAME]: name, [MANAGED_BY]: CONTROLLER },
      annotations: mirroredAnnotations(endpoints),
    }
    const families = ['IPv4', 'IPv6'].map((family) => ({ family, ...mirroredGroups(endpoints, family) }))
    tellSkipped(families[0]?.skipped ?? 0, endpoints, context)
    for (const { family, groups } of families) {
      const existing = slices.filter(({ addressType }) => addressType === family)
      carryOut(planMirror(groups, existing, marks), { endpoints, family, marks, context })
    }
  },
})

function tellSkipped(count: number, endpoints: Endpoints, { record }: ReconcileContext): void {
  if (count === 0) return
  const message = `A max of ${ADDRESSES_PER_SUBSET_MAX} addresses can be mirrored to EndpointSlices per Endpoints subset. ${count} addresses were skipped`
  record.event(endpoints, 'Warning', 'TooManyAddressesToMirror', message)
}

interface Errand {
  readonly endpoints: Endpoints
  readonly family: string
  readonly marks: Marks
  readonly context: ReconcileContext
}

function carryOut({ create, update, remove }: SlicePlan, { endpoints, family, marks, context: { api } }: Errand): void {
  const { name, namespace = '' } = endpoints.metadata
  const ownerReferences = [ownerReferenceFor(endpoints)]
  try {
    for (const content of isDeleting(endpoints) ? [] : create) {
      const body = { addressType: family, ports: [...content.ports], endpoints: [...content.endpoints] }
      const metadata = { generateName: `${name}-`, namespace, ...marks, ownerReferences }
      api.create('EndpointSlice', { apiVersion: 'discovery.k8s.io/v1', kind: 'EndpointSlice', ...body, metadata })
    }
  } catch (error) {
    if (isApiError(error) && isNamespaceTerminating(error)) return
    throw error
  }
  for (const { slice, ports, endpoints: content } of update) {
    api.update<'EndpointSlice'>({
      ...slice,
      ports: [...ports],
      endpoints: [...content],
      metadata: { ...slice.metadata, ...marks, ownerReferences },
    })
  }
  for (const slice of remove) api.delete('EndpointSlice', namespace, slice.metadata.name)
}
