// Follows pkg/controller/endpointslice and staging/src/k8s.io/endpointslice, v1.36.
import { carryOut } from './carry-out'
import { ZONE, desiredEndpoints } from './desired'
import { withTrafficDistribution } from './hints'
import { planSlices, reuseSlices, type SlicePlan } from './plan'
import { TopologyHints, type Hinted } from './topology-hints'
import { isNodeReady, zoneRatios } from './zone-allocations'
import { failure, isApiError } from '../../apiserver/status'
import { isDeleting, keyFromText, keyOf, keyText } from '../../objects/kube-object'
import type { EndpointSlice, Node, Pod, Service } from '../../objects/kinds'
import { isControlledBy } from '../../objects/owners'
import { selectorOfMap } from '../../objects/selectors'
import { hasEndpoints, isHeadless, onPodOfService, podsBehind } from '../endpoints/service-pods'
import { TriggerTimes } from '../endpoints/trigger-time'
import type { Controller, ReconcileContext, WakeRule } from '../runtime/controller'
import { onChange } from '../runtime/wake-rules'

export const SERVICE_NAME = 'kubernetes.io/service-name'
export const MANAGED_BY = 'endpointslice.kubernetes.io/managed-by'
const CONTROLLER = 'endpointslice-controller.k8s.io'
const NAME = 'endpoint-slice-controller'
const HEADLESS = 'service.kubernetes.io/headless'
/** The controller takes its time when somebody else changes a slice. */
const SLICE_CHANGE_DELAY_MS = 1000
const RETRIES_MAX = 15

export function endpointSliceController(): Controller {
  const triggerTimes = new TriggerTimes()
  const topology = new TopologyHints()
  return {
    name: NAME,
    retry: { baseMs: 1000, maxMs: 1_000_000, timesMax: RETRIES_MAX },
    wakesOn: [
      onChange('Service'),
      onPodOfService,
      { ...onSliceOf(CONTROLLER, NAME), delayMs: SLICE_CHANGE_DELAY_MS },
      onNodesOf(topology),
    ],
    reconcile(key, context) {
      const service = context.read.get('Service', key.namespace, key.name)
      // The slices of a Service that is gone go with it: it owns them.
      if (!service) triggerTimes.forget(keyText(key))
      if (!service || !hasEndpoints(service)) return
      const pods = podsBehind(service, context.read)
      const triggerTime = triggerTimes.next(keyText(key), service, pods)
      const failures = syncSlices({ service, pods, triggerTime, topology, context })
      if (failures.length === 0) return
      const why = failures.length === 1 ? failures[0] : `[${[...new Set(failures)].join(', ')}]`
      const { namespace, name } = service.metadata
      const message = `Error updating Endpoint Slices for Service ${namespace}/${name}: ${why}`
      context.record.event(service, 'Warning', 'FailedToUpdateEndpointSlices', message)
      throw failure(500, 'InternalError', message)
    },
  }
}

/**
 * Somebody changed or deleted a slice: the controller puts it right. A slice that was taken from a Service, or from
 * the controller, by its labels is made anew for the one who lost it.
 * @param manager the controller in the label of its slices
 * @param name the controller as it acts
 */
export const onSliceOf = (manager: string, name: string): WakeRule => ({
  kind: 'EndpointSlice',
  keys({ object, previous, actor, type }) {
    if (actor === name && type !== 'DELETED') return []
    const slices = [object, ...(previous && type === 'MODIFIED' ? [previous] : [])]
    if (!slices.some(({ metadata }) => metadata.labels?.[MANAGED_BY] === manager)) return []
    const services = new Set(slices.flatMap(({ metadata }) => metadata.labels?.[SERVICE_NAME] ?? []))
    return [...services].map((service) => ({ namespace: object.metadata.namespace ?? '', name: service }))
  },
})

