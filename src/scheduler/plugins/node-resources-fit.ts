// Follows pkg/scheduler/framework/plugins/noderesources/fit.go, v1.36. Scored by what is left: LeastAllocated.
import type { Node } from '../../objects/kinds'
import { FIGURES } from '../figures'
import type { Plugin, Verdict } from '../framework'
import { allocatableOf, type Allocatable, type NodeInfo } from '../node-info'
import { requestsOf, type Requests } from '../requests'

const NAME = 'NodeResourcesFit'
const { CPU, MEMORY, STORAGE } = FIGURES

export const nodeResourcesFit: Plugin = {
  name: NAME,
  preFilter({ requests }, context) {
    const fitness = context.nodes.fitness.of(requests)
    return { filter: (node) => (fitness.fits(node) ? undefined : insufficient(requests, node)) }
  },
  preScore({ requests }, _nodes, context) {
    const fitness = context.nodes.fitness.of(requests)
    return (nodes, points) => fitness.leastAllocated(nodes, points)
  },
  helps(event, { requests, uid }) {
    switch (event.on) {
      case 'NodeAdd':
        return couldHold(event.node, requests)
      case 'NodeUpdate':
        return (
          event.changes.allocatable &&
          couldHold(event.node, requests) &&
          growsFor(requests, allocatableOf(event.previous), allocatableOf(event.node))
        )
      case 'AssignedPodDelete':
      case 'NominatedPodDelete':
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
  check(
    'ephemeral-storage',
    requests.ephemeralStorage,
    allocatable.ephemeralStorage,
    node.table[node.at + STORAGE] as number,
  )
  for (const [name, wanted] of requests.scalars)
    check(name, wanted, allocatable.scalars.get(name) ?? 0, node.scalars.get(name) ?? 0)
  return { plugin: NAME, reasons, unresolvable }
}

const EVERY_AMOUNT = (requests: Requests): (readonly [string, number])[] => [
  ['cpu', requests.cpu],
  ['memory', requests.memory],
  ['ephemeral-storage', requests.ephemeralStorage],
  ...requests.scalars,
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
  after.pods > before.pods ||
  EVERY_AMOUNT(requests).some(([name, amount]) => amount > 0 && amountOf(after, name) > amountOf(before, name))

/** A running Pod asks for less than before of something that the waiting one needs. */
function frees(wanted: Requests, before: Requests, after: Requests): boolean {
  const now = new Map(EVERY_AMOUNT(after))
  const needed = new Map(EVERY_AMOUNT(wanted))
  return EVERY_AMOUNT(before).some(([name, amount]) => (needed.get(name) ?? 0) > 0 && amount > (now.get(name) ?? 0))
}
