// Follows pkg/scheduler/framework/plugins/podtopologyspread/scoring.go, v1.36.
import { NODE_SCORE_MAX, type CycleContext, type Scorer } from '../framework'
import type { NodeInfo } from '../node-info'
import type { PodCounter } from '../pod-counts'
import type { PodInfo } from '../pod-info'
import type { Topology } from '../topology'
import {
  constraintsOf,
  defaultConstraints,
  hasAllKeys,
  HOSTNAME,
  includes,
  type SpreadConstraint,
} from './spread-constraints'

/** A node that lacks a label of the constraints gets no points at all. */
const IGNORED = -1

interface Part {
  readonly maxSkew: number
  readonly topology: Topology
  readonly counter: PodCounter | undefined
  /** Pods by number of the domain; undefined for hosts, which are counted directly */
  readonly domains: readonly number[] | undefined
  readonly weight: number
}

/** Favours nodes in domains with few Pods of the same selector. */
export function spreadScorer(pod: PodInfo, nodes: readonly NodeInfo[], context: CycleContext): Scorer | undefined {
  const own = (pod.pod.spec.topologySpreadConstraints?.length ?? 0) > 0
  const constraints = own ? constraintsOf(pod, 'ScheduleAnyway') : defaultConstraints(pod, context.read)
  if (constraints.length === 0) return undefined
  // The system's own constraints also serve clusters without zones: there, hosts alone count.
  const needed = own ? constraints : undefined
  const taking = needed ? nodes.filter((node) => hasAllKeys(needed, node)) : nodes
  const parts = constraints.map((constraint) => partOf({ constraint, needed, pod, nodes: taking, context }))
  return (candidates, points) => {
    points.fill(0)
    for (const part of parts) addPoints(part, candidates, points)
    for (let i = 0; i < points.length; i++) {
      points[i] = needed && !hasAllKeys(needed, candidates[i] as NodeInfo) ? IGNORED : Math.round(points[i] as number)
    }
    normalize(points)
  }
}

interface PartOptions {
  readonly constraint: SpreadConstraint
  readonly needed: readonly SpreadConstraint[] | undefined
  readonly pod: PodInfo
  readonly nodes: readonly NodeInfo[]
  readonly context: CycleContext
}

function partOf({ constraint, needed, pod, nodes, context }: PartOptions): Part {
  const { selector, topologyKey, maxSkew } = constraint
  const topology = context.nodes.topology(topologyKey)
  const counter =
    selector.length === 0
      ? undefined
      : context.nodes.counts.counter({ namespace: pod.namespace, selector, terminating: false })
  if (topologyKey === HOSTNAME)
    return { maxSkew, topology, counter, domains: undefined, weight: weightOf(nodes.length) }
  const domains = domainsOf({ constraint, needed, pod, nodes, context }, counter)
  return {
    maxSkew,
    topology,
    counter,
    domains: topology.values.map((value) => domains.get(value) ?? 0),
    weight: weightOf(domainsAmong(nodes, topology)),
  }
}

/** How many domains these nodes are in; nodes without the label are one more together. */
function domainsAmong(nodes: readonly NodeInfo[], topology: Topology): number {
  const seen = new Uint8Array(topology.values.length + 1)
  let found = 0
  for (const { slot } of nodes) {
    const place = topology.domainOf(slot) + 1
    if (seen[place] === 1) continue
    seen[place] = 1
    found++
  }
  return found
}

/** Small topologies are not watered down by large ones. */
const weightOf = (domains: number): number => Math.log(domains + 2)

function domainsOf(
  { constraint, needed, pod, context }: PartOptions,
  counter: PodCounter | undefined,
): ReadonlyMap<string, number> {
  if (!counter) return new Map()
  const allNodesCount =
    (!needed || needed.length === 1) && !constraint.honorTaints && !(constraint.honorAffinity && pod.requiredNodes)
  if (allNodesCount) return counter.domains(constraint.topologyKey)
  const domains = new Map<string, number>()
  for (const node of context.nodes.list()) {
    const value = node.labels?.[constraint.topologyKey]
    if (value === undefined || (needed && !hasAllKeys(needed, node)) || !includes(constraint, pod, node)) continue
    domains.set(value, (domains.get(value) ?? 0) + counter.onNode(node))
  }
  return domains
}

function addPoints(
  { maxSkew, topology, counter, domains, weight }: Part,
  nodes: readonly NodeInfo[],
  points: Float64Array,
): void {
  for (let i = 0; i < nodes.length; i++) {
    const node = nodes[i] as NodeInfo
    const domain = topology.domainOf(node.slot)
    if (domain < 0) continue
    const count = domains ? (domains[domain] as number) : counter ? counter.onNode(node) : 0
    // maxSkew - 1 makes differences between domains weigh less where more skew is allowed.
    points[i] = (points[i] as number) + count * weight + (maxSkew - 1)
  }
}

function normalize(scores: Float64Array): void {
  let min = Infinity
  let max = 0
  for (let i = 0; i < scores.length; i++) {
    const score = scores[i] as number
    if (score === IGNORED) continue
    min = Math.min(min, score)
    max = Math.max(max, score)
  }
  for (let i = 0; i < scores.length; i++) {
    const score = scores[i] as number
    if (score === IGNORED) scores[i] = 0
    else scores[i] = max === 0 ? NODE_SCORE_MAX : Math.trunc((NODE_SCORE_MAX * (max + min - score)) / max)
  }
}
