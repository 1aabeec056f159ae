// Which Pods nobody takes care of any more. Follows pkg/controller/podgc/gc_controller.go, v1.36.
import { isConditionTrue } from '../../objects/conditions'
import { isDeleting } from '../../objects/kube-object'
import type { Node, Pod } from '../../objects/kinds'
import { isPodScheduled, isPodTerminal } from '../../objects/pods'

/** Ended Pods that the cluster keeps; the oldest beyond that are deleted. */
export const TERMINATED_PODS_MAX = 12_500
/** A node that cannot be found is given this long to come. */
export const QUARANTINE_MS = 40_000
export const OUT_OF_SERVICE = 'node.kubernetes.io/out-of-service'

export interface Collected {
  readonly pod: Pod
  /** why, as the condition DisruptionTarget says; undefined where upstream sets none */
  readonly message?: string
}

/** Ended Pods beyond the threshold: evicted ones first, then the oldest. */
export function excessTerminated(pods: readonly Pod[]): readonly Collected[] {
  const ended = pods.filter((pod) => isPodTerminal(pod))
  const isEvicted = (pod: Pod) => pod.status.phase === 'Failed' && pod.status.reason === 'Evicted'
  const rank = (pod: Pod) => `${isEvicted(pod) ? 0 : 1}${pod.metadata.creationTimestamp}${pod.metadata.name}`
  const sorted = [...ended].sort((a, b) => (rank(a) < rank(b) ? -1 : 1))
  return sorted.slice(0, Math.max(0, ended.length - TERMINATED_PODS_MAX)).map((pod) => ({ pod }))
}

/** Pods that are being deleted on a node that is out of service: nobody there will finish it. */
export const onOutOfService = (pods: readonly Pod[], node: (name: string) => Node | undefined): readonly Collected[] =>
  pods
    .filter((pod) => {
      const found = isDeleting(pod) ? node(pod.spec.nodeName ?? '') : undefined
      return (
        found &&
        !isConditionTrue(found.status.conditions, 'Ready') &&
        (found.spec.taints ?? []).some(({ key }) => key === OUT_OF_SERVICE)
      )
    })
    .map((pod) => ({ pod }))

export const unscheduledTerminating = (pods: readonly Pod[]): readonly Collected[] =>
  pods.filter((pod) => isDeleting(pod) && !isPodScheduled(pod)).map((pod) => ({ pod }))

export const orphaned = (pods: readonly Pod[], goneNodes: ReadonlySet<string>): readonly Collected[] =>
  pods
    .filter(({ spec }) => goneNodes.has(spec.nodeName ?? ''))
    .map((pod) => ({ pod, message: 'PodGC: node no longer exists' }))

/** The Pod as it is before it is deleted: failed, for no kubelet will ever say how it ended. */
export function failedPod(pod: Pod, message: string | undefined, nowText: string): Pod | undefined {
  if (isPodTerminal(pod)) return undefined
  const { conditions = [] } = pod.status
  const target = {
    type: 'DisruptionTarget',
    status: 'True',
    reason: 'DeletionByPodGC',
    message: message ?? '',
    lastTransitionTime: nowText,
    ...(pod.metadata.generation ? { observedGeneration: pod.metadata.generation } : {}),
  }
  const others = conditions.filter(({ type }) => type !== 'DisruptionTarget')
  return { ...pod, status: { ...pod.status, phase: 'Failed', ...(message ? { conditions: [...others, target] } : {}) } }
}
