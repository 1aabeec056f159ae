// Follows pkg/scheduler/schedule_one.go (prioritizeNodes, selectHost), v1.36.
import type { Dice } from '../simulation/dice'
import { FIGURES } from './figures'
import type { CycleContext, Profile } from './framework'
import type { NodeInfo } from './node-info'
import type { PodInfo } from './pod-info'

const { PODS } = FIGURES

export interface ScoreOptions {
  readonly pod: PodInfo
  readonly nodes: readonly NodeInfo[]
  readonly profile: Profile
  readonly cycle: CycleContext
  readonly dice: Dice | undefined
}

/** The sum of all plugins' points, each 0..100 times its weight, in the order of the nodes. Good until the next call. */
export function totalScores({ pod, nodes, profile, cycle }: Omit<ScoreOptions, 'dice'>): Float64Array {
  const { totals, points } = scratchFor(nodes.length)
  for (const { plugin, weight } of profile.plugins) {
    const scorer = weight > 0 ? plugin.preScore?.(pod, nodes, cycle) : undefined
    if (!scorer) continue
    scorer(nodes, points)
    for (let i = 0; i < totals.length; i++) totals[i] = (totals[i] as number) + weight * (points[i] as number)
  }
  return totals
}

/** Sheets for reckoning, used again as long as as many nodes are compared: one Pod is placed at a time. */
let scratch = { totals: new Float64Array(0), points: new Float64Array(0) }

function scratchFor(length: number): typeof scratch {
  if (scratch.totals.length === length) scratch.totals.fill(0)
  else scratch = { totals: new Float64Array(length), points: new Float64Array(length) }
  return scratch
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

function goesBefore(a: NodeInfo, b: NodeInfo): boolean {
  const difference = (a.table[a.at + PODS] as number) - (b.table[b.at + PODS] as number)
  return difference < 0 || (difference === 0 && a.chosenAt < b.chosenAt)
}
