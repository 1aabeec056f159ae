// What an object uses of a ResourceQuota, and which quotas look at it. Follows pkg/quota/v1/evaluator/core, v1.36.
import type { PersistentVolumeClaim, Pod, ResourceQuota, Service } from './kinds'
import type { KubeObject } from './kube-object'
import { isPodTerminal, podLimits, podRequests, qosClass } from './pods'
import {
  addQuantities,
  compareQuantities,
  parseQuantity,
  quantityText,
  subtractQuantities,
  ZERO,
  type ResourceList,
} from './quantity'

/** Kinds of a namespace and the resource that `count/<resource>` counts. */
const RESOURCES: Readonly<Record<string, string>> = {
  ConfigMap: 'configmaps',
  ControllerRevision: 'controllerrevisions.apps',
  CronJob: 'cronjobs.batch',
  DaemonSet: 'daemonsets.apps',
  Deployment: 'deployments.apps',
  EndpointSlice: 'endpointslices.discovery.k8s.io',
  Endpoints: 'endpoints',
  Ingress: 'ingresses.networking.k8s.io',
  HorizontalPodAutoscaler: 'horizontalpodautoscalers.autoscaling',
  Job: 'jobs.batch',
  Lease: 'leases.coordination.k8s.io',
  LimitRange: 'limitranges',
  NetworkPolicy: 'networkpolicies.networking.k8s.io',
  PersistentVolumeClaim: 'persistentvolumeclaims',
  Pod: 'pods',
  PodTemplate: 'podtemplates',
  PodDisruptionBudget: 'poddisruptionbudgets.policy',
  ReplicaSet: 'replicasets.apps',
  ReplicationController: 'replicationcontrollers',
  ResourceQuota: 'resourcequotas',
  Role: 'roles.rbac.authorization.k8s.io',
  RoleBinding: 'rolebindings.rbac.authorization.k8s.io',
  Secret: 'secrets',
  Service: 'services',
  ServiceAccount: 'serviceaccounts',
  StatefulSet: 'statefulsets.apps',
}
/** Counted under their bare name as well. */
const BARE_COUNTS = new Set(['ConfigMap', 'ReplicationController', 'ResourceQuota', 'Secret'])

/** The kinds that a quota can count, in the order of their names. */
export const QUOTA_KINDS: readonly string[] = Object.keys(RESOURCES)

/**
 * What one object uses, by the names of spec.hard; empty for kinds that no quota counts.
 * @param now ms: a Pod that should have been gone by then no longer uses its share
 */
export function quotaUsage(object: KubeObject, now: number): Record<string, string> {
  const resource = RESOURCES[object.kind]
  if (resource === undefined) return {}
  const count = { [`count/${resource}`]: '1' }
  switch (object.kind) {
    case 'Pod':
      return isCounted(object as Pod, now) ? { ...count, ...podUsage(object as Pod) } : count
    case 'Service':
      return { ...count, ...serviceUsage(object as Service) }
    case 'PersistentVolumeClaim':
      return { ...count, ...claimUsage(object as PersistentVolumeClaim) }
    default:
      return BARE_COUNTS.has(object.kind) ? { ...count, [resource]: '1' } : count
  }
}

function isCounted(pod: Pod, now: number): boolean {
  const { deletionTimestamp, deletionGracePeriodSeconds } = pod.metadata
  if (isPodTerminal(pod)) return false
  if (deletionTimestamp === undefined || deletionGracePeriodSeconds === undefined) return true
  return now <= Date.parse(deletionTimestamp) + deletionGracePeriodSeconds * 1000
}

const PLAIN_REQUESTS = new Set(['cpu', 'memory', 'ephemeral-storage'])
const isHugePages = (name: string): boolean => name.startsWith('hugepages-')
/** Resources of devices: `example.com/gpu`. */
const isExtended = (name: string): boolean => name.includes('/') && !/^([\w.-]*\.)?kubernetes\.io\//.test(name)

const podUsage = (pod: Pod): Record<string, string> => ({
  pods: '1',
  ...computeUsage(podRequests(pod.spec), podLimits(pod.spec)),
})

/** `cpu`, `requests.cpu`, `limits.cpu` ... of requests and limits, of a Pod or of one container. */
export function computeUsage(requests: ResourceList, limits: ResourceList): Record<string, string> {
  const usage: Record<string, string> = {}
  for (const [name, amount] of Object.entries(requests)) {
    if (PLAIN_REQUESTS.has(name) || isHugePages(name)) usage[name] = amount
    if (PLAIN_REQUESTS.has(name) || isHugePages(name) || isExtended(name)) usage[`requests.${name}`] = amount
  }
  for (const [name, amount] of Object.entries(limits)) if (PLAIN_REQUESTS.has(name)) usage[`limits.${name}`] = amount
  return usage
}

function serviceUsage({ spec }: Service): Record<string, string> {
  const ports = spec.ports ?? []
  const named = ports.filter(({ nodePort }) => (nodePort ?? 0) > 0).length
  const usage = { services: '1', 'services.loadbalancers': '0', 'services.nodeports': '0' }
  if (spec.type === 'NodePort') return { ...usage, 'services.nodeports': String(ports.length) }
  if (spec.type !== 'LoadBalancer') return usage
  const nodePorts = spec.allocateLoadBalancerNodePorts === false ? named : ports.length
  return { ...usage, 'services.loadbalancers': '1', 'services.nodeports': String(nodePorts) }
}

