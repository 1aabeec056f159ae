// A node with what runs on it, in numbers. Follows pkg/scheduler/framework/types.go (NodeInfo), v1.36.
import type { Node, Taint } from '../objects/kinds'
import type { Labels } from '../objects/selectors'
import { copyRow, FIGURES, singleRow, type Row } from './figures'
import type { HostPort, PodInfo } from './pod-info'
import { milliOf, unitsOf } from './requests'
import { keepsAway } from './taints'

const {
  CPU,
  CPU_MAX,
  EVENNESS,
  MEMORY,
  MEMORY_MAX,
  NON_ZERO_CPU,
  NON_ZERO_MEMORY,
  PODS,
  PODS_MAX,
  STORAGE,
  STORAGE_MAX,
} = FIGURES
const NO_TAINTS: readonly Taint[] = []
const EVENNESS_MAX = 100

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
    cpu: milliOf(cpu),
    memory: unitsOf(memory),
    ephemeralStorage: unitsOf(storage),
    pods: unitsOf(pods),
    scalars: new Map(Object.entries(others).map(([name, amount]) => [name, unitsOf(amount)])),
  }
}

/** Versions are unique among all nodes and copies: what was worked out for one of them never passes for another. */
let lastVersion = 0

export class NodeInfo {
  // What is asked of every node for every Pod comes first, side by side in memory.
  /** what is asked for and what there is, see figures.ts */
  readonly table: Float64Array
  readonly at: number
  /** another number after each change of what runs here or of what there is */
  version = ++lastVersion
  unschedulable = false
  hasTaints = false
  /** when the scheduler last chose this node, in its own counting: ties go to the one that waited longest */
  chosenAt = 0
  /** undefined while Pods are on a node that is gone or not known yet */
  node: Node | undefined
  labels: Labels
  /** NoSchedule and NoExecute */
  taints: readonly Taint[] = NO_TAINTS
  /** PreferNoSchedule */
  softTaints: readonly Taint[] = NO_TAINTS
  allocatable = NOTHING
  readonly scalars = new Map<string, number>()
  readonly pods = new Map<string, PodInfo>()
  /** how many Pods here use host ports or claims: most nodes have none, and none is quickly asked */
  portUsers = 0
  claimUsers = 0

  /** @param slot a small number of its own: per-node figures are kept in arrays */
  constructor(
    readonly name: string,
    readonly slot: number,
    row: Row = singleRow(),
  ) {
    this.table = row.table
    this.at = row.at
    this.table.fill(0, this.at, this.at + EVENNESS + 1)
  }

  setNode(node: Node): void {
    const before = this.node
    this.node = node
    this.labels = node.metadata.labels
    this.unschedulable = node.spec.unschedulable === true
    const taints = node.spec.taints ?? NO_TAINTS
    if (taints !== before?.spec.taints) {
      this.taints = taints.filter(keepsAway)
      this.softTaints = taints.filter(({ effect }) => effect === 'PreferNoSchedule')
      this.hasTaints = this.taints.length > 0
    }
    if (node.status.allocatable !== before?.status.allocatable || this.allocatable === NOTHING)
      this.setAllocatable(allocatableOf(node))
  }

  unsetNode(): void {
    this.node = undefined
    this.labels = undefined
    this.setAllocatable(NOTHING)
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
    copy.table.set(copyRow(this).table)
    Object.assign(copy, {
      node: this.node,
      labels: this.labels,
      unschedulable: this.unschedulable,
      taints: this.taints,
      softTaints: this.softTaints,
      version: this.version,
      hasTaints: this.hasTaints,
      allocatable: this.allocatable,
      portUsers: this.portUsers,
      claimUsers: this.claimUsers,
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

  private setAllocatable(allocatable: Allocatable): void {
    const { table, at } = this
    this.version = ++lastVersion
    this.allocatable = allocatable
    table[at + CPU_MAX] = allocatable.cpu
    table[at + MEMORY_MAX] = allocatable.memory
    table[at + STORAGE_MAX] = allocatable.ephemeralStorage
    table[at + PODS_MAX] = allocatable.pods
    table[at + EVENNESS] = evenness(this, 0, 0)
  }

  private account({ requests, hostPorts, claims }: PodInfo, sign: 1 | -1): void {
    const { table, at } = this
    this.version = ++lastVersion
    add(table, at + CPU, sign * requests.cpu)
    add(table, at + MEMORY, sign * requests.memory)
    add(table, at + STORAGE, sign * requests.ephemeralStorage)
    add(table, at + NON_ZERO_CPU, sign * requests.nonZeroCpu)
    add(table, at + NON_ZERO_MEMORY, sign * requests.nonZeroMemory)
    add(table, at + PODS, sign)
    table[at + EVENNESS] = evenness(this, 0, 0)
    for (const [name, amount] of requests.scalars) this.scalars.set(name, (this.scalars.get(name) ?? 0) + sign * amount)
    if (hostPorts.length > 0) this.portUsers += sign
    if (claims.length > 0) this.claimUsers += sign
  }
}

const add = (table: Float64Array, place: number, amount: number): void => {
  table[place] = (table[place] as number) + amount
}

/** 100 when cpu and memory are used to the same part, 50 when one is full and the other empty. */
export function evenness({ table, at }: Row, moreCpu: number, moreMemory: number): number {
  const cpuMax = table[at + CPU_MAX] as number
  const memoryMax = table[at + MEMORY_MAX] as number
  if (cpuMax === 0 || memoryMax === 0) return EVENNESS_MAX
  const ofCpu = Math.min(1, ((table[at + CPU] as number) + moreCpu) / cpuMax)
  const ofMemory = Math.min(1, ((table[at + MEMORY] as number) + moreMemory) / memoryMax)
  return Math.trunc((1 - Math.abs((ofCpu - ofMemory) / 2)) * EVENNESS_MAX)
}
