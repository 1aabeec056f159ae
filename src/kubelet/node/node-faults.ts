// What can happen to a node, as scenarios say it. Follows pkg/kubelet/nodeshutdown for the graceful way, v1.36.
import { reportNode, renewLease } from './heartbeat'
import { evictOne, EVICTION_MS, PRESSURE_TRANSITION_MS } from './eviction'
import { timeText } from '../../objects/time'
import type { NodeAgent } from './node-agent'
import type { Pressure } from './node-status'

/** Names of nodes; an unknown one is an Error. */
export interface NodeFaults {
  /** The power goes: containers die at once and nobody reports it. */
  powerOff(node: string): void
  /** The machine starts again, and its kubelet with it. */
  powerOn(node: string): void
  /** The kubelet's process stops; containers go on. */
  stopKubelet(node: string): void
  startKubelet(node: string): void
  /** The node and its Pods reach nobody elsewhere, the API server neither, and nobody reaches them; containers go on. */
  cutNetwork(node: string): void
  restoreNetwork(node: string): void
  /** Pods are evicted while it lasts; the condition outlives it by 5 minutes. */
  setPressure(node: string, pressure: Pressure, on: boolean): void
  /** Without a network plugin the node is not ready and starts only Pods on the host's network. */
  setNetworkPlugin(node: string, ready: boolean): void
  /** The condition that keeps ordinary Pods away until a network plugin clears it: `NetworkUnavailable`. */
  setNetworkUnavailable(node: string, on: boolean): void
  /** Pods are ended with grace, system-critical ones last, then the power goes. */
  shutDown(node: string, options?: { gracePeriodSeconds?: number; criticalSeconds?: number }): void
}

const CRITICAL_PRIORITY = 2_000_000_000
const SHUTDOWN = { reason: 'Terminated', message: 'Pod was terminated in response to imminent node shutdown.' }
const REBOOTED = { exitCode: 255, reason: 'Unknown' } as const

export function powerOff(agent: NodeAgent): void {
  if (!agent.powered) return
  stopKubelet(agent)
  agent.powered = false
  agent.forgetAddress?.()
  agent.forgetAddress = undefined
  for (const worker of agent.workers.values()) {
    for (const record of worker.records) {
      const { running } = record
      record.ended(REBOOTED, agent.loop.now())
      running?.signal('SIGKILL')
    }
    if (worker.sandbox !== 'ready') continue
    worker.sandbox = 'stopped'
    worker.forgetAddress?.()
    worker.forgetAddress = undefined
    if (!worker.pod.spec.hostNetwork) agent.releaseIP(worker.ip)
  }
}

export function powerOn(agent: NodeAgent): void {
  if (agent.powered) return
  agent.powered = true
  agent.shuttingDown = false
  agent.forgetAddress = agent.wire.addAddress(agent.ip, agent.nodeName)
  const node = agent.node
  startKubelet(agent)
  if (node)
    agent.record.event(
      node,
      'Warning',
      'Rebooted',
      `Node ${agent.nodeName} has been rebooted, boot id: ${node.status.nodeInfo?.bootID ?? ''}`,
    )
}

export function stopKubelet(agent: NodeAgent): void {
  if (!agent.running) return
  agent.running = false
  for (const worker of agent.workers.values()) {
    worker.interrupt()
    worker.prober?.stop()
    worker.prober = undefined
  }
}

export function startKubelet(agent: NodeAgent): void {
  if (agent.running || !agent.powered) return
  agent.running = true
  if (agent.connected) agent.register()
  const node = agent.node
  if (node) agent.record.event(node, 'Normal', 'Starting', 'Starting kubelet.')
  resume(agent)
}

export function cutNetwork(agent: NodeAgent): void {
  if (!agent.connected) return
  agent.connected = false
  agent.plugIn = agent.wire.unplug(agent.nodeName)
}

export function restoreNetwork(agent: NodeAgent): void {
  if (agent.connected) return
  agent.connected = true
  agent.plugIn?.()
  resume(agent)
}

function resume(agent: NodeAgent): void {
  if (!agent.connected || !agent.running) return
  renewLease(agent)
  reportNode(agent)
  agent.catchUp()
}

export function setPressure(agent: NodeAgent, pressure: Pressure, on: boolean): void {
  const lasting = agent.shortOf
  if (!on) {
    lasting.delete(pressure)
    agent.loop.after(PRESSURE_TRANSITION_MS, () => {
      if (lasting.has(pressure)) return
      agent.pressures.delete(pressure)
      reportNode(agent)
    })
    return
  }
  lasting.add(pressure)
  agent.pressures.add(pressure)
  reportNode(agent)
  relieve(agent, pressure)
}

/** One Pod at a time, as long as the shortage lasts. */
function relieve(agent: NodeAgent, pressure: Pressure): void {
  if (!agent.shortOf.has(pressure)) return
  if (agent.running) evictOne(agent, pressure)
  agent.loop.after(EVICTION_MS, () => relieve(agent, pressure))
}

export function setNetworkPlugin(agent: NodeAgent, ready: boolean): void {
  agent.networkReady = ready
  reportNode(agent)
}

/** In the words of the route controller and of flannel. */
const ROUTES = {
  yes: { status: 'True', reason: 'NoRouteCreated', message: 'Node created without a route' },
  no: { status: 'False', reason: 'FlannelIsUp', message: 'Flannel is running on this node' },
}

export function setNetworkUnavailable(agent: NodeAgent, on: boolean): void {
  const { node, api, loop } = agent
  if (!node) return
  const now = timeText(loop.now())
  const condition = {
    type: 'NetworkUnavailable',
    ...(on ? ROUTES.yes : ROUTES.no),
    lastHeartbeatTime: now,
    lastTransitionTime: now,
  }
  const others = (node.status.conditions ?? []).filter(({ type }) => type !== condition.type)
  api.updateStatus<'Node'>({ ...node, status: { ...node.status, conditions: [condition, ...others] } })
}

export function shutDown(
  agent: NodeAgent,
  { gracePeriodSeconds = 30, criticalSeconds = 10 }: { gracePeriodSeconds?: number; criticalSeconds?: number } = {},
): void {
  agent.shuttingDown = true
  reportNode(agent)
  const ordinarySeconds = Math.max(0, gracePeriodSeconds - criticalSeconds)
  const end = (critical: boolean, seconds: number): void => {
    for (const worker of agent.workers.values()) {
      const isCritical = (worker.pod.spec.priority ?? 0) >= CRITICAL_PRIORITY
      if (isCritical !== critical || worker.stage !== 'running') continue
      const grace = Math.min(seconds, worker.pod.spec.terminationGracePeriodSeconds ?? 30)
      worker.end({ ...SHUTDOWN, disruption: SHUTDOWN.message }, grace)
    }
  }
  end(false, ordinarySeconds)
  agent.loop.after(ordinarySeconds * 1000, () => {
    if (agent.shuttingDown) end(true, criticalSeconds)
  })
  agent.loop.after(gracePeriodSeconds * 1000, () => {
    if (agent.shuttingDown) powerOff(agent)
  })
}
