// Which Pods stand behind a Service, and on which ports. Follows pkg/controller/util/endpoint and pkg/api/v1/pod FindPort, v1.36.
import { dequal } from 'dequal/lite'
import { isSidecar, isPodReady, isPodTerminal } from '../../objects/pods'
import type * as k from '../../objects/generated/kubernetes'
import { isDeleting, keyOf, type ObjectKey } from '../../objects/kube-object'
import type { Pod, Service } from '../../objects/kinds'
import { matches, selectorOfMap } from '../../objects/selectors'
import type { Reader } from '../../apiserver/client'
import type { WakeRule } from '../runtime/controller'

export const isHeadless = (service: Service): boolean => service.spec.clusterIP === 'None'

/** An empty selector is none. */
export const hasSelector = ({ spec }: Service): boolean => Object.keys(spec.selector ?? {}).length > 0

/** Services without a selector and ExternalName Services get no endpoints from a controller. */
export const hasEndpoints = (service: Service): boolean => hasSelector(service) && service.spec.type !== 'ExternalName'

export const podsBehind = (service: Service, read: Reader): readonly Pod[] =>
  read.select('Pod', service.metadata.namespace ?? '', selectorOfMap(service.spec.selector ?? {}))

/** Not ended, and with an address; while it terminates only where asked for. */
export const belongsToEndpoints = (pod: Pod, includeTerminating: boolean): boolean =>
  !isPodTerminal(pod) && (pod.status.podIP ?? '') !== '' && (includeTerminating || !isDeleting(pod))

export const isIPv6 = (address: string): boolean => address.includes(':')

/** The Pod's addresses of one family. */
export const addressesOf = (pod: Pod, family: string): readonly string[] =>
  (pod.status.podIPs ?? (pod.status.podIP ? [{ ip: pod.status.podIP }] : []))
    .map(({ ip }) => ip)
    .filter((ip) => ip !== '' && isIPv6(ip) === (family === 'IPv6'))

export const targetRefOf = ({ metadata }: Pod): k.V1ObjectReference => ({
  kind: 'Pod',
  namespace: metadata.namespace,
  name: metadata.name,
  uid: metadata.uid,
})

/** The Pod has a DNS name of its own below this Service. */
export const hasOwnHostname = ({ spec, metadata }: Pod, service: Service): boolean =>
  (spec.hostname ?? '') !== '' &&
  spec.subdomain === service.metadata.name &&
  metadata.namespace === service.metadata.namespace

/** The number behind a Service's port on this Pod; undefined when the Pod has no port of that name. */
export function portOn(pod: Pod, { port, targetPort = port, protocol = 'TCP' }: k.V1ServicePort): number | undefined {
  if (typeof targetPort === 'number') return targetPort === 0 ? port : targetPort
  const containers = [...pod.spec.containers, ...(pod.spec.initContainers ?? []).filter(isSidecar)]
  return containers
    .flatMap(({ ports }) => ports ?? [])
    .find((candidate) => candidate.name === targetPort && (candidate.protocol ?? 'TCP') === protocol)?.containerPort
}

/** Nothing has changed that endpoints show. */
const isServedAlike = (a: Pod, b: Pod): boolean =>
  isPodReady(a) === isPodReady(b) &&
  isDeleting(a) === isDeleting(b) &&
  isPodTerminal(a) === isPodTerminal(b) &&
  a.status.podIP === b.status.podIP &&
  (a.status.podIPs === b.status.podIPs || dequal(a.status.podIPs, b.status.podIPs)) &&
  (a.spec === b.spec ||
    (a.spec.nodeName === b.spec.nodeName &&
      a.spec.hostname === b.spec.hostname &&
      a.spec.subdomain === b.spec.subdomain))

/** A change of a Pod wakes the Services that select it, or did before. Changes that no endpoint shows wake nobody. */
export const onPodOfService: WakeRule = {
  kind: 'Pod',
  keys({ type, object, previous }, read) {
    const pods = [object, ...(previous ? [previous] : [])] as Pod[]
    const [now, before] = pods
    const sameLabels = now && before && now.metadata.labels === before.metadata.labels
    if (type === 'MODIFIED' && now && before && sameLabels && isServedAlike(now, before)) return []
    const keys: ObjectKey[] = []
    for (const service of read.list('Service', object.metadata.namespace ?? '')) {
      if (!hasEndpoints(service)) continue
      const selector = selectorOfMap(service.spec.selector ?? {})
      if (pods.some((pod) => matches(selector, pod.metadata.labels))) keys.push(keyOf(service))
    }
    return keys
  },
}
