// Follows pkg/controller/endpointslicemirroring, v1.36.
import { ADDRESSES_PER_SUBSET_MAX, isMirrored, mirroredAnnotations, mirroredGroups, skippedAddresses } from './plan'
import { keyOf } from '../../objects/kube-object'
import type { Endpoints } from '../../objects/kinds'
import { ownerReferenceFor } from '../../objects/owners'
import { selectorOfMap } from '../../objects/selectors'
import { MANAGED_BY, SERVICE_NAME } from '../endpoint-slice/controller'
import { planSlices, reuseSlices, type SlicePlan } from '../endpoint-slice/plan'
import { DEFAULT_RETRY, type Controller, type ReconcileContext } from '../runtime/controller'
import { onChange } from '../runtime/wake-rules'

const CONTROLLER = 'endpointslicemirroring-controller.k8s.io'

/** For Endpoints made by hand, so that whoever reads slices finds them. */
export const endpointSliceMirroringController = (): Controller => ({
  name: 'endpoint-slice-mirroring-controller',
  retry: { ...DEFAULT_RETRY, timesMax: 15 },
  wakesOn: [onChange('Endpoints'), { kind: 'Service', keys: ({ object }) => [keyOf(object)] }],
  reconcile({ namespace, name }, context) {
    const endpoints = context.read.get('Endpoints', namespace, name)
    const service = context.read.get('Service', namespace, name)
    const selector = selectorOfMap({ [SERVICE_NAME]: name, [MANAGED_BY]: CONTROLLER })
    const slices = context.read.select('EndpointSlice', namespace, selector)
    if (!endpoints || !isMirrored(endpoints, service)) {
      for (const slice of slices) context.api.delete('EndpointSlice', namespace, slice.metadata.name)
      return
    }
    tellSkipped(endpoints, context)
    const labels = { ...endpoints.metadata.labels, [SERVICE_NAME]: name, [MANAGED_BY]: CONTROLLER }
    for (const family of ['IPv4', 'IPv6']) {
      const groups = mirroredGroups(endpoints, family)
      const existing = slices.filter(({ addressType }) => addressType === family)
      // Only a Service with a selector keeps an empty slice.
      const plan =
        groups.size > 0
          ? planSlices(groups, { slices: existing }, labels)
          : { create: [], update: [], remove: existing, unchanged: [] }
      carryOut(reuseSlices(plan), { endpoints, family, labels, context })
    }
  },
})

function tellSkipped(endpoints: Endpoints, { record }: ReconcileContext): void {
  const skipped = skippedAddresses(endpoints)
  if (skipped === 0) return
  const message = `A max of ${ADDRESSES_PER_SUBSET_MAX} addresses can be mirrored to EndpointSlices per Endpoints subset. ${skipped} addresses were skipped`
  record.event(endpoints, 'Warning', 'TooManyAddressesToMirror', message)
}

interface Errand {
  readonly endpoints: Endpoints
  readonly family: string
  readonly labels: Record<string, string>
  readonly context: ReconcileContext
}

function carryOut(
  { create, update, remove }: SlicePlan,
  { endpoints, family, labels, context: { api } }: Errand,
): void {
  const { name, namespace = '' } = endpoints.metadata
  const annotations = mirroredAnnotations(endpoints)
  const ownerReferences = [ownerReferenceFor(endpoints)]
  for (const content of create) {
    const body = { addressType: family, ports: [...content.ports], endpoints: [...content.endpoints] }
    const metadata = { generateName: `${name}-`, namespace, labels, annotations, ownerReferences }
    api.create('EndpointSlice', { apiVersion: 'discovery.k8s.io/v1', kind: 'EndpointSlice', ...body, metadata })
  }
  for (const { slice, ports, endpoints: content } of update) {
    api.update<'EndpointSlice'>({
      ...slice,
      ports: [...ports],
      endpoints: [...content],
      metadata: { ...slice.metadata, labels, annotations },
    })
  }
  for (const slice of remove) api.delete('EndpointSlice', namespace, slice.metadata.name)
}
