// A node's registration, its lease and its status reports. Follows pkg/kubelet/kubelet_node_status.go and
// component-helpers/apimachinery/lease, v1.36.
import { isApiError } from '../../apiserver/client'
import type { Draft } from '../../objects/kube-object'
import { conditionOf } from '../../objects/conditions'
import type { Lease, Node } from '../../objects/kinds'
import { microTimeText } from '../../objects/time'
import { NETWORK_NOT_READY } from '../pod/sync-pod'
import type { NodeAgent } from './node-agent'
import {
  isTold,
  nodeConditions,
  nodeEventReason,
  nodeInfo,
  nodeResources,
  PRESSURES,
  type NodeHealth,
} from './node-status'

/** Leases are renewed this often; a changed status goes with them. */
export const HEARTBEAT_MS = 10_000
/** A status that has not changed is still reported this often. */
const REPORT_MS = 300_000
const LEASE_SECONDS = 40
const LEASES = 'kube-node-lease'

export interface NodeDefaults {
  readonly place: number
  readonly ip: string
  readonly podCIDR: string
}

/** What the kubelet registers: the manifest with all that a machine adds to it. */
export function nodeDraft(given: Draft<Node>, { place, ip, podCIDR }: NodeDefaults): Draft<Node> {
  const name = given.metadata.name ?? ''
  const status = (given.status ?? {}) as Node['status']
  return {
    ...given,
    apiVersion: 'v1',
    kind: 'Node',
    metadata: {
      ...given.metadata,
      labels: {
        'beta.kubernetes.io/arch': 'amd64',
        'beta.kubernetes.io/os': 'linux',
        'kubernetes.io/arch': 'amd64',
        'kubernetes.io/hostname': name,
        'kubernetes.io/os': 'linux',
        ...given.metadata.labels,
      },
      annotations: { 'volumes.kubernetes.io/controller-managed-attach-detach': 'true', ...given.metadata.annotations },
    },
    spec: { podCIDR, podCIDRs: [podCIDR], ...given.spec },
    status: {
      ...nodeResources(status),
      addresses: status.addresses ?? [
        { type: 'InternalIP', address: ip },
        { type: 'Hostname', address: name },
      ],
      daemonEndpoints: { kubeletEndpoint: { Port: 10250 } },
      nodeInfo: { ...nodeInfo(place), ...status.nodeInfo },
    },
  }
}

/** Why the node is not ready; '' when it is. */
export function notReadyWords({ networkReady, shuttingDown }: NodeAgent): string {
  return [...(networkReady ? [] : [NETWORK_NOT_READY]), ...(shuttingDown ? ['node is shutting down'] : [])].join(', ')
}

const healthOf = (agent: NodeAgent): NodeHealth => ({ pressures: agent.pressures, notReady: notReadyWords(agent) })

const canReport = ({ running, connected, powered }: NodeAgent): boolean => running && connected && powered

/** Once every 10 seconds. What others have written into the conditions is put right. */
export function beat(agent: NodeAgent): void {
  if (!canReport(agent)) return
  renewLease(agent)
  const now = agent.loop.now()
  const isLate = now - agent.reportedAt >= REPORT_MS
  if (isLate || (agent.node && !isTold(agent.node.status.conditions, healthOf(agent)))) reportNode(agent)
}

/** Writes the node's status. Changes of conditions are told as Events unless `quiet`. */
export function reportNode(agent: NodeAgent, quiet = false): void {
  const node = agent.node
  if (!node || !canReport(agent)) return
  const now = agent.loop.now()
  agent.reportedAt = now
  const conditions = nodeConditions(node.status.conditions, healthOf(agent), now)
  const images = agent.puller.present.map(({ digest, ref, bytes }) => ({ names: [digest, ref], sizeBytes: bytes }))
  const status: Node['status'] = {
    ...node.status,
    conditions,
    ...(images.length > 0 ? { images: images.sort((a, b) => b.sizeBytes - a.sizeBytes).slice(0, IMAGES_MAX) } : {}),
  }
  try {
    agent.api.updateStatus<'Node'>({ ...node, status })
  } catch (error) {
    if (!isApiError(error)) throw error
    return
  }
  if (quiet) return
  for (const condition of conditions) {
    if (condition.type !== 'Ready' && !(PRESSURES as readonly string[]).includes(condition.type)) continue
    const before = conditionOf(node.status.conditions, condition.type)
    if (before?.status === condition.status) continue
    tellNode(agent, nodeEventReason(condition))
  }
}

/** The kubelet's default for how many images a status names. */
const IMAGES_MAX = 50

export function tellNode(agent: NodeAgent, reason: string): void {
  const node = agent.node
  if (node) agent.record.event(node, 'Normal', reason, `Node ${agent.nodeName} status is now: ${reason}`)
}

export function renewLease(agent: NodeAgent): void {
  const renewTime = microTimeText(agent.loop.now())
  const lease = agent.read.get('Lease', LEASES, agent.nodeName)
  try {
    if (lease) agent.api.update<'Lease'>({ ...lease, spec: { ...lease.spec, renewTime } })
    else agent.api.create('Lease', leaseDraft(agent, renewTime))
  } catch (error) {
    // The namespace of leases may not be there yet, the node may have been deleted: the next heartbeat tries again.
    if (!isApiError(error)) throw error
  }
}

function leaseDraft({ nodeName, node }: NodeAgent, renewTime: string): Draft<Lease> {
  return {
    apiVersion: 'coordination.k8s.io/v1',
    kind: 'Lease',
    metadata: {
      name: nodeName,
      namespace: LEASES,
      ...(node
        ? { ownerReferences: [{ apiVersion: 'v1', kind: 'Node', name: nodeName, uid: node.metadata.uid }] }
        : {}),
    },
    spec: { holderIdentity: nodeName, leaseDurationSeconds: LEASE_SECONDS, renewTime },
  }
}
