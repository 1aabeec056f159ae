// Follows pkg/scheduler/framework/plugins/interpodaffinity/scoring.go, v1.36.
import { termMatches } from '../affinity-terms'
import { eachNode, NODE_SCORE_MAX, type CycleContext, type Scorer } from '../framework'
import type { NodeInfo } from '../node-info'
import type { PodInfo } from '../pod-info'
import { countersOfTerm } from './domain-counts'

/** topology key -> domain -> points */
type TopologyScores = Map<string, Map<string, number>>

/** What the Pod prefers itself, and what Pods that run already prefer about it. */
export function affinityScorer(pod: PodInfo, _nodes: readonly NodeInfo[], context: CycleContext): Scorer | undefined {
  const scores: TopologyScores = new Map()
  for (const { term, weight } of pod.terms?.preferred ?? []) {
    for (const counter of countersOfTerm(term, context))
      add(scores, { topologyKey: term.topologyKey, domains: counter.domains(term.topologyKey), weight })
  }
  for (const { term, weight } of pod.terms?.preferredAnti ?? []) {
    for (const counter of countersOfTerm(term, context))
      add(scores, { topologyKey: term.topologyKey, domains: counter.domains(term.topologyKey), weight: -weight })
  }
  if (context.nodes.terms.hasScored) addExisting(scores, pod, context)
  if (scores.size === 0) return undefined
  return eachNode((node) => pointsOf(scores, node), normalize)
}

function addExisting(scores: TopologyScores, pod: PodInfo, { nodes, read }: CycleContext): void {
  const labelsOf = (namespace: string) => read.get('Namespace', '', namespace)?.metadata.labels
  for (const { term, domains, weight } of nodes.terms.scored) {
    if (termMatches(term, pod.namespace, pod.labels, labelsOf))
      add(scores, { topologyKey: term.topologyKey, domains, weight })
  }
}

interface Addition {
  readonly topologyKey: string
  readonly domains: ReadonlyMap<string, number>
  readonly weight: number
}

function add(scores: TopologyScores, { topologyKey, domains, weight }: Addition): void {
  for (const [value, count] of domains) {
    if (count === 0) continue
    let points = scores.get(topologyKey)
    if (!points) scores.set(topologyKey, (points = new Map<string, number>()))
    points.set(value, (points.get(value) ?? 0) + weight * count)
  }
}

function pointsOf(scores: TopologyScores, { labels }: NodeInfo): number {
  let sum = 0
  for (const [topologyKey, points] of scores) {
    const value = labels?.[topologyKey]
    if (value !== undefined) sum += points.get(value) ?? 0
  }
  return sum
}

function normalize(scores: Float64Array): void {
  let min = Infinity
  let max = -Infinity
  for (let i = 0; i < scores.length; i++) {
    const score = scores[i] as number
    min = Math.min(min, score)
    max = Math.max(max, score)
  }
  for (let i = 0; i < scores.length; i++) {
    scores[i] = max > min ? Math.trunc(NODE_SCORE_MAX * (((scores[i] as number) - min) / (max - min))) : 0
  }
}
