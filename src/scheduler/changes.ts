// What a change of an object means for Pods that wait. Follows pkg/scheduler/framework/events.go, v1.36.
import { dequal } from 'dequal'
import type { Node, Pod } from '../objects/kinds'
import type { NodeChanges, PodChanges } from './cluster-event'
import { requestsOf } from './requests'

/** undefined when nothing that matters for placing Pods has changed: heartbeats are the most frequent change of all. */
export function nodeChanges(previous: Node, node: Node): NodeChanges | undefined {
  const allocatable = !same(previous.status.allocatable, node.status.allocatable)
  const labels = !same(previous.metadata.labels, node.metadata.labels)
  const taints =
    !same(previous.spec.taints, node.spec.taints) ||
    (previous.spec.unschedulable ?? false) !== (node.spec.unschedulable ?? false)
  return allocatable || labels || taints ? { allocatable, labels, taints } : undefined
}

export function podChanges(previous: Pod, pod: Pod): PodChanges | undefined {
  const labels = !same(previous.metadata.labels, pod.metadata.labels)
  if (!labels && previous.spec === pod.spec) return undefined
  const tolerations = !same(previous.spec.tolerations, pod.spec.tolerations)
  const ungated = (previous.spec.schedulingGates?.length ?? 0) > 0 && !pod.spec.schedulingGates?.length
  const scaledDown = asksForLess(previous, pod)
  return labels || tolerations || ungated || scaledDown ? { labels, tolerations, ungated, scaledDown } : undefined
}

function asksForLess(previous: Pod, pod: Pod): boolean {
  const before = requestsOf(previous.spec)
  const after = requestsOf(pod.spec)
  return (
    before !== after &&
    (after.cpu < before.cpu || after.memory < before.memory || after.ephemeralStorage < before.ephemeralStorage)
  )
}

const same = (a: unknown, b: unknown): boolean => a === b || dequal(a, b)
