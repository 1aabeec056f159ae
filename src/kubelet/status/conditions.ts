// The conditions of a Pod that the kubelet owns. Follows pkg/kubelet/status/generate.go, v1.36.
import type { ContainerStatus, Pod, PodStatus } from '../../objects/kinds'
import { conditionOf } from '../../objects/conditions'
import { present } from '../../objects/present'
import { isSidecar } from '../../objects/pods'

type Condition = NonNullable<PodStatus['conditions']>[number]
type Verdict = Pick<Condition, 'status' | 'reason' | 'message'>

/** In the order in which the kubelet writes them. */
export const KUBELET_CONDITIONS = [
  'PodReadyToStartContainers',
  'Initialized',
  'Ready',
  'ContainersReady',
  'PodScheduled',
] as const

const TRUE: Verdict = { status: 'True' }
const statusIn = (statuses: readonly ContainerStatus[], name: string) => statuses.find((status) => status.name === name)

function because(reason: string, parts: readonly [string, readonly string[]][]): Verdict {
  const message = parts
    .filter(([, names]) => names.length > 0)
    .map(([words, names]) => `${words}: [${names.join(' ')}]`)
  return { status: 'False', reason, message: message.join(', ') }
}

export function initializedCondition(pod: Pod, status: PodStatus): Verdict {
  const inits = pod.spec.initContainers ?? []
  const statuses = status.initContainerStatuses
  if (!statuses && inits.length > 0) return { status: 'False', reason: 'UnknownContainerStatuses' }
  const unknown: string[] = []
  const incomplete: string[] = []
  for (const container of inits) {
    const found = statusIn(statuses ?? [], container.name)
    if (!found) unknown.push(container.name)
    else if (isSidecar(container) ? !found.started : !found.ready) incomplete.push(container.name)
  }
  if (status.phase === 'Succeeded' && unknown.length === 0) return { status: 'True', reason: 'PodCompleted' }
  if (status.containerStatuses?.some(({ started, lastState }) => started || lastState?.terminated)) return TRUE
  if (unknown.length === 0 && incomplete.length === 0) return TRUE
  return because('ContainersNotInitialized', [
    ['containers with unknown status', unknown],
    ['containers with incomplete status', incomplete],
  ])
}

export function containersReadyCondition(pod: Pod, status: PodStatus): Verdict {
  if (!status.containerStatuses) return { status: 'False', reason: 'UnknownContainerStatuses' }
  const unknown: string[] = []
  const unready: string[] = []
  const sidecars = (pod.spec.initContainers ?? []).filter(isSidecar)
  const all = [...(status.initContainerStatuses ?? []), ...status.containerStatuses]
  for (const { name } of [...sidecars, ...pod.spec.containers]) {
    const found = statusIn(all, name)
    if (!found) unknown.push(name)
    else if (!found.ready) unready.push(name)
  }
  if (status.phase === 'Succeeded' && unknown.length === 0) return { status: 'False', reason: 'PodCompleted' }
  if (status.phase === 'Failed' && unknown.length === 0) return { status: 'False', reason: 'PodFailed' }
  if (unknown.length === 0 && unready.length === 0) return TRUE
  return because('ContainersNotReady', [
    ['containers with unknown status', unknown],
    ['containers with unready status', unready],
  ])
}

/** @param conditions of the Pod as it is kept, where others write the conditions that readiness gates name */
export function readyCondition(pod: Pod, containersReady: Verdict, conditions: readonly Condition[]): Verdict {
  if (containersReady.status !== 'True') return containersReady
  const messages: string[] = []
  for (const { conditionType } of pod.spec.readinessGates ?? []) {
    const gate = conditionOf(conditions, conditionType)
    if (!gate) messages.push(`corresponding condition of pod readiness gate "${conditionType}" does not exist.`)
    else if (gate.status !== 'True')
      messages.push(`the status of pod readiness gate "${conditionType}" is not "True", but ${gate.status}`)
  }
  return messages.length === 0
    ? TRUE
    : { status: 'False', reason: 'ReadinessGatesNotReady', message: messages.join(', ') }
}

/** All five, without times. `sandboxReady`: the Pod has its network and containers can start. */
export function kubeletConditions(pod: Pod, status: PodStatus, sandboxReady: boolean): Condition[] {
  const containersReady = containersReadyCondition(pod, status)
  const verdicts: Record<(typeof KUBELET_CONDITIONS)[number], Verdict> = {
    PodReadyToStartContainers: { status: sandboxReady ? 'True' : 'False' },
    Initialized: initializedCondition(pod, status),
    Ready: readyCondition(pod, containersReady, pod.status.conditions ?? []),
    ContainersReady: containersReady,
    PodScheduled: TRUE,
  }
  const observedGeneration = pod.metadata.generation
  return KUBELET_CONDITIONS.map((type) => {
    const { status, reason, message } = verdicts[type]
    return present({ type, observedGeneration, status, reason, message, lastProbeTime: null as unknown as string })
  })
}
