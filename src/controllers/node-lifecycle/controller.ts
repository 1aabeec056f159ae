// Follows pkg/controller/nodelifecycle/node_lifecycle_controller.go, v1.36.
import { isSilent, nextHealth, silentConditions, type NodeHealth } from './health'
import { hasNoExecute, withConditionTaints, withNoExecute } from './taints'
import { afterOne, atRate, isFullyDisrupted, NEW_LIMITER, taintRate, zoneOf, zonesOf } from './zones'
import type { Limiter, ZoneState } from './zones'
import type { EventSubject } from '../../apiserver/client'
import { conditionOf } from '../../objects/conditions'
import { canonicalText } from '../../objects/hash'
import { keyOf } from '../../objects/kube-object'
import type { Node, Pod, Taint } from '../../objects/kinds'
import type { Controller, ReconcileContext, Requeue } from '../runtime/controller'

const MONITOR_MS = 5000
const ALL = { namespace: '', name: 'all' }

const readiness = (node: Node): string => conditionOf(node.status.conditions, 'Ready')?.status ?? 'Unknown'

/** Conditions that keep Pods away show as NoSchedule taints, at once. */
export const nodeTaintController = (): Controller => ({
  name: 'node-controller',
  wakesOn: [{ kind: 'Node', keys: ({ type, object }) => (type === 'DELETED' ? [] : [keyOf(object)]) }],
  reconcile({ name }, context) {
    const node = context.read.get('Node', '', name)
    if (node) setTaints(node, withConditionTaints(node, context.nowText), context)
  },
})

function setTaints(node: Node, taints: readonly Taint[], { api }: ReconcileContext): void {
  if (canonicalText(taints) === canonicalText(node.spec.taints ?? [])) return
  const { taints: _, ...spec } = node.spec
  api.update<'Node'>({ ...node, spec: { ...spec, ...(taints.length > 0 ? { taints: [...taints] } : {}) } })
}

/** Events about a node tell its uid, and no version. */
const nodeOf = ({ metadata: { name, uid } }: Node): EventSubject => ({
  apiVersion: 'v1',
  kind: 'Node',
  metadata: { name, uid },
})

interface Memory {
  readonly health: Map<string, NodeHealth>
  readonly registered: Map<string, Node>
  /** nodes that wait for their NoExecute taint, in the order in which they came */
  readonly waiting: Set<string>
  /** by zone */
  readonly limiters: Map<string, Limiter>
  readonly zoneStates: Map<string, ZoneState | 'Initial'>
  monitorAt: number
  hasBegun: boolean
}

/** Looks at all nodes every five seconds: whose kubelet is silent is not ready, and loses its Pods. */
export function nodeLifecycleController(): Controller {
  const memory: Memory = {
    health: new Map(),
    registered: new Map(),
    waiting: new Set(),
    limiters: new Map(),
    zoneStates: new Map(),
    monitorAt: 0,
    hasBegun: false,
  }
  return {
    name: 'node-controller',
    wakesOn: [],
    resyncMs: MONITOR_MS,
    resyncKeys: () => [ALL],
    reconcile(_key, context) {
      if (context.now >= memory.monitorAt) {
        memory.monitorAt = context.now + MONITOR_MS
        monitor(memory, context)
      }
      return taintWaiting(memory, context)
    },
  }
}

function monitor(memory: Memory, context: ReconcileContext): void {
  const nodes = context.read.list('Node')
  register(memory, nodes, context)
  for (const node of nodes) monitorNode(node, memory, context)
  handleDisruption(memory, context)
}

/** Nodes that are there from the beginning were registered long ago: nobody tells of them. */
function register(memory: Memory, nodes: readonly Node[], { record }: ReconcileContext): void {
  const { registered, health, waiting, hasBegun } = memory
  memory.hasBegun = true
  const present = new Set(nodes.map(({ metadata }) => metadata.name))
  for (const [name, node] of registered) {
    if (present.has(name)) continue
    registered.delete(name)
    health.delete(name)
    waiting.delete(name)
    record.event(nodeOf(node), 'Normal', 'RemovingNode', `Node ${name} event: Removing Node ${name} from Controller`)
  }
  for (const node of nodes) {
    const { name } = node.metadata
    if (!registered.has(name) && hasBegun)
      record.event(
        nodeOf(node),
        'Normal',
        'RegisteredNode',
        `Node ${name} event: Registered Node ${name} in Controller`,
      )
    registered.set(name, node)
  }
}

