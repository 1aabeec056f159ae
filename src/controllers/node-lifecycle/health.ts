// Whether a node's kubelet still reports. Follows tryUpdateNodeHealth of
// pkg/controller/nodelifecycle/node_lifecycle_controller.go, v1.36.
import { conditionOf } from '../../objects/conditions'
import type * as k from '../../objects/generated/kubernetes'
import type { Lease, Node } from '../../objects/kinds'
import { instantOf } from '../../objects/time'

/** A node that has reported once may be silent this long, a new one a little longer. */
export const MONITOR_GRACE_MS = 50_000
export const STARTUP_GRACE_MS = 60_000

/** What the controller saw of a node, and when. */
export interface NodeHealth {
  readonly probedAt: number
  readonly renewTime: string
  readonly heartbeat: string
}

type Condition = k.V1NodeCondition
const UNKNOWN_WHEN_SILENT = ['Ready', 'MemoryPressure', 'DiskPressure', 'PIDPressure'] as const

const renewTimeOf = (lease: Lease | undefined): string => String(lease?.spec.renewTime ?? '')
const heartbeatOf = (node: Node): string => conditionOf(node.status.conditions, 'Ready')?.lastHeartbeatTime ?? ''

/** A lease that was renewed, or a status that was posted, since the last look proves life now. */
export function nextHealth(
  before: NodeHealth | undefined,
  node: Node,
  lease: Lease | undefined,
  now: number,
): NodeHealth {
  const renewTime = renewTimeOf(lease)
  const heartbeat = heartbeatOf(node)
  if (!before) {
    const isNew = !renewTime && conditionOf(node.status.conditions, 'Ready') === undefined
    return { probedAt: isNew ? instantOf(node.metadata.creationTimestamp) : now, renewTime, heartbeat }
  }
  const isAlive = renewTime > before.renewTime || heartbeat !== before.heartbeat
  return { probedAt: isAlive ? now : before.probedAt, renewTime, heartbeat }
}

export function isSilent(health: NodeHealth, node: Node, now: number): boolean {
  const graceMs = conditionOf(node.status.conditions, 'Ready') ? MONITOR_GRACE_MS : STARTUP_GRACE_MS
  return now > health.probedAt + graceMs
}

/** The conditions of a node that fell silent; the same list when they say so already. */
export function silentConditions(node: Node, nowText: string): readonly Condition[] {
  const conditions = node.status.conditions ?? []
  let next = [...conditions]
  let isChanged = false
  for (const type of UNKNOWN_WHEN_SILENT) {
    const current = conditionOf(conditions, type)
    if (current?.status === 'Unknown') continue
    isChanged = true
    if (!current) next.push(neverUpdated(type, node, nowText))
    else next = next.map((each) => (each === current ? stoppedPosting(current, nowText) : each))
  }
  return isChanged ? next : conditions
}

const neverUpdated = (type: string, node: Node, nowText: string): Condition => ({
  type,
  status: 'Unknown',
  reason: 'NodeStatusNeverUpdated',
  message: 'Kubelet never posted node status.',
  lastHeartbeatTime: node.metadata.creationTimestamp,
  lastTransitionTime: nowText,
})

const stoppedPosting = (condition: Condition, nowText: string): Condition => ({
  ...condition,
  status: 'Unknown',
  reason: 'NodeStatusUnknown',
  message: 'Kubelet stopped posting node status.',
  lastTransitionTime: nowText,
})
