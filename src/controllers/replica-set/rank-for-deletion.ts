// Which Pods go first when there are too many. Follows pkg/controller/controller_utils.go ActivePodsWithRanks, v1.36.
import { conditionOf } from '../../objects/conditions'
import type { ContainerStatus, Pod } from '../../objects/kinds'
import { isPodActive, isPodReady, isSidecar } from '../../objects/pods'
import { instantOf } from '../../objects/time'

const PHASE_ORDER: Readonly<Record<string, number>> = { Pending: 0, Unknown: 1, Running: 2 }
const DELETION_COST = 'controller.kubernetes.io/pod-deletion-cost'
const NANOSECONDS_PER_MS = 1_000_000

/** What the rules ask of a Pod, worked out once and not for every comparison. */
interface Ranked {
  readonly pod: Pod
  readonly assigned: boolean
  readonly phase: number
  readonly ready: boolean
  readonly cost: number
  /** Pods of the same owner on its node */
  readonly crowd: number
  readonly readySince: string
  readonly restarts: number
  readonly sidecarRestarts: number
}

/** Negative when the first Pod goes before the second, 0 when this rule does not decide. */
type Rule = (a: Ranked, b: Ranked) => number

/**
 * The Pods in the order in which they go: unassigned, early phase, not ready, cheap to delete, doubled up on a node, ready for
 * a short time, often restarted, young. Times are compared by powers of two, and within one bucket the uid decides.
 * @param related the Pods of the same owner, which make a node crowded
 */
export function rankForDeletion(pods: readonly Pod[], related: readonly Pod[], now: number): Pod[] {
  const rules: readonly Rule[] = [
    (a, b) => Number(a.assigned) - Number(b.assigned),
    (a, b) => a.phase - b.phase,
    (a, b) => Number(a.ready) - Number(b.ready),
    (a, b) => a.cost - b.cost,
    (a, b) => b.crowd - a.crowd,
    (a, b) => (a.ready && b.ready ? laterFirst(a.readySince, b.readySince, { a, b, now }) : 0),
    (a, b) => b.restarts - a.restarts || b.sidecarRestarts - a.sidecarRestarts,
    (a, b) => laterFirst(a.pod.metadata.creationTimestamp, b.pod.metadata.creationTimestamp, { a, b, now }),
    (a, b) => (a.pod.metadata.name < b.pod.metadata.name ? -1 : 1),
  ]
  const ranked = rankedBy(pods, crowds(related)).sort((a, b) => {
    for (const rule of rules) {
      const order = rule(a, b)
      if (order !== 0) return order
    }
    return 0
  })
  return ranked.map(({ pod }) => pod)
}

const rankedBy = (pods: readonly Pod[], crowdOn: ReadonlyMap<string, number>): Ranked[] =>
  pods.map((pod) => ({
    pod,
    assigned: Boolean(pod.spec.nodeName),
    phase: PHASE_ORDER[pod.status.phase ?? ''] ?? 0,
    ready: isPodReady(pod),
    cost: deletionCost(pod),
    crowd: crowdOn.get(pod.spec.nodeName ?? '') ?? 0,
    readySince: String(conditionOf(pod.status.conditions, 'Ready')?.lastTransitionTime ?? ''),
    restarts: restarts(pod, false),
    sidecarRestarts: restarts(pod, true),
  }))

/** What is no whole 32-bit number costs nothing. */
function deletionCost({ metadata: { annotations } }: Pod): number {
  const text = annotations?.[DELETION_COST]
  if (text === undefined || !/^(0|-?[1-9]\d*)$/.test(text)) return 0
  const cost = Number(text)
  return cost >= -(2 ** 31) && cost < 2 ** 31 ? cost : 0
}

/** Active Pods by node. */
function crowds(related: readonly Pod[]): ReadonlyMap<string, number> {
  const onNode = new Map<string, number>()
  for (const pod of related)
    if (isPodActive(pod)) onNode.set(pod.spec.nodeName ?? '', (onNode.get(pod.spec.nodeName ?? '') ?? 0) + 1)
  return onNode
}

function laterFirst(timeA: string, timeB: string, { a, b, now }: { a: Ranked; b: Ranked; now: number }): number {
  if (timeA === timeB) return 0
  if (!timeA || !timeB) return timeA ? 1 : -1
  const difference = ageBucket(timeA, now) - ageBucket(timeB, now)
  return difference !== 0 ? difference : a.pod.metadata.uid < b.pod.metadata.uid ? -1 : 1
}

/** The power of two of an age in nanoseconds, as upstream counts it: old Pods of much the same age are left to chance. */
function ageBucket(time: string, now: number): number {
  const age = (now - instantOf(time)) * NANOSECONDS_PER_MS
  return age > 0 ? Math.trunc(Math.log2(age)) : -1
}

/** Of all its containers the one that was restarted most often counts. */
function restarts({ spec, status }: Pod, ofSidecars: boolean): number {
  if (ofSidecars && !spec.initContainers) return 0
  const sidecars = new Set((spec.initContainers ?? []).filter(isSidecar).map(({ name }) => name))
  const counted: readonly ContainerStatus[] = ofSidecars
    ? (status.initContainerStatuses ?? []).filter(({ name }) => sidecars.has(name))
    : (status.containerStatuses ?? [])
  return Math.max(0, ...counted.map(({ restartCount }) => restartCount))
}