/** Where nodes come and go, Services with hints after zones may have too few endpoints in one. Others do not look at nodes. */
const onNodesOf = (topology: TopologyHints): WakeRule => ({
  kind: 'Node',
  keys({ type, object, previous }, read) {
    const isSame =
      type === 'MODIFIED' &&
      previous !== undefined &&
      object.metadata.labels?.[ZONE] === previous.metadata.labels?.[ZONE] &&
      isNodeReady(object as Node) === isNodeReady(previous as Node)
    if (isSame || topology.isEmpty) return []
    return topology.overloaded(zoneRatios(read.list('Node'))).map(keyFromText)
  },
})

interface Sync {
  readonly service: Service
  readonly pods: readonly Pod[]
  readonly triggerTime: string | undefined
  readonly topology: TopologyHints
  readonly context: ReconcileContext
}

/** What could not be done. Families of addresses that the Service has no longer lose their slices at the end. */
function syncSlices(sync: Sync): string[] {
  const { service, topology, context } = sync
  const all = slicesOf(service, context)
  const families = service.spec.ipFamilies ?? ['IPv4']
  const failures = families.flatMap((family) =>
    syncFamily(
      sync,
      family,
      all.filter(({ addressType }) => addressType === family),
    ),
  )
  for (const { addressType, metadata } of all) {
    if (families.includes(addressType)) continue
    topology.forget(keyText(keyOf(service)), addressType)
    try {
      context.api.delete('EndpointSlice', metadata.namespace ?? '', metadata.name)
    } catch (error) {
      if (!isApiError(error)) throw error
      const { namespace, name } = service.metadata
      failures.push(`error deleting ${metadata.name} EndpointSlice for Service ${namespace}/${name}: ${error.message}`)
    }
  }
  return failures
}

function syncFamily(sync: Sync, family: string, existing: readonly EndpointSlice[]): string[] {
  const { service, pods, triggerTime, context } = sync
  const labels = labelsOf(service)
  const slices = existing.filter((slice) => isControlledBy(slice, service))
  const strays = existing.filter((slice) => !isControlledBy(slice, service))
  const { groups, skipped } = desiredEndpoints(service, pods, family, context.read)
  const { plan, event } = withHints(planSlices(groups, { slices, strays }, labels), sync, family)
  const failed = carryOut(reuseSlices(plan, strays), { service, family, labels, triggerTime, api: context.api })
  if (event) context.record.event(service, event.type, event.reason, event.message)
  return [...skipped, ...(failed === undefined ? [] : [failed])]
}

/** The annotation comes before spec.trafficDistribution. */
function withHints(plan: SlicePlan, { service, topology, context }: Sync, family: string): Hinted {
  const key = keyText(keyOf(service))
  const { annotations = {} } = service.metadata
  const mode =
    annotations['service.kubernetes.io/topology-aware-hints'] ?? annotations['service.kubernetes.io/topology-mode']
  if (mode === 'Auto' || mode === 'auto')
    return topology.apply(key, family, plan, zoneRatios(context.read.list('Node')))
  return {
    plan: withTrafficDistribution(service.spec.trafficDistribution, plan),
    event: topology.leave(key, family),
  }
}

const slicesOf = (service: Service, { read }: ReconcileContext): readonly EndpointSlice[] =>
  read
    .select(
      'EndpointSlice',
      service.metadata.namespace ?? '',
      selectorOfMap({ [SERVICE_NAME]: service.metadata.name, [MANAGED_BY]: CONTROLLER }),
    )
    .filter((slice) => !isDeleting(slice))

/** The Service's labels, and three words of the controller's own that a Service cannot set. */
function labelsOf(service: Service): Record<string, string> {
  const { [HEADLESS]: _, ...labels } = service.metadata.labels ?? {}
  return {
    ...labels,
    ...(isHeadless(service) ? { [HEADLESS]: '' } : {}),
    [SERVICE_NAME]: service.metadata.name,
    [MANAGED_BY]: CONTROLLER,
  }
}
