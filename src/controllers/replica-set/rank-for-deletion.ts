// Which Pods go first when there are too many. Follows pkg/controller/controller_utils.go ActivePodsWithRanks, v1.36.
import { conditionOf } from '../../objects/conditions'
import type { ContainerStatus, Pod } from '../../objects/kinds'
import { isPodActive, isPodReady, isSidecar } from '../../objects/pods'
import { instantOf } from '../../objects/time'

const PHASE_ORDER: Readonly<Record<string, number>> = { Pending: 0, Unknown: 1, Running: 2 }
const DELETION_COST = 'controller.kubernetes.io/pod-deletion-cost'
const NANOSECONDS_PER_MS = 1_000_000

/** Negative when the first Pod goes before the second, 0 when this rule does not decide. */
type Rule = (a: Pod, b: Pod) => number

/**
 * The Pods in the order in which they go: unassigned, early phase, not ready, cheap to delete, doubled up on a node, ready for
 * a short time, often restarted, young. Times are compared by powers of two, and within one bucket the uid decides.
 * @param related the Pods of the same owner, which make a node crowded
 */
export function rankForDeletion(pods: readonly Pod[], related: readonly Pod[], now: number): Pod[] {
  const rules: readonly Rule[] = [
    unassignedFirst,
    earlierPhaseFirst,
    notReadyFirst,
    cheaperFirst,
    crowdedFirst(related),
    readyLaterFirst(now),
    moreRestartsFirst,
    youngerFirst(now),
    (a, b) => (a.metadata.name < b.metadata.name ? -1 : 1),
  ]
  return [...pods].sort((a, b) => {
    for (const rule of rules) {
      const order = rule(a, b)
      if (order !== 0) return order
    }
    return 0
  })
}

const unassignedFirst: Rule = (a, b) => Number(Boolean(a.spec.nodeName)) - Number(Boolean(b.spec.nodeName))
const earlierPhaseFirst: Rule = (a, b) =>
  (PHASE_ORDER[a.status.phase ?? ''] ?? 0) - (PHASE_ORDER[b.status.phase ?? ''] ?? 0)
const notReadyFirst: Rule = (a, b) => Number(isPodReady(a)) - Number(isPodReady(b))
const cheaperFirst: Rule = (a, b) => deletionCost(a) - deletionCost(b)

/** What is no whole 32-bit number costs nothing; a plus sign and a leading zero (but for a minus before it) make it none. */
function deletionCost({ metadata: { annotations } }: Pod): number {
  const text = annotations?.[DELETION_COST] ?? ''
  if (!/^(0|[1-9]\d*|-\d+)$/.test(text)) return 0
  const cost = Number(text)
  return cost >= -(2 ** 31) && cost < 2 ** 31 ? cost : 0
}

function crowdedFirst(related: readonly Pod[]): Rule {
  const onNode = new Map<string, number>()
  for (const pod of related)
    if (isPodActive(pod)) onNode.set(pod.spec.nodeName ?? '', (onNode.get(pod.spec.nodeName ?? '') ?? 0) + 1)
  const crowd = ({ spec }: Pod): number => onNode.get(spec.nodeName ?? '') ?? 0
  return (a, b) => crowd(b) - crowd(a)
}

const readySince = ({ status }: Pod): string =>
  String(conditionOf(status.conditions, 'Ready')?.lastTransitionTime ?? '')

const readyLaterFirst =
  (now: number): Rule =>
  (a, b) =>
    isPodReady(a) && isPodReady(b) ? laterFirst(readySince(a), readySince(b), { a, b, now }) : 0

const youngerFirst =
  (now: number): Rule =>
  (a, b) =>
    laterFirst(a.metadata.creationTimestamp, b.metadata.creationTimestamp, { a, b, now })

function laterFirst(timeA: string, timeB: string, { a, b, now }: { a: Pod; b: Pod; now: number }): number {
  if (timeA === timeB) return 0
  if (!timeA || !timeB) return timeA ? 1 : -1
  const difference = ageBucket(timeA, now) - ageBucket(timeB, now)
  return difference !== 0 ? difference : a.metadata.uid < b.metadata.uid ? -1 : 1
}

/** The power of two of an age in nanoseconds, as upstream counts it: old Pods of much the same age are left to chance. */
function ageBucket(time: string, now: number): number {
  const age = (now - instantOf(time)) * NANOSECONDS_PER_MS
  return age > 0 ? Math.trunc(Math.log2(age)) : -1
}

const moreRestartsFirst: Rule = (a, b) =>
  restarts(b, false) - restarts(a, false) || restarts(b, true) - restarts(a, true)

function restarts({ spec, status }: Pod, ofSidecars: boolean): number {
  const sidecars = new Set((spec.initContainers ?? []).filter(isSidecar).map(({ name }) => name))
  const counted: readonly ContainerStatus[] = ofSidecars
    ? (status.initContainerStatuses ?? []).filter(({ name }) => sidecars.has(name))
    : (status.containerStatuses ?? [])
  return Math.max(0, ...counted.map(({ restartCount }) => restartCount))
}
