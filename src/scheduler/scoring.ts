// Follows pkg/scheduler/schedule_one.go (prioritizeNodes, selectHost), v1.36.
import type { Dice } from '../simulation/dice'
import type { CycleContext, Profile, Scorer } from './framework'
import type { NodeInfo } from './node-info'
import type { PodInfo } from './pod-info'

export interface ScoreOptions {
  readonly pod: PodInfo
  readonly nodes: readonly NodeInfo[]
  readonly profile: Profile
  readonly cycle: CycleContext
  readonly dice: Dice | undefined
}

/** The sum of all plugins' points, each 0..100 times its weight, in the order of the nodes. */
export function totalScores({ pod, nodes, profile, cycle }: Omit<ScoreOptions, 'dice'>): Float64Array {
  const totals = new Float64Array(nodes.length)
  let points: Float64Array | undefined
  for (const { plugin, weight } of profile.plugins) {
    const scorer = weight > 0 ? plugin.preScore?.(pod, nodes, cycle) : undefined
    if (!scorer) continue
    points ??= new Float64Array(nodes.length)
    addScores({ totals, points, nodes, scorer, weight })
  }
  return totals
}

interface Addition {
  readonly totals: Float64Array
  readonly points: Float64Array
  readonly nodes: readonly NodeInfo[]
  readonly scorer: Scorer
  readonly weight: number
}

function addScores({ totals, points, nodes, scorer, weight }: Addition): void {
  for (let i = 0; i < nodes.length; i++) points[i] = scorer.score(nodes[i] as NodeInfo)
  scorer.normalize?.(points, nodes)
  for (let i = 0; i < nodes.length; i++) totals[i] = (totals[i] as number) + weight * (points[i] as number)
}

/**
 * The node with the most points. Upstream settles ties by chance. Here the dice settle them when the run has a seed; otherwise the
 * node with the fewest Pods wins, then the one that was chosen longest ago, then the first in the order of nodes. So Pods
 * without any requests spread evenly, and the order is total.
 */
export function pickBest(options: ScoreOptions): NodeInfo {
  const { nodes, dice } = options
  const totals = totalScores(options)
  let best = 0
  let tied = 1
  for (let i = 1; i < nodes.length; i++) {
    const difference = (totals[i] as number) - (totals[best] as number)
    if (difference > 0) {
      best = i
      tied = 1
    } else if (difference === 0) {
      tied++
      if (dice ? dice.below(tied) === 0 : goesBefore(nodes[i] as NodeInfo, nodes[best] as NodeInfo)) best = i
    }
  }
  return nodes[best] as NodeInfo
}

const goesBefore = (a: NodeInfo, b: NodeInfo): boolean => a.pods.size < b.pods.size || (a.pods.size === b.pods.size && a.chosenAt < b.chosenAt)
