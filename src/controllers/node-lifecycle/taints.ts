// Which taints a node bears because of its conditions. Follows pkg/controller/nodelifecycle, v1.36.
import type { Node, Taint } from '../../objects/kinds'

export const NOT_READY = 'node.kubernetes.io/not-ready'
export const UNREACHABLE = 'node.kubernetes.io/unreachable'
const UNSCHEDULABLE = 'node.kubernetes.io/unschedulable'

/** condition and its status -> key of a NoSchedule taint */
const CONDITION_TAINTS: Readonly<Record<string, string>> = {
  'Ready False': NOT_READY,
  'Ready Unknown': UNREACHABLE,
  'MemoryPressure True': 'node.kubernetes.io/memory-pressure',
  'DiskPressure True': 'node.kubernetes.io/disk-pressure',
  'NetworkUnavailable True': 'node.kubernetes.io/network-unavailable',
  'PIDPressure True': 'node.kubernetes.io/pid-pressure',
}
const KEYS = new Set([...Object.values(CONDITION_TAINTS), UNSCHEDULABLE])

/** In the order of the node's conditions. */
const noScheduleKeys = ({ status, spec }: Node): readonly string[] => [
  ...(status.conditions ?? []).flatMap((each) => CONDITION_TAINTS[`${each.type} ${each.status}`] ?? []),
  ...(spec.unschedulable ? [UNSCHEDULABLE] : []),
]

/** The taints with those of the node's conditions put right; the same list when nothing changes. */
export function withConditionTaints(node: Node, nowText: string): readonly Taint[] {
  const taints = node.spec.taints ?? []
  const wanted = noScheduleKeys(node)
  const isOurs = ({ key, effect }: Taint) => effect === 'NoSchedule' && KEYS.has(key)
  const present = new Set(taints.filter(isOurs).map(({ key }) => key))
  const kept = taints.filter((taint) => !isOurs(taint) || wanted.includes(taint.key))
  const added = wanted
    .filter((key) => !present.has(key))
    .map((key): Taint => ({ key, effect: 'NoSchedule', timeAdded: nowText }))
  return kept.length === taints.length && added.length === 0 ? taints : [...kept, ...added]
}

/** NoExecute for a node that is not ready (False) or cannot be reached (Unknown); none of both when it is ready. */
export function withNoExecute(taints: readonly Taint[], readiness: string, nowText: string): readonly Taint[] {
  const wanted = readiness === 'False' ? NOT_READY : readiness === 'Unknown' ? UNREACHABLE : undefined
  const isOurs = ({ key, effect }: Taint) => effect === 'NoExecute' && (key === NOT_READY || key === UNREACHABLE)
  const kept = taints.filter((taint) => !isOurs(taint) || taint.key === wanted)
  const isThere = kept.some((taint) => isOurs(taint))
  const added: readonly Taint[] = wanted && !isThere ? [{ key: wanted, effect: 'NoExecute', timeAdded: nowText }] : []
  return kept.length === taints.length && added.length === 0 ? taints : [...kept, ...added]
}

export const hasNoExecute = (node: Node): boolean =>
  (node.spec.taints ?? []).some(
    ({ key, effect }) => effect === 'NoExecute' && (key === NOT_READY || key === UNREACHABLE),
  )
