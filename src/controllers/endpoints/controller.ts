// Follows pkg/controller/endpoint/endpoints_controller.go, v1.36. Deprecated since 1.33, and still served.
import { hasEndpoints, isHeadless, onPodOfService, podsBehind } from './service-pods'
import { endpointSubsets, truncated } from './subsets'
import { TriggerTimes, withTriggerTime } from './trigger-time'
import { isApiError } from '../../apiserver/client'
import type { Endpoints, Service } from '../../objects/kinds'
import { canonicalText } from '../../objects/hash'
import { keyOf, keyText } from '../../objects/kube-object'
import { isNamespaceTerminating } from '../pod-control/pod-control'
import { DEFAULT_RETRY, type Controller, type ReconcileContext, type WakeRule } from '../runtime/controller'
import { NOBODY, onChange } from '../runtime/wake-rules'

const MANAGED_BY = { 'endpoints.kubernetes.io/managed-by': 'endpoint-controller' }
const HEADLESS = 'service.kubernetes.io/headless'
const OVER_CAPACITY = 'endpoints.kubernetes.io/over-capacity'

export function endpointsController(): Controller {
  const triggerTimes = new TriggerTimes()
  return {
    name: 'endpoint-controller',
    retry: { ...DEFAULT_RETRY, timesMax: 15 },
    wakesOn: [onChange('Service'), onPodOfService, onDeleted],
    reconcile(key, context) {
      const service = context.read.get('Service', key.namespace, key.name)
      if (!service) {
        triggerTimes.forget(keyText(key))
        deleteIfThere(key.namespace, key.name, context)
        return
      }
      if (!hasEndpoints(service)) return
      const pods = podsBehind(service, context.read)
      write(service, endpointSubsets(service, pods), triggerTimes.next(keyText(key), service, pods), context)
    },
  }
}

/** Endpoints that someone deletes come again, where there is a Service for them. */
const onDeleted: WakeRule = {
  kind: 'Endpoints',
  keys: ({ type, object }) => (type === 'DELETED' ? [keyOf(object)] : NOBODY),
}

function deleteIfThere(namespace: string, name: string, { read, api }: ReconcileContext): void {
  if (read.get('Endpoints', namespace, name)) api.delete('Endpoints', namespace, name)
}

function write(
  service: Service,
  all: ReturnType<typeof endpointSubsets>,
  triggerTime: string | undefined,
  context: ReconcileContext,
): void {
  const { name, namespace = '' } = service.metadata
  const current = context.read.get('Endpoints', namespace, name)
  const { subsets, isCut } = truncated(all)
  const { [HEADLESS]: _, ...ofService } = service.metadata.labels ?? {}
  const labels = { ...ofService, ...MANAGED_BY, ...(isHeadless(service) ? { [HEADLESS]: '' } : {}) }
  const isSame =
    current !== undefined &&
    canonicalText(current.subsets ?? []) === canonicalText(subsets) &&
    canonicalText(current.metadata.labels ?? {}) === canonicalText(labels) &&
    (current.metadata.annotations?.[OVER_CAPACITY] !== undefined) === isCut
  if (isSame) return
  const { [OVER_CAPACITY]: __, ...others } = current?.metadata.annotations ?? {}
  const annotations = withTriggerTime({ ...others, ...(isCut ? { [OVER_CAPACITY]: 'truncated' } : {}) }, triggerTime)
  const metadata = { ...current?.metadata, name, namespace, labels, annotations }
  const body = {
    apiVersion: 'v1',
    kind: 'Endpoints' as const,
    ...(subsets.length > 0 ? { subsets: [...subsets] } : {}),
  }
  try {
    if (current) context.api.update<'Endpoints'>({ ...body, metadata } as Endpoints)
    else context.api.create('Endpoints', { ...body, metadata })
  } catch (error) {
    // In a namespace that goes away nothing can be made any more.
    if (!current && isNamespaceTerminating(error)) return
    if (isApiError(error)) {
      const about = { ...body, metadata } as Endpoints
      const [reason, what] = current
        ? ['FailedToUpdateEndpoint', `Failed to update endpoint ${namespace}/${name}`]
        : ['FailedToCreateEndpoint', `Failed to create endpoint for service ${namespace}/${name}`]
      context.record.event(about, 'Warning', reason, `${what}: ${error.message}`)
    }
    throw error
  }
}