const CLASS_ANNOTATION = 'volume.beta.kubernetes.io/storage-class'

function claimUsage({ metadata, spec, status }: PersistentVolumeClaim): Record<string, string> {
  const storageClass = metadata.annotations?.[CLASS_ANNOTATION] ?? spec.storageClassName ?? ''
  const asked = spec.resources?.requests?.['storage']
  const allocated = (status as PersistentVolumeClaim['status'] | undefined)?.allocatedResources?.['storage']
  const storage = asked !== undefined && allocated !== undefined && isMore(allocated, asked) ? allocated : asked
  const prefix = `${storageClass}.storageclass.storage.k8s.io/`
  return {
    persistentvolumeclaims: '1',
    ...(storageClass ? { [`${prefix}persistentvolumeclaims`]: '1' } : {}),
    ...(storage === undefined ? {} : { 'requests.storage': storage }),
    ...(storage === undefined || !storageClass ? {} : { [`${prefix}requests.storage`]: storage }),
  }
}

const isMore = (a: string, b: string): boolean => compareQuantities(parseQuantity(a), parseQuantity(b)) > 0

interface ScopeRequirement {
  readonly scopeName: string
  readonly operator: string
  readonly values?: readonly string[]
}

/** Whether all scopes of a quota fit. Scopes are about Pods; PriorityClass compares names, VolumeAttributesClass is about claims. */
export function isInScope({ spec }: ResourceQuota, object: KubeObject): boolean {
  const scopes: ScopeRequirement[] = [
    ...(spec.scopes ?? []).map((scopeName): ScopeRequirement => ({ scopeName, operator: 'Exists' })),
    ...(spec.scopeSelector?.matchExpressions ?? []),
  ]
  if (scopes.length === 0) return true
  if (object.kind === 'PersistentVolumeClaim')
    return scopes.every((scope) => claimFits(scope, object as PersistentVolumeClaim))
  return object.kind === 'Pod' && scopes.every((scope) => podFits(scope, object as Pod))
}

function podFits(scope: ScopeRequirement, pod: Pod): boolean {
  switch (scope.scopeName) {
    case 'Terminating':
      return (pod.spec.activeDeadlineSeconds ?? -1) >= 0
    case 'NotTerminating':
      return (pod.spec.activeDeadlineSeconds ?? -1) < 0
    case 'BestEffort':
      return qosClass(pod.spec) === 'BestEffort'
    case 'NotBestEffort':
      return qosClass(pod.spec) !== 'BestEffort'
    case 'PriorityClass':
      return nameFits(scope, pod.spec.priorityClassName)
    case 'CrossNamespacePodAffinity':
      return usesOtherNamespaces(pod)
    default:
      return false
  }
}

const claimFits = (scope: ScopeRequirement, { spec }: PersistentVolumeClaim): boolean =>
  scope.scopeName === 'VolumeAttributesClass' && nameFits(scope, spec.volumeAttributesClassName)

function nameFits({ operator, values = [] }: ScopeRequirement, name = ''): boolean {
  switch (operator) {
    case 'In':
      return name !== '' && values.includes(name)
    case 'NotIn':
      return !values.includes(name)
    case 'DoesNotExist':
      return name === ''
    default:
      return name !== ''
  }
}

function usesOtherNamespaces({ spec: { affinity } }: Pod): boolean {
  const terms = [affinity?.podAffinity, affinity?.podAntiAffinity].flatMap((each) => [
    ...(each?.requiredDuringSchedulingIgnoredDuringExecution ?? []),
    ...(each?.preferredDuringSchedulingIgnoredDuringExecution ?? []).map(({ podAffinityTerm }) => podAffinityTerm),
  ])
  return terms.some(
    ({ namespaces, namespaceSelector }) => (namespaces?.length ?? 0) > 0 || namespaceSelector !== undefined,
  )
}

/** The part of a list that has these names. */
export const maskResources = (list: ResourceList, names: Iterable<string>): Record<string, string> => {
  const masked: Record<string, string> = {}
  for (const name of names) if (list[name] !== undefined) masked[name] = list[name]
  return masked
}

/** status.used of a quota: what all these objects of its namespace use together of its spec.hard; 0 for what nobody uses. */
export function quotaUsed(quota: ResourceQuota, objects: Iterable<KubeObject>, now: number): Record<string, string> {
  const names = Object.keys(quota.spec.hard ?? {})
  const used = new Map(names.map((name) => [name, ZERO]))
  for (const object of objects) {
    if (!isInScope(quota, object)) continue
    for (const [name, amount] of Object.entries(maskResources(quotaUsage(object, now), names)))
      used.set(name, addQuantities(used.get(name) ?? ZERO, parseQuantity(amount)))
  }
  return Object.fromEntries([...used].map(([name, amount]) => [name, quantityText(amount)]))
}

/** a - b, name by name; names that only b has are left out. */
export const usageDelta = (a: ResourceList, b: ResourceList): Record<string, string> =>
  Object.fromEntries(
    Object.entries(a).map(([name, amount]) => [
      name,
      quantityText(subtractQuantities(parseQuantity(amount), parseQuantity(b[name] ?? '0'))),
    ]),
  )
