// A node with what runs on it, in numbers. Follows pkg/scheduler/framework/types.go (NodeInfo), v1.36.
import type { Node, Taint } from '../objects/kinds'
import type { Labels } from '../objects/selectors'
import type { HostPort, PodInfo } from './pod-info'
import { milliOf, unitsOf } from './requests'

const NO_TAINTS: readonly Taint[] = []

/** What a node has to give: cpu in millicores, memory and storage in bytes. */
export interface Allocatable {
  readonly cpu: number
  readonly memory: number
  readonly ephemeralStorage: number
  readonly pods: number
  readonly scalars: ReadonlyMap<string, number>
}

const NOTHING: Allocatable = { cpu: 0, memory: 0, ephemeralStorage: 0, pods: 0, scalars: new Map() }

export function allocatableOf(node: Node): Allocatable {
  const { cpu, memory, pods, 'ephemeral-storage': storage, ...others } = node.status.allocatable ?? {}
  return {
    cpu: milliOf(cpu), memory: unitsOf(memory), ephemeralStorage: unitsOf(storage), pods: unitsOf(pods),
    scalars: new Map(Object.entries(others).map(([name, amount]) => [name, unitsOf(amount)])),
  }
}

export class NodeInfo {
  /** undefined while Pods are on a node that is gone or not known yet */
  node: Node | undefined
  labels: Labels
  unschedulable = false
  /** NoSchedule and NoExecute */
  taints: readonly Taint[] = NO_TAINTS
  /** PreferNoSchedule */
  softTaints: readonly Taint[] = NO_TAINTS
  allocatable = NOTHING
  cpu = 0
  memory = 0
  ephemeralStorage = 0
  nonZeroCpu = 0
  nonZeroMemory = 0
  readonly scalars = new Map<string, number>()
  readonly pods = new Map<string, PodInfo>()
  /** how many Pods here use host ports or claims: most nodes have none, and none is quickly asked */
  portUsers = 0
  claimUsers = 0
  /** when the scheduler last chose this node, in its own counting: ties go to the one that waited longest */
  chosenAt = 0

  /** @param slot a small number of its own: per-node figures are kept in arrays */
  constructor(readonly name: string, readonly slot: number) {}

  setNode(node: Node): void {
    const before = this.node
    this.node = node
    this.labels = node.metadata.labels
    this.unschedulable = node.spec.unschedulable === true
    const taints = node.spec.taints ?? NO_TAINTS
    if (taints !== before?.spec.taints) {
      this.taints = taints.filter(({ effect }) => effect === 'NoSchedule' || effect === 'NoExecute')
      this.softTaints = taints.filter(({ effect }) => effect === 'PreferNoSchedule')
    }
    if (node.status.allocatable !== before?.status.allocatable || this.allocatable === NOTHING) this.allocatable = allocatableOf(node)
  }

  unsetNode(): void {
    this.node = undefined
    this.labels = undefined
    this.allocatable = NOTHING
  }

  addPod(pod: PodInfo): void {
    this.pods.set(pod.uid, pod)
    this.account(pod, 1)
  }

  removePod(pod: PodInfo): boolean {
    if (!this.pods.delete(pod.uid)) return false
    this.account(pod, -1)
    return true
  }

  /** A copy to try things on: Pods may be taken away and put back without anybody noticing. */
  clone(): NodeInfo {
    const copy = new NodeInfo(this.name, this.slot)
    Object.assign(copy, {
      node: this.node, labels: this.labels, unschedulable: this.unschedulable, taints: this.taints, softTaints: this.softTaints,
      allocatable: this.allocatable, cpu: this.cpu, memory: this.memory, ephemeralStorage: this.ephemeralStorage,
      nonZeroCpu: this.nonZeroCpu, nonZeroMemory: this.nonZeroMemory, portUsers: this.portUsers, claimUsers: this.claimUsers,
      chosenAt: this.chosenAt,
    })
    for (const [uid, pod] of this.pods) copy.pods.set(uid, pod)
    for (const [name, amount] of this.scalars) copy.scalars.set(name, amount)
    return copy
  }

  usesPort({ ip, protocol, port }: HostPort): boolean {
    if (this.portUsers === 0) return false
    for (const { hostPorts } of this.pods.values()) {
      for (const used of hostPorts) {
        if (used.port !== port || used.protocol !== protocol) continue
        if (used.ip === ip || used.ip === '0.0.0.0' || ip === '0.0.0.0') return true
      }
    }
    return false
  }

  private account({ requests, hostPorts, claims }: PodInfo, sign: 1 | -1): void {
    this.cpu += sign * requests.cpu
    this.memory += sign * requests.memory
    this.ephemeralStorage += sign * requests.ephemeralStorage
    this.nonZeroCpu += sign * requests.nonZeroCpu
    this.nonZeroMemory += sign * requests.nonZeroMemory
    for (const [name, amount] of requests.scalars) this.scalars.set(name, (this.scalars.get(name) ?? 0) + sign * amount)
    if (hostPorts.length > 0) this.portUsers += sign
    if (claims.length > 0) this.claimUsers += sign
  }
}
