// Follows pkg/controller/endpointslice and staging/src/k8s.io/endpointslice, v1.36.
import { desiredGroups } from './desired'
import { planSlices, type SliceContent, type SlicePlan } from './plan'
import { isApiError } from '../../apiserver/client'
import { isDeleting, keyOf, keyText } from '../../objects/kube-object'
import type { EndpointSlice, Service } from '../../objects/kinds'
import { isControlledBy, ownerReferenceFor } from '../../objects/owners'
import { selectorOfMap } from '../../objects/selectors'
import { hasEndpoints, isHeadless, onPodOfService, podsBehind } from '../endpoints/service-pods'
import { TriggerTimes, withTriggerTime } from '../endpoints/trigger-time'
import type { Controller, ReconcileContext, WakeRule } from '../runtime/controller'
import { onChange } from '../runtime/wake-rules'

export const SERVICE_NAME = 'kubernetes.io/service-name'
export const MANAGED_BY = 'endpointslice.kubernetes.io/managed-by'
const CONTROLLER = 'endpointslice-controller.k8s.io'
const HEADLESS = 'service.kubernetes.io/headless'

export function endpointSliceController(): Controller {
  const triggerTimes = new TriggerTimes()
  return {
    name: 'endpoint-slice-controller',
    retry: { baseMs: 1000, maxMs: 1_000_000 },
    wakesOn: [onChange('Service'), onPodOfService, onSlice, onNode],
    reconcile(key, context) {
      const service = context.read.get('Service', key.namespace, key.name)
      // The slices of a Service that is gone go with it: it owns them.
      if (!service) triggerTimes.forget(keyText(key))
      if (!service || !hasEndpoints(service)) return
      const pods = podsBehind(service, context.read)
      const triggerTime = triggerTimes.next(keyText(key), service, pods)
      for (const family of service.spec.ipFamilies ?? ['IPv4']) {
        const slices = slicesOf(service, context).filter(({ addressType }) => addressType === family)
        const plan = planSlices(desiredGroups(service, pods, family, context.read), slices, labelsOf(service))
        carryOut(plan, { service, family, triggerTime, context })
      }
    },
  }
}

/** Somebody changed or deleted a slice: the controller puts it right. */
const onSlice: WakeRule = {
  kind: 'EndpointSlice',
  keys({ object, actor, type }) {
    const name = object.metadata.labels?.[SERVICE_NAME]
    if (
      !name ||
      object.metadata.labels?.[MANAGED_BY] !== CONTROLLER ||
      (actor === 'endpoint-slice-controller' && type !== 'DELETED')
    )
      return []
    return [{ namespace: object.metadata.namespace ?? '', name }]
  },
}

/** The zone of a node, and whether it is there, show in the endpoints of its Pods. */
const onNode: WakeRule = {
  kind: 'Node',
  keys({ type, object, previous }, read) {
    const zone = 'topology.kubernetes.io/zone'
    if (type === 'MODIFIED' && object.metadata.labels?.[zone] === previous?.metadata.labels?.[zone]) return []
    if (read.onNode(object.metadata.name).length === 0) return []
    return read.list('Service').filter(hasEndpoints).map(keyOf)
  },
}

const slicesOf = (service: Service, { read }: ReconcileContext): readonly EndpointSlice[] =>
  read.select(
    'EndpointSlice',
    service.metadata.namespace ?? '',
    selectorOfMap({ [SERVICE_NAME]: service.metadata.name, [MANAGED_BY]: CONTROLLER }),
  )

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

interface Errand {
  readonly service: Service
  readonly family: string
  readonly triggerTime: string | undefined
  readonly context: ReconcileContext
}

function carryOut(
  { create, update, remove }: SlicePlan,
  { service, family, triggerTime, context: { api } }: Errand,
): void {
  const { name, namespace = '' } = service.metadata
  const labels = labelsOf(service)
  if (!isDeleting(service)) {
    for (const content of create) {
      const metadata = {
        generateName: `${name}-`,
        namespace,
        labels,
        annotations: withTriggerTime(undefined, triggerTime),
        ownerReferences: [ownerReferenceFor(service)],
      }
      try {
        api.create('EndpointSlice', {
          apiVersion: 'discovery.k8s.io/v1',
          kind: 'EndpointSlice',
          addressType: family,
          ...bodyOf(content),
          metadata,
        })
      } catch (error) {
        // In a namespace that goes away nothing can be made any more.
        if (!isApiError(error, 'Forbidden')) throw error
        return
      }
    }
  }
  for (const { slice, ...content } of update) {
    const ownerReferences = isControlledBy(slice, service)
      ? slice.metadata.ownerReferences
      : [ownerReferenceFor(service)]
    const metadata = {
      ...slice.metadata,
      labels,
      annotations: withTriggerTime(slice.metadata.annotations, triggerTime),
      ownerReferences,
    }
    api.update<'EndpointSlice'>({ ...slice, ...bodyOf(content), metadata })
  }
  for (const slice of remove) api.delete('EndpointSlice', namespace, slice.metadata.name)
}

const bodyOf = ({ ports, endpoints }: SliceContent): Pick<EndpointSlice, 'ports' | 'endpoints'> => ({
  ports: [...ports],
  endpoints: [...endpoints],
})
