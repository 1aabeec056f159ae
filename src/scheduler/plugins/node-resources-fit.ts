// Follows pkg/scheduler/framework/plugins/noderesources (fit.go, least_allocated.go), v1.36.
import type { Node } from '../../objects/kinds'
import { NODE_SCORE_MAX, type Plugin, type Verdict } from '../framework'
import { allocatableOf, type Allocatable, type NodeInfo } from '../node-info'
import { requestsOf, type Requests } from '../requests'

const NAME = 'NodeResourcesFit'

export const nodeResourcesFit: Plugin = {
  name: NAME,
  preFilter({ requests }) {
    return { filter: (node) => (fits(requests, node) ? undefined : insufficient(requests, node)) }
  },
  preScore({ requests }) {
    return { score: (node) => leastAllocated(requests, node) }
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

function fits(requests: Requests, { allocatable, pods, cpu, memory, ephemeralStorage, scalars }: NodeInfo): boolean {
  if (pods.size + 1 > allocatable.pods) return false
  if (requests.cpu > 0 && requests.cpu > allocatable.cpu - cpu) return false
  if (requests.memory > 0 && requests.memory > allocatable.memory - memory) return false
  if (requests.ephemeralStorage > 0 && requests.ephemeralStorage > allocatable.ephemeralStorage - ephemeralStorage) return false
  for (const [name, amount] of requests.scalars) {
    if (amount > 0 && amount > (allocatable.scalars.get(name) ?? 0) - (scalars.get(name) ?? 0)) return false
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
  check('cpu', requests.cpu, allocatable.cpu, node.cpu)
  check('memory', requests.memory, allocatable.memory, node.memory)
  check('ephemeral-storage', requests.ephemeralStorage, allocatable.ephemeralStorage, node.ephemeralStorage)
  for (const [name, wanted] of requests.scalars) check(name, wanted, allocatable.scalars.get(name) ?? 0, node.scalars.get(name) ?? 0)
  return { plugin: NAME, reasons, unresolvable }
}

/** The more is left, the better: the mean of cpu and memory, in whole points. */
function leastAllocated({ nonZeroCpu, nonZeroMemory }: Requests, { allocatable, nonZeroCpu: cpu, nonZeroMemory: memory }: NodeInfo): number {
  let sum = 0
  let weights = 0
  if (allocatable.cpu > 0) {
    sum += leftOver(cpu + nonZeroCpu, allocatable.cpu)
    weights++
  }
  if (allocatable.memory > 0) {
    sum += leftOver(memory + nonZeroMemory, allocatable.memory)
    weights++
  }
  return weights === 0 ? 0 : Math.trunc(sum / weights)
}

const leftOver = (requested: number, capacity: number): number =>
  requested > capacity ? 0 : Math.trunc(((capacity - requested) * NODE_SCORE_MAX) / capacity)

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
