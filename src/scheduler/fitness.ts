// How Pods that ask for the same fit each node: worked out once and true until Pods come to the node or leave it. Most Pods are
// one of many alike, and between two of them a single node has changed.
// Follows pkg/scheduler/framework/plugins/noderesources (fit.go, least_allocated.go, balanced_allocation.go), v1.36.
import { FIGURES } from './figures'
import { evenness, type NodeInfo } from './node-info'
import type { Requests } from './requests'

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
const FULL_SCORE = 100
const HALF_SCORE = FULL_SCORE / 2

/** For one form of asking: verdicts and points by the slot of the node. */
export class Fitness {
  private versions = new Float64Array(0)
  private fitting = new Uint8Array(0)
  private least = new Uint8Array(0)
  private balanced = new Uint8Array(0)

  constructor(private readonly requests: Requests) {}

  fits(node: NodeInfo): boolean {
    const { slot } = node
    if (this.versions[slot] !== node.version) this.workOut(node)
    return this.fitting[slot] === 1
  }

  /** Points by what is left: see leastAllocated. */
  leastAllocated(nodes: readonly NodeInfo[], points: Float64Array): void {
    for (let i = 0; i < nodes.length; i++) {
      const node = nodes[i] as NodeInfo
      if (this.versions[node.slot] !== node.version) this.workOut(node)
      points[i] = this.least[node.slot] as number
    }
  }

  /** Points by how evenly cpu and memory are used with the Pod: see balancedAllocation. */
  balancedAllocation(nodes: readonly NodeInfo[], points: Float64Array): void {
    for (let i = 0; i < nodes.length; i++) {
      const node = nodes[i] as NodeInfo
      if (this.versions[node.slot] !== node.version) this.workOut(node)
      points[i] = this.balanced[node.slot] as number
    }
  }

  private workOut(node: NodeInfo): void {
    const { slot } = node
    if (slot >= this.versions.length) this.grow(slot + 1)
    this.versions[slot] = node.version
    this.fitting[slot] = fits(this.requests, node) ? 1 : 0
    this.least[slot] = leastAllocated(this.requests, node)
    this.balanced[slot] = balancedAllocation(this.requests, node)
  }

  private grow(slots: number): void {
    const length = Math.max(64, 2 * slots)
    const copy = <A extends Float64Array | Uint8Array>(from: A, to: A): A => (to.set(from), to)
    this.versions = copy(this.versions, new Float64Array(length))
    this.fitting = copy(this.fitting, new Uint8Array(length))
    this.least = copy(this.least, new Uint8Array(length))
    this.balanced = copy(this.balanced, new Uint8Array(length))
  }
}

/** How many forms of asking are kept at once; the one that came first goes first. */
const FORMS_MAX = 256

export class Fitnesses {
  private readonly forms = new Map<Requests, Fitness>()

  of(requests: Requests): Fitness {
    const known = this.forms.get(requests)
    if (known) return known
    for (const oldest of this.forms.keys()) {
      if (this.forms.size < FORMS_MAX) break
      this.forms.delete(oldest)
    }
    const fitness = new Fitness(requests)
    this.forms.set(requests, fitness)
    return fitness
  }
}

function fits(requests: Requests, node: NodeInfo): boolean {
  const { table, at } = node
  if ((table[at + PODS] as number) + 1 > (table[at + PODS_MAX] as number)) return false
  if (requests.cpu > 0 && requests.cpu > (table[at + CPU_MAX] as number) - (table[at + CPU] as number)) return false
  if (requests.memory > 0 && requests.memory > (table[at + MEMORY_MAX] as number) - (table[at + MEMORY] as number))
    return false
  if (
    requests.ephemeralStorage > 0 &&
    requests.ephemeralStorage > (table[at + STORAGE_MAX] as number) - (table[at + STORAGE] as number)
  )
    return false
  for (const [name, amount] of requests.scalars) {
    if (amount > 0 && amount > (node.allocatable.scalars.get(name) ?? 0) - (node.scalars.get(name) ?? 0)) return false
  }
  return true
}

/** The more is left, the better: the mean of cpu and memory, in whole points from 0 to 100. */
function leastAllocated({ nonZeroCpu, nonZeroMemory }: Requests, { table, at }: NodeInfo): number {
  const cpuMax = table[at + CPU_MAX] as number
  const memoryMax = table[at + MEMORY_MAX] as number
  const weights = (cpuMax > 0 ? 1 : 0) + (memoryMax > 0 ? 1 : 0)
  if (weights === 0) return 0
  const ofCpu = cpuMax > 0 ? leftOver((table[at + NON_ZERO_CPU] as number) + nonZeroCpu, cpuMax) : 0
  const ofMemory = memoryMax > 0 ? leftOver((table[at + NON_ZERO_MEMORY] as number) + nonZeroMemory, memoryMax) : 0
  return Math.trunc((ofCpu + ofMemory) / weights)
}

const leftOver = (requested: number, capacity: number): number =>
  requested > capacity ? 0 : Math.trunc(((capacity - requested) * FULL_SCORE) / capacity)

/** Favours nodes whose use of cpu and memory becomes more even with the Pod: 75 for no change, 50 to 100 otherwise. */
const balancedAllocation = ({ cpu, memory }: Requests, node: NodeInfo): number =>
  HALF_SCORE + Math.trunc((HALF_SCORE + evenness(node, cpu, memory) - (node.table[node.at + EVENNESS] as number)) / 2)
