// What plugins are asked and what they answer. Follows the extension points of pkg/scheduler/framework, v1.36: a plugin that has
// nothing to say about a Pod answers undefined and is not asked again in this cycle (upstream's Skip).
import type { Reader } from '../apiserver/client'
import type { ClusterEvent } from './cluster-event'
import type { NodeInfo } from './node-info'
import type { ClusterNodes } from './nodes'
import type { PodInfo } from './pod-info'

/** The best score that a plugin gives a node. */
export const NODE_SCORE_MAX = 100

/** Why a Pod does not fit. */
export interface Verdict {
  readonly plugin: string
  readonly reasons: readonly string[]
  /** Taking Pods away from the node cannot help (upstream: UnschedulableAndUnresolvable). */
  readonly unresolvable: boolean
}

/** What plugins may look at. */
export interface CycleContext {
  readonly nodes: ClusterNodes
  readonly read: Reader
}

/** What a plugin worked out about one Pod, asked node by node. */
export interface PodFilter {
  /** undefined: fits. Called without its object: a bare call for each node is the quickest. */
  readonly filter: (node: NodeInfo) => Verdict | undefined
  /** Only these nodes come into question. */
  readonly nodeNames?: ReadonlySet<string>
  /** The same questions with a Pod more or less on this node. What is added is taken away again, and the other way round. */
  addPod?(pod: PodInfo, node: NodeInfo): void
  removePod?(pod: PodInfo, node: NodeInfo): void
}

/** The Pod fits nowhere at present. */
export interface Rejected {
  readonly rejected: Verdict
}

/** Writes each node's points, whole numbers from 0 to 100, at the node's place. All at once: one call for each node costs more than the points. */
export type Scorer = (nodes: readonly NodeInfo[], points: Float64Array) => void

/** A scorer out of a function for one node; normalize brings points of another scale to 0..100. */
export const eachNode =
  (score: (node: NodeInfo) => number, normalize?: (points: Float64Array) => void): Scorer =>
  (nodes, points) => {
    for (let i = 0; i < nodes.length; i++) points[i] = score(nodes[i] as NodeInfo)
    normalize?.(points)
  }

export interface Plugin {
  readonly name: string
  /** Keeps the Pod out of the queue as long as it answers true. */
  gates?(pod: PodInfo): boolean
  preFilter?(pod: PodInfo, context: CycleContext): PodFilter | Rejected | undefined
  preScore?(pod: PodInfo, nodes: readonly NodeInfo[], context: CycleContext): Scorer | undefined
  /** Whether this change may help a Pod that this plugin refused (upstream's queueing hints). */
  helps?(event: ClusterEvent, pod: PodInfo, context: CycleContext): boolean
}

export interface WeightedPlugin {
  readonly plugin: Plugin
  /** 0 for plugins that do not score */
  readonly weight: number
}

/** How Pods of one schedulerName are placed. */
export interface Profile {
  readonly schedulerName: string
  readonly plugins: readonly WeightedPlugin[]
  /** of all nodes, how many per cent are looked for before scoring; 0: fewer the larger the cluster */
  readonly percentageOfNodesToScore: number
}

export const refuses = (plugin: string, reason: string): Verdict => ({ plugin, reasons: [reason], unresolvable: false })
export const neverFits = (plugin: string, reason: string): Verdict => ({
  plugin,
  reasons: [reason],
  unresolvable: true,
})

/** Brings scores to 0..100 in proportion to the largest; reverse: the largest becomes 0. Follows plugins/helper/normalize_score.go. */
export function normalizeToMax(scores: Float64Array, reverse: boolean): void {
  let max = 0
  for (let i = 0; i < scores.length; i++) max = Math.max(max, scores[i] as number)
  for (let i = 0; i < scores.length; i++) {
    if (max === 0) {
      if (reverse) scores[i] = NODE_SCORE_MAX
      continue
    }
    const score = Math.trunc((NODE_SCORE_MAX * (scores[i] as number)) / max)
    scores[i] = reverse ? NODE_SCORE_MAX - score : score
  }
}