function monitorNode(observed: Node, memory: Memory, context: ReconcileContext): void {
  const { read, api, record, now, nowText } = context
  const { name } = observed.metadata
  const health = nextHealth(memory.health.get(name), observed, read.get('Lease', 'kube-node-lease', name), now)
  memory.health.set(name, health)
  let current = observed
  if (isSilent(health, observed, now)) {
    const conditions = silentConditions(observed, nowText)
    if (conditions !== observed.status.conditions)
      current = api.updateStatus<'Node'>({ ...observed, status: { ...observed.status, conditions: [...conditions] } })
  }
  // One that never said whether it is ready is given time to do so.
  if (!conditionOf(current.status.conditions, 'Ready')) return
  // The taint answers to what stood at the beginning: it follows a round after the condition.
  noteForTaint(current, readiness(observed), memory, context)
  if (readiness(current) === 'True' || readiness(observed) !== 'True') return
  record.event(nodeOf(current), 'Normal', 'NodeNotReady', `Node ${name} status is now: NodeNotReady`)
  for (const pod of read.onNode(name)) markNotReady(pod, context)
}

function noteForTaint(node: Node, readyStatus: string, { waiting }: Memory, context: ReconcileContext): void {
  const { name } = node.metadata
  if (readyStatus === 'True') {
    waiting.delete(name)
    if (hasNoExecute(node)) setTaints(node, withNoExecute(node.spec.taints ?? [], 'True', context.nowText), context)
  } else if (hasNoExecute(node))
    setTaints(node, withNoExecute(node.spec.taints ?? [], readyStatus, context.nowText), context)
  else waiting.add(name)
}

/** Nobody on the node tells of its Pods any more: they take no requests. */
function markNotReady(pod: Pod, { api, record, nowText }: ReconcileContext): void {
  const conditions = pod.status.conditions ?? []
  const ready = conditionOf(conditions, 'Ready')
  if (ready?.status !== 'True') return
  const next = conditions.map((each) =>
    each === ready ? { ...ready, status: 'False', lastTransitionTime: nowText } : each,
  )
  api.updateStatus<'Pod'>({ ...pod, status: { ...pod.status, conditions: next } })
  record.event(pod, 'Warning', 'NodeNotReady', 'Node is not ready')
}

/**
 * Each zone has its rate. When every zone is down nobody is evicted, and taints that were set for it go; when one comes back all
 * nodes get a new start.
 */
function handleDisruption(memory: Memory, context: ReconcileContext): void {
  const { limiters, zoneStates, health, waiting } = memory
  const nodes = context.read.list('Node')
  const zones = zonesOf(nodes, (node) => readiness(node) === 'True')
  for (const zone of zones.keys()) if (!zoneStates.has(zone)) zoneStates.set(zone, 'Initial')
  for (const zone of zoneStates.keys()) if (!zones.has(zone)) zoneStates.delete(zone)
  const isDown = isFullyDisrupted([...zones.values()].map(({ state }) => state))
  const wasDown = [...zoneStates.values()].every((state) => state === 'FullDisruption')
  if (isDown && wasDown) return
  if (isDown) {
    waiting.clear()
    for (const node of nodes) setTaints(node, withNoExecute(node.spec.taints ?? [], 'True', context.nowText), context)
  } else if (wasDown) for (const [name, each] of health) health.set(name, { ...each, probedAt: context.now })
  for (const [zone, now] of zones) {
    if (!isDown && !wasDown && zoneStates.get(zone) === now.state) continue
    const limiter = limiters.get(zone) ?? NEW_LIMITER
    limiters.set(zone, atRate(limiter, isDown ? 0 : taintRate(now), context.now))
    zoneStates.set(zone, now.state)
  }
}

/** One node a zone at a time, the next ten seconds later. */
function taintWaiting({ waiting, limiters }: Memory, context: ReconcileContext): Requeue | undefined {
  const { read, now, nowText } = context
  let nextAt = Infinity
  for (const name of [...waiting]) {
    const node = read.get('Node', '', name)
    if (!node || readiness(node) === 'True') {
      waiting.delete(name)
      continue
    }
    const zone = zoneOf(node)
    const limiter = limiters.get(zone) ?? NEW_LIMITER
    if (limiter.nextAt > now) {
      nextAt = Math.min(nextAt, limiter.nextAt)
      continue
    }
    waiting.delete(name)
    limiters.set(zone, afterOne(limiter, now))
    setTaints(node, withNoExecute(node.spec.taints ?? [], readiness(node), nowText), context)
  }
  return nextAt === Infinity ? undefined : { afterMs: nextAt - now }
}
