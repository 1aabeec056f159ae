// Follows pkg/scheduler/framework/plugins/noderesources (fit.go, least_allocated.go), v1.36.
import type { Node } from '../../objects/kinds'
import { FIGURES } from '../figures'
import { NODE_SCORE_MAX, type Plugin, type Verdict } from '../framework'
import { allocatableOf, type Allocatable, type NodeInfo } from '../node-info'
import { requestsOf, type Requests } from '../requests'

const NAME = 'NodeResourcesFit'
const { CPU, CPU_MAX, MEMORY, MEMORY_MAX, NON_ZERO_CPU, NON_ZERO_MEMORY, PODS, PODS_MAX, STORAGE, STORAGE_MAX } = FIGURES
const FULL_SCORE = NODE_SCORE_MAX

export const nodeResourcesFit: Plugin = {
  name: NAME,
  preFilter({ requests }) {
    return { filter: (node) => (fits(requests, node) ? undefined : insufficient(requests, node)) }
  },
  preScore({ requests }) {
    return (nodes, points) => {
      for (let i = 0; i < nodes.length; i++) points[i] = leastAllocated(requests, nodes[i] as NodeInfo)
    }
  },
  helps(event, { requests, uid }) {
    switch (event.on) {
      case 'NodeAdd':
        return couldHold(event.node, requests)
      case 'NodeUpdate':
        return event.changes.allocatable && couldHold(event.node, requests) && growsFor(requests, allocatableOf(event.previous), allocatableOf(event.node))
      case 'AssignedPodDelete':
        return true
      case 'AssignedPodUpdate':
        return event.changes.scaledDown && frees(requests, requestsOf(event.previous.spec), requestsOf(event.pod.spec))
      case 'OwnUpdate':
        return event.changes.scaledDown && event.pod.metadata.uid === uid
      default:
        return false
    }
  },
}

function fits(requests: Requests, node: NodeInfo): boolean {
  const { table, at } = node
  if ((table[at + PODS] as number) + 1 > (table[at + PODS_MAX] as number)) return false
  if (requests.cpu > 0 && requests.cpu > (table[at + CPU_MAX] as number) - (table[at + CPU] as number)) return false
  if (requests.memory > 0 && requests.memory > (table[at + MEMORY_MAX] as number) - (table[at + MEMORY] as number)) return false
  if (requests.ephemeralStorage > 0 && requests.ephemeralStorage > (table[at + STORAGE_MAX] as number) - (table[at + STORAGE] as number)) return false
  for (const [name, amount] of requests.scalars) {
    if (amount > 0 && amount > (node.allocatable.scalars.get(name) ?? 0) - (node.scalars.get(name) ?? 0)) return false
  }
  return true
}

/** All that is missing. Where one request is larger than the whole node, no other Pod's end can help. */
function insufficient(requests: Requests, node: NodeInfo): Verdict {
  const { allocatable } = node
  const reasons: string[] = []
  let unresolvable = false
  if (node.pods.size + 1 > allocatable.pods) reasons.push('Too many pods')
  const check = (name: string, wanted: number, of: number, used: number): void => {
    if (wanted <= 0 || wanted <= of - used) return
    reasons.push(`Insufficient ${name}`)
    unresolvable ||= wanted > of
  }
  check('cpu', requests.cpu, allocatable.cpu, node.table[node.at + CPU] as number)
  check('memory', requests.memory, allocatable.memory, node.table[node.at + MEMORY] as number)
  check('ephemeral-storage', requests.ephemeralStorage, allocatable.ephemeralStorage, node.table[node.at + STORAGE] as number)
  for (const [name, wanted] of requests.scalars) check(name, wanted, allocatable.scalars.get(name) ?? 0, node.scalars.get(name) ?? 0)
  return { plugin: NAME, reasons, unresolvable }
}

/** The more is left, the better: the mean of cpu and memory, in whole points. */
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

const EVERY_AMOUNT = (requests: Requests): (readonly [string, number])[] => [
  ['cpu', requests.cpu], ['memory', requests.memory], ['ephemeral-storage', requests.ephemeralStorage], ...requests.scalars,
]

function amountOf({ cpu, memory, ephemeralStorage, scalars }: Allocatable, name: string): number {
  if (name === 'cpu') return cpu
  if (name === 'memory') return memory
  return name === 'ephemeral-storage' ? ephemeralStorage : (scalars.get(name) ?? 0)
}

function couldHold(node: Node, requests: Requests): boolean {
  const allocatable = allocatableOf(node)
  return allocatable.pods > 0 && EVERY_AMOUNT(requests).every(([name, amount]) => amount <= amountOf(allocatable, name))
}

const growsFor = (requests: Requests, before: Allocatable, after: Allocatable): boolean =>
  after.pods > before.pods || EVERY_AMOUNT(requests).some(([name, amount]) => amount > 0 && amountOf(after, name) > amountOf(before, name))

/** A running Pod asks for less than before of something that the waiting one needs. */
function frees(wanted: Requests, before: Requests, after: Requests): boolean {
  const now = new Map(EVERY_AMOUNT(after))
  const needed = new Map(EVERY_AMOUNT(wanted))
  return EVERY_AMOUNT(before).some(([name, amount]) => (needed.get(name) ?? 0) > 0 && amount > (now.get(name) ?? 0))
}
