// Follows pkg/controller/daemon updateDaemonSetStatus, v1.36.
import type { DaemonSet } from '../../objects/kinds'
import { omitEmpty } from '../../objects/omit-empty'
import { isPodAvailable, isPodReady } from '../../objects/pods'
import { isUpdated } from './daemon-pod'
import { nodeShouldRunDaemonPod } from './node-should-run'
import { minReadySecondsOf, oldestFirst, type DaemonFacts } from './plan'

/** Counts by node: of several Pods the oldest speaks for its node. */
export function daemonSetStatus({ set, nodes, podsByNode, hash, now }: DaemonFacts): DaemonSet['status'] {
  let [desired, current, misscheduled, ready, available, updated] = [0, 0, 0, 0, 0, 0]
  for (const node of nodes) {
    const pods = podsByNode.get(node.metadata.name) ?? []
    const pod = pods.length > 1 ? [...pods].sort(oldestFirst)[0] : pods[0]
    const { shouldRun } = nodeShouldRunDaemonPod(node, set)
    if (shouldRun) desired++
    if (!pod) continue
    if (!shouldRun) {
      misscheduled++
      continue
    }
    current++
    if (isPodReady(pod)) ready++
    if (isPodAvailable(pod, minReadySecondsOf(set), now)) available++
    if (isUpdated(pod, set, hash)) updated++
  }
  return {
    currentNumberScheduled: current,
    numberMisscheduled: misscheduled,
    desiredNumberScheduled: desired,
    numberReady: ready,
    ...omitEmpty({
      observedGeneration: set.metadata.generation,
      updatedNumberScheduled: updated,
      numberAvailable: available,
      numberUnavailable: desired - available,
      conditions: set.status.conditions,
    }),
    ...(set.status.collisionCount === undefined ? {} : { collisionCount: set.status.collisionCount }),
  }
}
