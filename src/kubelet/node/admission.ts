// Whether a node takes a Pod that was bound to it. Follows pkg/kubelet/lifecycle/predicate.go, v1.36.
import type * as k from '../../objects/generated/kubernetes'
import type { Node, Pod } from '../../objects/kinds'
import { podRequests, qosClass } from '../../objects/pods'
import { parseQuantity, quantityMilliValue, quantityValue } from '../../objects/quantity'
import { meets, type Operator } from '../../objects/selectors'
import type { Rejection } from '../pod/pod-host'
import type { Pressure } from './node-status'
import { forbiddenSysctl } from './sysctls'

/** Amounts by resource: cpu in millicores, everything else in its unit. */
export type Amounts = ReadonlyMap<string, number>

const amountOf = (name: string, text: string): number =>
  name === 'cpu' ? quantityMilliValue(parseQuantity(text)) : quantityValue(parseQuantity(text))

export const amountsOf = (resources: Readonly<Record<string, string>>): Map<string, number> =>
  new Map(Object.entries(resources).map(([name, text]) => [name, amountOf(name, text)]))

const NO_REQUESTS: Amounts = new Map()

/** Most Pods of large clusters ask for nothing, or for the same: those that ask for nothing share one answer. */
export function requestsOf(pod: Pod): Amounts {
  const requests = podRequests(pod.spec)
  return Object.keys(requests).length === 0 ? NO_REQUESTS : amountsOf(requests)
}

/** `0.0.0.0:8080/TCP` of every port that the Pod takes on the node. */
export function hostPortsOf({ spec }: Pod): string[] {
  const containers = [
    ...spec.containers,
    ...(spec.initContainers ?? []).filter(({ restartPolicy }) => restartPolicy === 'Always'),
  ]
  return containers.flatMap(({ ports }) =>
    (ports ?? [])
      .filter(({ hostPort }) => hostPort)
      .map(({ hostIP, hostPort, protocol }) => `${hostIP || '0.0.0.0'}:${hostPort}/${protocol ?? 'TCP'}`),
  )
}

export interface NodeUse {
  readonly node: Node
  readonly allocatable: Amounts
  /** of the Pods that it has taken */
  readonly requested: Amounts
  readonly pods: number
  readonly hostPorts: ReadonlySet<string>
  readonly pressures: ReadonlySet<Pressure>
}

/** @returns why not; undefined when the Pod is taken */
export function admitPod(pod: Pod, requests: Amounts, use: NodeUse): Rejection | undefined {
  return underPressure(pod, use) ?? forbiddenSysctl(pod) ?? predicates(pod, requests, use)
}

/** Under memory pressure BestEffort Pods stay out, under the other pressures everybody. */
function underPressure(pod: Pod, { pressures }: NodeUse): Rejection | undefined {
  if (pressures.size === 0 || (pod.spec.priority ?? 0) >= SYSTEM_CRITICAL_PRIORITY) return undefined
  const refusing = [...pressures]
  if (refusing.length === 1 && refusing[0] === 'MemoryPressure') {
    const tolerates = pod.spec.tolerations?.some(
      ({ key, effect }) => key === 'node.kubernetes.io/memory-pressure' && (!effect || effect === 'NoSchedule'),
    )
    if (qosClass(pod.spec) !== 'BestEffort' || tolerates) return undefined
  }
  return { reason: 'Evicted', message: `The node had condition: [${refusing.join(' ')}]. ` }
}

const SYSTEM_CRITICAL_PRIORITY = 2_000_000_000

function predicates(pod: Pod, requests: Amounts, use: NodeUse): Rejection | undefined {
  if (use.pods + 1 > (use.allocatable.get('pods') ?? Infinity))
    return outOf('pods', 1, use.pods, use.allocatable.get('pods') ?? 0)
  for (const [name, requested] of requests) {
    const capacity = use.allocatable.get(name) ?? 0
    const used = use.requested.get(name) ?? 0
    if (requested > 0 && requested + used > capacity) return outOf(name, requested, used, capacity)
  }
  if (!matchesNode(pod, use.node)) return failed('NodeAffinity', "node(s) didn't match Pod's node affinity/selector")
  const name = pod.spec.nodeName
  if (name && name !== use.node.metadata.name) return failed('NodeName', "node(s) didn't match the requested node name")
  if (hostPortsOf(pod).some((port) => clashes(port, use.hostPorts)))
    return failed('NodePorts', "node(s) didn't have free ports for the requested pod ports")
  if (!isStatic(pod) && !toleratesNode(pod, use.node))
    return failed('TaintToleration', "node(s) had taints that the pod didn't tolerate")
  return undefined
}

const isStatic = ({ metadata }: Pod): boolean => metadata.annotations?.['kubernetes.io/config.mirror'] !== undefined
const failed = (reason: string, why: string): Rejection => ({ reason, message: `Predicate ${reason} failed: ${why}` })
const outOf = (name: string, requested: number, used: number, capacity: number): Rejection => ({
  reason: `OutOf${name}`,
  message: `Node didn't have enough resource: ${name}, requested: ${requested}, used: ${used}, capacity: ${capacity}`,
})

function clashes(port: string, taken: ReadonlySet<string>): boolean {
  if (taken.has(port)) return true
  const rest = port.slice(port.lastIndexOf(':'))
  if (taken.has(`0.0.0.0${rest}`)) return true
  return (
    port.startsWith('0.0.0.0:') &&
    [...taken].some((other) => other.endsWith(rest) && other.slice(other.lastIndexOf(':')) === rest)
  )
}

/** nodeSelector and required node affinity. */
export function matchesNode({ spec }: Pod, node: Node): boolean {
  const labels = node.metadata.labels
  if (Object.entries(spec.nodeSelector ?? {}).some(([key, value]) => labels?.[key] !== value)) return false
  const required = spec.affinity?.nodeAffinity?.requiredDuringSchedulingIgnoredDuringExecution
  return !required || required.nodeSelectorTerms.some((term) => matchesTerm(term, node))
}

function matchesTerm({ matchExpressions = [], matchFields = [] }: k.V1NodeSelectorTerm, node: Node): boolean {
  if (matchExpressions.length + matchFields.length === 0) return false
  const holds = (requirement: k.V1NodeSelectorRequirement, of: Readonly<Record<string, string>>): boolean =>
    meets({ key: requirement.key, operator: requirement.operator as Operator, values: requirement.values ?? [] }, of)
  return (
    matchExpressions.every((each) => holds(each, node.metadata.labels ?? {})) &&
    matchFields.every((each) => holds(each, { 'metadata.name': node.metadata.name }))
  )
}

/** Only NoExecute taints count: the others are the scheduler's. */
function toleratesNode({ spec }: Pod, node: Node): boolean {
  return (node.spec.taints ?? [])
    .filter(({ effect }) => effect === 'NoExecute')
    .every((taint) =>
      spec.tolerations?.some(
        ({ key, operator, value, effect }) =>
          (!effect || effect === taint.effect) &&
          (!key || key === taint.key) &&
          (operator === 'Exists' || (value ?? '') === (taint.value ?? '')),
      ),
    )
}
